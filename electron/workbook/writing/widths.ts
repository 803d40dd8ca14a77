/** Widths of columns, in characters of the default font. */
import type { ColumnSpec, SheetSpec, WorkbookCell, WorkbookRow } from '../../../shared/workbook/model';

/** Wider texts are cut on screen, not in the file. */
const WIDEST = 60;
/** Digits of totals that rows do not have yet, separators, sign and currency. */
const AMOUNT_ROOM = 5;

/** A Chinese character takes the room of two digits. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1;
  return width;
}

/**
 * Width of each column, fitted to head and first rows. Numbers are never narrower than the spec says: a number that does not fit is not shown.
 * @param whole whether `rows` are all there are
 */
export function fittedWidths(sheet: SheetSpec, rows: readonly WorkbookRow[], whole: boolean): number[] {
  return sheet.columns.map((column, index) => {
    const head = headWidth(column, sheet.filter);
    const widest = rows.reduce((width, row) => Math.max(width, cellWidth(row[index] ?? null, column)), 0);
    const bends = (column.type === 'text' && (whole || widest > 0)) || column.type === 'link';
    const least = bends && rows.length > 0 ? head : Math.max(head, column.width);
    return Math.max(least, Math.min(WIDEST, Math.ceil(widest)));
  });
}

/** Heads wrap into two lines; the filter's button takes three characters. */
function headWidth({ head }: ColumnSpec, filter: boolean): number {
  const words = head.split(/\s+/).map(displayWidth);
  return Math.max(Math.ceil(displayWidth(head) / 2), ...words.filter((width) => width < 24)) + (filter ? 4 : 2);
}

function cellWidth(cell: WorkbookCell, { type }: ColumnSpec): number {
  if (cell === null) return 0;
  const text = String(cell);
  switch (type) {
    case 'amount':
      return text.length + Math.floor(text.replace(/\..*/, '').length / 3) + AMOUNT_ROOM;
    case 'datetime':
      return 21;
    case 'date':
      return 12;
    case 'integer':
    case 'rate':
      return text.length + 3;
    case 'link':
      return text.includes(':') ? 34 : text.includes('+') ? 24 : 14;
    case 'text':
      return text.length > WIDEST ? WIDEST : displayWidth(text) + 3;
  }
}
