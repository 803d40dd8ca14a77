import type { Cell } from './types';

/** Letters of a column as a spreadsheet names it; 0 is A. */
export function columnLetters(index: number): string {
  let letters = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

/** Column as a person finds it: letters and head, `E 金额(元)`. */
export function columnName(index: number, heads: readonly Cell[]): string {
  const head = heads[index]?.replace(/\s+/g, ' ').trim() ?? '';
  return head === '' ? columnLetters(index) : `${columnLetters(index)} ${head}`;
}
