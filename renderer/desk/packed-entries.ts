/** Canonical rows of imports as packed column segments, like bill lines: written with the import, read column by column. */
import type { FieldKind } from '../../shared/api/sources';
import { cellAt, packColumn, type Dictionary, type PackedColumn } from '../../shared/columns';
import type { MappedRow } from '../../shared/ledger/types';
import type { EntrySegmentRow } from '../store/schema';
import { after, type DeskCore } from './core';
import { parseRows } from './entries';
import { storeDictionary } from './segments';

/** Rows of a segment. */
export const SEGMENT = 8_192;
/** Segments read from the store in one request. */
const BATCH = 16;

/** References take part in joins with trade IDs and so carry a hash. */
const FIELDS: Readonly<Record<keyof MappedRow, FieldKind>> = {
  row: 'int',
  period: 'code',
  party: 'code',
  partyName: 'code',
  service: 'code',
  amount: 'amount',
  currency: 'code',
  taxRate: 'code',
  reference: 'text',
  note: 'text',
};
const NAMES = Object.keys(FIELDS) as (keyof MappedRow)[];

export type EntryColumns = Readonly<Record<keyof MappedRow, PackedColumn>>;

/** Rows of an import as segments; new texts get codes of the dictionary, which is stored in the segments' transaction. */
export function packEntries(importId: string, rows: readonly MappedRow[], dictionary: Dictionary): EntrySegmentRow[] {
  const segments: EntrySegmentRow[] = [];
  for (let start = 0; start < rows.length; start += SEGMENT) {
    const some = rows.slice(start, start + SEGMENT);
    const columns: Record<string, PackedColumn> = {};
    for (const name of NAMES) {
      // An empty text says no more than none.
      const cells = some.map((row) => (name === 'row' ? String(row.row) : row[name] || null));
      columns[name] = packColumn(FIELDS[name], cells, dictionary, name === 'reference');
    }
    segments.push({ key: `${importId}#${String(start).padStart(10, '0')}`, rows: some.length, columns });
  }
  return segments;
}

/** Writes an import's segments in place of those that are there; inside the caller's transaction over entries and dictionary. */
export async function putEntries(core: DeskCore, importId: string, segments: readonly EntrySegmentRow[]): Promise<void> {
  await dropEntries(core, importId);
  await core.store.entries.bulkPut([...segments]);
  await storeDictionary(core);
}

export async function dropEntries(core: DeskCore, importId: string): Promise<void> {
  await core.store.entries
    .where('key')
    .between(`${importId}#`, after(`${importId}#`))
    .delete();
}

/** Calls `visit` for each segment of an import, in the order of its rows. */
export async function eachEntries(core: DeskCore, importId: string, visit: (columns: EntryColumns, rows: number) => void): Promise<void> {
  const { entries } = core.store;
  const keys = await entries
    .where('key')
    .between(`${importId}#`, after(`${importId}#`))
    .primaryKeys();
  for (let start = 0; start < keys.length; start += BATCH) {
    for (const segment of await entries.bulkGet(keys.slice(start, start + BATCH)))
      if (segment) visit(segment.columns as EntryColumns, segment.rows);
  }
}

/** Rows of an import as they were mapped. */
export async function mappedRows(core: DeskCore, importId: string): Promise<MappedRow[]> {
  const found: MappedRow[] = [];
  await eachEntries(core, importId, (columns, rows) => {
    for (let at = 0; at < rows; at++) found.push(mappedRow(columns, at, core.dictionary));
  });
  return found;
}

/** One row of a segment. */
export function mappedRow(columns: EntryColumns, at: number, texts: { text(code: number): string }): MappedRow {
  const text = (name: keyof MappedRow): string | null => cellAt(columns[name], at, texts);
  return {
    row: Number(text('row')),
    period: text('period') ?? '',
    party: text('party') ?? '',
    partyName: text('partyName'),
    service: text('service'),
    amount: text('amount') ?? '0',
    currency: text('currency') ?? '',
    taxRate: text('taxRate'),
    reference: text('reference'),
    note: text('note'),
  };
}

/**
 * Packs what is not there whole: rows that versions 1 and 2 of the store kept as JSON text, and those of a damaged store, which come back
 * from the archive.
 */
export async function restoreEntries(core: DeskCore): Promise<void> {
  const { store } = core;
  for (const { importId, body, rows: text } of await store.importData.toArray()) {
    const there = await store.entries
      .where('key')
      .between(`${importId}#`, after(`${importId}#`))
      .count();
    if (text === undefined && there === Math.ceil(body.rowCount / SEGMENT)) continue;
    const rows = parseRows(text ?? (await core.link.call('archiveGet', { sha256: body.rows })).text);
    const segments = packEntries(importId, rows, core.dictionary);
    await store.transaction('rw', [store.importData, store.entries, store.dictionary], async () => {
      await putEntries(core, importId, segments);
      await store.importData.put({ importId, body });
    });
    core.storedCodes = core.dictionary.size;
  }
}
