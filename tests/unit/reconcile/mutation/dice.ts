import { ONE, type Units } from '../../../../shared/money';

/** Random choices that a seed repeats (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * limit);
  }

  one<T>(of: readonly T[]): T | null {
    return of.length === 0 ? null : of[this.below(of.length)]!;
  }

  /** 60.01 to 5,060.00: more than truncation can explain (semantics.md #19), in whole cents. */
  more(): Units {
    return (BigInt(this.below(500_000) + 6_001) * ONE) / 100n;
  }

  /** The same, up or down. */
  amount(): Units {
    return this.below(2) === 0 ? this.more() : -this.more();
  }

  /** Some cents less than `limit`, null where there are none. */
  within(limit: Units): Units | null {
    const cents = Number((limit * 100n) / ONE);
    return cents < 2 ? null : (BigInt(this.below(cents - 1) + 1) * ONE) / 100n;
  }
}
