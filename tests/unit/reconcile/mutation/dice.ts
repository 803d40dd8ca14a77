import { ONE, type Units } from '../../../../shared/money';
import { randomFrom } from '../../../support/random';

/** Random choices that a seed repeats. */
export class Dice {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
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
