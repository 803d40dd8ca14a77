/**
 * Pages of a running sync into committed segments. A page is acknowledged when its records are checked and packed in memory (bounded);
 * the checkpoint, written in the transaction of the records it counts, names only committed ones, so a kill costs a few pages read again.
 */
import type { SyncEvent } from '../../shared/bridge/link';
import { ContractFault, packPage, type PackedColumn } from '../../shared/columns';
import { parseSliceId, type Checkpoint, type Page, type SliceFailure } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { dropUnpublished, publish } from './publish';
import { commitSegment, takeHeld, type SliceState } from './segments';

/** Rows a segment aims at. */
const SEGMENT_ROWS = 5_000;
/** Rows held uncommitted over all slices at most. */
const HELD_ROWS = 40_000;
/** Uncommitted records wait no longer than this, ms. */
const HELD_MS = 1_500;

/** Failures after which what was read stays and the next run goes on from the checkpoint. */
const RESUMABLE: ReadonlySet<SliceFailure> = new Set([
  'throttled',
  'service',
  'network',
  'proxy',
  'intercepted',
  'cancelled',
  'clock',
  'credentials',
  'certificate',
  'storage',
]);

type SliceEnd = Extract<SyncEvent, { kind: 'slice-end' }>;

export class Ingest {
  private readonly slices = new Map<string, SliceState>();
  /** Slices with a record outside the contract: their further pages are not wanted. */
  private readonly refused = new Map<string, ContractFault>();
  private heldRows = 0;
  /** What is being written, one segment after another. */
  private flushing: Promise<void> = Promise.resolve();
  /** Slices of which a segment could not be written: what came after it must not be counted. */
  private readonly broken = new WeakSet<SliceState>();
  /** Slices published or failed in this run. */
  readonly published: string[] = [];

  /** @param today the day of the run, UTC+8 */
  constructor(
    private readonly core: DeskCore,
    private readonly today: string,
    private readonly onContract: (fault: ContractFault, slice: string) => void,
  ) {}

  /** Takes one page; resolves when it is held in memory or committed. @throws DeskFailure for a page that does not continue its slice */
  async page(page: Page): Promise<void> {
    if (page.index === 0) this.refused.delete(page.slice);
    if (this.refused.has(page.slice)) return;
    const state = page.index === 0 ? await this.start(page.slice) : (this.slices.get(page.slice) ?? (await this.resume(page.slice)));
    if (page.index !== state.nextIndex || page.offset !== state.nextOffset) {
      throw new DeskFailure('sync-stopped', `page ${page.index} of ${state.key.source} does not follow page ${state.nextIndex - 1}`);
    }
    let columns: Record<string, PackedColumn>;
    try {
      columns = packPage(state.key.source, page.columns, page.rows, this.core.dictionary, page.offset);
    } catch (error) {
      if (!(error instanceof ContractFault)) throw error;
      this.refused.set(page.slice, error);
      this.onContract(error, page.slice);
      return;
    }
    if (state.heldRows === 0) state.heldSince = performance.now();
    if (page.rows > 0) state.held.push({ rows: page.rows, columns });
    state.heldRows += page.rows;
    this.heldRows += page.rows;
    state.nextOffset += page.rows;
    state.nextIndex++;
    state.announced = page.announced ?? state.announced;
    state.currency = page.currency ?? state.currency;
    // The last page's records go into the transaction that publishes them.
    if (page.last) return;
    if (state.heldRows >= SEGMENT_ROWS) await this.flush(state);
    else if (this.heldRows >= HELD_ROWS) await this.flushAll();
    else await this.flushOld();
  }

  /** A slice was read to its end, or not: publishes it when counts agree, else keeps or drops what came. Answers with the failure. */
  async end(event: SliceEnd): Promise<SliceFailure | null> {
    const contract = this.refused.get(event.slice);
    const state = this.slices.get(event.slice) ?? (event.failure === null ? await this.resumeOrStart(event.slice) : null);
    let failure: SliceFailure | null = contract ? 'contract' : event.failure;
    if (failure === null && state) {
      const complete = state.nextOffset === event.received && (event.announced === null || event.announced === event.received);
      if (!complete) failure = 'count-mismatch';
    }
    // Another slice's page may have begun to write what this one holds; from here on none does.
    this.slices.delete(event.slice);
    await this.flushing;
    if (state && failure === null && this.broken.has(state)) failure = 'storage';
    if (failure === null && state) failure = await publish(this.core, state, this.today);
    if (failure === null && state) {
      this.heldRows -= state.heldRows;
      this.published.push(event.slice);
      return null;
    }
    const key = parseSliceId(event.slice);
    if (state && event.failure !== null && RESUMABLE.has(event.failure)) await this.flush(state);
    else {
      this.heldRows -= state?.heldRows ?? 0;
      await dropUnpublished(this.core, event.slice);
    }
    await this.core.store.failures.put({
      slice: event.slice,
      source: key.source,
      period: key.period ?? null,
      failure: failure ?? 'storage',
      announced: event.announced,
      received: event.received,
    });
    this.refused.delete(event.slice);
    return failure;
  }

  /** Commits everything held, e.g. when the run was cancelled. */
  async flushAll(): Promise<void> {
    for (const state of this.slices.values()) await this.flush(state);
  }

  private async flushOld(): Promise<void> {
    const old = performance.now() - HELD_MS;
    for (const state of this.slices.values()) if (state.heldRows > 0 && state.heldSince < old) await this.flush(state);
  }

  /** First page of a slice: a generation of its own; what an earlier unpublished one left is dropped. */
  private async start(slice: string): Promise<SliceState> {
    const { store } = this.core;
    const known = this.slices.get(slice);
    this.slices.delete(slice);
    await this.flushing;
    this.heldRows -= known?.heldRows ?? 0;
    const published = await store.generations.get(slice);
    const checkpoint = await store.checkpoints.get(slice);
    if (checkpoint || known) await dropUnpublished(this.core, slice);
    const generation = Math.max(published?.generation ?? 0, checkpoint?.generation ?? 0, known?.generation ?? 0) + 1;
    return this.track({ slice, generation, nextOffset: 0, nextIndex: 0, announced: null }, false);
  }

  private async resume(slice: string): Promise<SliceState> {
    const checkpoint = await this.core.store.checkpoints.get(slice);
    if (!checkpoint) throw new DeskFailure('sync-stopped', `${parseSliceId(slice).source}: no checkpoint to go on from`);
    return this.track(checkpoint, true);
  }

  /** A slice that ended without a page: nothing was left to read, or it has no records at all. */
  private async resumeOrStart(slice: string): Promise<SliceState> {
    return (await this.core.store.checkpoints.get(slice)) ? this.resume(slice) : this.start(slice);
  }

  private track(from: Checkpoint, resumed: boolean): SliceState {
    const state: SliceState = {
      slice: from.slice,
      key: parseSliceId(from.slice),
      generation: from.generation,
      resumed,
      nextOffset: from.nextOffset,
      nextIndex: from.nextIndex,
      announced: from.announced,
      currency: null,
      held: [],
      heldRows: 0,
      heldSince: 0,
      committed: from.nextOffset,
    };
    this.slices.set(from.slice, state);
    return state;
  }

  /**
   * One transaction: segment, dictionary chunk, checkpoint. One after another: a checkpoint never counts records of a segment that is still to
   * be written, or that could not be.
   */
  private flush(state: SliceState): Promise<void> {
    const turn = this.flushing.then(async () => {
      if (this.broken.has(state)) return;
      const { heldRows } = state;
      const taken = takeHeld(state);
      if (!taken) return;
      this.heldRows -= heldRows;
      try {
        await commitSegment(this.core, taken.segment, taken.checkpoint);
      } catch (error) {
        this.broken.add(state);
        throw error;
      }
    });
    this.flushing = turn.catch(() => undefined);
    return turn;
  }
}
