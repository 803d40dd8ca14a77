/** What every reading of a cell begins with: is it blank, an error, and what is its text. */
import type { Cell, CellFault } from './types';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: CellFault };

export const good = <T>(value: T): Read<T> => ({ ok: true, value });
export const bad = (fault: CellFault): { readonly ok: false; readonly fault: CellFault } => ({ ok: false, fault });

const ERROR_CELL =
  /^(?:#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA|#+)|Err:5\d\d)$/i;
/** The dashes people type for a minus. */
export const MINUS = /[\u2212\u2013\u2014\ufe63]/g;
const BLANKS = new Set(['', '-', '--', '---', '/', 'n/a', 'null', '无']);

/** True for a cell that holds nothing: empty, blanks, or a dash as exports print it (files.md, rule 5). */
export function isBlank(cell: Cell): boolean {
  if (cell === null) return true;
  // No word for nothing has more than four characters, and what blanks surround is looked at below.
  if (cell.length > 4 && visible(cell.charCodeAt(0)) && visible(cell.charCodeAt(cell.length - 1))) return false;
  const text = cell.trim();
  return text === '' || (text.length <= 4 && BLANKS.has(text.normalize('NFKC').replace(MINUS, '-').trim().toLowerCase()));
}

/** No blank of any kind, as far as one look tells: false only sends the cell the long way. */
function visible(code: number): boolean {
  return (code > 0x20 && code < 0xa0) || (code > 0xad && code < 0x1680) || (code > 0x3000 && code < 0xfe00);
}

/** True for the error texts of a spreadsheet (`#REF!`), a formula without a value, and a column too narrow for its number (`####`). */
export function isErrorCell(cell: Cell): boolean {
  if (cell === null || cell.length < 4) return cell !== null && /^#+$/.test(cell.trim());
  const code = cell.charCodeAt(0);
  if (visible(code) && code !== 0x23 && code !== 0x45 && code !== 0x65) return false;
  return ERROR_CELL.test(cell.trim());
}

/** Cell as clean text: blanks of every kind trimmed, blank as null. IDs and names are never changed inside. */
export function plainText(cell: Cell): string | null {
  if (cell === null || isBlank(cell)) return null;
  if (visible(cell.charCodeAt(0)) && visible(cell.charCodeAt(cell.length - 1))) return cell;
  return cell.replace(/^[\s\u3000\ufeff]+|[\s\u3000\ufeff]+$/gu, '');
}
