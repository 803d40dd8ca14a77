/** Months and days as people write them, Chinese and English. */
import { isPeriod } from '../period';
import { bad, good, isErrorCell, plainText, type Read } from './cell-texts';
import type { Cell } from './types';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const TIME = '(?:[T ]\\s*\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s*(?:Z|GMT|UTC)?(?:[+-]\\d{2}:?\\d{2})?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/](\\d{1,2})(?:[-/](\\d{1,2}))?${TIME}$`);
const DOTTED = /^(\d{4})\.(\d{2})(?:\.(\d{1,2}))?$/;
const CHINESE = new RegExp(`^(\\d{4})年度?第?(\\d{1,2})(?:月(?:份|度)?|期)(?:(\\d{1,2})[日号])?${TIME}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})?$/;
/** 2026M10, 2026P10, FY2026-P10, 2026-10期, 2026.10期. */
const NUMBERED = /^(?:fy)?(\d{4})[-./ ]?(?:[mp]|第)?(\d{1,2})期?$/i;
const MONTH_FIRST = /^(\d{1,2})[-/.](\d{4})$/;
const NAMED = /^(?:(\d{1,2})[-\s/]*)?([a-z]{3,9})\.?[-\s,/']*(?:(\d{1,2})(?:st|nd|rd|th)?[,\s]+)?(\d{4}|\d{2})$/;
const NAMED_LAST = /^(\d{4})[-\s/,]*([a-z]{3,9})\.?$/;
/** A month alone, when the year is known from elsewhere. */
const ALONE = /^(?:第)?(\d{1,2})(?:月(?:份|度)?|期)?$|^[mp](\d{1,2})$/;
const SERIAL = /^[34]\d{4}(?:\.0+)?$/;
const HAN_DIGITS = '〇一二三四五六七八九';

/**
 * Reads a month or a day of it as `YYYY-MM`. Two-digit years only after a month's name (`Oct-26`, what Excel makes of 2026-10).
 * @param year for months without one (`10月`, `10`, `Oct`); without it they are refused
 */
export function readPeriod(cell: Cell, year: number | null = null): Read<string> {
  if (cell !== null && cell.length === 7 && isPeriod(cell) && cell.charCodeAt(0) <= 0x32)
    return month(cell.slice(0, 4), Number(cell.slice(5)), undefined);
  if (isErrorCell(cell)) return bad('error-cell');
  const raw = plainText(cell);
  if (raw === null) return bad('no-period');
  if (raw.length > 60) return bad('bad-period');
  const text = arabic(raw.normalize('NFKC').trim()).replace(/\s+/g, ' ');
  const tight = text.replace(/\s*([年月日号第期])\s*/g, '$1').trim();
  const first = YEAR_FIRST.exec(text) ?? DOTTED.exec(text) ?? CHINESE.exec(tight) ?? COMPACT.exec(text);
  if (first) return month(first[1] ?? '', Number(first[2]), first[3]);
  const turned = MONTH_FIRST.exec(text);
  if (turned) return month(turned[2] ?? '', Number(turned[1]), undefined);
  const numbered = /[mp第期]/i.test(tight) ? NUMBERED.exec(tight) : null;
  if (numbered) return month(numbered[1] ?? '', Number(numbered[2]), undefined);
  const lower = text.toLowerCase();
  const named = NAMED.exec(lower);
  if (named && monthNumber(named[2] ?? '') > 0) {
    const stated = named[4] ?? '';
    return month(stated.length === 2 ? `20${stated}` : stated, monthNumber(named[2] ?? ''), named[1] ?? named[3]);
  }
  const last = NAMED_LAST.exec(lower);
  if (last) return month(last[1] ?? '', monthNumber(last[2] ?? ''), undefined);
  if (SERIAL.test(text)) return bad('serial-date');
  if (year === null) return bad('bad-period');
  const alone = ALONE.exec(tight.toLowerCase());
  const number = alone ? Number(alone[1] ?? alone[2]) : monthNumber(lower.replace(/\.$/, ''));
  return number > 0 ? month(String(year), number, undefined) : bad('bad-period');
}

/** Reads the year of a book's year column (`2026`, `2026年`, `二〇二六年`); null when it is none. */
export function readYear(cell: Cell): number | null {
  const text = arabic((plainText(cell) ?? '').normalize('NFKC')).replace(/[\s年度]/g, '');
  const year = /^(?:fy)?\d{4}(?:\.0+)?$/i.test(text) ? Number(text.replace(/^fy/i, '')) : 0;
  return year >= 1990 && year <= 2199 ? year : null;
}

/** 1 to 12 for the name of a month in English, whole or cut to three letters; 0 for anything else. */
export function monthNumber(name: string): number {
  if (name === 'sept') return 9;
  return MONTHS.findIndex((full) => full === name || full.slice(0, 3) === name) + 1;
}

/** Chinese numerals of years, months and days as digits: 二〇二六年十月 -> 2026年10月. */
export function arabic(text: string): string {
  if (!/[〇零○一二三四五六七八九十]/.test(text)) return text;
  return text
    .replace(/[零○]/g, '〇')
    .replace(/[〇一二三四五六七八九]{4}(?=年)/g, (digits) => [...digits].map((digit) => HAN_DIGITS.indexOf(digit)).join(''))
    .replace(/([一二三]?)十([一二三四五六七八九]?)(?=[月日号期])/g, (_, tens: string, ones: string) =>
      String((tens === '' ? 1 : HAN_DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : HAN_DIGITS.indexOf(ones))),
    )
    .replace(/[一二三四五六七八九](?=[月日号期])/g, (digit) => String(HAN_DIGITS.indexOf(digit)));
}

function month(year: string, number: number, day: string | undefined): Read<string> {
  const period = `${year}-${String(number).padStart(2, '0')}`;
  const inRange = Number(year) >= 1990 && Number(year) <= 2199;
  if (!isPeriod(period) || !inRange) return bad('bad-period');
  if (day !== undefined && (Number(day) < 1 || Number(day) > new Date(Date.UTC(Number(year), number, 0)).getUTCDate()))
    return bad('bad-period');
  return good(period);
}
