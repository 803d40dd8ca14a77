import { z } from 'zod';
import { parseUnits } from '../money';
import { isPeriod } from '../period';
import { faultsOf, parsed, ruleFault, RulesError, type PlacedFault } from '../reconcile/rule-faults';
import { DecimalText } from '../reconcile/rule-set';
import { isDate } from './dates';

/**
 * One rate: what one unit of `from` is worth in `to` through the whole of a billing month. `rate` is decimal text above 0 with at most 8
 * decimals; `date` (`YYYY-MM-DD`) is the day the source published it, which may lie outside the month (a month-end rate, a rate fixed by
 * contract).
 */
export interface ExchangeRate {
  readonly month: string;
  readonly from: string;
  readonly to: string;
  readonly rate: string;
  readonly date: string;
  readonly source: string;
}

export interface RateTable {
  readonly version: 1;
  readonly rates: readonly ExchangeRate[];
}

const Code = z.string().refine((text) => /^[A-Z]{3}$/.test(text), { params: { fault: 'no-currency' } });

const RateText = DecimalText.superRefine((text, ctx) => {
  if (isZero(text)) ctx.addIssue({ code: 'custom', params: { fault: 'not-above-zero' } });
});

function isZero(text: string): boolean {
  try {
    return parseUnits(text) === 0n;
  } catch {
    // Not zero and not a number either, which the schema says already.
    return false;
  }
}

export const ExchangeRateSchema = z
  .object({
    month: z.string().refine(isPeriod, { params: { fault: 'no-period' } }),
    from: Code,
    to: Code,
    rate: RateText,
    date: z.string().refine(isDate, { params: { fault: 'no-date' } }),
    source: z
      .string()
      .refine((text) => text.trim() !== '', { params: { fault: 'missing' } })
      .max(200),
  })
  .strict();

export const MOST_RATES = 10_000;
export const RateTableSchema = z.object({ version: z.literal(1), rates: z.array(ExchangeRateSchema).max(MOST_RATES) }).strict();

export const NO_RATES: RateTable = { version: 1, rates: [] };

/** Every fault of a rate table with its place, `rates[2].rate`; none when it holds. */
export function rateFaults(document: unknown): PlacedFault[] {
  const faults = faultsOf(RateTableSchema, document);
  return faults.length > 0 ? faults : contradictions(RateTableSchema.parse(document));
}

/**
 * Validates a rate table: one rate for a month and a pair of currencies, each pair of two different currencies.
 * @throws RulesError with the place of the first fault, e.g. `rates[2].rate`
 */
export function parseRates(document: unknown): RateTable {
  const table = parsed(RateTableSchema, document);
  const [fault] = contradictions(table);
  if (fault) throw new RulesError(fault.place, fault.fault);
  return table;
}

function contradictions({ rates }: RateTable): PlacedFault[] {
  const known = new Set<string>();
  return rates.flatMap((rate, index) => {
    const found: PlacedFault[] = [];
    const say = (place: string, fault: PlacedFault['fault']): void => void found.push({ place: `rates[${index}].${place}`, fault });
    const key = rateKey(rate.month, rate.from, rate.to);
    if (rate.from === rate.to) say('to', ruleFault('same-currency', { value: rate.to }));
    if (known.has(key)) say('month', ruleFault('rate-twice', { month: rate.month, from: rate.from, to: rate.to }));
    known.add(key);
    return found;
  });
}

export const rateKey = (month: string, from: string, to: string): string => `${month} ${from} ${to}`;
