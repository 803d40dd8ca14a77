/** What the engine says of one month, as plain values that can be kept and compared. */
import { formatUnits } from '../money';
import type { Period } from '../period';
import type { EngineResult } from '../reconcile/types';
import { belongsTo } from './rows';

/** Amounts as decimal text. Matches stand in it by their counts and sums per pass (`matching`); what is left of them are the breaks. */
export interface MonthOutcome {
  readonly rulesDigest: string;
  readonly figures: unknown;
  readonly totals: readonly object[];
  readonly matching: unknown;
  readonly breaks: readonly object[];
  readonly margin: unknown;
  readonly refundTrace: unknown;
  readonly accounts: unknown;
  /** Quotas and customers' coupons rolled forward: of the newest month alone, because their balances are of the moment (C5). */
  readonly coupons: unknown;
}

type Judged = Pick<
  EngineResult,
  'rulesDigest' | 'figures' | 'totals' | 'matching' | 'breaks' | 'margin' | 'refundTrace' | 'accounts' | 'coupons'
>;

export function monthOutcome(period: Period, result: Judged): MonthOutcome {
  const own = (rows: readonly { readonly period: Period }[]): object[] => rows.filter((row) => row.period === period).map(plainRow);
  return {
    rulesDigest: result.rulesDigest,
    figures: plain(result.figures.find((figures) => figures.period === period) ?? null),
    totals: own(result.totals),
    matching: own(result.matching),
    breaks: result.breaks.filter((item) => belongsTo(item, period)).map(plainRow),
    margin: own(result.margin),
    refundTrace: own(result.refundTrace),
    accounts: own(result.accounts),
    coupons: plain(result.figures.at(-1)?.period === period ? result.coupons : []),
  };
}

const plainRow = (row: object): object => plain(row) as object;

/** A result without bigint and without members that are not there: amounts as decimal text. */
export function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return formatUnits(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key, plain(inner)]),
    );
  return value;
}

/** The first place where two plain values differ, as names and numbers from the outside in. */
export interface Difference {
  /** E.g. `totals[C2].left`. */
  readonly place: string;
  readonly expected: string;
  readonly found: string;
}

/** Rows of lists are told by `id` where they have one, else by their number from 0. */
export function firstDifference(expected: unknown, found: unknown, place = ''): Difference | null {
  if (Array.isArray(expected) && Array.isArray(found)) {
    for (let at = 0; at < Math.max(expected.length, found.length); at++) {
      const name = idOf(at < expected.length ? expected[at] : found[at]) ?? String(at);
      const inner = `${place}[${name}]`;
      if (at >= expected.length || at >= found.length || idOf(expected[at]) !== idOf(found[at]))
        return { place: inner, expected: shown(expected[at]), found: shown(found[at]) };
      const difference = firstDifference(expected[at], found[at], inner);
      if (difference) return difference;
    }
    return null;
  }
  if (isRecord(expected) && isRecord(found)) {
    for (const key of [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort()) {
      const difference = firstDifference(expected[key], found[key], place === '' ? key : `${place}.${key}`);
      if (difference) return difference;
    }
    return null;
  }
  return expected === found ? null : { place, expected: shown(expected), found: shown(found) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function idOf(value: unknown): string | null {
  return isRecord(value) && typeof value.id === 'string' ? value.id : null;
}

/** Long records by their ID or their beginning. */
function shown(value: unknown): string {
  if (value === undefined) return '–';
  if (typeof value === 'string') return value;
  return idOf(value) ?? JSON.stringify(value).slice(0, 120);
}
