import { useEffect, useState, type Dispatch, type SetStateAction } from 'react';
import { START, type Cursor, type Selection } from './selection';

/** The selection of a grid of so many rows and columns. With fewer than before it stays inside. */
export function useSelection(rows: number, columns: number): [Selection, Dispatch<SetStateAction<Selection>>] {
  const [selection, setSelection] = useState<Selection>(START);
  useEffect(() => {
    const inside = ({ row, column }: Cursor): Cursor => ({
      row: Math.max(0, Math.min(row, rows - 1)),
      column: Math.max(0, Math.min(column, columns - 1)),
    });
    setSelection((before) => {
      const next = { cursor: inside(before.cursor), anchor: inside(before.anchor) };
      return JSON.stringify(next) === JSON.stringify(before) ? before : next;
    });
  }, [rows, columns]);
  return [selection, setSelection];
}
