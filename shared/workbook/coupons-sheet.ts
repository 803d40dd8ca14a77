/** Coupons rolled forward: what each quota and each customer's coupons lost, beside what explains it (semantics.md #35, #37). */
import type { CouponRoll } from '../reconcile/types';
import type { Period } from '../period';
import type { Units } from '../money';
import { amount, text, type Sheet } from './sheet-columns';
import * as words from './words';
import { wordOf } from './words';

/** A roll under the month it is judged in: balances are of the last sync. */
export interface CouponRecord {
  readonly period: Period;
  readonly roll: CouponRoll;
}

/** Rolls of the newest month; none where that month is not in the workbook. */
export function couponRecords(rolls: readonly CouponRoll[], newest: Period | undefined, periods: ReadonlySet<Period>): CouponRecord[] {
  return newest !== undefined && periods.has(newest) ? rolls.map((roll) => ({ period: newest, roll })) : [];
}

/** A roll that cannot be told, because a part was not read or lies before the first month, is in no sum, as in C5. */
const told =
  (of: (roll: CouponRoll) => Units | null) =>
  ({ roll }: CouponRecord): Units | null =>
    roll.difference === null ? null : of(roll);

const lost = told(({ kind, value, left, reclaimed }) => value - left - (kind === 'customer' ? reclaimed : 0n));
const explained = told(({ kind, issued, reclaimed, used }) => (kind === 'quota' ? issued - reclaimed : used));

/** The sums of what was lost and of what explains it are C5's two sides. */
export const coupons: Sheet<CouponRecord> = {
  key: 'coupons',
  title: { zh: '代金券', en: 'Coupons' },
  columns: [
    text('period', '账期', 'Period', 10, ({ period }) => period),
    text('kind', '对象', 'Rolled', 10, ({ roll }, { language }) => wordOf(words.COUPON_ROLLS, roll.kind, language)),
    text('name', '额度或客户', 'Quota or customer', 30, ({ roll }, { partyName }) =>
      roll.kind === 'customer' ? partyName(roll.id) : roll.id,
    ),
    amount('value', '额度或面值', 'Value', ({ roll }) => roll.value, {}),
    amount('issued', '已发放', 'Issued', ({ roll }) => (roll.kind === 'quota' ? roll.issued : null), {}),
    amount('reclaimed', '已回收', 'Reclaimed', ({ roll }) => roll.reclaimed, {}),
    amount('used', '已使用', 'Used', ({ roll }) => roll.used, {}),
    amount('left', '余额', 'Left', ({ roll }) => roll.left, {}),
    amount('lost', '余额减少', 'Balance lost', lost),
    amount('explained', '操作与费用', 'Log and charges', explained),
    amount('difference', '差额', 'Difference', ({ roll }) => roll.difference, {
      total: 'sum',
      live: () => ({ kind: 'row', plus: ['lost'], minus: ['explained'] }),
    }),
    { ...text<CouponRecord>('id', '编号', 'ID', 36, ({ roll }) => roll.id), outline: 1 },
  ],
};
