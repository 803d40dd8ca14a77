import { periodInstants, type Period } from '../../../shared/period';

const DAY_MS = 86_400_000;

/** `YYYY-MM-DDTHH:MM:SSZ` of an instant. */
export function utcText(ms: number): string {
  const day = Math.floor(ms / DAY_MS);
  const second = Math.floor((ms - day * DAY_MS) / 1000);
  return `${dayText(day)}T${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`;
}

const two = (number: number): string => (number < 10 ? `0${String(number)}` : String(number));

/** Texts of the days a world is about; a large one asks for each of them thousands of times. */
const DAYS = new Map<number, string>();

function dayText(day: number): string {
  const known = DAYS.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY_MS).toISOString().slice(0, 10);
  DAYS.set(day, text);
  return text;
}

/** Milliseconds at which a month begins in UTC+8. */
const STARTS = new Map<Period, number>();

function startOf(period: Period): number {
  const known = STARTS.get(period);
  if (known !== undefined) return known;
  const start = Date.parse(periodInstants(period).from);
  STARTS.set(period, start);
  return start;
}

/** The instant `seconds` after a UTC text. */
export function later(utc: string, seconds: number): string {
  return utcText(Date.parse(utc) + seconds * 1000);
}

/** A UTC instant on a day of the month (1-based, UTC+8) at a second of that day, UTC+8. */
export function instantIn(period: Period, day: number, second: number): string {
  return utcText(startOf(period) + (day - 1) * DAY_MS + second * 1000);
}

/** `YYMMDDhhmmss` of a UTC text, as IDs of trades and orders begin. */
export function stamp(utc: string): string {
  return utc.slice(2, 4) + utc.slice(5, 7) + utc.slice(8, 10) + utc.slice(11, 13) + utc.slice(14, 16) + utc.slice(17, 19);
}
