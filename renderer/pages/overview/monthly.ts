/** Points of the overview: figures of each month as they stand, or sums of rollups when a filter is set. */
import { formatUnits } from '../../../shared/money';
import type { PeriodSummary } from '../../../shared/desk/api';
import { convertMonths, type ExchangeRate, type RateBook } from '../../../shared/rates';
import { eachRollupPage } from '../../store/rollup-pages';
import type { DeskStore, RollupRow } from '../../store/schema';
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

/** Bill lines of a filter, added up by month and kind as they are read. */
export class KindSums {
  readonly #sums = new Sums();
  constructor(private readonly filter: Filter) {}

  add(rows: readonly Pick<RollupRow, 'period' | 'kind' | 'amount' | keyof Filter>[]): void {
    const { counterparty, customer, service } = this.filter;
    for (const row of rows) {
      if (counterparty !== null && row.counterparty !== counterparty) continue;
      if (customer !== null && row.customer !== customer) continue;
      if (service !== null && row.service !== service) continue;
      this.#sums.add(`${row.period}#${row.kind}`, row.amount);
    }
  }

  /** `due` is the plain sum of the kinds. */
  points(periods: readonly string[]): Point[] {
    return periods.map((period) => {
      const [consumption = 0n, refunds = 0n, adjustments = 0n] = ['0', '1', '2'].map((kind) => this.#sums.units(`${period}#${kind}`));
      return point(period, {
        consumption: formatUnits(consumption),
        refunds: formatUnits(refunds),
        adjustments: formatUnits(adjustments),
        due: formatUnits(consumption + refunds + adjustments),
      });
    });
  }
}

/** Reads what a filter needs: a customer's rows by their index, a reseller's slices, else all pages. */
export async function filteredSums(store: DeskStore, filter: Filter): Promise<KindSums> {
  const sums = new KindSums(filter);
  const { counterparty, customer } = filter;
  const reseller = counterparty !== null && (await store.parties.get(counterparty))?.kind === 'reseller' ? counterparty : null;
  const own = customer ?? (reseller === null ? counterparty : null);
  if (own !== null) sums.add(await store.rollups.where('customer').equals(own).toArray());
  else await eachRollupPage(store, { period: null, ...(reseller === null ? {} : { reseller }) }, (rows) => sums.add(rows));
  return sums;
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
