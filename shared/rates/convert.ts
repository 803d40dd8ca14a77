/**
 * The converted view: amounts shown in another currency at a month's rate, beside a label that says so. A reading aid and nothing more: no
 * match, control total, sign-off or export is made from a converted amount.
 */
import { byCodeUnit } from '../digest';
import { CENT, divideHalfUp, ONE, parseUnits, type Units } from '../money';
import { rateKey, type ExchangeRate, type RateTable } from './rate-table';

/** `amount x rate`, unrounded: an integer count of 10^-16. Sums of such products are exact. */
export type Product = bigint;

const PRODUCTS_PER_CENT = ONE * CENT;

/** Rates by month and pair. A pair holds in the direction it was entered in: 1 / 7.1 has no end, and a source's own inverse differs from it. */
export class RateBook {
  readonly #rates: ReadonlyMap<string, ExchangeRate>;

  constructor({ rates }: RateTable) {
    this.#rates = new Map(rates.map((rate) => [rateKey(rate.month, rate.from, rate.to), rate]));
  }

  /** The month's own rate; null where it has none: no other month's rate, no inverse and no way over a third currency is taken instead. */
  at(month: string, from: string, to: string): ExchangeRate | null {
    return this.#rates.get(rateKey(month, from, to)) ?? null;
  }

  /** All rates of a month for amounts in `from`, by the other currency. */
  of(month: string, from: string): ExchangeRate[] {
    return [...this.#rates.values()].filter((rate) => rate.month === month && rate.from === from).sort((a, b) => byCodeUnit(a.to, b.to));
  }

  /** Currencies amounts in `from` can be shown in, in some month at least. */
  targets(from: string): string[] {
    return [...new Set([...this.#rates.values()].filter((rate) => rate.from === from).map(({ to }) => to))].sort(byCodeUnit);
  }
}

/** The exact product, to be added up and rounded once. */
export const product = (amount: Units, rate: ExchangeRate): Product => amount * parseUnits(rate.rate);

/** Half up to the cent, halves away from zero: a figure and the total over it are each rounded from the exact product, on their own. */
export const productToCent = (value: Product): Units => divideHalfUp(value, PRODUCTS_PER_CENT) * CENT;

/** An amount in the rate's other currency, half up to the cent. */
export const converted = (amount: Units, rate: ExchangeRate): Units => productToCent(product(amount, rate));
