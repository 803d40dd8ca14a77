/** Reading what is published: segments of a source, its slices, its records. Nothing unpublished passes here. */
import type { SourceId } from '../../shared/api/sources';
import { RecordView } from '../../shared/columns';
import { parseSliceId, type SliceKey } from '../../shared/sync/slices';
import type { GenerationRow, SegmentRow } from '../store/schema';
import { after, generationOf, generationPrefix, type DeskCore } from './core';
import { inUse } from './precedence';
import { byMonthAndSlice } from './slice-layout';

/** Segments read from the store in one request. */
const BATCH = 24;
/** Below it slices are looked up one by one; else all keys of the source are gone through once. */
const FEW = 4_096;

/** Published slices of a source that count (precedence.ts), in code-unit order of their names. */
export async function publishedSlices(core: DeskCore, source: SourceId): Promise<GenerationRow[]> {
  return inUse(await allSlices(core, source));
}

/** Those of one month: what counts is settled month by month, so the others need not be looked at. */
export async function publishedSlicesOf(core: DeskCore, source: SourceId, period: string): Promise<GenerationRow[]> {
  const rows = await core.store.generations
    .where('period')
    .equals(period)
    .filter((row) => row.source === source)
    .toArray();
  return inUse(rows.sort((a, b) => (a.slice < b.slice ? -1 : 1)));
}

/** Those of files that do not count, too. */
export async function allSlices(core: DeskCore, source: SourceId): Promise<GenerationRow[]> {
  const rows = await core.store.generations.where('source').equals(source).toArray();
  return rows.sort((a, b) => (a.slice < b.slice ? -1 : 1));
}

/** Keys of a source's published segments by month, then by slice: the order in which the engine's columns have their rows (slice-layout.ts). */
export async function publishedKeys(core: DeskCore, source: SourceId): Promise<string[]> {
  const slices = (await publishedSlices(core, source)).sort(byMonthAndSlice);
  const place = new Map(slices.map(({ slice }, at) => [slice, at]));
  const placeOf = (key: string): number => place.get(generationOf(key).slice)!;
  return (await keysOf(core, source, slices)).sort((a, b) => placeOf(a) - placeOf(b));
}

async function keysOf(core: DeskCore, source: SourceId, slices: readonly GenerationRow[]): Promise<string[]> {
  const { segments } = core.store;
  if (slices.length === 0) return [];
  if (slices.length < FEW) {
    const found = await Promise.all(
      slices.map(({ slice, generation }) => {
        const prefix = generationPrefix(slice, generation);
        return segments.where('key').between(prefix, after(prefix)).primaryKeys();
      }),
    );
    return found.flat().sort();
  }
  const generations = new Map(slices.map((row) => [row.slice, row.generation]));
  const keys = await segments.where('key').between(source, after(source)).primaryKeys();
  return keys.filter((key) => {
    const { slice, generation } = generationOf(key);
    return generations.get(slice) === generation;
  });
}

/**
 * Calls `visit` for each published segment of a source, in reading order.
 * @throws DamagedSegmentError when a segment that a generation counts is missing
 */
export async function eachSegment(
  core: DeskCore,
  source: SourceId,
  visit: (segment: SegmentRow, key: SliceKey, slice: GenerationRow) => void,
): Promise<void> {
  return eachSegmentOf(core, source, await publishedSlices(core, source), visit);
}

/** As {@link eachSegment}, of the slices given. */
export async function eachSegmentOf(
  core: DeskCore,
  source: SourceId,
  some: readonly GenerationRow[],
  visit: (segment: SegmentRow, key: SliceKey, slice: GenerationRow) => void,
): Promise<void> {
  const slices = new Map(some.map((row) => [row.slice, row]));
  const keys = await keysOf(core, source, some);
  const rows = new Map<string, number>();
  for (let start = 0; start < keys.length; start += BATCH) {
    for (const segment of await core.store.segments.bulkGet(keys.slice(start, start + BATCH))) {
      const slice = segment && slices.get(segment.slice);
      if (!slice) continue;
      rows.set(segment.slice, (rows.get(segment.slice) ?? 0) + segment.rows);
      visit(segment, parseSliceId(segment.slice), slice);
    }
  }
  for (const slice of slices.values()) {
    if ((rows.get(slice.slice) ?? 0) !== slice.rows) throw new DamagedSegmentError(slice);
  }
}

/** A published slice lacks a part: it was lost or damaged and has to be synced again, unless another generation took its place while it was read. */
export class DamagedSegmentError extends Error {
  /** @param slice as it was published when reading began */
  constructor(readonly slice: GenerationRow) {
    super(`a published slice is incomplete: ${slice.source}`);
    this.name = 'DamagedSegmentError';
  }
}

/** Calls `visit` for each published record of a source, with the slice it came in. The record is only valid during the call. */
export async function eachRecord<S extends SourceId>(
  core: DeskCore,
  source: S,
  visit: (record: RecordView<S>, key: SliceKey, slice: GenerationRow) => void,
): Promise<void> {
  await eachSegment(core, source, (segment, key, slice) => {
    const record = new RecordView<S>(segment.columns, core.dictionary);
    for (let row = 0; row < segment.rows; row++) visit(record.at(row), key, slice);
  });
}
