/** Rows of an imported file as they stand in it, read again from the original that was kept. */
import type { DeskApi } from '../../shared/desk/api';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import type { Asked, FileShelf } from './file-shelf';

/** Rows a window may ask for. */
const MAX_WINDOW = 5_000;

type ImportedRows = Awaited<ReturnType<DeskApi['importedRows']>>;

/** @throws DeskFailure `nothing-to-import` for an import that does not stand any more */
export async function importedRows(core: DeskCore, shelf: FileShelf, importId: string, from: number, to: number): Promise<ImportedRows> {
  const { asked, headRow } = await originalOf(core, importId);
  const table = await shelf.table(asked, () => undefined);
  const first = headRow + 1;
  const start = first + Math.max(0, from);
  return {
    heads: (headRow < 0 ? [] : (table.rows[headRow] ?? [])).map((cell) => cell ?? ''),
    firstRow: first + 1,
    total: Math.max(0, table.rows.length - first),
    rows: table.rows.slice(start, Math.min(first + to, start + MAX_WINDOW)),
  };
}

async function originalOf(core: DeskCore, importId: string): Promise<{ asked: Asked; headRow: number }> {
  const { store } = core;
  const document = await store.documents.get(importId);
  if (document) {
    const { headRow, ...read } = document.read;
    return { asked: { kept: document.sha256, name: document.file, ...read }, headRow };
  }
  const body = (await store.importData.get(importId))?.body;
  if (!body) throw new DeskFailure('nothing-to-import', importId);
  const { original, file, sheet, encoding, separator, mapping } = body;
  return { asked: { kept: original, name: file, sheet, encoding, separator: separator ?? null }, headRow: mapping.headRow };
}
