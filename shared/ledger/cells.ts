/** Cells of a book read exactly: text in, canonical text or a named fault out. Amounts and months have files of their own. */
import { formatUnits, parseUnits, divide, ONE } from '../money';
import { bad, good, isErrorCell, plainText, type Read } from './cell-texts';
import { currencyOf, knownCurrency } from './currencies';
import type { Cell } from './types';

export { readAmount, type AmountForm, type ReadAmount } from './amounts';
export { isBlank, isErrorCell, plainText, type Read } from './cell-texts';
export { readPeriod, readYear } from './periods';

const LOST = /^[+-]?\d(?:\.\d+)?[eE]\+\d+$/;
/** 19 digits and more that end in zeros after the 15th: what is left of a longer number that was a double once. */
const ZEROED = /^[1-9]\d{14}0{4,}$/;

/** IDs, codes and references: refused when a spreadsheet turned them into a number that lost digits; never repaired. */
export function readIdentifier(cell: Cell): Read<string | null> {
  if (isErrorCell(cell)) return bad('error-cell');
  const text = plainText(cell);
  if (text === null) return good(null);
  return lostDigits(text) ? bad('lost-digits') : good(text);
}

function lostDigits(text: string): boolean {
  return (text.length < 24 && text.includes('+') && LOST.test(text)) || (text.length >= 19 && text.endsWith('0000') && ZEROED.test(text));
}

/** 借 and 贷 as books and programs write them; `flat` for 平, a balance of nothing. */
export function readDirection(cell: Cell): Read<'debit' | 'credit' | 'flat'> {
  if (isErrorCell(cell)) return bad('error-cell');
  const text =
    plainText(cell)
      ?.normalize('NFKC')
      .toLowerCase()
      .replace(/[\s.]+/g, '') ?? '';
  if (/^(?:借方?|d|dr|debit|s|soll)$/.test(text)) return good('debit');
  if (/^(?:贷方?|c|cr|credit|h|haben)$/.test(text)) return good('credit');
  return text === '平' ? good('flat') : bad('bad-direction');
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
  const known = knownCurrency(text);
  if (known !== undefined) return good(known);
  const code = /^(?:[^A-Z]*)([A-Z]{3})(?:[^A-Z]*)$/.exec(text)?.[1];
  return code === undefined ? bad('bad-currency') : good(currencyOf(code));
}
