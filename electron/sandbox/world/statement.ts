import { halfUpToCent, multiply, parseUnits, sum, type Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import type { BillLine, Kind, Statement } from './model';

/** Tax on the International bill; shown there and not counted in the amount due (semantics.md #2). */
const TAX_RATE = parseUnits('0.06');

/** Amounts of one kind in one month, signs as they come. */
export function sumOfKind(lines: readonly BillLine[], period: Period, kind: Kind): Units {
  return sum(lines.filter((line) => line.period === period && line.kind === kind).map((line) => line.amount));
}

/** The International bill of each month: only totals are rounded (semantics.md #1, #41). */
export function makeStatements(periods: readonly Period[], lines: readonly BillLine[]): Statement[] {
  return periods.map((period) => {
    const consumption = halfUpToCent(sumOfKind(lines, period, '0'));
    const refunds = halfUpToCent(sumOfKind(lines, period, '1'));
    const adjustments = halfUpToCent(sumOfKind(lines, period, '2'));
    const due = consumption + refunds + adjustments;
    return { period, consumption, refunds, adjustments, due: due < 0n ? 0n : due, tax: halfUpToCent(multiply(due, TAX_RATE)) };
  });
}
