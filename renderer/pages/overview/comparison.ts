/** How a figure of a month stands against another month's: exact money, and a percentage that never divides by zero. Pure. */
import { absolute, formatUnits, parseUnits, type Units } from '../../../shared/money';
import { divideHalfUp } from '../../../shared/money/rounding';
import { shiftPeriod, type Period } from '../../../shared/period';

export interface Change {
  readonly kind: 'change';
  /** `now - before`, decimal text. */
  readonly amount: string;
  /** Tenths of a percent of the size of `before`, half up; null where `before` is 0. */
  readonly tenths: bigint | null;
}

/** `no-month`: there is no such month; `other-currency`: its amounts are in another one. */
export type Comparison = Change | { readonly kind: 'no-month' } | { readonly kind: 'other-currency' };

/** Share of `part` in `whole` in tenths of a percent, half up; null of nothing. */
export function tenthsOf(part: Units, whole: Units): bigint | null {
  if (whole === 0n) return null;
  return divideHalfUp((whole < 0n ? -part : part) * 1000n, absolute(whole));
}

export function changeOf(before: string, now: string): Change {
  const [then, today] = [parseUnits(before), parseUnits(now)];
  return { kind: 'change', amount: formatUnits(today - then), tenths: then === 0n ? null : tenthsOf(today - then, absolute(then)) };
}

/** `12.3%`, with the minus sign U+2212; `signed` puts a plus before what is above zero. */
export function percentText(tenths: bigint, signed = false): string {
  const size = absolute(tenths);
  const whole = String(size / 10n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${tenths < 0n ? '\u2212' : signed && tenths > 0n ? '+' : ''}${whole}.${String(size % 10n)}%`;
}

export interface ComparedFigure<T extends string> {
  readonly name: T;
  readonly amount: string;
  readonly month: Comparison;
  readonly year: Comparison;
}

/** Figures of a month, each against the month before and the same month of the year before; none where the month itself is not there. */
export function comparedFigures<T extends string>(
  months: readonly ({ readonly period: Period; readonly currency: string } & Readonly<Record<T, string>>)[],
  period: Period,
  names: readonly T[],
): ComparedFigure<T>[] {
  const known = new Map(months.map((row) => [row.period, row]));
  const now = known.get(period);
  if (!now) return [];
  const against = (other: typeof now | undefined, name: T): Comparison => {
    if (!other) return { kind: 'no-month' };
    return other.currency === now.currency ? changeOf(other[name], now[name]) : { kind: 'other-currency' };
  };
  return names.map((name) => ({
    name,
    amount: now[name],
    month: against(known.get(shiftPeriod(period, -1)), name),
    year: against(known.get(shiftPeriod(period, -12)), name),
  }));
}
