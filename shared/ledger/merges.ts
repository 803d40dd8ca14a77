import type { Cell, SheetTable } from './types';

/** Cells a merged range covers have no text of their own: the text of its first cell stands for them, within the column it was written in. */
export class MergedCells {
  /** By column: ranges of several rows, from the top down. */
  private readonly byColumn = new Map<number, { readonly top: number; readonly bottom: number }[]>();

  constructor(private readonly table: SheetTable) {
    for (const [top, left, bottom] of table.marks?.merges ?? []) {
      if (bottom === top) continue;
      const ranges = this.byColumn.get(left);
      if (ranges) ranges.push({ top, bottom });
      else this.byColumn.set(left, [{ top, bottom }]);
    }
    for (const ranges of this.byColumn.values()) ranges.sort((a, b) => a.top - b.top);
  }

  /** True when no range spans several rows. */
  get none(): boolean {
    return this.byColumn.size === 0;
  }

  /** The row with the columns' merged texts filled in; the row itself when nothing is merged there. @param after texts from that row up are not filled in */
  filled(cells: readonly Cell[], row: number, columns: readonly number[], after: number): readonly Cell[] {
    let copy: Cell[] | null = null;
    for (const column of columns) {
      const ranges = this.byColumn.get(column);
      if (!ranges || (cells[column] ?? null) !== null) continue;
      const range = at(ranges, row);
      if (!range || range.top <= after) continue;
      const text = this.table.rows[range.top]?.[column] ?? null;
      if (text === null) continue;
      copy ??= [...cells];
      while (copy.length < column) copy.push(null);
      copy[column] = text;
    }
    return copy ?? cells;
  }
}

/** The range that covers a row below its first, by halving. */
function at(
  ranges: readonly { readonly top: number; readonly bottom: number }[],
  row: number,
): { readonly top: number; readonly bottom: number } | null {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle]!;
    if (row <= range.top) high = middle - 1;
    else if (row > range.bottom) low = middle + 1;
    else return range;
  }
  return null;
}
