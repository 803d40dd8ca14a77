/**
 * Billing periods (账期) and the one place that cuts time into them. A record's period is its own `bill_cycle`
 * or `cycle`; only account movements and adjustment records get one from their UTC instant seen in UTC+8
 * (semantics.md, "Money, time, codes"; design.md section 5).
 */

/** A billing month, `YYYY-MM`. */
export type Period = string;

const PERIOD = /^(\d{4})-(0[1-9]|1[0-2])$/;
const OFFSET_MS = 8 * 3600_000;

export function isPeriod(text: string): boolean {
  return PERIOD.test(text);
}

/** @throws RangeError when the text is no `YYYY-MM` */
export function asPeriod(text: string): Period {
  if (!isPeriod(text)) throw new RangeError(`not a period: ${text.slice(0, 20)}`);
  return text;
}

/** The period `months` later (earlier when negative). */
export function shiftPeriod(period: Period, months: number): Period {
  const year = Number(period.slice(0, 4));
  const month = Number(period.slice(5, 7)) - 1 + months;
  const y = year + Math.floor(month / 12);
  const m = ((month % 12) + 12) % 12;
  return `${String(y).padStart(4, '0')}-${String(m + 1).padStart(2, '0')}`;
}

/** All periods from `first` to `last`, both included; empty when `last` is earlier. */
export function periodRange(first: Period, last: Period): Period[] {
  const all: Period[] = [];
  for (let p = first; p <= last; p = shiftPeriod(p, 1)) all.push(p);
  return all;
}

/** The period an instant falls into, seen in UTC+8. @throws RangeError for a text that is no instant */
export function periodOfInstant(utc: string): Period {
  if (INSIDE_A_MONTH.test(utc)) return utc.slice(0, 7);
  return new Date(instantMs(utc) + OFFSET_MS).toISOString().slice(0, 7);
}

/** The day (`YYYY-MM-DD`) an instant falls on, seen in UTC+8. */
export function dayOfInstant(utc: string): string {
  return new Date(instantMs(utc) + OFFSET_MS).toISOString().slice(0, 10);
}

/** A moment that no offset moves into another month: those are nearly all, and a date object costs ten times as much. */
const INSIDE_A_MONTH = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-7])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;

function instantMs(utc: string): number {
  const ms = Date.parse(utc);
  if (!/[zZ]$|[+-]\d\d:?\d\d$/.test(utc) || Number.isNaN(ms)) throw new RangeError(`not an instant: ${utc.slice(0, 40)}`);
  return ms;
}

/** First instant of a period and first instant after it, as UTC texts `YYYY-MM-DDTHH:MM:SSZ`. */
export function periodInstants(period: Period): { from: string; to: string } {
  const start = Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5, 7)) - 1, 1) - OFFSET_MS;
  const next = shiftPeriod(period, 1);
  const end = Date.UTC(Number(next.slice(0, 4)), Number(next.slice(5, 7)) - 1, 1) - OFFSET_MS;
  return { from: new Date(start).toISOString().slice(0, 19) + 'Z', to: new Date(end).toISOString().slice(0, 19) + 'Z' };
}

/** First and last calendar day of a period, `YYYY-MM-DD`. */
export function periodDays(period: Period): { first: string; last: string } {
  const next = shiftPeriod(period, 1);
  const last = new Date(Date.UTC(Number(next.slice(0, 4)), Number(next.slice(5, 7)) - 1, 0));
  return { first: `${period}-01`, last: last.toISOString().slice(0, 10) };
}
