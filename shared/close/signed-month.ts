/** What was signed of a month, read back from its archive. */
import { parseOptionalUnits, parseUnits, type Units } from '../money';
import type { Break, ControlTotal, DueReading, MarginRow, MatchingSummary, PeriodFigures, TotalCheck } from '../reconcile/types';

export interface SignedMonth {
  readonly rulesDigest: string;
  /** Null when the month had none. */
  readonly figures: PeriodFigures | null;
  readonly totals: readonly ControlTotal[];
  readonly matching: readonly MatchingSummary[];
  /** Those of the month, and the timing breaks whose other month it is. */
  readonly breaks: readonly Break[];
  readonly margin: readonly MarginRow[];
}

/** A value as `plain` (month-outcome.ts) writes it: amounts as decimal text. */
type Plain<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

/** Members that archives of before have not: `plain` leaves out nothing that is there. */
type Written = Plain<Omit<ControlTotal, 'currency' | 'taxBasis' | 'toleranceWhy' | 'path' | 'checks'>> &
  Partial<Pick<Plain<ControlTotal>, 'currency' | 'taxBasis' | 'toleranceWhy' | 'path' | 'checks'>>;

/**
 * @param text of an archive of any version
 * @throws SyntaxError, MoneyError for a text that no app wrote
 */
export function signedMonth(text: string): SignedMonth {
  const {
    rulesDigest,
    figures,
    totals,
    matching = [],
    breaks = [],
    margin = [],
  } = JSON.parse(text) as {
    readonly rulesDigest: string;
    readonly figures: Plain<PeriodFigures> | null;
    readonly totals: readonly Written[];
    readonly matching?: readonly Plain<MatchingSummary>[];
    readonly breaks?: readonly Plain<Break>[];
    readonly margin?: readonly (Omit<Plain<MarginRow>, 'parts' | 'service'> & Partial<Pick<Plain<MarginRow>, 'parts' | 'service'>>)[];
  };
  return {
    rulesDigest,
    figures: figures && figuresOf(figures),
    totals: totals.map(totalOf),
    matching: matching.map((one) => ({
      ...one,
      billTotal: parseUnits(one.billTotal),
      ledgerTotal: parseUnits(one.ledgerTotal),
      residue: parseUnits(one.residue),
    })),
    breaks: breaks.map((one) => ({
      ...one,
      ledgerAmount: parseOptionalUnits(one.ledgerAmount),
      billAmount: parseOptionalUnits(one.billAmount),
      expectedAmount: parseOptionalUnits(one.expectedAmount),
      difference: parseOptionalUnits(one.difference),
    })),
    margin: margin.map(({ service = null, parts = [], ...row }) => ({
      ...row,
      service,
      parts: parts.map((part) => ({ ...part, cost: parseUnits(part.cost) })),
      revenue: parseUnits(row.revenue),
      cost: parseUnits(row.cost),
      margin: parseUnits(row.margin),
    })),
  };
}

function figuresOf({ consumption, refunds, adjustments, due, dueReadings, fundAdjustments, ...rest }: Plain<PeriodFigures>): PeriodFigures {
  const { allocated, reclaimed, net } = fundAdjustments;
  return {
    ...rest,
    consumption: parseUnits(consumption),
    refunds: parseUnits(refunds),
    adjustments: parseUnits(adjustments),
    due: parseUnits(due),
    dueReadings: dueReadings.map((reading): DueReading => ({ ...reading, amount: parseUnits(reading.amount) })),
    fundAdjustments: { allocated: parseUnits(allocated), reclaimed: parseUnits(reclaimed), net: parseUnits(net) },
  };
}

function totalOf(total: Written): ControlTotal {
  const { firstDivergence: first, path = [], checks = [], examples, ...rest } = total;
  return {
    ...rest,
    ...sides(total),
    currency: total.currency ?? null,
    taxBasis: total.taxBasis ?? null,
    tolerance: parseOptionalUnits(total.tolerance),
    toleranceWhy: total.toleranceWhy ?? null,
    firstDivergence: first && { bucket: first.bucket, ...sides(first) },
    path: path.map((step) => ({ ...step, children: step.children.map((child) => ({ ...child, ...sides(child) })) })),
    checks: checks.map((check): TotalCheck => ({ ...check, ...sides(check) })),
    ...(examples ? { examples: examples.map((example) => ({ ...example, ...sides(example) })) } : {}),
  };
}

interface Sides<T> {
  readonly left: T;
  readonly right: T;
  readonly difference: T;
}

function sides({ left, right, difference }: Sides<string | null>): Sides<Units | null> {
  return { left: parseOptionalUnits(left), right: parseOptionalUnits(right), difference: parseOptionalUnits(difference) };
}
