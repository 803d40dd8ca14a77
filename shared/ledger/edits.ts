import type { Cell, CellEdit, SheetTable } from './types';

/**
 * The table as a person put it right; the file stays as it is. A blank value empties the cell, a later edit of a cell wins.
 * @throws RangeError for a row the sheet does not have
 */
export function withEdits(table: SheetTable, edits: readonly CellEdit[]): SheetTable {
  if (edits.length === 0) return table;
  const rows = [...table.rows];
  const copied = new Map<number, Cell[]>();
  for (const { row, column, value } of edits) {
    if (row < 0 || row >= rows.length || column < 0) throw new RangeError(`no cell in row ${row + 1}, column ${column + 1}`);
    let cells = copied.get(row);
    if (!cells) {
      cells = [...(rows[row] ?? [])];
      copied.set(row, cells);
      rows[row] = cells;
    }
    while (cells.length <= column) cells.push(null);
    cells[column] = value.trim() === '' ? null : value;
  }
  return { ...table, rows };
}
