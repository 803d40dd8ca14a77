/** What charges were paid by coupon, gathered while fee records are read (semantics.md #37). */
import { halvesOf } from '../../shared/columns';
import type { CouponRecords } from '../../shared/reconcile/types';
import type { Dictionary } from '../../shared/columns';
import type { Period } from '../../shared/period';

/** Association of a referral customer: its coupons are on no list (#22, #38). */
const REFERRAL = 1;

export class CouponUse {
  private readonly sums = new Map<Period, Map<number, bigint>>();

  /** Adds one segment: columns of equal length, the parts paid by voucher and by flexi-purchase coupon. */
  add(period: Period, customer: Uint32Array, association: Uint8Array, parts: readonly BigInt64Array[]): void {
    const sums = this.sums.get(period) ?? new Map<number, bigint>();
    this.sums.set(period, sums);
    for (const part of parts) {
      // Halves tell most records, which have none, without a bigint each.
      const halves = halvesOf(part);
      for (let row = 0; row < part.length; row++) {
        if (halves[2 * row] === 0 && halves[2 * row + 1] === 0) continue;
        const units = part[row]!;
        if (association[row] === REFERRAL) continue;
        const code = customer[row]!;
        sums.set(code, (sums.get(code) ?? 0n) + units);
      }
    }
  }

  rows(texts: Pick<Dictionary, 'text'>): CouponRecords['used'] {
    return [...this.sums].flatMap(([period, sums]) =>
      [...sums].map(([customer, units]) => ({ period, customer: texts.text(customer), units })),
    );
  }
}
