import { formatUnits, parseUnits } from '../money';
import { product, productToCent, type Product, type RateBook } from './convert';
import type { ExchangeRate } from './rate-table';
import type { MarginRow } from '../reconcile/types';

/** A month's figures, decimal texts by name. */
export interface MonthFigures {
  readonly month: string;
  readonly exact: Readonly<Record<string, string>>;
}

export interface ConvertedMonths {
  /** In the order given: converted where `rate` stands, else as they came. */
  readonly months: readonly (MonthFigures & { readonly rate: ExchangeRate | null })[];
  /** Totals of the converted months, each from the exact products and rounded once. */
  readonly total: Readonly<Record<string, string>>;
  /** Totals of the months without a rate, in their own currency. */
  readonly left: Readonly<Record<string, string>>;
}

/** Months in another currency, each at its own rate; no sum ever holds both currencies. */
export function convertMonths(months: readonly MonthFigures[], book: RateBook, from: string, to: string): ConvertedMonths {
  const total = new Map<string, Product>();
  const left = new Map<string, bigint>();
  const shown = months.map(({ month, exact }) => {
    const rate = book.at(month, from, to);
    const figures = Object.entries(exact).map(([name, text]): [string, string] => {
      const units = parseUnits(text);
      if (rate === null) {
        left.set(name, (left.get(name) ?? 0n) + units);
        return [name, text];
      }
      const exactly = product(units, rate);
      total.set(name, (total.get(name) ?? 0n) + exactly);
      return [name, formatUnits(productToCent(exactly))];
    });
    return { month, exact: Object.fromEntries(figures), rate };
  });
  const texts = (sums: ReadonlyMap<string, bigint>, units: (sum: bigint) => bigint) =>
    Object.fromEntries([...sums].map(([name, sum]) => [name, formatUnits(units(sum))]));
  return { months: shown, total: texts(total, productToCent), left: texts(left, (sum) => sum) };
}

type Sums = {
  readonly revenue: bigint;
  readonly cost: bigint;
  readonly margin: bigint;
  readonly parts: readonly { readonly cost: bigint }[];
};

/**
 * Margin rows at their months' rates, amounts as exact products (10^-16), so that a report over them adds up exactly and its rates of margin are
 * those of the converted amounts; `marginToCent` rounds its lines. `left` are the rows of months without a rate, as they came.
 */
export function convertMargin(
  rows: readonly MarginRow[],
  book: RateBook,
  from: string,
  to: string,
): { readonly rows: readonly MarginRow[]; readonly left: readonly MarginRow[]; readonly rates: readonly ExchangeRate[] } {
  const used = new Map<string, ExchangeRate>();
  const left: MarginRow[] = [];
  const shown: MarginRow[] = [];
  for (const row of rows) {
    const rate = book.at(row.period, from, to);
    if (rate === null) left.push(row);
    else {
      used.set(row.period, rate);
      shown.push(inAll(row, (units) => product(units, rate)));
    }
  }
  return { rows: shown, left, rates: [...used.values()].sort((a, b) => (a.month < b.month ? -1 : 1)) };
}

/** A line of a report over converted rows, each amount rounded half up to the cent on its own. */
export const marginToCent = <T extends Sums>(line: T): T => inAll(line, productToCent);

function inAll<T extends Sums>(one: T, change: (units: bigint) => bigint): T {
  return {
    ...one,
    revenue: change(one.revenue),
    cost: change(one.cost),
    margin: change(one.margin),
    parts: one.parts.map((part) => ({ ...part, cost: change(part.cost) })),
  };
}
