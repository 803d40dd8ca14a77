import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { lastSynced } from '../../../renderer/app/figures/last-synced';
import { DeskStore, type GenerationRow } from '../../../renderer/store/schema';
import { sliceId, type SliceKey } from '../../../shared/sync/slices';

let store: DeskStore | undefined;
afterEach(async () => {
  await store?.delete();
});

const row = (key: SliceKey, syncedAt: string): GenerationRow => ({
  slice: sliceId(key),
  source: key.source,
  period: key.period ?? null,
  generation: 1,
  segments: 0,
  rows: 0,
  announced: 0,
  currency: 'CNY',
  digest: '',
  syncedAt,
});

async function aStore(): Promise<DeskStore> {
  store = new DeskStore('last-synced');
  await store.generations.bulkPut([
    row({ source: 'bill-lines', period: '2026-09' }, '2026-10-06T01:00:00.000Z'),
    row({ source: 'bill-lines', period: '2026-10', customer: 'a' }, '2026-11-06T01:00:00.000Z'),
    row({ source: 'bill-lines', period: '2026-10', customer: 'b' }, '2026-11-06T02:00:00.000Z'),
    row({ source: 'bill-lines', period: '2026-10', file: 'f' }, '2026-11-09T00:00:00.000Z'),
    row({ source: 'fee-records', period: '2026-10', customer: 'a' }, '2026-11-08T00:00:00.000Z'),
  ]);
  return store;
}

describe('when what a figure comes from was read last', () => {
  it('is the latest read of its month; a file is no read, another source is not asked', async () => {
    expect(await lastSynced(await aStore(), { source: 'bill-lines', period: '2026-10' })).toBe('2026-11-06T02:00:00.000Z');
    expect(await lastSynced(store!, { source: 'bill-lines', period: '2026-09' })).toBe('2026-10-06T01:00:00.000Z');
  });

  it('is the latest of all months where the figure has none', async () => {
    expect(await lastSynced(await aStore(), { source: 'bill-lines' })).toBe('2026-11-06T02:00:00.000Z');
  });

  it('is nothing for what was never read, for books, and where no source is known', async () => {
    expect(await lastSynced(await aStore(), { source: 'bill-lines', period: '2026-08' })).toBeNull();
    expect(await lastSynced(store!, { source: 'cost-ledger', period: '2026-10' })).toBeNull();
    expect(await lastSynced(store!, { period: '2026-10' })).toBeNull();
  });
});
