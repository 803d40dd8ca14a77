/** Where a bad cell stands, for the correction that goes back to the desk. */
import type { BadCell, CellEdit } from '../../../../shared/ledger/types';

/** 0-based index of a column by its letters, as `columnLetters` makes them; null for a text that begins with none. */
export function columnIndex(column: string): number | null {
  const letters = /^[A-Z]{1,3}(?=\s|$)/.exec(column)?.[0];
  if (letters === undefined) return null;
  let index = 0;
  for (const letter of letters) index = index * 26 + (letter.charCodeAt(0) - 64);
  return index - 1;
}

/** The place of a bad cell, or null when no single cell is at fault (a book without a column for it, a row with too many cells). */
export function placeOf(cell: BadCell): Pick<CellEdit, 'row' | 'column'> | null {
  const column = cell.fault === 'too-many-cells' ? null : columnIndex(cell.column);
  return column === null || cell.row < 1 ? null : { row: cell.row - 1, column };
}

export function samePlace(a: Pick<CellEdit, 'row' | 'column'>, b: Pick<CellEdit, 'row' | 'column'>): boolean {
  return a.row === b.row && a.column === b.column;
}
