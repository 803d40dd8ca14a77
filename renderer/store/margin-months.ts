/** Margin of each month, kept beside the result: the overview shows it without reading the margin's rows. */
import { formatUnits, type Units } from '../../shared/money';
import { marginRate } from '../../shared/reconcile/margin-report';
import type { MarginRow } from '../../shared/reconcile/types';

/** Key in `meta`. Absent in stores of before it was kept, until the next reconciliation. */
export const MARGIN_MONTHS = 'margin-months';

/** Amounts as decimal text, net of tax; only months with rows of a revenue ledger's comparison. */
export interface MarginMonth {
  readonly period: string;
  readonly revenue: string;
  readonly cost: string;
  readonly margin: string;
  /** margin / revenue with 4 decimals, null without revenue. */
  readonly rate: string | null;
}

/** Ascending by month. */
export function marginMonths(rows: readonly Pick<MarginRow, 'period' | 'revenue' | 'cost'>[]): MarginMonth[] {
  const months = new Map<string, { revenue: Units; cost: Units }>();
  for (const { period, revenue, cost } of rows) {
    const sums = months.get(period) ?? { revenue: 0n, cost: 0n };
    months.set(period, sums);
    sums.revenue += revenue;
    sums.cost += cost;
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, { revenue, cost }]) => ({
      period,
      revenue: formatUnits(revenue),
      cost: formatUnits(cost),
      margin: formatUnits(revenue - cost),
      rate: marginRate(revenue - cost, revenue),
    }));
}
