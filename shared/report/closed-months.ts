/** Closed months in a report: what was signed stands where a month's figures stand, and today's result beside it where it is another. */
import { canonicalJson } from '../digest';
import { belongsTo } from '../close/rows';
import type { Period } from '../period';
import type { ClosedMonth, ReportSource, SourceBreak } from './source';

/** A month of a report. */
export interface ReportedMonth {
  readonly period: Period;
  /** Where its figures come from. */
  readonly shown: ReportSource;
  /** Of a closed month. */
  readonly closed: ClosedMonth | null;
  /** Today's result of a closed month that has other figures than were signed; null where it has the same, or none. */
  readonly today: ReportSource | null;
  /** How today's result stands to what was signed; null for open months, and where the archive cannot be read. */
  readonly compared: 'same' | 'differs' | 'absent' | null;
}

/** The months of a result and the closed ones, ascending. */
export function reportedMonths(today: ReportSource, closed: readonly ClosedMonth[]): ReportedMonth[] {
  const byPeriod = new Map(closed.map((one) => [one.period, one]));
  const known = new Set(today.figures.map(({ period }) => period));
  const signed = closed.filter((one) => one.signed !== null && one.signed.figures.length > 0).map(({ period }) => period);
  return [...new Set([...known, ...signed])].sort().map((period): ReportedMonth => {
    const month = byPeriod.get(period) ?? null;
    if (month?.signed == null || month.signed.figures.length === 0)
      return { period, shown: today, closed: month, today: null, compared: null };
    const base = { period, shown: month.signed, closed: month };
    if (!known.has(period)) return { ...base, today: null, compared: 'absent' };
    const same = sameMonth(period, month.signed, today);
    return { ...base, today: same ? null : today, compared: same ? 'same' : 'differs' };
  });
}

/** Whether two results say the same of a month. */
export const sameMonth = (period: Period, a: ReportSource, b: ReportSource): boolean => essence(period, a) === essence(period, b);

/** Amounts and verdicts of a month, without words: a sentence that a later version puts otherwise is no other figure. */
function essence(period: Period, { figures, totals, matching, breaks, margin }: ReportSource): string {
  const own = <T extends { readonly period: Period }>(rows: readonly T[]): T[] => rows.filter((row) => row.period === period);
  const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => canonicalJson(row)).sort();
  return canonicalJson([
    own(figures).map(({ currency, consumption, refunds, adjustments, due, dueReadings, fundAdjustments }) => ({
      ...{ currency, consumption, refunds, adjustments, due, fundAdjustments },
      readings: dueReadings.map(({ name, amount, confirmed }) => ({ name, amount, confirmed })),
    })),
    sorted(own(totals).map(({ id, left, right, difference, status, buckets }) => ({ id, left, right, difference, status, buckets }))),
    sorted(
      own(matching).map(({ role, entries, lines, matched, ambiguous, residue }) => ({ role, entries, lines, matched, ambiguous, residue })),
    ),
    sorted(breaks.filter((one) => belongsTo(one, period)).map(amountsOf)),
    sorted(own(margin).map(({ counterparty, customer, service, revenue, cost }) => ({ counterparty, customer, service, revenue, cost }))),
  ]);
}

const amountsOf = ({ id, ledgerAmount, billAmount, expectedAmount, difference }: SourceBreak): Readonly<Record<string, string | null>> => ({
  id,
  ledgerAmount,
  billAmount,
  expectedAmount,
  difference,
});

/**
 * Breaks of the months as they are shown, each once: those signed in closed months, today's in the others. A timing break between a closed month
 * and an open one is in both lists; the closed month's stands.
 */
export function shownBreaks(months: readonly ReportedMonth[], today: ReportSource): readonly SourceBreak[] {
  const signed = months.filter(({ compared }) => compared !== null);
  if (signed.length === 0) return today.breaks;
  const closed = new Set(signed.map(({ period }) => period));
  const found = new Map<string, SourceBreak>();
  for (const { period, shown } of signed)
    for (const one of shown.breaks) if (belongsTo(one, period) && !found.has(one.id)) found.set(one.id, one);
  for (const one of today.breaks) {
    const open = !closed.has(one.period) || (one.otherPeriod !== null && !closed.has(one.otherPeriod));
    if (open && !found.has(one.id)) found.set(one.id, one);
  }
  const order = new Map(today.breaks.map(({ id }, at) => [id, at]));
  return [...found.values()].sort(
    (a, b) =>
      (a.period < b.period ? -1 : a.period > b.period ? 1 : 0) || (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity) || 0,
  );
}
