/**
 * How settled a month is, and so what has to be read again. Source: errors-and-limits.md on closing days: a month's data may change until
 * day 5 of the next month has passed; it is settled for certain when it came out the same on two days after that. Nothing says that it
 * cannot change later, so a settled month is still looked at, by what is cheap to read.
 */
import type { SourceId } from '../api/sources';
import { shiftPeriod, type Period } from '../period';
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

/** @param failed what the last readings failed at: a part with a hole in it is never settled */
export function settledParts(known: readonly KnownSlice[], failed: readonly Pick<KnownSlice, 'source' | 'period'>[]): SettledPart[] {
  const settled: SettledPart[] = [];
  for (const [period, rows] of byMonth(known)) {
    for (const part of PARTS) {
      const { shownBy, read } = MONTH_PARTS[part];
      const isOf = (sources: readonly SourceId[], source: SourceId): boolean => sources.includes(source);
      const concerned = rows.filter(({ source }) => isOf(shownBy, source) || isOf(read, source));
      const hole = failed.some(
        (one) => (one.period === period || one.period === null) && (isOf(shownBy, one.source) || isOf(read, one.source)),
      );
      const showing = concerned.filter(({ source }) => isOf(shownBy, source));
      const all = shownBy.every((source) => showing.some((row) => row.source === source)) && showing.every(({ followed }) => followed);
      if (hole || !all || concerned.some((row) => (row.agreedOn?.length ?? 0) < AGREEING_DAYS)) continue;
      settled.push({ period, part, shownBy: showing.map(({ slice, digest }) => [slice, digest]) });
    }
  }
  return settled.sort((a, b) => (a.period === b.period ? (a.part < b.part ? -1 : 1) : a.period < b.period ? -1 : 1));
}

export type MonthState = 'new' | 'open' | 'settling' | 'settled';

/** How far a month is. @param days the fewest agreeing days of its slices */
export function monthState(period: Period, today: string, days: number | null): MonthState {
  if (days === null) return 'new';
  if (today < closingDay(period)) return 'open';
  return days >= AGREEING_DAYS ? 'settled' : 'settling';
}
