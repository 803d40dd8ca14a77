import type { Cell, LedgerField } from './types';
import { readHead } from './headings';

/** Rows looked at from the top; above the head stand titles, units and notes. */
export const HEAD_ROWS = 20;

const MONEY: ReadonlySet<LedgerField> = new Set<LedgerField>(['amount', 'debit', 'credit']);

/**
 * The first row that holds enough known heads: three different ones, or two when one of them is an amount.
 * @returns its 0-based index, or null when none of the first {@link HEAD_ROWS} rows does
 */
export function findHead(rows: readonly (readonly Cell[])[]): number | null {
  for (let index = 0; index < Math.min(rows.length, HEAD_ROWS); index++) {
    const fields = knownFields(rows[index] ?? []);
    if (fields.size >= 3 || (fields.size >= 2 && [...fields].some((field) => MONEY.has(field)))) return index;
  }
  return null;
}

function knownFields(row: readonly Cell[]): Set<LedgerField> {
  const fields = new Set<LedgerField>();
  for (const cell of row) {
    const field = cell === null ? null : readHead(cell).field;
    if (field) fields.add(field);
  }
  return fields;
}
