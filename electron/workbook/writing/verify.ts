/** Reads a finished workbook back with a reader that shares no code with its writer, and compares rows and totals. */
import { open } from 'node:fs/promises';
import { formatUnits, MoneyError, parseUnits, type Units } from '../../../shared/money';
import { WorkbookError } from '../../../shared/workbook/errors';
import { openWorkbook } from '../xlsx/package';
import { sheetRows } from '../xlsx/sheet-rows';

export interface ExpectedSheet {
  readonly name: string;
  /** Rows down to the head, the head included. */
  readonly top: number;
  /** Rows between head and totals. */
  readonly rows: number;
  /** Exact sums by column of the file. */
  readonly sums: ReadonlyMap<number, Units>;
  /** Column that holds the exact texts, by the column of the rounded numbers. */
  readonly exactColumns: ReadonlyMap<number, number>;
  /** Values of the rows of totals under the data, by column. */
  readonly totals: readonly ReadonlyMap<number, number>[];
}

/** @throws WorkbookError `verify-failed` with the sheet and column that differ */
export async function verifyWorkbook(path: string, expected: readonly ExpectedSheet[], signal?: AbortSignal): Promise<void> {
  const file = await open(path, 'r');
  try {
    const book = await openWorkbook(file, (await file.stat()).size);
    const found = book.sheets.map(({ name }) => name);
    if (found.join('\n') !== expected.map(({ name }) => name).join('\n')) throw new WorkbookError('verify-failed', 'sheets');
    for (const [index, sheet] of book.sheets.entries()) {
      const wanted = expected[index];
      if (!wanted) throw new WorkbookError('verify-failed', sheet.name);
      const sums = new Map<number, Units>([...wanted.sums.keys()].map((column) => [column, 0n]));
      let rows = -wanted.top;
      for await (const batch of sheetRows(book, sheet)) {
        signal?.throwIfAborted();
        for (const row of batch) {
          rows++;
          if (rows <= 0) continue;
          if (rows > wanted.rows) {
            checkTotals(sheet.name, wanted.totals[rows - wanted.rows - 1], row);
            continue;
          }
          for (const [column, sum] of sums) {
            sums.set(column, sum + unitsOf(row[wanted.exactColumns.get(column) ?? -1] ?? row[column] ?? null));
          }
        }
      }
      if (rows < wanted.rows + wanted.totals.length)
        throw new WorkbookError('verify-failed', `${sheet.name}: ${rows} rows of ${wanted.rows}`);
      for (const [column, sum] of wanted.sums) {
        if (sums.get(column) !== sum)
          throw new WorkbookError(
            'verify-failed',
            `${sheet.name}: column ${column + 1}, ${formatUnits(sums.get(column) ?? 0n)} instead of ${formatUnits(sum)}`,
          );
      }
    }
  } catch (error) {
    if (error instanceof WorkbookError || signal?.aborted === true) throw error;
    throw new WorkbookError('verify-failed', error instanceof Error ? error.message : 'unreadable');
  } finally {
    await file.close();
  }
}

function checkTotals(tab: string, wanted: ReadonlyMap<number, number> | undefined, row: readonly (string | null)[]): void {
  for (const [column, value] of wanted ?? []) {
    if (Number(row[column] ?? '') !== value)
      throw new WorkbookError('verify-failed', `${tab}: total of column ${column + 1}, ${row[column] ?? ''} instead of ${value}`);
  }
}

/** Text that is no number counts nothing: where an amount was meant, the sums differ and say so. */
function unitsOf(cell: string | null): Units {
  if (cell === null) return 0n;
  try {
    return parseUnits(cell);
  } catch (error) {
    if (error instanceof MoneyError) return 0n;
    throw error;
  }
}
