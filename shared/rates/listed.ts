/** The converted view as a list, for reports and workbooks: each amount beside what it is in another currency, with the rate that says so. */
import { formatUnits, parseUnits } from '../money';
import { converted, RateBook } from './convert';
import type { RateTable } from './rate-table';

/** Something that has a month and a currency. */
export interface DatedAmount {
  readonly period: string;
  readonly currency: string;
  /** Decimal text. */
  readonly amount: string;
}

/** An amount in another currency, half up to the cent, and where the rate comes from. */
export interface Converted {
  readonly to: string;
  /** Decimal text. */
  readonly amount: string;
  readonly rate: string;
  readonly date: string;
  readonly source: string;
}

/**
 * Every amount that some rate of its own month holds for, with each of these rates. A month without a rate gives nothing, and nothing is ever added up
 * over currencies.
 */
export function listConverted<T extends DatedAmount>(
  amounts: readonly T[],
  table: RateTable,
): { readonly of: T; readonly as: Converted }[] {
  const book = new RateBook(table);
  return amounts.flatMap((of) =>
    book.of(of.period, of.currency).map((rate) => ({
      of,
      as: {
        to: rate.to,
        amount: formatUnits(converted(parseUnits(of.amount), rate)),
        rate: rate.rate,
        date: rate.date,
        source: rate.source,
      },
    })),
  );
}
