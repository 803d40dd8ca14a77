/** A slice being read, and its packed rows on their way into the store. */
import { concatColumns, type PackedColumn } from '../../shared/columns';
import type { Checkpoint, SliceKey } from '../../shared/sync/slices';
import type { SegmentRow } from '../store/schema';
import { after, generationPrefix, segmentKey, type DeskCore } from './core';

export interface SliceState {
  readonly slice: string;
  readonly key: SliceKey;
  readonly generation: number;
  /** Gone on with at a checkpoint of an earlier run. */
  readonly resumed: boolean;
  nextOffset: number;
  nextIndex: number;
  announced: number | null;
  currency: string | null;
  /** Packed pages not committed yet. */
  held: { rows: number; columns: Record<string, PackedColumn> }[];
  heldRows: number;
  heldSince: number;
  /** Rows of this generation that are committed. */
  committed: number;
}

/** Stores the dictionary's new texts; to be called inside the transaction of the segment that uses them. */
export async function storeDictionary(core: DeskCore): Promise<void> {
  const texts = core.dictionary.since(core.storedCodes);
  if (texts.length > 0) await core.store.dictionary.put({ from: core.storedCodes, texts });
}

/** The held rows of a slice as a segment row, or null when nothing is held. */
export function heldSegment(state: SliceState): SegmentRow | null {
  if (state.heldRows === 0) return null;
  return {
    key: segmentKey(state.slice, state.generation, state.committed),
    slice: state.slice,
    source: state.key.source,
    generation: state.generation,
    rows: state.heldRows,
    columns: concatColumns(state.held),
  };
}

/**
 * Takes what is held out of memory, at once, with the checkpoint that counts it: pages that arrive while it is being written are held anew.
 * Null when nothing is held.
 */
export function takeHeld(state: SliceState): { readonly segment: SegmentRow; readonly checkpoint: Checkpoint } | null {
  const segment = heldSegment(state);
  if (!segment) return null;
  const { slice, generation, nextOffset, nextIndex, announced } = state;
  state.committed += state.heldRows;
  state.held = [];
  state.heldRows = 0;
  return { segment, checkpoint: { slice, generation, nextOffset, nextIndex, announced } };
}

/** Writes a segment with the checkpoint that counts it, in one transaction. */
export async function commitSegment(core: DeskCore, segment: SegmentRow, checkpoint: Checkpoint): Promise<void> {
  const { store } = core;
  await store.transaction('rw', [store.segments, store.dictionary, store.checkpoints], async () => {
    await store.segments.put(segment);
    await storeDictionary(core);
    await store.checkpoints.put(checkpoint);
  });
  core.storedCodes = core.dictionary.size;
}

/** Committed segments of a slice's generation, in reading order. */
export function committedSegments(core: DeskCore, state: SliceState): Promise<SegmentRow[]> {
  const prefix = generationPrefix(state.slice, state.generation);
  return core.store.segments.where('key').between(prefix, after(prefix)).toArray();
}
