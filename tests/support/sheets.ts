import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openWorkbook } from '../../electron/workbook/xlsx/package';
import { sheetRows } from '../../electron/workbook/xlsx/sheet-rows';

/** Rows of each sheet of a workbook, cells as text. */
export async function sheetsOf(bytes: Uint8Array): Promise<Map<string, (string | null)[][]>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reconcile-desk-sheets-'));
  const file = path.join(folder, 'looked-at.xlsx');
  await writeFile(file, bytes);
  const handle = await open(file, 'r');
  try {
    const book = await openWorkbook(handle, bytes.length);
    const found = new Map<string, (string | null)[][]>();
    for (const sheet of book.sheets) {
      const rows: (string | null)[][] = [];
      for await (const batch of sheetRows(book, sheet)) rows.push(...batch.map((row) => [...row]));
      found.set(sheet.name, rows);
    }
    return found;
  } finally {
    await handle.close();
    await rm(folder, { recursive: true });
  }
}
