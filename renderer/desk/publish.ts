/** Making a completely read slice visible: its generation, its rollups and the end of the old generation in one transaction. */
import type { Table } from 'dexie';
import { ContentDigest } from '../../shared/columns';
import type { SourceId } from '../../shared/api/sources';
import type { GenerationRow, SegmentRow } from '../store/schema';
import { after, generationOf, generationPrefix, type DeskCore } from './core';
import { settleFileRollups } from './file-rollups';
import { agreedOn, MONTH_PARTS, type MonthPart } from '../../shared/sync/freshness';
import { fileOf } from './precedence';
import { repeatsKey } from './repeated-keys';
import { RollupBuilder } from './rollups';
import { committedSegments, heldSegment, storeDictionary, type SliceState } from './segments';

/**
 * Publishes a slice. Content equal to the published generation's only renews its date, so that views and results stay valid.
 * All reading and digesting is done before the transaction, which then only writes.
 * @param today the day it was read on, UTC+8
 * @returns why it was not published: what is stored is not what was counted, or a reading in two parts holds a record twice
 */
export async function publish(core: DeskCore, state: SliceState, today: string): Promise<'storage' | 'unstable' | null> {
  const { store } = core;
  const held = heldSegment(state);
  const segments = state.committed > 0 ? await committedSegments(core, state) : [];
  if (held) segments.push(held);
  if (segments.reduce((sum, { rows }) => sum + rows, 0) !== state.nextOffset) return 'storage';
  if (state.resumed && repeatsKey(core, state.key.source, segments)) return 'unstable';
  const digest = new ContentDigest(core.dictionary);
  const rollup = state.key.source === 'bill-lines' ? new RollupBuilder(state.slice, state.key, core.dictionary) : null;
  for (const segment of segments) {
    digest.add(segment.rows, segment.columns);
    rollup?.add(segment.rows, segment.columns);
  }
  const before = await store.generations.get(state.slice);
  const row: GenerationRow = {
    slice: state.slice,
    source: state.key.source,
    period: state.key.period ?? null,
    generation: state.generation,
    segments: segments.length,
    rows: state.nextOffset,
    announced: state.announced,
    currency: state.currency ?? before?.currency ?? null,
    digest: digest.hex(),
    syncedAt: core.now(),
  };
  const same = before !== undefined && before.digest === row.digest && before.currency === row.currency;
  row.agreedOn = agreedOn(before?.agreedOn ?? [], same, row.period, today);
  if (same) {
    if (before.followed === true) row.followed = true;
    row.generation = before.generation;
    row.segments = before.segments;
  }

  await store.transaction(
    'rw',
    [store.segments, store.dictionary, store.checkpoints, store.generations, store.rollups, store.failures, store.snapshots],
    async () => {
      if (held && !same) {
        await store.segments.put(held);
        await storeDictionary(core);
      }
      await deleteOthers(core, state.slice, row.generation);
      await store.generations.put(row);
      if (DATED.has(row.source)) await keepAnswer(core, row, segments);
      if (rollup && !same) {
        await store.rollups
          .where('key')
          .between(`${state.slice}#`, after(`${state.slice}#`))
          .delete();
        await store.rollups.bulkPut(rollup.rows(row.currency ?? core.currency));
      }
      // A file's sums of the month make room for the API's.
      if (rollup && before === undefined) await settleFileRollups(core);
      await store.checkpoints.delete(state.slice);
      await store.failures.delete(state.slice);
    },
  );
  if (held && !same) core.storedCodes = core.dictionary.size;
  if (same) return null;
  core.moved(state.key.source);
  if (row.source === 'fee-records') await core.feeParts.add(core, row, segments);
  return null;
}

/** Notes on what shows a part of a month that everything it leads to was read: the content that is published now, which a changed one replaces. */
export async function markFollowed({ store }: DeskCore, period: string, part: MonthPart): Promise<void> {
  const shownBy: readonly SourceId[] = MONTH_PARTS[part].shownBy;
  await store.generations
    .where('source')
    .anyOf(shownBy)
    .and((row) => row.period === period && fileOf(row.slice) === null)
    .modify({ followed: true });
}

/** Sources that say how things stand at one moment: each answer is kept with its date. */
const DATED: ReadonlySet<SourceId> = new Set<SourceId>(['balances', 'customer-balances']);

/**
 * Keeps what a balance interface answered, dated. The same answer as before makes the last snapshot longer instead of another one: it proves that the
 * balance stood until then, and a sync that found nothing new is no new input.
 */
async function keepAnswer(
  { store }: DeskCore,
  { slice, syncedAt: at, digest }: GenerationRow,
  segments: readonly SegmentRow[],
): Promise<void> {
  const before = await store.snapshots
    .where('key')
    .between(`${slice}#`, after(`${slice}#`))
    .last();
  if (before?.digest === digest && before.at < at) await store.snapshots.put({ ...before, last: at });
  else
    await store.snapshots.put({
      key: `${slice}#${at}`,
      slice,
      at,
      digest,
      segments: segments.map(({ rows, columns }) => ({ rows, columns })),
    });
}

/** Deletes the segments of every generation of a slice but one. */
async function deleteOthers(core: DeskCore, slice: string, keep: number): Promise<void> {
  const { segments } = core.store;
  await segments.where('key').between(`${slice}#`, generationPrefix(slice, keep), true, false).delete();
  await segments
    .where('key')
    .between(after(generationPrefix(slice, keep)), after(`${slice}#`), false, true)
    .delete();
}

/** Removes what was read of a slice without being published, with its checkpoint. */
export async function dropUnpublished(core: DeskCore, slice: string): Promise<void> {
  const { store } = core;
  await store.transaction('rw', [store.segments, store.checkpoints, store.generations], async () => {
    const published = await store.generations.get(slice);
    await deleteOthers(core, slice, published?.generation ?? 0);
    await store.checkpoints.delete(slice);
  });
}

/**
 * Removes segments that belong to no published generation and to no checkpoint: leftovers of a run that was killed. A published slice that
 * lacks a segment is taken out and listed as failed, so that the next sync brings it back; answers with how many of those there were.
 */
export async function cleanLeftovers(core: DeskCore): Promise<number> {
  const { store } = core;
  // Read once for all that opening does with the list.
  const { rows: published } = await core.generations.published();
  return store.transaction('rw', [...withdrawTables(core), store.checkpoints], async () => {
    const live = new Map<string, number>();
    for (const row of published) live.set(generationPrefix(row.slice, row.generation), 0);
    for (const row of await store.checkpoints.toArray()) live.set(generationPrefix(row.slice, row.generation), 0);
    const dead: string[] = [];
    for (const key of await store.segments.toCollection().primaryKeys()) {
      const { slice, generation } = generationOf(key);
      const prefix = generationPrefix(slice, generation);
      const count = live.get(prefix);
      if (count === undefined) dead.push(key);
      else live.set(prefix, count + 1);
    }
    await store.segments.bulkDelete(dead);
    const damaged = published.filter((row) => (live.get(generationPrefix(row.slice, row.generation)) ?? 0) < row.segments);
    for (const row of damaged) await withdraw(core, row);
    return damaged.filter((row) => fileOf(row.slice) === null).length;
  });
}

/** What {@link withdraw} needs in its caller's transaction. */
export const withdrawTables = ({ store }: DeskCore): Table[] => [store.generations, store.failures, store.rollups, store.segments];

/**
 * Takes a published slice back as unreadable, with its sums: a file of the month may count now. Inside the caller's transaction. A file's slice is no failed
 * read: file-restore.ts makes it again.
 */
export async function withdraw(core: DeskCore, row: GenerationRow): Promise<void> {
  const { store } = core;
  await store.generations.delete(row.slice);
  await store.rollups
    .where('key')
    .between(`${row.slice}#`, after(`${row.slice}#`))
    .delete();
  if (row.source === 'bill-lines') await settleFileRollups(core);
  if (fileOf(row.slice) !== null) return core.moved(row.source);
  await store.failures.put({
    slice: row.slice,
    source: row.source,
    period: row.period,
    failure: 'storage',
    announced: row.announced,
    received: 0,
  });
  core.moved(row.source);
}
