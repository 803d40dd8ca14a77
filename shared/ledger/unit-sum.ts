import type { Units } from '../money';

/** From here on a sum of two integers might not be exact. */
const SAFE = 2 ** 52;

/** A sum of units that stays a number as long as numbers are exact: a million additions cost no bigint. */
export class UnitSum {
  private big = 0n;
  private small = 0;
  /** Amounts other than zero. */
  count = 0;

  /** @param units an integer below 2^52 in magnitude, or a bigint of any size */
  add(units: number | Units): void {
    if (typeof units === 'bigint') {
      if (units !== 0n) this.count++;
      this.big += units;
      return;
    }
    if (units !== 0) this.count++;
    this.small += units;
    if (this.small > SAFE || this.small < -SAFE) this.flush();
  }

  get total(): Units {
    this.flush();
    return this.big;
  }

  clear(): void {
    this.big = 0n;
    this.small = 0;
    this.count = 0;
  }

  private flush(): void {
    this.big += BigInt(this.small);
    this.small = 0;
  }
}
