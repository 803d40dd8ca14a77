/** Records of an imported file as the store keeps slices: packed segments under slice IDs of the file's own. */
import { SOURCES } from '../../shared/api/sources';
import { ContentDigest, concatColumns, ContractFault, packPage, type PackedColumn } from '../../shared/columns';
import type { DocumentParty, DocumentRecords, DocumentSlice } from '../../shared/documents/types';
import { parseSliceId, sliceId, type SliceId } from '../../shared/sync/slices';
import type { GenerationRow, SegmentRow } from '../store/schema';
import { segmentKey, type DeskCore } from './core';
import { rowsOf } from './document-archive';
import { DeskFailure } from './faults';

/** Rows of a segment. */
const SEGMENT_ROWS = 5_000;

/** Number and date of the journal's entry that brought a file: those of its slices, so that a rebuilt store is the same. */
export interface Brought {
  readonly seq: number;
  readonly at: string;
}

/** What a file's records become; texts new to the dictionary are in it already and are stored with the segments. */
export interface PackedFile {
  readonly segments: readonly SegmentRow[];
  readonly generations: readonly Omit<GenerationRow, 'syncedAt' | 'seq'>[];
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

/** Packs all of a file's records. @throws DeskFailure `bad-document`, as {@link FilePacker} */
export function packFile(core: DeskCore, importId: string, records: DocumentRecords): PackedFile {
  const packer = new FilePacker(core, importId);
  packer.add(records.slices);
  return packer.finish(records.parties);
}

interface SliceState {
  readonly digest: ContentDigest;
  readonly currencies: Set<string | null>;
  segments: number;
  rows: number;
  /** Packed and not a segment yet. */
  held: { rows: number; columns: Record<string, PackedColumn> }[];
  heldRows: number;
}

/** Packs a file's records as they come from the archives, part by part. */
export class FilePacker {
  private readonly segments: SegmentRow[] = [];
  private readonly slices = new Map<SliceId, SliceState>();

  constructor(
    private readonly core: DeskCore,
    private readonly importId: string,
  ) {}

  /** @throws DeskFailure `bad-document` for records outside their source's contract, or two currencies in one slice */
  add(slices: readonly DocumentSlice[]): void {
    for (const slice of slices) {
      const id = fileSlice(this.importId, slice);
      const state = this.slices.get(id) ?? this.begin(id);
      state.currencies.add(slice.currency);
      // Amounts of two currencies can stand in one slice only where each record names its own.
      if (state.currencies.size > 1 && !('currency' in SOURCES[slice.source])) {
        throw new DeskFailure('bad-document', `${slice.source} ${slice.period ?? ''}: ${[...state.currencies].join(', ')}`);
      }
      for (let start = 0; start < slice.rows; start += SEGMENT_ROWS) {
        const rows = Math.min(SEGMENT_ROWS, slice.rows - start);
        if (state.heldRows > 0 && state.heldRows + rows > SEGMENT_ROWS) this.flush(id, state);
        state.held.push({ rows, columns: this.packed(rowsOf(slice, start, rows), state.rows + state.heldRows) });
        state.heldRows += rows;
      }
    }
  }

  finish(parties: readonly DocumentParty[]): PackedFile {
    const generations = [...this.slices].map(([slice, state]) => {
      this.flush(slice, state);
      const { source, period } = parseSliceId(slice);
      const [currency = null] = state.currencies.size === 1 ? state.currencies : [];
      return {
        slice,
        source,
        period: period ?? null,
        generation: 1,
        segments: state.segments,
        rows: state.rows,
        announced: null,
        currency,
        digest: state.digest.hex(),
      };
    });
    return { segments: this.segments, generations, parties };
  }

  private begin(slice: SliceId): SliceState {
    const digest = new ContentDigest(this.core.dictionary);
    const state: SliceState = { digest, currencies: new Set(), segments: 0, rows: 0, held: [], heldRows: 0 };
    this.slices.set(slice, state);
    return state;
  }

  private flush(slice: SliceId, state: SliceState): void {
    if (state.heldRows === 0) return;
    const columns = state.held.length === 1 && state.held[0] ? state.held[0].columns : concatColumns(state.held);
    const { heldRows: rows } = state;
    const { source } = parseSliceId(slice);
    state.digest.add(rows, columns);
    this.segments.push({ key: segmentKey(slice, 1, state.rows), slice, source, generation: 1, rows, columns });
    state.segments++;
    state.rows += rows;
    state.held = [];
    state.heldRows = 0;
  }

  private packed({ source, columns, rows }: DocumentSlice, offset: number): Record<string, PackedColumn> {
    try {
      return packPage(source, columns, rows, this.core.dictionary, offset);
    } catch (error) {
      if (error instanceof ContractFault) throw new DeskFailure('bad-document', error.message);
      throw error;
    }
  }
}
