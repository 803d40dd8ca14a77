/** Amounts of a book read exactly: text in, integer units or a named fault out. No amount passes through a double. */
import { MoneyError, parseUnits, type Units } from '../money';
import { isBlank, isErrorCell, MINUS, type Read, bad, good } from './cell-texts';
import { AFTER, BEFORE, currencyOf, isLooseSign, signFits } from './currencies';
import type { AmountUnit, Cell, DecimalMark } from './types';

export interface ReadAmount {
  readonly units: Units;
  /** Said by a sign or code in the cell; null when nothing is said. */
  readonly currency: string | null;
  /** The sign alone, when several currencies share it: `$`, `¥`, 元. */
  readonly sign?: string;
  /** Said by Dr, Cr, 借 or 贷 in the cell; only when asked for. */
  readonly side?: 'debit' | 'credit';
}

export interface AmountForm {
  /** Mark before the decimals; `open` refuses what can be read both ways. `.` unless told. */
  readonly decimal?: DecimalMark | 'open';
  /** Dr, Cr, 借 and 贷 around the number are understood; else refused. */
  readonly sides?: boolean;
}

/** What nearly every cell looks like; the rest takes the long way. */
const PLAIN = /^-?\d{1,10}(?:\.\d{1,8})?$/;
const DOUBTFUL = /^-?[1-9]\d{0,2}[.,]\d{3}$/;
const SIDE = /^(dr|cr|借方?|贷方?|debit|credit)[\s.:：]*(?=[^a-z])|[\s(]*(dr|cr|借方?|贷方?|debit|credit)[.)]?$/i;
const LARGE = /\s*(千|万|百万|亿)$/;
const ZEROS: Readonly<Record<string, number>> = { 千: 3, 万: 4, 百万: 6, 亿: 8 };
const NO_FORM: AmountForm = {};

/**
 * Reads an amount: currency signs and codes, thousands separators of both kinds, full-width digits, brackets or a trailing
 * minus as negative, 千, 万 and 亿. Digits stay text until they are integer units.
 * @param unit what 1 means, 10000 under 万元; a unit said in the cell (`1.5万`, `15000元`) counts instead
 */
export function readAmount(cell: Cell, unit: AmountUnit = 1, form: AmountForm = NO_FORM): Read<ReadAmount> {
  const decimal = form.decimal ?? '.';
  if (cell !== null && unit === 1 && PLAIN.test(cell) && (decimal === '.' || !DOUBTFUL.test(cell)))
    return good({ units: parseUnits(cell), currency: null });
  if (isErrorCell(cell)) return bad('error-cell');
  if (cell === null || isBlank(cell)) return bad('empty-amount');
  let text = cell.normalize('NFKC').replace(MINUS, '-').trim();
  if (text.length > 80) return bad('not-a-number');
  let side: ReadAmount['side'];
  const sided = form.sides === true ? SIDE.exec(text) : null;
  if (sided) {
    side = /^(?:dr|借|debit)/i.test(sided[1] ?? sided[2] ?? '') ? 'debit' : 'credit';
    text = (text.slice(0, sided.index) + text.slice(sided.index + sided[0].length)).trim();
    if (text.startsWith('(') && !text.endsWith(')')) text = text.slice(1);
  }
  const bare = undressed(text);
  if (bare === null) return bad('bad-currency');
  if (bare.signs > 1 || (side !== undefined && bare.negative)) return bad('not-a-number');
  const large = LARGE.exec(bare.text);
  const digits = withoutMarks(large ? bare.text.slice(0, large.index) : bare.text, decimal);
  if (digits === null) return bad('not-a-number');
  if (digits === 'both') return bad('ambiguous-number');
  try {
    // The exponent keeps 万 exact: 1.23456万 has five decimals more than its units.
    const zeros = large ? (ZEROS[large[1] ?? ''] ?? 0) : bare.yuan ? 0 : String(unit).length - 1;
    const units = parseUnits(zeros === 0 ? digits : shifted(digits, zeros));
    return good({
      units: bare.negative ? -units : units,
      currency: bare.currency,
      ...(bare.sign === null ? {} : { sign: bare.sign }),
      ...(side === undefined ? {} : { side }),
    });
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return bad(error.fault === 'empty' ? 'empty-amount' : error.fault);
  }
}

interface Undressed {
  readonly text: string;
  readonly negative: boolean;
  readonly signs: number;
  readonly currency: string | null;
  readonly sign: string | null;
  /** 元 stands in the cell, so that the head's 万元 does not count for it. */
  readonly yuan: boolean;
}

/** Takes brackets, signs and currencies off, from the outside in; null when two currencies are named. */
function undressed(dressed: string): Undressed | null {
  let text = dressed;
  let currency: string | null = null;
  let sign: string | null = null;
  let signs = 0;
  let negative = false;
  let yuan = false;
  for (let before = ''; before !== text;) {
    before = text;
    const brackets = /^\(\s*(.+?)\s*\)$/.exec(text);
    const minus = /^([+-])\s*(?=[^\s])|\s*([+-])$/.exec(text);
    const named = BEFORE.exec(text) ?? AFTER.exec(text);
    if (brackets?.[1] !== undefined) {
      text = brackets[1];
      negative = true;
      signs++;
    } else if (minus) {
      text = text.slice(0, minus.index) + text.slice(minus.index + minus[0].length);
      if ((minus[1] ?? minus[2]) === '-') negative = true;
      signs++;
    } else if (named?.[1] !== undefined) {
      const word = named[1];
      const code = currencyOf(word);
      if (/[元圆]/.test(word) && !/[万亿千百]$/.test(text.slice(0, named.index).trim())) yuan ||= named.index > 0;
      if (currency === null) {
        currency = code;
        sign = isLooseSign(word) ? word : null;
      } else if (code !== currency) {
        // $12.50 USD, 港币12.5元 and the like name one currency twice; $5 CNY names two.
        if (sign !== null && signFits(sign, code)) {
          currency = code;
          sign = isLooseSign(word) ? word : null;
        } else if (!signFits(word, currency)) return null;
      } else if (!isLooseSign(word)) sign = null;
      text = text.slice(0, named.index) + text.slice(named.index + named[0].length);
    }
    text = text.trim();
  }
  return { text, negative, signs, currency, sign, yuan };
}

function shifted(digits: string, zeros: number): string {
  const parts = /^(.*?)(?:[eE]([+-]?\d+))?$/.exec(digits);
  return `${parts?.[1] ?? digits}e${Number(parts?.[2] ?? '0') + zeros}`;
}

/**
 * Digits with a decimal point and no group marks, null when the marks do not make groups of three, `both` for `1.234` and `1,234` when
 * nobody says which mark is which. `1,234.50`, `1.234,50`, `1 234,50` and `1'234.50` have one reading only.
 */
function withoutMarks(text: string, decimal: DecimalMark | 'open'): string | 'both' | null {
  if (DOUBTFUL.test(text)) {
    if (decimal === 'open') return 'both';
    const mark = text.includes('.') ? '.' : ',';
    return mark === decimal ? text.replace(',', '.') : text.replace(mark, '');
  }
  if (/^(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text)) return text;
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text)) return text.replace(/,/g, '');
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) return text.replace(/\./g, '').replace(',', '.');
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return text.replace(/\./g, '');
  if (/^\d{1,3}(?:([\u0020'’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.test(text)) return text.replace(/[\u0020'’]/g, '').replace(',', '.');
  // A lone comma before other than three digits is a decimal comma only where the column has such.
  if (decimal === ',' && /^\d+,\d+$/.test(text)) return text.replace(',', '.');
  return null;
}
