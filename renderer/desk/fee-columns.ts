/** Published fee records as the engine's columns. */
import { mergeRowChecks } from '../../shared/reconcile/row-checks';
import type { CouponRecords, FeeColumns, RowCheck } from '../../shared/reconcile/types';
import type { TextNumbering } from '../../shared/columns';
import type { Period } from '../../shared/period';
import type { GenerationRow } from '../store/schema';
import type { DeskCore } from './core';
import { CouponUse } from './coupon-use';
import { feeRows, type FeeRows } from './fee-rows';

export interface FeeInput {
  readonly fees: FeeColumns;
  readonly trades: TextNumbering;
  /** Identities inside the records, tested as they pass. */
  readonly rowChecks: readonly RowCheck[];
  /** Parts paid by coupon, per customer and month. */
  readonly used: CouponRecords['used'];
}

/** Input made of rows, for the months it was made for: the engine knows columns that it has seen by their being the same. */
const made = new WeakMap<FeeRows, { readonly periods: string; readonly input: FeeInput }>();

/** @param slices the published ones of fee records that count */
export async function feeColumns(core: DeskCore, periods: readonly Period[], slices: readonly GenerationRow[]): Promise<FeeInput> {
  const kept = await feeRows(core, slices);
  const before = made.get(kept);
  if (before?.periods === periods.join()) return before.input;
  const input = inputOf(core, periods, kept);
  made.set(kept, { periods: periods.join(), input });
  return input;
}

function inputOf(core: DeskCore, periods: readonly Period[], kept: FeeRows): FeeInput {
  const { rows, customer, service, chargeMode, billType, payment, trade, association, trades, since } = kept;
  const period = new Uint16Array(rows);
  const use = new CouponUse();
  const checks: RowCheck[] = [];
  const couponed = [kept.coupon, kept.flexi].filter((column) => column.length > 0);
  let from = 0;
  let month = kept.slices[0]?.row.period ?? '';
  const close = (to: number): void => {
    period.fill(periods.indexOf(month), from, to);
    const parts = couponed.map((column) => column.subarray(from, to));
    use.add(month, customer.subarray(from, to), association.subarray(from, to), parts);
    from = to;
  };
  for (const slice of kept.slices) {
    if ((slice.row.period ?? '') !== month) {
      close(slice.from);
      month = slice.row.period ?? '';
    }
    for (const one of slice.checks) checks.push(one);
  }
  close(rows);
  return {
    fees: { rows, period, customer, service, chargeMode, billType, payment, trade, association, ...(since ? { since } : {}) },
    trades,
    rowChecks: mergeRowChecks(checks),
    used: use.rows(core.dictionary),
  };
}
