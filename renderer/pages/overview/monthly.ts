/** Points of the overview: figures of each month as they stand, or sums of rollups when a filter is set. */
import { formatUnits } from '../../../shared/money';
import type { PeriodSummary } from '../../../shared/desk/api';
import { convertMonths, type ExchangeRate, type RateBook } from '../../../shared/rates';
import type { RollupRow } from '../../store/schema';
import { Sums, point, type Point } from '../../charts/series';

export interface Filter {
  readonly counterparty: string | null;
  readonly customer: string | null;
  readonly service: string | null;
}

export const NO_FILTER: Filter = { counterparty: null, customer: null, service: null };

export function isFiltered(filter: Filter): boolean {
  return filter.counterparty !== null || filter.customer !== null || filter.service !== null;
}

export function figurePoints(figures: readonly PeriodSummary[]): Point[] {
  return figures.map(({ period, consumption, refunds, adjustments, due }) => point(period, { consumption, refunds, adjustments, due }));
}

/** Bill lines of the filter by month and kind; `due` is their plain sum. */
export function rollupPoints(periods: readonly string[], rollups: readonly RollupRow[], filter: Filter): Point[] {
  const sums = new Sums();
  for (const row of rollups) {
    if (filter.counterparty !== null && row.counterparty !== filter.counterparty) continue;
    if (filter.customer !== null && row.customer !== filter.customer) continue;
    if (filter.service !== null && row.service !== filter.service) continue;
    sums.add(`${row.period}#${row.kind}`, row.amount);
  }
  return periods.map((period) => {
    const kinds = ['0', '1', '2'].map((kind) => sums.units(`${period}#${kind}`));
    const [consumption = 0n, refunds = 0n, adjustments = 0n] = kinds;
    return point(period, {
      consumption: formatUnits(consumption),
      refunds: formatUnits(refunds),
      adjustments: formatUnits(adjustments),
      due: formatUnits(consumption + refunds + adjustments),
    });
  });
}

export function fundPoints(figures: readonly PeriodSummary[]): Point[] {
  return figures.map(({ period, fundAdjustments: { allocated, reclaimed, net } }) => point(period, { allocated, reclaimed, net }));
}

/** Exact totals of the series over all points. */
export function totalsOf(points: readonly Point[]): Record<string, string> {
  const sums = new Sums();
  for (const each of points) for (const [name, text] of Object.entries(each.exact)) sums.add(name, text);
  return Object.fromEntries(sums.groups().map((name) => [name, sums.text(name)]));
}

export interface ConvertedPoints {
  readonly points: readonly Point[];
  /** Only the converted ones: a chart has one currency. */
  readonly drawn: readonly Point[];
  readonly missing: readonly string[];
  readonly rates: ReadonlyMap<string, ExchangeRate>;
  readonly total: Readonly<Record<string, string>>;
  readonly left: Readonly<Record<string, string>>;
}

/** Months at their own rates; one without a rate stays as it is. */
export function convertPoints(points: readonly Point[], book: RateBook, from: string, to: string): ConvertedPoints {
  const { months, total, left } = convertMonths(
    points.map(({ label, exact }) => ({ month: label, exact })),
    book,
    from,
    to,
  );
  const drawn = months.filter(({ rate }) => rate !== null).map(({ month, exact }) => point(month, exact));
  return {
    points: months.map(({ month, exact }) => point(month, exact)),
    drawn,
    missing: months.filter(({ rate }) => rate === null).map(({ month }) => month),
    rates: new Map(months.flatMap(({ month, rate }) => (rate === null ? [] : [[month, rate] as const]))),
    total,
    left,
  };
}
