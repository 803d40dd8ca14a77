/** Values of a spec as typed cells. */
import { formatUnits, parseUnits, type Units } from '../../../shared/money';
import type { ColumnType, WorkbookCell } from '../../../shared/workbook/model';

/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;
const LONGEST_TEXT = 32_767;
/** What most amounts look like: few digits, at most two decimals. */
const PLAIN = /^-?\d{1,10}(?:\.\d{1,2})?$/;

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
  if (typeof cell === 'string' && PLAIN.test(cell)) return { value: Number(cell), units: parseUnits(cell), exact: null, fine: false };
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

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** One cheap look finds the few texts that need cleaning. */
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;

/** Text that XML and a spreadsheet can hold: no control characters, no half of a surrogate pair, at most 32,767 characters. */
export function cellText(text: string): string {
  if (text.length <= LONGEST_TEXT && !SUSPECT.test(text)) return text;
  const clean = text.replace(CONTROL, '').replace(HALF_PAIR, '\ufffd');
  return clean.length <= LONGEST_TEXT ? clean : `${clean.slice(0, LONGEST_TEXT - 1).replace(HALF_PAIR, '')}…`;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const WALL_CLOCK = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const UTC8_MS = 8 * 3600_000;

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
