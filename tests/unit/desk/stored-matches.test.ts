import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runReconcile } from '../../../renderer/desk/reconcile-job';
import { storedMatchColumns } from '../../../renderer/desk/results';
import { stateDigest } from '../../../renderer/desk/state-digest';
import type { DeskCore } from '../../../renderer/desk/core';
import { matchesOf, matchPlaces } from '../../../shared/reconcile/match-columns';
import { RunMemory } from '../../../shared/reconcile/run-memory';
import { costRows } from '../../bench/cost-rows';
import { anEmptyDesk, fillBills, fillCostDesk, fillLedger } from '../../bench/desk-store';
import type { MatchColumns } from '../../../shared/reconcile/types';

const ROWS = costRows(4_000);
/** One of the nine customers. */
const ONE = 7;
const MATCHES = /^matches#/;

/** @param rowsPerShard a hundred: some thirty shards, of which the nine customers fill nine at most */
async function aDesk(name: string, rowsPerShard: number): Promise<DeskCore> {
  const core = await anEmptyDesk(`stored-matches-${name}`);
  Object.assign(core, { memory: new RunMemory(rowsPerShard) });
  open.push(core);
  return core;
}

const open: DeskCore[] = [];
afterEach(async () => {
  for (const core of open.splice(0)) await core.store.delete();
});

const changeBills = (core: DeskCore): Promise<void> =>
  fillBills(core, ROWS.bill, 1, { from: 4, generation: 2, every: ONE, more: 1_000_000n });
const addBook = (core: DeskCore): Promise<void> => fillLedger(core, ROWS.ledger, { importId: 'i-another', every: ONE });
const keysOf = async ({ store }: DeskCore): Promise<string[]> =>
  (await store.blobs.toCollection().primaryKeys()).filter((key) => MATCHES.test(key));

/** Keys of matches that a run writes. */
async function writtenBy(core: DeskCore, change: () => Promise<void>): Promise<string[]> {
  await change();
  const put = vi.spyOn(core.store.blobs, 'bulkPut');
  await runReconcile(core);
  const keys = put.mock.calls.flatMap(([rows]) => rows.map(({ key }) => key ?? '')).filter((key) => MATCHES.test(key));
  put.mockRestore();
  return keys;
}

describe('matches in the store', () => {
  it('are written anew for the shards that a change moved, and are what a run over everything stores', async () => {
    const core = await aDesk('moved', 100);
    await fillCostDesk(core, ROWS);
    await runReconcile(core);
    const all = (await keysOf(core)).filter((key) => key.startsWith('matches#cost#'));
    expect(all.length).toBeGreaterThan(5);
    expect(await writtenBy(core, () => Promise.resolve())).toEqual([]);
    for (const change of [changeBills, addBook, (desk: DeskCore) => desk.store.importData.delete('i-another')]) {
      const own = (await writtenBy(core, () => change(core))).filter((key) => key.startsWith('matches#cost#'));
      expect(own).toHaveLength(1);
    }
    const whole = await aDesk('whole', 1_000_000);
    await fillCostDesk(whole, ROWS);
    await changeBills(whole);
    await runReconcile(whole);
    expect((await storedMatchColumns(whole)).map(({ role }) => role)).toEqual(['cost', 'prepayment', 'revenue']);
    expect(await stateDigest(core)).toBe(await stateDigest(whole));
    expect(matchesOf(await storedMatchColumns(core))).toEqual(matchesOf(await storedMatchColumns(whole)));
  });

  it('stand in order of month, role, import and row, by month as in all', async () => {
    const core = await aDesk('order', 100);
    await fillCostDesk(core, ROWS);
    await addBook(core);
    await runReconcile(core);
    const sets = await storedMatchColumns(core);
    const sort = (of: readonly MatchColumns[]): string[] => {
      const { set, match } = matchPlaces(of);
      return Array.from(match, (m, at) => {
        const { role, periods, keys, key, imports, entryImport, entryRow, start } = of[set[at]!]!;
        const [from, month] = [start[m]!, periods[keys.period[key[m]!]!]!];
        return `${month} ${role} ${imports[entryImport[from]!]!} ${String(entryRow[from]!).padStart(8, '0')}`;
      });
    };
    const found = sort(sets);
    expect(found.length).toBeGreaterThan(3_000);
    expect(found).toEqual([...found].sort());
    const [month] = sets[0]!.periods;
    expect(matchesOf(sets, new Set([month!]))).toEqual(matchesOf(sets).filter(({ period }) => period === month));
  });

  it('of an earlier version, in one set per role, are read as they were and replaced by the next result', async () => {
    const core = await aDesk('earlier', 1_000_000);
    await fillCostDesk(core, ROWS);
    await runReconcile(core);
    const [digest, sets] = [await stateDigest(core), await storedMatchColumns(core)];
    const { blobs } = core.store;
    await blobs.bulkDelete(await keysOf(core));
    for (const { keys, key, start, bill, ledger, reason, entryRow, ...rest } of sets) {
      const parts: Partial<MatchColumns>[] = [rest, { keys }, { key, start }, { bill }, { ledger }, { reason, entryRow }];
      await blobs.bulkPut(parts.map((columns, at) => ({ key: `matches#${rest.role}#${String(at)}`, text: '', columns })));
    }
    expect(await stateDigest(core)).toBe(digest);
    // As after the next start.
    Object.assign(core, { stored: null, memory: new RunMemory(100) });
    await runReconcile(core);
    expect((await keysOf(core)).every((key) => /^matches#\w+#\d{4}#\d$/.test(key))).toBe(true);
    expect(await stateDigest(core)).toBe(digest);
  });
});
