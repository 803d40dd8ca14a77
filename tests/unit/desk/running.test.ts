import { describe, expect, it } from 'vitest';
import { Running } from '../../../renderer/desk/running';

/** Goes on until it is stopped. */
const untilStopped = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped')));

describe('work that a person can stop', () => {
  it('is alone where there is one at a time, and may begin again after it ended, however it did', async () => {
    const running = new Running();
    const first = running.alone('sync', untilStopped);
    await expect(running.alone('sync', untilStopped)).rejects.toMatchObject({ code: 'already-running' });
    await running.stop('sync');
    expect(await first).toBe('stopped');
    await expect(running.alone('sync', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    const throwing = (): Promise<string> => {
      throw new Error('not even begun');
    };
    await expect(running.alone('sync', throwing)).rejects.toThrow('not even begun');
    expect(await running.alone('sync', () => Promise.resolve('done'))).toBe('done');
  });

  it('is stopped by its kind, all of it; what is closed stops every kind', async () => {
    const running = new Running();
    const files = [running.beside('import', untilStopped), running.beside('import', untilStopped)];
    const proof = running.alone('verify', untilStopped);
    await running.stop('import');
    expect(await Promise.all(files)).toEqual(['stopped', 'stopped']);
    expect(await Promise.race([proof, Promise.resolve('goes on')])).toBe('goes on');
    running.stopAll();
    expect(await proof).toBe('stopped');
  });
});
