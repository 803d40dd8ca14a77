/** Reads a finished statement back, cell by cell, with the app's own reader, which shares no code with the writing library. */
import type { FileHandle } from 'node:fs/promises';
import { MoneyError, parseUnits } from '../../../shared/money';
import { WorkbookError } from '../../../shared/workbook/errors';
import { typedAmount } from '../writing/cell-values';
import { cellText } from '../writing/xml-text';
import { openWorkbook } from '../xlsx/package';
import { sheetRows } from '../xlsx/sheet-rows';
import { totalOf, type Placed } from './build-book';

/** @throws WorkbookError `verify-failed` with sheet and cell */
export async function verifyStatement(bytes: Buffer, placed: readonly Placed[]): Promise<void> {
  try {
    const book = await openWorkbook(inMemory(bytes), bytes.length);
    if (book.sheets.map(({ name }) => name).join('\n') !== placed.map(({ name }) => name).join('\n'))
      throw new WorkbookError('verify-failed', 'sheets');
    for (const [at, place] of placed.entries()) {
      const rows: (readonly (string | null)[])[] = [];
      const sheet = book.sheets[at];
      if (!sheet) throw new WorkbookError('verify-failed', place.name);
      for await (const batch of sheetRows(book, sheet)) rows.push(...batch);
      compare(place, rows);
    }
  } catch (error) {
    if (error instanceof WorkbookError) throw error;
    throw new WorkbookError('verify-failed', error instanceof Error ? error.message : 'unreadable');
  }
}

function compare({ sheet, name, headRow, totalRow }: Placed, found: readonly (readonly (string | null)[])[]): void {
  const fail = (row: number, column: number): never => {
    throw new WorkbookError('verify-failed', `${name}: row ${row}, column ${column + 1}`);
  };
  sheet.columns.forEach((column, at) => {
    sheet.rows.forEach((row, index) => {
      const number = headRow + 1 + index;
      const cell = found[number - 1]?.[at] ?? null;
      const sent = row[at] ?? null;
      if (column.type === 'amount') {
        const amount = typedAmount(sent);
        if (unitsOf(cell) !== (amount === null ? null : unitsOf(String(amount.value)))) fail(number, at);
      } else if (column.type === 'text' && (cell ?? '') !== cellText(String(sent ?? ''))) fail(number, at);
      else if (column.type === 'integer' && Number(cell ?? 0) !== Number(sent ?? 0)) fail(number, at);
    });
    if (totalRow !== null && column.total === 'sum' && unitsOf(found[totalRow - 1]?.[at] ?? null) !== unitsOf(String(totalOf(sheet, at))))
      fail(totalRow, at);
  });
}

function unitsOf(cell: string | null): bigint | null {
  if (cell === null || cell === '') return null;
  try {
    return parseUnits(cell);
  } catch (error) {
    if (error instanceof MoneyError) return null;
    throw error;
  }
}

/** The only thing the reader asks of a file: bytes at a place. */
function inMemory(bytes: Buffer): FileHandle {
  const read = (
    target: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number; buffer: Uint8Array }> => {
    const bytesRead = bytes.copy(target, offset, position, Math.min(bytes.length, position + length));
    return Promise.resolve({ bytesRead, buffer: target });
  };
  return { read } as unknown as FileHandle;
}
