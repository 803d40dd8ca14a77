/** Rows of a text file that hold more cells than the table has heads: `1,234.56` without quotes is two cells, and neither is the amount. */
import { isBlank } from './cells';
import type { Cell, SheetTable } from './types';

/** Left and right half of a figure that was cut at its thousands comma. */
const LEFT = /^\s*[(（-]?\s*(?:[¥￥$€]\s*)?\d{1,3}\s*$/;
const RIGHT = /^\s*\d{3}(?:\.\d+)?\s*[)）-]?\s*$/;

/** Cells beyond the last head; in a workbook a note beside the table harms nobody, and there are none. */
export class TooManyCells {
  /** First column that no row may fill. */
  readonly from: number;
  /** Columns from {@link from} on that most rows fill: columns without a head. */
  private readonly usual = new Set<number>();
  private readonly separator: string;

  /**
   * @param headRow 0-based, the last row of the heads; -1 for a sheet without heads, where every row is as wide as it is
   * @param columns mapped fields; a mapped column is one of the table's, with a head or without
   */
  constructor(
    table: Pick<SheetTable, 'format' | 'rows' | 'separator'>,
    heads: readonly Cell[],
    headRow: number,
    columns: readonly unknown[],
  ) {
    const last = Math.max(
      heads.findLastIndex((head) => !isBlank(head)),
      columns.findLastIndex((field) => field !== null),
    );
    const open = table.format !== 'csv' || headRow < 0 || last < 0;
    this.from = open ? Number.POSITIVE_INFINITY : last + 1;
    this.separator = table.separator ?? ',';
    if (!open) this.findUsual(table.rows, headRow);
  }

  /** Columns that most rows fill are the table's own, unless all they hold is what a thousands comma cuts off the figure before. */
  private findUsual(rows: readonly (readonly Cell[])[], headRow: number): void {
    const filled: number[] = [];
    const cut: number[] = [];
    let entries = 0;
    for (let index = headRow + 1; index < rows.length; index++) {
      const row = rows[index]!;
      if (row.length > 1) entries++;
      for (let column = this.from; column < row.length; column++) {
        const cell = row[column] ?? null;
        if (isBlank(cell)) continue;
        filled[column] = (filled[column] ?? 0) + 1;
        if (RIGHT.test(cell ?? '') && LEFT.test(row[column - 1] ?? '')) cut[column] = (cut[column] ?? 0) + 1;
      }
    }
    filled.forEach((count, column) => {
      if (count * 2 > entries && (cut[column] ?? 0) < count) this.usual.add(column);
    });
  }

  /** The first cell too many: its column and all of them as they stand in the file; null for a row that fits. */
  in(row: readonly Cell[]): { readonly column: number; readonly value: string } | null {
    if (row.length <= this.from) return null;
    for (let column = this.from; column < row.length; column++) {
      if (isBlank(row[column] ?? null) || this.usual.has(column)) continue;
      const extra = row.slice(column).map((cell) => cell ?? '');
      return { column, value: extra.join(this.separator).slice(0, 200) };
    }
    return null;
  }
}
