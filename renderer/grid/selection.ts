/** Cell cursor and range of a grid, as plain values. */
export interface Cursor {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  readonly cursor: Cursor;
  /** The other corner of the range; the cursor itself while nothing more is selected. */
  readonly anchor: Cursor;
}

export interface Range {
  readonly fromRow: number;
  /** Included. */
  readonly toRow: number;
  readonly fromColumn: number;
  /** Included. */
  readonly toColumn: number;
}

export const START: Selection = { cursor: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

export function rangeOf({ cursor, anchor }: Selection): Range {
  return {
    fromRow: Math.min(cursor.row, anchor.row),
    toRow: Math.max(cursor.row, anchor.row),
    fromColumn: Math.min(cursor.column, anchor.column),
    toColumn: Math.max(cursor.column, anchor.column),
  };
}

export function contains(range: Range, row: number, column: number): boolean {
  return row >= range.fromRow && row <= range.toRow && column >= range.fromColumn && column <= range.toColumn;
}

/** The selection after a key, or null when the key means nothing here. `page` is how many rows are in sight. */
export function afterKey(
  selection: Selection,
  key: string,
  held: { shift: boolean; control: boolean },
  size: { rows: number; columns: number; page: number },
): Selection | null {
  if (held.control && key.toLowerCase() === 'a') {
    return { anchor: { row: 0, column: 0 }, cursor: { row: Math.max(0, size.rows - 1), column: Math.max(0, size.columns - 1) } };
  }
  const moved = move(selection.cursor, key, held.control, size);
  if (!moved) return null;
  const cursor = { row: clamp(moved.row, size.rows), column: clamp(moved.column, size.columns) };
  return { cursor, anchor: held.shift ? selection.anchor : cursor };
}

function move(
  { row, column }: Cursor,
  key: string,
  control: boolean,
  size: { rows: number; columns: number; page: number },
): Cursor | null {
  switch (key) {
    case 'ArrowDown':
      return { row: control ? size.rows - 1 : row + 1, column };
    case 'ArrowUp':
      return { row: control ? 0 : row - 1, column };
    case 'ArrowRight':
      return { row, column: control ? size.columns - 1 : column + 1 };
    case 'ArrowLeft':
      return { row, column: control ? 0 : column - 1 };
    case 'PageDown':
      return { row: row + size.page, column };
    case 'PageUp':
      return { row: row - size.page, column };
    case 'Home':
      return { row: control ? 0 : row, column: 0 };
    case 'End':
      return { row: control ? size.rows - 1 : row, column: size.columns - 1 };
    default:
      return null;
  }
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value));
}
