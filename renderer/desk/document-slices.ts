/** Records of an imported file as the store keeps slices: packed segments under slice IDs of the file's own. */
import { SOURCES } from '../../shared/api/sources';
import { ContentDigest, concatColumns, ContractFault, packPage, type PackedColumn } from '../../shared/columns';
import type { DocumentParty, DocumentRecords, DocumentSlice } from '../../shared/documents/types';
import { parseSliceId, sliceId, type SliceId } from '../../shared/sync/slices';
import type { GenerationRow, SegmentRow } from '../store/schema';
import { segmentKey, type DeskCore } from './core';
import { DeskFailure } from './faults';

/** Rows of a segment. */
const SEGMENT_ROWS = 5_000;

/** What a file's records become; texts new to the dictionary are in it already and are stored with the segments. */
export interface PackedFile {
  readonly segments: readonly SegmentRow[];
  readonly generations: readonly GenerationRow[];
  readonly parties: readonly DocumentParty[];
}

/** The slice of a file that records go to. */
export function fileSlice(importId: string, slice: Omit<DocumentSlice, 'columns' | 'rows' | 'currency'>): SliceId {
  return sliceId({
    source: slice.source,
    file: importId,
    ...(slice.period === null ? {} : { period: slice.period }),
    ...(slice.account === null ? {} : { account: slice.account }),
    ...(slice.reseller === null ? {} : { reseller: slice.reseller }),
  });
}

/** How many slices the records make. */
export function countSlices(records: DocumentRecords): number {
  return new Set(records.slices.map((slice) => fileSlice('f', slice))).size;
}

/**
 * Packs a file's records.
 * @param from the journal's entry of the import: its number and date are those of the slices, so that a rebuilt store is the same
 * @throws DeskFailure `bad-document` for records outside their source's contract, or two currencies in one slice
 */
export function packFile(
  core: DeskCore,
  importId: string,
  from: { readonly seq: number; readonly at: string },
  records: DocumentRecords,
): PackedFile {
  const segments: SegmentRow[] = [];
  const generations: GenerationRow[] = [];
  for (const [slice, parts] of grouped(importId, records.slices)) {
    const key = parseSliceId(slice);
    const currencies = new Set(parts.map((part) => part.currency));
    // Amounts of two currencies can stand in one slice only where each record names its own.
    if (currencies.size > 1 && !('currency' in SOURCES[key.source]))
      throw new DeskFailure('bad-document', `${key.source} ${key.period ?? ''}: ${[...currencies].join(', ')}`);
    const digest = new ContentDigest(core.dictionary);
    const first = segments.length;
    let offset = 0;
    for (const columns of packedParts(core, key.source, parts)) {
      const { rows, packed } = columns;
      digest.add(rows, packed);
      segments.push({ key: segmentKey(slice, 1, offset), slice, source: key.source, generation: 1, rows, columns: packed });
      offset += rows;
    }
    generations.push({
      slice,
      source: key.source,
      period: key.period ?? null,
      generation: 1,
      segments: segments.length - first,
      rows: offset,
      announced: null,
      currency: currencies.size === 1 ? (parts[0]?.currency ?? null) : null,
      digest: digest.hex(),
      syncedAt: from.at,
      seq: from.seq,
    });
  }
  return { segments, generations, parties: records.parties };
}

function grouped(importId: string, slices: readonly DocumentSlice[]): Map<SliceId, DocumentSlice[]> {
  const groups = new Map<SliceId, DocumentSlice[]>();
  for (const slice of slices) {
    const id = fileSlice(importId, slice);
    groups.set(id, [...(groups.get(id) ?? []), slice]);
  }
  return groups;
}

/** Segments of at most {@link SEGMENT_ROWS} rows; small parts of one slice (many resellers' months) are joined. */
function* packedParts(
  core: DeskCore,
  source: DocumentSlice['source'],
  parts: readonly DocumentSlice[],
): Generator<{ rows: number; packed: Record<string, PackedColumn> }> {
  let held: { rows: number; columns: Record<string, PackedColumn> }[] = [];
  let heldRows = 0;
  let done = 0;
  const join = (): { rows: number; packed: Record<string, PackedColumn> } => {
    const joined = { rows: heldRows, packed: held.length === 1 && held[0] ? held[0].columns : concatColumns(held) };
    held = [];
    heldRows = 0;
    return joined;
  };
  for (const part of parts) {
    for (let start = 0; start < part.rows; start += SEGMENT_ROWS) {
      const rows = Math.min(SEGMENT_ROWS, part.rows - start);
      if (heldRows > 0 && heldRows + rows > SEGMENT_ROWS) yield join();
      held.push({ rows, columns: packed(core, source, part, start, rows, done) });
      heldRows += rows;
      done += rows;
    }
  }
  if (heldRows > 0) yield join();
}

function packed(
  core: DeskCore,
  source: DocumentSlice['source'],
  part: DocumentSlice,
  start: number,
  rows: number,
  offset: number,
): Record<string, PackedColumn> {
  const columns = Object.fromEntries(Object.entries(part.columns).map(([name, cells]) => [name, cells.slice(start, start + rows)]));
  try {
    return packPage(source, columns, rows, core.dictionary, offset);
  } catch (error) {
    if (error instanceof ContractFault) throw new DeskFailure('bad-document', error.message);
    throw error;
  }
}
