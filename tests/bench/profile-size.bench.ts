import { Views } from '../../renderer/desk/views';
import { generationPrefix, type DeskCore } from '../../renderer/desk/core';
import type { LinkClient } from '../../renderer/desk/link';
import { lookThrough, openProfile } from '../../renderer/desk/open';
import { isStale } from '../../renderer/desk/reconcile-job';
import { parseSliceId, sliceId } from '../../shared/sync/slices';
import { shiftPeriod } from '../../shared/period';
import { costRows } from './cost-rows';
import { anEmptyDesk, fillFees, periodAt } from './desk-store';

export const name = 'one month of a profile with 10,000,000 fee records, beside one of 1,000,000';
export const where = 'electron-worker';

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
}

/** Rows of a month; both profiles have the same months, the larger one ten times as many of them. */
const MONTH = 83_334;
const MONTHS = 12;

export async function run(bench: Bench): Promise<void> {
  const small = await profile(bench, 'small', MONTHS);
  const large = await profile(bench, 'large', MONTHS * 10);
  try {
    const [one, ten] = [await opened(small), await opened(large)];
    bench.note(`1,000,000: ${one.said}`);
    bench.note(`10,000,000: ${ten.said}`);
    const beside = await bench.time('1,000,000: the month looked at', () => look(one.core));
    const ours = await bench.time('10,000,000: the month looked at', () => look(ten.core));
    bench.ratio('ten times the profile, time of one month', ours / beside, { atMost: 1.2 });
    await bench.time('10,000,000: looked through for lost parts, after the first page', () => lookThrough(ten.core, 'ready'));
  } finally {
    await small.store.delete();
    await large.store.delete();
  }
}

/** The profile as a worker has it that has just opened it, quickly as the window does: main has a journal without entries. */
async function opened({ store, profile: id }: DeskCore): Promise<{ core: DeskCore; ms: number; said: string }> {
  await store.meta.put({ key: 'created', value: '' });
  const link = { call: () => Promise.resolve({ head: { seq: 0, hash: '' }, report: null }) } as unknown as LinkClient;
  const began = performance.now();
  const { core } = await openProfile(link, id, 'cn', true);
  if (!core) throw new Error('the store is newer');
  const there = performance.now();
  await isStale(core);
  const ms = Math.round(performance.now() - began);
  return { core, ms, said: `opened in ${ms} ms, of that ${Math.round(there - began)} before it is known whether the result stands` };
}

/** What the Period page and its list of fee records read. */
async function look(core: DeskCore): Promise<void> {
  const { store } = core;
  const period = periodAt(0);
  await Promise.all([
    store.figures.get(period),
    store.totals.where('period').equals(period).toArray(),
    store.matching.where('period').equals(period).toArray(),
    store.rollups.where('period').equals(period).toArray(),
    store.breakSets.where('months').equals(period).toArray(),
    store.generations
      .where('period')
      .equals(period)
      .filter((row) => row.source === 'fee-records')
      .count(),
  ]);
  const handle = await new Views(core).open({ source: 'fee-records', language: 'zh', period, filters: [], sort: [] });
  if (handle.rows === 0) throw new Error('the month is empty');
}

/** A month is made once and copied: what its records say of their month is not looked at here. */
async function profile(bench: Bench, called: string, months: number): Promise<DeskCore> {
  const began = performance.now();
  const core = await anEmptyDesk(called);
  const { store } = core;
  const rows = costRows(MONTH * 12);
  await fillFees(core, rows.bill, 1);
  const [segments, generations] = [await store.segments.toArray(), await store.generations.toArray()];
  for (let month = 1; month < months; month++) {
    const period = shiftPeriod(periodAt(0), -month);
    const other = (slice: string): string => sliceId({ ...parseSliceId(slice), period });
    await store.transaction('rw', [store.segments, store.generations], async () => {
      await store.segments.bulkPut(
        segments.map((row) => {
          const slice = other(row.slice);
          const from = row.key.slice(generationPrefix(row.slice, row.generation).length);
          return { ...row, slice, key: generationPrefix(slice, row.generation) + from };
        }),
      );
      await store.generations.bulkPut(
        generations.map((row) => ({ ...row, slice: other(row.slice), period, digest: `${row.digest}#${month}` })),
      );
    });
  }
  const count = generations.reduce((sum, row) => sum + row.rows, 0) * months;
  bench.note(
    `${called}: ${count} fee records in ${await store.generations.count()} slices, filled in ${Math.round((performance.now() - began) / 1000)} s`,
  );
  return core;
}
