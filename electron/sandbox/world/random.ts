import type { Units } from '../../../shared/money';

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A small seeded generator (xoshiro128**): the same seed and name give the same numbers on any machine. */
export class Random {
  private readonly state: Uint32Array;

  /** @param name names the stream, so that adding draws to one part of the world leaves the others as they were */
  constructor(seed: number, name: string) {
    let mixed = seed >>> 0;
    for (let i = 0; i < name.length; i++) mixed = Math.imul(mixed ^ name.charCodeAt(i), 0x01000193) >>> 0;
    this.state = new Uint32Array(4);
    for (let i = 0; i < 4; i++) {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let z = mixed;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      this.state[i] = (z ^ (z >>> 16)) >>> 0;
    }
  }

  private next(): number {
    const s = this.state;
    const [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = s;
    const product = Math.imul(s1, 5);
    const result = Math.imul(((product << 7) | (product >>> 25)) >>> 0, 9) >>> 0;
    const t = (s1 << 9) >>> 0;
    const n2 = s2 ^ s0;
    const n3 = s3 ^ s1;
    s[1] = s1 ^ n2;
    s[0] = s0 ^ n3;
    s[2] = n2 ^ t;
    s[3] = ((n3 << 11) | (n3 >>> 21)) >>> 0;
    return result;
  }

  /** Leaves out the next numbers, as if they had been drawn. */
  skip(count: number): void {
    for (let i = 0; i < count; i++) this.next();
  }

  /** Whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return min + (this.next() % (max - min + 1));
  }

  /** Units from `min` to `max`, both included; the range stays below 2^63. */
  units(min: Units, max: Units): Units {
    const wide = (BigInt(this.next()) << 32n) | BigInt(this.next());
    return min + (wide % (max - min + 1n));
  }

  chance(percent: number): boolean {
    return this.whole(1, 100) <= percent;
  }

  /** @throws RangeError for an empty list */
  pick<T>(items: readonly T[]): T {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  /** A copy in random order. */
  shuffled<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.whole(0, i);
      const a = copy[i] as T;
      copy[i] = copy[j] as T;
      copy[j] = a;
    }
    return copy;
  }

  hex(length: number): string {
    let text = '';
    while (text.length < length) text += this.eight();
    return text.slice(0, length);
  }

  /** A random identifier in the usual 8-4-4-4-12 form. */
  uuid(): string {
    const [first, second, third, fourth] = [this.eight(), this.eight(), this.eight(), this.eight()];
    return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-a${third.slice(1, 4)}-${third.slice(4)}${fourth}`;
  }

  /** The next number as eight hexadecimal digits. */
  private eight(): string {
    const word = this.next();
    return (BYTES[word >>> 24] ?? '') + (BYTES[(word >>> 16) & 255] ?? '') + (BYTES[(word >>> 8) & 255] ?? '') + (BYTES[word & 255] ?? '');
  }
}
