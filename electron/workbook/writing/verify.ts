/** Reads a finished workbook back with a reader that shares no code with its writer, and compares rows and totals. */
import { open, type FileHandle } from 'node:fs/promises';
import { columnLetters } from '../../../shared/ledger/column-names';
import { formatUnits, MoneyError, parseUnits, type Units } from '../../../shared/money';
import { WorkbookError } from '../../../shared/workbook/errors';
import { numberText } from '../xlsx/number-text';
import { openWorkbook, type SheetInfo } from '../xlsx/package';
import { checkPackage } from './package-check';
import { visitRows, type RowVisitor } from './sum-reader';

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
    await checkPackage(file, (await file.stat()).size);
    for (const [index, sheet] of book.sheets.entries()) {
      const wanted = expected[index];
      if (!wanted) throw new WorkbookError('verify-failed', sheet.name);
      await verifySheet(file, sheet, wanted, signal);
    }
  } catch (error) {
    if (error instanceof WorkbookError || signal?.aborted === true) throw error;
    throw new WorkbookError('verify-failed', error instanceof Error ? error.message : 'unreadable');
  } finally {
    await file.close();
  }
}

async function verifySheet(file: FileHandle, sheet: SheetInfo, wanted: ExpectedSheet, signal?: AbortSignal): Promise<void> {
  const columns = [
    ...new Set([...wanted.sums.keys(), ...wanted.exactColumns.values(), ...wanted.totals.flatMap((row) => [...row.keys()])]),
  ].sort((a, b) => a - b);
  const place = (column: number | undefined): number => (column === undefined ? -1 : columns.indexOf(column));
  const sums = [...wanted.sums].map(([column, sum]) => ({
    column,
    sum,
    at: place(column),
    exact: place(wanted.exactColumns.get(column)),
    found: 0n,
  }));
  let rows = 0;
  let next = 1;
  const visit: RowVisitor = (row, cells) => {
    if (row < next) throw new WorkbookError('verify-failed', `${sheet.name}: row ${row} after row ${next - 1}`);
    next = row + 1;
    const data = row - wanted.top;
    if (data <= 0) return;
    if (data > wanted.rows) return checkTotals(sheet.name, wanted.totals[data - wanted.rows - 1], columns, cells);
    rows++;
    for (const one of sums) one.found += unitsOf(cells[one.exact] ?? cells[one.at] ?? null);
  };
  await visitRows(file, sheet.entry, columns.map(columnLetters), visit, signal);
  if (rows !== wanted.rows) throw new WorkbookError('verify-failed', `${sheet.name}: ${rows} rows of ${wanted.rows}`);
  if (next <= wanted.top + wanted.rows + wanted.totals.length) throw new WorkbookError('verify-failed', `${sheet.name}: no totals`);
  for (const { column, sum, found } of sums) {
    if (found !== sum)
      throw new WorkbookError('verify-failed', `${sheet.name}: column ${column + 1}, ${formatUnits(found)} instead of ${formatUnits(sum)}`);
  }
}

function checkTotals(
  tab: string,
  wanted: ReadonlyMap<number, number> | undefined,
  columns: readonly number[],
  cells: readonly (string | null)[],
): void {
  for (const [column, value] of wanted ?? []) {
    const cell = cells[columns.indexOf(column)] ?? '';
    if (cell === '' || Number(cell) !== value)
      throw new WorkbookError('verify-failed', `${tab}: total of column ${column + 1}, ${cell} instead of ${value}`);
  }
}

const small: SmallNumber = { units: 0 };

/** Text that is no number counts nothing: where an amount was meant, the sums differ and say so. */
function unitsOf(cell: string | null): Units {
  if (cell === null) return 0n;
  if (readUnits(cell, small)) return BigInt(small.units);
  try {
    // A double's shortest text may have more decimals than an amount.
    return parseUnits(numberText(cell));
  } catch (error) {
    if (error instanceof MoneyError) return 0n;
    throw error;
  }
}

interface SmallNumber {
  units: number;
}

const SMALL = /^(-?)(\d{1,7})(?:\.(\d{1,8}))?$/;

/** Whole numbers of 10^-8 below 10^15, without big numbers. */
function readUnits(text: string, into: SmallNumber): boolean {
  const found = SMALL.exec(text);
  if (found === null) return false;
  const units = Number(found[2]) * 100_000_000 + Number((found[3] ?? '').padEnd(8, '0'));
  into.units = found[1] === '-' ? -units : units;
  return true;
}
