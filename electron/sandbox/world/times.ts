import { periodInstants, type Period } from '../../../shared/period';

const DAY_MS = 86_400_000;

/** `YYYY-MM-DDTHH:MM:SSZ` of an instant. */
export function utcText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19) + 'Z';
}

/** The instant `seconds` after a UTC text. */
export function later(utc: string, seconds: number): string {
  return utcText(Date.parse(utc) + seconds * 1000);
}

/** A UTC instant on a day of the month (1-based, UTC+8) at a second of that day, UTC+8. */
export function instantIn(period: Period, day: number, second: number): string {
  return utcText(Date.parse(periodInstants(period).from) + (day - 1) * DAY_MS + second * 1000);
}

/** `YYMMDDhhmmss` of a UTC text, as IDs of trades and orders begin. */
export function stamp(utc: string): string {
  return utc.slice(2).replace(/[-:TZ]/g, '');
}
