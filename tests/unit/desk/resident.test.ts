import { describe, expect, it } from 'vitest';
import { Resident } from '../../../renderer/desk/resident';

describe('what is kept between runs', () => {
  it('is made once for a stamp, and what was used longest ago goes first', async () => {
    const made: string[] = [];
    const resident = new Resident(10);
    const of = (name: string, stamp: string, bytes: number): Promise<string> => {
      const make = (): Promise<string> => {
        made.push(name + stamp);
        return Promise.resolve(name + stamp);
      };
      return resident.of(name, stamp, make, () => bytes);
    };
    await of('a', '1', 4);
    await of('b', '1', 4);
    expect(await of('a', '1', 4)).toBe('a1');
    await of('c', '1', 4);
    expect([made.splice(0), resident.bytes]).toEqual([['a1', 'b1', 'c1'], 8]);
    await of('a', '1', 4);
    expect(made.splice(0)).toEqual([]);
    await of('b', '1', 4);
    expect(await of('a', '2', 3)).toBe('a2');
    expect([made.splice(0), resident.bytes]).toEqual([['b1', 'a2'], 7]);
    // More than the whole budget is not kept, nor what stood under its name.
    await of('b', '2', 11);
    await of('b', '2', 11);
    expect([made, resident.bytes]).toEqual([['b2', 'b2'], 3]);
  });

  it('keeps nothing of what could not be read', async () => {
    const resident = new Resident(10);
    const size = (): number => 1;
    await resident.of('a', '1', () => Promise.resolve(1), size);
    await expect(resident.of('a', '2', () => Promise.reject(new Error('damaged')), size)).rejects.toThrow('damaged');
    expect(resident.bytes).toBe(0);
    expect(await resident.of('a', '2', () => Promise.resolve(3), size)).toBe(3);
  });
});
