/**
 * How settled a month is, and so what has to be read again. Source: errors-and-limits.md on closing days: a month's data may change until
 * day 5 of the next month has passed; it is settled for certain when it came out the same on two days after that. Nothing says that it
 * cannot change later, so a settled month is still looked at, by what is cheap to read.
 */
import type { SourceId } from '../api/sources';
import { shiftPeriod, type Period } from '../period';
import { REFUSALS, type SliceFailure } from './failures';
import type { SliceId } from './slices';

/** First day, UTC+8, on which a reading of a month counts towards it being settled. */
export function closingDay(period: Period): string {
  return `${shiftPeriod(period, 1)}-06`;
}

/** Days on which the same content must have come out. */
export const AGREEING_DAYS = 2;

/**
 * The days on which a slice's content of now was read after its month's closing day: the first, and one later; empty for what has no month.
 * @param before those of the reading before
 * @param same whether that reading gave the same content
 * @param today the day of this reading, `YYYY-MM-DD`, UTC+8
 */
export function agreedOn(before: readonly string[], same: boolean, period: Period | null, today: string): string[] {
  if (period === null || today < closingDay(period)) return [];
  if (!same) return [today];
  return before.includes(today) || before.length >= AGREEING_DAYS ? [...before] : [...before, today];
}

/**
 * What of a month is read slice by slice and costs most, each with what shows cheaply whether it can have changed: fee records by the bill and
 * by who consumed; details of orders and refunds by the list of orders.
 */
export const MONTH_PARTS = {
  fees: { shownBy: ['bill-lines', 'consuming-customers'], read: ['fee-records'] },
  orders: { shownBy: ['orders'], read: ['order-details', 'refund-details'] },
} as const satisfies Readonly<Record<string, { readonly shownBy: readonly SourceId[]; readonly read: readonly SourceId[] }>>;

export type MonthPart = keyof typeof MONTH_PARTS;
export const PARTS = Object.keys(MONTH_PARTS) as MonthPart[];

/** A part of a month that need not be read again while the slices that show it come out as told. */
export interface SettledPart {
  readonly period: Period;
  readonly part: MonthPart;
  /** Each slice that shows the part, with the digest of its content. */
  readonly shownBy: readonly (readonly [slice: SliceId, digest: string])[];
}

/** What the store knows of a published slice; of the gateway, not of a file. */
export interface KnownSlice {
  readonly slice: SliceId;
  readonly source: SourceId;
  readonly period: Period | null;
  readonly digest: string;
  readonly agreedOn?: readonly string[];
  /** Everything that this content leads to was read since it was found; days alone do not tell, because runs are cut off or ask for a part. */
  readonly followed?: boolean;
  /** UTC instant at which it was read last. */
  readonly syncedAt?: string;
  readonly rows?: number;
}

/** A slice that could not be read. */
export interface FailedSlice extends Pick<KnownSlice, 'slice' | 'source' | 'period'> {
  readonly failure: SliceFailure;
}

/** Slices by month; those without one are left out. */
export function byMonth<T extends KnownSlice>(known: readonly T[]): Map<Period, T[]> {
  const months = new Map<Period, T[]>();
  for (const one of known) {
    if (one.period === null) continue;
    const rows = months.get(one.period);
    if (rows) rows.push(one);
    else months.set(one.period, [one]);
  }
  return months;
}

/**
 * Parts of months that need not be read again. What was refused for good and reported leaves no hole: waiting for it would keep everything else
 * unsettled for ever. It is asked for again by itself ({@link lookedAt}).
 * @param failed what the last readings failed at: a part with a hole in it is never settled
 */
export function settledParts(known: readonly KnownSlice[], failed: readonly FailedSlice[]): SettledPart[] {
  const settled: SettledPart[] = [];
  const refused = new Set(failed.filter(isRefused).map(({ slice }) => slice));
  const holes = failed.filter((one) => !isRefused(one));
  for (const [period, rows] of byMonth(known.filter(({ slice }) => !refused.has(slice)))) {
    for (const part of PARTS) {
      const { shownBy } = MONTH_PARTS[part];
      const concerned = rows.filter(({ source }) => isOf(part, source));
      const hole = holes.some((one) => (one.period === period || one.period === null) && isOf(part, one.source));
      const showing = concerned.filter(({ source }) => shows(part, source));
      const all = shownBy.every((source) => showing.some((row) => row.source === source)) && showing.every(({ followed }) => followed);
      if (hole || !all || concerned.some((row) => (row.agreedOn?.length ?? 0) < AGREEING_DAYS)) continue;
      settled.push({ period, part, shownBy: showing.map(({ slice, digest }) => [slice, digest]) });
    }
  }
  return settled.sort((a, b) => (a.period === b.period ? (a.part < b.part ? -1 : 1) : a.period < b.period ? -1 : 1));
}

const shows = (part: MonthPart, source: SourceId): boolean => (MONTH_PARTS[part].shownBy as readonly SourceId[]).includes(source);
const isOf = (part: MonthPart, source: SourceId): boolean =>
  shows(part, source) || (MONTH_PARTS[part].read as readonly SourceId[]).includes(source);

function isRefused({ failure }: FailedSlice): boolean {
  return REFUSALS.has(failure);
}

/** What of settled parts is looked at all the same. */
export interface LookedAt {
  /** Slices read with this run: those whose turn it is, with the digest that they should have, and those refused before, without one. */
  readonly again: (readonly [slice: SliceId, digest: string | null])[];
  /** Fee records of customers who have none: somebody who consumed and has none is named with every run, not only with the one that asked. */
  readonly empty: SliceId[];
}

/** Every settled slice of fee records is read again within so many runs. */
export const TURNS = 20;

/**
 * Bill and consumers do not show fee records that change among themselves, so with each run a share of the settled ones is read again, those that were
 * read longest ago; one that differs has its whole month read. A change is found at the latest after {@link TURNS} runs, most often by the bill before.
 */
export function lookedAt(known: readonly KnownSlice[], failed: readonly FailedSlice[], settled: readonly SettledPart[]): LookedAt {
  const months = new Set(settled.filter(({ part }) => part === 'fees').map(({ period }) => period));
  const refused = failed.filter((one) => isRefused(one) && PARTS.some((part) => isOf(part, one.source))).map(({ slice }) => slice);
  const asked = new Set(refused);
  const fees = known.filter(
    ({ slice, source, period }) => source === 'fee-records' && period !== null && months.has(period) && !asked.has(slice),
  );
  const oldest = [...fees].sort((a, b) => order(a.syncedAt ?? '', b.syncedAt ?? '') || order(a.slice, b.slice));
  const turn = oldest.slice(0, Math.ceil(fees.length / TURNS));
  return {
    again: [...turn.map(({ slice, digest }) => [slice, digest] as const), ...refused.sort().map((slice) => [slice, null] as const)],
    empty: fees.filter(({ rows }) => rows === 0).map(({ slice }) => slice),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export type MonthState = 'new' | 'open' | 'settling' | 'settled';

/** How far a month is. @param days the fewest agreeing days of its slices */
export function monthState(period: Period, today: string, days: number | null): MonthState {
  if (days === null) return 'new';
  if (today < closingDay(period)) return 'open';
  return days >= AGREEING_DAYS ? 'settled' : 'settling';
}
