/** Cells of a book read exactly: text in, canonical text or a named fault out. No amount passes through a double here. */
import { formatUnits, MoneyError, parseUnits, divide, ONE, type Units } from '../money';
import { isPeriod } from '../period';
import type { Cell, CellFault } from './types';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: CellFault };

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (fault: CellFault): { readonly ok: false; readonly fault: CellFault } => ({ ok: false, fault });

const ERROR_CELL = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA|#+)$/i;
const MINUS = /[\u2212\u2013\u2014\ufe63]/g;
const BLANKS = new Set(['', '-', '--', '---', '/', 'n/a', 'null', '无']);

/** True for a cell that holds nothing: empty, blanks, or a dash as exports print it (files.md, rule 5). */
export function isBlank(cell: Cell): boolean {
  const text = cell?.trim() ?? '';
  return text === '' || (text.length <= 4 && BLANKS.has(text.normalize('NFKC').replace(MINUS, '-').trim().toLowerCase()));
}

/** True for the error texts of a spreadsheet (`#REF!`) and for a column too narrow for its number (`####`). */
export function isErrorCell(cell: Cell): boolean {
  return cell !== null && ERROR_CELL.test(cell.trim());
}

/** Cell as clean text: half-width blanks trimmed, blank as null. IDs and names are never changed inside. */
export function plainText(cell: Cell): string | null {
  if (cell === null || isBlank(cell)) return null;
  return cell.replace(/^[\s\u3000\ufeff]+|[\s\u3000\ufeff]+$/gu, '');
}

export interface ReadAmount {
  readonly units: Units;
  /** Said by a sign or code in the cell; null when nothing is said. */
  readonly currency: string | null;
}

/** What nearly every cell looks like; the rest takes the long way. */
const PLAIN = /^-?\d{1,10}(?:\.\d{1,8})?$/;
const CODES = 'CNY|RMB|USD|EUR|HKD|SGD|GBP|JPY|THB|MYR|IDR|BRL|MXN|CLP|ZAR|AED|SAR|TRY';
const BEFORE = new RegExp(`^(?:(US\\$|CN¥|HK\\$|S\\$|[¥$€£]|人民币|美元|(?:${CODES})(?![A-Za-z])))\\s*`, 'i');
const AFTER = new RegExp(`\\s*(?:((?:${CODES})|人民币|美元|元整?|圆整?|[¥$€£]))$`, 'i');
const CURRENCY_OF: Readonly<Record<string, string>> = {
  US$: 'USD',
  'CN¥': 'CNY',
  HK$: 'HKD',
  S$: 'SGD',
  '¥': 'CNY',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  人民币: 'CNY',
  人民币元: 'CNY',
  美元: 'USD',
  美金: 'USD',
  元: 'CNY',
  元整: 'CNY',
  圆: 'CNY',
  圆整: 'CNY',
  RMB: 'CNY',
  欧元: 'EUR',
  港币: 'HKD',
  港元: 'HKD',
  本位币: 'CNY',
};

/**
 * Reads an amount: currency signs and codes, thousands separators of both kinds, full-width digits, brackets or a trailing
 * minus as negative, 万 and 亿. Digits stay text until they are integer units.
 * @param scale 10000 when the head says 万元
 */
export function readAmount(cell: Cell, scale: 1 | 10_000 = 1): Read<ReadAmount> {
  if (cell !== null && scale === 1 && PLAIN.test(cell)) return good({ units: parseUnits(cell), currency: null });
  if (isErrorCell(cell)) return bad('error-cell');
  if (cell === null || isBlank(cell)) return bad('empty-amount');
  let text = cell.normalize('NFKC').replace(MINUS, '-').trim();
  if (text.length > 80) return bad('not-a-number');
  let currency: string | null = null;
  let signs = 0;
  let negative = false;
  for (let before = ''; before !== text;) {
    before = text;
    const brackets = /^\(\s*(.+?)\s*\)$/.exec(text);
    const sign = /^([+-])\s*(?=[^\s])|\s*([+-])$/.exec(text);
    const unit = BEFORE.exec(text) ?? AFTER.exec(text);
    if (brackets?.[1] !== undefined) {
      text = brackets[1];
      negative = true;
      signs++;
    } else if (sign) {
      text = text.slice(0, sign.index) + text.slice(sign.index + sign[0].length);
      if ((sign[1] ?? sign[2]) === '-') negative = true;
      signs++;
    } else if (unit?.[1] !== undefined) {
      const named = currencyOf(unit[1]);
      if (currency !== null && named !== currency && unit[1] !== '元') return bad('bad-currency');
      currency ??= named;
      text = text.slice(0, unit.index) + text.slice(unit.index + unit[0].length);
    }
    text = text.trim();
  }
  if (signs > 1) return bad('not-a-number');
  const large = /\s*(万|亿)$/.exec(text);
  if (large) text = text.slice(0, large.index);
  const digits = withoutSeparators(text);
  if (digits === null) return bad('not-a-number');
  try {
    // The exponent keeps 万 exact: 1.23456万 has five decimals more than its units.
    const zeros = (large?.[1] === '万' ? 4 : large?.[1] === '亿' ? 8 : 0) + (scale === 10_000 ? 4 : 0);
    const units = parseUnits(zeros === 0 ? digits : shifted(digits, zeros));
    return good({ units: negative ? -units : units, currency });
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return bad(error.fault === 'empty' ? 'empty-amount' : error.fault);
  }
}

function currencyOf(word: string): string {
  return CURRENCY_OF[word] ?? CURRENCY_OF[word.toUpperCase()] ?? word.toUpperCase();
}

function shifted(digits: string, zeros: number): string {
  const parts = /^(.*?)(?:[eE]([+-]?\d+))?$/.exec(digits);
  return `${parts?.[1] ?? digits}e${Number(parts?.[2] ?? '0') + zeros}`;
}

/**
 * Digits with a decimal point and no group marks, or null when the marks do not make groups of three:
 * `1,234.50`, `1.234,50`, `1 234.50`, `1'234.50`; a lone comma before three digits is a group mark, else the text is refused.
 */
function withoutSeparators(text: string): string | null {
  if (/^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text)) return text;
  const grouped = /^\d{1,3}((?:[,\u0020'’])\d{3})+(?:\.\d+)?$/.test(text) && sameMark(text);
  if (grouped) return text.replace(/[,\u0020'’]/g, '');
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) return text.replace(/\./g, '').replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return text.replace(/\./g, '');
  return null;
}

function sameMark(text: string): boolean {
  return new Set(text.match(/[,\u0020'’]/g)).size === 1;
}

const LOST = /^[+-]?\d(?:\.\d+)?[eE]\+\d+$/;
/** 19 digits and more that end in zeros after the 15th: what is left of a longer number that was a double once. */
const ZEROED = /^[1-9]\d{14}0{4,}$/;

/** IDs, codes and references: refused when a spreadsheet turned them into a number that lost digits; never repaired. */
export function readIdentifier(cell: Cell): Read<string | null> {
  if (isErrorCell(cell)) return bad('error-cell');
  const text = plainText(cell);
  if (text === null) return good(null);
  return LOST.test(text) || ZEROED.test(text) ? bad('lost-digits') : good(text);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = '(?:[T ]\\s*\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s*(?:Z|GMT|UTC)?(?:[+-]\\d{2}:?\\d{2})?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/](\\d{1,2})(?:[-/](\\d{1,2}))?${TIME}$`);
const DOTTED = /^(\d{4})\.(\d{2})(?:\.(\d{1,2}))?$/;
const CHINESE = new RegExp(`^(\\d{4})年度?\\s*(\\d{1,2})月(?:份|度)?(?:(\\d{1,2})[日号])?${TIME}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})?$/;
const MONTH_FIRST = /^(\d{1,2})[-/](\d{4})$/;
const NAMED = /^(?:(\d{1,2})[-\s]*)?([a-z]{3,9})\.?[-\s,/]*(?:(\d{1,2})[,\s]+)?(\d{4}|\d{2})$/;
const NAMED_LAST = /^(\d{4})[-\s/]*([a-z]{3,9})$/;

/** Reads a month or a day of it as `YYYY-MM`. Two-digit years only after a month's name (`Oct-26`, what Excel makes of 2026-10). */
export function readPeriod(cell: Cell): Read<string> {
  if (isErrorCell(cell)) return bad('error-cell');
  const raw = plainText(cell);
  if (raw === null) return bad('no-period');
  const text = raw.normalize('NFKC').trim().replace(/\s+/g, ' ');
  const tight = text.replace(/\s*([年月日号])\s*/g, '$1').trim();
  for (const form of [YEAR_FIRST, DOTTED, CHINESE, COMPACT]) {
    const parts = form.exec(form === CHINESE ? tight : text);
    if (parts) return month(parts[1] ?? '', Number(parts[2]), parts[3]);
  }
  const first = MONTH_FIRST.exec(text);
  if (first) return month(first[2] ?? '', Number(first[1]), undefined);
  const lower = text.toLowerCase();
  const named = NAMED.exec(lower);
  if (named) {
    const year = named[4] ?? '';
    return month(year.length === 2 ? `20${year}` : year, monthNumber(named[2] ?? ''), named[1] ?? named[3]);
  }
  const last = NAMED_LAST.exec(lower);
  if (last) return month(last[1] ?? '', monthNumber(last[2] ?? ''), undefined);
  return bad('bad-period');
}

function monthNumber(name: string): number {
  const index = MONTHS.indexOf(name.slice(0, 3));
  const full = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
  return index >= 0 && (full[index]?.startsWith(name) === true || name === 'sept') ? index + 1 : 0;
}

function month(year: string, number: number, day: string | undefined): Read<string> {
  const period = `${year}-${String(number).padStart(2, '0')}`;
  const inRange = Number(year) >= 1990 && Number(year) <= 2199;
  if (!isPeriod(period) || !inRange) return bad('bad-period');
  if (day !== undefined && (Number(day) < 1 || Number(day) > new Date(Date.UTC(Number(year), number, 0)).getUTCDate()))
    return bad('bad-period');
  return good(period);
}

/** Reads `6%`, `0.06`, `6` and 免税 as decimal text (`0.06`); values of 1 and more are per cent, 100 and more are refused. */
export function readTaxRate(cell: Cell): Read<string | null> {
  if (isErrorCell(cell)) return bad('error-cell');
  const raw = plainText(cell);
  if (raw === null) return good(null);
  const text = raw.normalize('NFKC').replace(/\s+/g, '');
  if (/^(?:免税|零税率|不征税|exempt)$/i.test(text)) return good('0');
  const parts = /^(\d{1,3}(?:\.\d{1,6})?)(%)?$/.exec(text);
  if (parts?.[1] === undefined) return bad('bad-tax-rate');
  const units = parseUnits(parts[1]);
  const rate = parts[2] === '%' || units >= ONE ? divide(units, 100n * ONE) : units;
  return rate >= ONE ? bad('bad-tax-rate') : good(formatUnits(rate, 0));
}

/** Reads a currency code or word as ISO code; null for a blank cell. */
export function readCurrency(cell: Cell): Read<string | null> {
  if (isErrorCell(cell)) return bad('error-cell');
  const raw = plainText(cell);
  if (raw === null) return good(null);
  const text = raw.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  const known = CURRENCY_OF[text];
  if (known !== undefined) return good(known);
  const code = /^(?:[^A-Z]*)([A-Z]{3})(?:[^A-Z]*)$/.exec(text)?.[1];
  return code === undefined ? bad('bad-currency') : good(CURRENCY_OF[code] ?? code);
}
