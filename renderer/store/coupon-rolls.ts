/** Quotas and customers' coupons rolled forward (C5), kept as one blob: one row each. */
import type { CouponRoll } from '../../shared/reconcile/types';

/** Key of the blob. */
export const COUPON_ROLLS = 'coupons#000000';

/** {@link CouponRoll} with amounts as decimal text. */
export interface StoredCouponRoll {
  readonly kind: CouponRoll['kind'];
  readonly id: string;
  readonly value: string;
  readonly issued: string;
  readonly reclaimed: string;
  readonly used: string | null;
  readonly left: string;
  readonly difference: string | null;
}

export function parseCouponRolls(text: string | undefined): StoredCouponRoll[] {
  return text === undefined ? [] : (JSON.parse(text) as StoredCouponRoll[]);
}
