/** Reads one sheet of a workbook. */
import { findHead, HEAD_ROWS } from '../../shared/ledger/find-head';
import { TableError } from '../../shared/workbook/errors';
import { digestOf, type Reading, type TableHead } from './read-table';
import { openWorkbook, type SheetInfo, type WorkbookPackage } from './xlsx/package';
import { sheetRows } from './xlsx/sheet-rows';

/** @throws TableError */
export async function streamBook({ handle, path, name, bytes, options, sink, signal }: Reading): Promise<TableHead> {
  const book = await openWorkbook(handle, bytes);
  const sheet = await chooseSheet(book, options.sheet ?? null);
  const sha256 = await digestOf(path, signal);
  const rows = sheetRows(book, sheet, (done) => sink.progress?.(done, sheet.entry.unpacked));
  let step = await rows.next();
  for (; step.done !== true; step = await rows.next()) {
    signal?.throwIfAborted();
    await sink.rows(step.value);
  }
  return {
    file: name,
    bytes,
    sha256,
    format: 'xlsx',
    encoding: null,
    separator: null,
    sheet: sheet.name,
    sheets: book.sheets.map((one) => one.name),
    marks: step.value,
  };
}

async function chooseSheet(book: WorkbookPackage, stated: string | null): Promise<SheetInfo> {
  const [only] = book.sheets;
  if (stated !== null) {
    const found = book.sheets.find((sheet) => sheet.name === stated);
    if (!found) throw new TableError('no-such-sheet', stated);
    return found;
  }
  if (!only) throw new TableError('not-a-table', 'no sheets');
  const visible = book.sheets.filter((sheet) => sheet.visible);
  if (visible.length <= 1) return visible[0] ?? only;
  let filled: SheetInfo | null = null;
  for (const sheet of visible) {
    for await (const rows of sheetRows(book, sheet)) {
      if (findHead(rows.slice(0, HEAD_ROWS)) !== null) return sheet;
      filled ??= sheet;
      break;
    }
  }
  return filled ?? visible[0] ?? only;
}
