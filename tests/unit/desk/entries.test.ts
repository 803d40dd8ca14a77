import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { describe, expect, it } from 'vitest';
import { resolveEntry } from '../../../renderer/desk/entries';
import { mappedRow, packEntries, type EntryColumns } from '../../../renderer/desk/packed-entries';
import { DeskStore, storeName } from '../../../renderer/store/schema';
import { Dictionary } from '../../../shared/columns';
import type { MappedRow } from '../../../shared/ledger/types';
import { partyResolver } from '../../../shared/reconcile/resolve-party';
import { aDesk, aName, Main, quiet, rebuilt } from './a-desk';

const row: MappedRow = {
  row: 2,
  period: '2026-10',
  party: 'C-1',
  partyName: '示例公司',
  service: null,
  amount: '106.00',
  currency: 'CNY',
  taxRate: '0.06',
  reference: null,
  note: null,
};

describe('entries of an import', () => {
  it('are resolved by the name beside a code that says nothing', () => {
    const resolve = partyResolver(
      [{ id: 'c'.repeat(32), name: '示例公司', accountName: null, associationType: '2', reseller: null }],
      [],
      [],
    );
    expect(resolveEntry(resolve, 'C-1', '示例公司').customer).toBe('c'.repeat(32));
    expect(resolveEntry(resolve, 'C-1', null).customer).toBeNull();
  });

  it('come back from their segments as they were mapped, beyond one segment', () => {
    const rows = Array.from({ length: 8_200 }, (_, i): MappedRow => ({
      ...row,
      row: i + 2,
      amount: i % 3 === 0 ? '-0.00000001' : `${i}.50`,
      reference: i % 2 === 0 ? `PO-${i}` : null,
      service: i % 5 === 0 ? 'hws.service.type.ec2' : null,
      note: i === 8_199 ? '备注' : null,
    }));
    const dictionary = new Dictionary();
    const segments = packEntries('i-1', rows, dictionary);
    expect(segments.map((one) => one.rows)).toEqual([8_192, 8]);
    expect(segments.map(({ key }) => key)).toEqual([...segments.map(({ key }) => key)].sort());
    const back = segments.flatMap(({ columns, rows: count }) =>
      Array.from({ length: count }, (_, at) => mappedRow(columns as EntryColumns, at, dictionary)),
    );
    expect(back).toEqual(rows);
  });
});

const BOOK = {
  name: 'book.csv',
  rows: [
    ['账期', '客户', '金额'],
    ['2026-10', 'C-1', '106.00'],
    ['2026-10', 'C-2', '12.50'],
  ],
};

async function imported(main: Main, profile: string): Promise<void> {
  const { desk, store } = await aDesk(main, profile);
  const options = { role: 'cost', grain: 'customer', basis: 'unknown' } as const;
  const { preview } = await desk.preview({ token: main.add('t', BOOK), options, mapping: null }, quiet);
  await desk.confirmImport({ preview, skipBadRows: false });
  await desk.close();
  store.close();
}

/** Tables as version 2 had them, filled with what the store of today holds, the rows as JSON text. */
async function asVersion2(main: Main, from: string): Promise<string> {
  const name = aName();
  const today = new DeskStore(from);
  await today.open();
  const old = new Dexie(storeName(name));
  old.version(2).stores(Object.fromEntries(VERSION_2.map((table) => [table, KEYS[table] ?? 'key'])));
  await old.open();
  for (const table of today.tables.filter((one) => VERSION_2.includes(one.name))) {
    const rows = (await table.toArray()) as object[];
    await old
      .table(table.name)
      .bulkPut(
        table.name === 'importData'
          ? (rows as { importId: string; body: { rows: string } }[]).map((one) => ({ ...one, rows: main.archives.get(one.body.rows) }))
          : rows,
      );
  }
  old.close();
  today.close();
  return name;
}

const VERSION_2 = (
  'meta dictionary segments checkpoints generations rollups parties services figures totals matching breaks margin imports runs acts failures ' +
  'decisions explanations closings importData blobs documents mappings'
).split(' ');
const KEYS: Readonly<Record<string, string>> = {
  dictionary: 'from',
  checkpoints: 'slice',
  generations: 'slice, source, period',
  rollups: 'key, period, customer, service',
  parties: 'id, kind',
  services: 'code',
  figures: 'period',
  totals: '[period+id], period',
  matching: '[period+role], period',
  breaks: 'id, period, status, [period+status]',
  margin: 'key, period',
  imports: 'importId',
  runs: 'id',
  acts: 'seq',
  failures: 'slice, source',
  decisions: 'breakId, period',
  explanations: '[period+id], period',
  closings: 'period',
  importData: 'importId',
  documents: 'importId',
  mappings: '[use+fingerprint]',
};

describe('a store of version 2', () => {
  it('opens: its imports are packed, and the digest is that of a store rebuilt from the journal', async () => {
    const main = new Main();
    const first = aName();
    await imported(main, first);
    const older = await asVersion2(main, first);
    const { desk, store } = await aDesk(main, older);
    expect((await store.importData.toArray()).map((one) => one.rows)).toEqual([undefined]);
    expect((await store.entries.toArray()).map((one) => one.rows)).toEqual([2]);
    expect(await desk.digest()).toBe(await rebuilt(main));
    const view = await desk.view({
      source: 'ledger-entries',
      language: 'zh',
      period: null,
      filters: [],
      sort: [{ column: 'amount', descending: true }],
    });
    const { cells } = await desk.rows(view.id, 0, 9);
    expect(cells.map((one) => [one[3], one[4], one[9]])).toEqual([
      ['2', 'C-1', '106.00'],
      ['3', 'C-2', '12.50'],
    ]);
    await desk.close();
    store.close();
  });

  it('keeps what people decided: the old row of a decision makes room for every act, from the journal', async () => {
    const main = new Main();
    const first = aName();
    await imported(main, first);
    const today = await aDesk(main, first);
    const decision = { breaks: ['x'], period: '2026-10', reason: 'other' as const, note: 'n', owner: 'o' };
    await today.desk.decide({ ...decision, action: 'assign', reason: null });
    await today.desk.decide({ ...decision, action: 'explain' });
    const acts = await today.store.decisions.toArray();
    await today.desk.close();
    today.store.close();
    const older = await asVersion2(main, first);
    const old = new Dexie(storeName(older));
    await old.open();
    // As version 2 had it: the last decision, not the acts.
    await old.table('decisions').clear();
    await old
      .table('decisions')
      .put({ breakId: 'x', period: '2026-10', status: 'explained', reason: 'other', note: 'n', owner: 'o', at: '', by: '' });
    old.close();
    const { desk, store } = await aDesk(main, older);
    expect(acts[0]?.acts.map(({ action }) => action)).toEqual(['assign', 'explain']);
    expect(await store.decisions.toArray()).toEqual(acts);
    expect(await desk.digest()).toBe(await rebuilt(main));
    await desk.close();
    store.close();
  });

  it('gets rows back from the archive when segments are gone', async () => {
    const main = new Main();
    const name = aName();
    await imported(main, name);
    const broken = new DeskStore(name);
    await broken.entries.clear();
    broken.close();
    const { desk, store } = await aDesk(main, name);
    expect(await store.entries.count()).toBe(1);
    await desk.close();
    store.close();
  });
});
