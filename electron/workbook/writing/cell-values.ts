/** Values of a spec as typed cells. */
import { formatUnits, parseUnits, type Units } from '../../../shared/money';
import type { ColumnType, WorkbookCell } from '../../../shared/workbook/model';
import { cellText } from './xml-text';

export { cellText } from './xml-text';

/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

/** An amount of at most 15 digits, read without big numbers: most are. */
export interface SmallAmount {
  /** A whole number of 10^-8, below 10^15. */
  units: number;
  /** More than two decimals: needs the wider format. */
  fine: boolean;
}

const POWERS = [100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1] as const;

/** Reads a plain amount of at most 7 digits and 8 decimals into `into`; false for anything else, which {@link typedAmount} reads. */
export function readSmallAmount(text: string, into: SmallAmount): boolean {
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  const start = at;
  let digits = 0;
  let point = -1;
  let lastFilled = -1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 && point < 0 && at > start) point = at;
    else if (code >= 48 && code <= 57) {
      digits = digits * 10 + (code - 48);
      if (code !== 48) lastFilled = at;
    } else return false;
  }
  const whole = (point < 0 ? text.length : point) - start;
  const decimals = point < 0 ? 0 : text.length - point - 1;
  if (whole === 0 || whole > 7 || decimals > 8 || (point >= 0 && decimals === 0)) return false;
  const units = digits * (POWERS[decimals] ?? 1);
  if (start === 1 && units === 0) return false;
  into.units = start === 1 ? -units : units;
  into.fine = point >= 0 && lastFilled > point + 2;
  return true;
}

export interface TypedAmount {
  readonly value: number;
  readonly units: Units;
  /** Canonical text when the typed number does not hold the amount exactly, else null. */
  readonly exact: string | null;
  /** More than two decimals: needs the wider format. */
  readonly fine: boolean;
}

/** An amount as the nearest number, and what it could not hold. @throws MoneyError for text that is no amount */
export function typedAmount(cell: WorkbookCell): TypedAmount | null {
  if (cell === null || cell === '') return null;
  const units = parseUnits(String(cell));
  const text = formatUnits(units);
  const dot = text.indexOf('.');
  const digits = text.length - (dot < 0 ? 0 : 1) - (text.startsWith('-') ? 1 : 0);
  const held = digits <= KEPT_DIGITS || significantDigits(text) <= KEPT_DIGITS;
  return { value: Number(text), units, exact: held ? null : text, fine: dot >= 0 && text.length - dot - 1 > 2 };
}

function significantDigits(text: string): number {
  return text.replace(/^-|\./g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const WALL_CLOCK = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const UTC8_MS = 8 * 3600_000;

/** Days since 1899-12-30, as a spreadsheet counts. */
export function serialOf(date: Date): number {
  return date.getTime() / 86_400_000 + 25_569;
}

/** A date the spreadsheet shows as written: a day, a wall clock time, or an instant seen in UTC+8; null for anything else. */
export function typedDate(cell: WorkbookCell, type: 'date' | 'datetime'): Date | null {
  if (typeof cell !== 'string') return null;
  const day = DAY.exec(cell) ?? WALL_CLOCK.exec(cell);
  if (day) {
    const [, year, month, date, hour, minute, second] = day.map(Number);
    const at = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, date, hour || 0, minute || 0, second || 0));
    return at.getUTCMonth() + 1 === month && at.getUTCFullYear() >= 1900 ? at : null;
  }
  if (!/[zZ]$|[+-]\d\d:?\d\d$/.test(cell)) return null;
  const ms = Date.parse(cell);
  if (Number.isNaN(ms)) return null;
  const wall = new Date(ms + UTC8_MS);
  if (type === 'date') wall.setUTCHours(0, 0, 0, 0);
  else wall.setUTCMilliseconds(0);
  return wall;
}

/** The typed value of a cell that is no amount; what does not fit its column's type stays text and is seen. */
export function typedValue(cell: WorkbookCell, type: Exclude<ColumnType, 'amount'>): string | number | Date | null {
  if (cell === null || cell === '') return null;
  switch (type) {
    case 'date':
    case 'datetime':
      return typedDate(cell, type) ?? cellText(String(cell));
    case 'integer':
    case 'rate': {
      const value = Number(cell);
      return Number.isFinite(value) && (type === 'rate' || Number.isSafeInteger(value)) ? value : cellText(String(cell));
    }
    case 'link':
    case 'text':
      return cellText(String(cell));
  }
}
