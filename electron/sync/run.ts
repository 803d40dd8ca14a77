/**
 * One sync from start to end: what has to be read is found while reading (resellers, then months, then customers and orders), several
 * slices at a time, each interface at its own pace. Everything read leaves through `emit`, which is awaited: main never holds a month.
 */
import { setMaxListeners } from 'node:events';
import { operationOf, type Operation } from '../../shared/api/catalogue';
import type { SyncEvent } from '../../shared/bridge/link';
import { asPeriod, type Period } from '../../shared/period';
import { REFUSALS } from '../../shared/sync/failures';
import type { LookedAt, MonthPart, SettledPart } from '../../shared/sync/freshness';
import {
  parseSliceId,
  SITE_CURRENCY,
  sliceId,
  type Checkpoint,
  type SliceFailure,
  type SliceId,
  type SliceKey,
  type SyncOutcome,
  type SyncProblem,
  type SyncRequest,
} from '../../shared/sync/slices';
import type { Connection } from './away';
import { systemClock, type Clock, type Random } from './clock';
import { CallFailure } from './errors';
import { Gateway } from './gateway';
import { checkedOrigin } from './hosts';
import type { Transport } from './http';
import { Pacer, type RateSetting } from './pace';
import { FEEDS, LEAVES, type Found } from './planner';
import { ProgressTracker } from './progress';
import { Semaphore } from './semaphore';
import type { Credentials } from './signer';
import { readSlice, type PageLimits, type ReaderTools, type SliceResult, type SliceTask } from './slice-reader';
import { readAll } from './survey';

export interface SyncOptions {
  readonly request: SyncRequest;
  /** What an interrupted run of the same request left: where slices go on, and which need not be read again. */
  readonly resume: { readonly checkpoints: readonly Checkpoint[]; readonly doneSlices: readonly SliceId[] };
  /** Parts of months that need not be read again while what shows them comes out the same (shared/sync/freshness.ts). */
  readonly settled?: readonly SettledPart[];
  /** What of those is looked at all the same; nothing unless given. */
  readonly looked?: LookedAt;
  readonly credentials: Credentials;
  /** Origin of the gateway; see hosts.ts for what is allowed. */
  readonly endpoint: string;
  /** The command line's `--endpoint` named the host. */
  readonly allowOtherHost?: boolean;
  readonly transport: Transport;
  /** Resolves when the desk has taken the event; a rejection ends the run as `storage`. */
  readonly emit: (event: SyncEvent) => Promise<void>;
  readonly signal: AbortSignal;
  readonly rate?: RateSetting;
  /** Calls a second by operation, of the user's own. */
  readonly paces?: Readonly<Record<string, number>>;
  /** What the system says of sleep and network; nothing unless given. */
  readonly connection?: Connection;
  /** How long the run stands still at most while nothing gets through, ms; for ever unless told. */
  readonly patienceMs?: number;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** Pages on the way to the desk at most. */
const UNACKNOWLEDGED_PAGES = 8;

/**
 * Runs a sync. Failures of slices and of the run are in the outcome; nothing is emitted once the run was cancelled.
 * @throws HostRefusedError before anything is signed; RangeError for a request with a period that is none
 */
export async function runSync(options: SyncOptions): Promise<SyncOutcome> {
  return new SyncRun(options).run();
}

export class SyncRun {
  readonly request: SyncRequest;
  private readonly clock: Clock;
  private readonly gateway: Gateway;
  private readonly pacer: Pacer;
  private readonly progress: ProgressTracker;
  private readonly ended = new AbortController();
  private readonly signal: AbortSignal;
  private readonly checkpoints: ReadonlyMap<SliceId, Checkpoint>;
  private readonly done: ReadonlySet<SliceId>;
  private readonly settled: ReadonlySet<string>;
  private readonly known: ReadonlyMap<SliceId, string>;
  private readonly again: ReadonlyMap<SliceId, string | null>;
  private readonly empty: ReadonlySet<SliceId>;
  private readonly lanes = new Map<string, Semaphore>();
  private readonly pages = new Semaphore(UNACKNOWLEDGED_PAGES);
  private readonly limits: PageLimits = new Map();
  private readonly problems: SyncProblem[] = [];
  private readonly reported = new WeakSet<CallFailure>();
  private readonly unpublished: { slice: SliceId; reason: SliceFailure }[] = [];
  private readonly tools: ReaderTools;
  private stopped: SliceFailure | null = null;
  /** A programming fault; it ends the run and is thrown on. */
  private fault: { readonly error: unknown } | null = null;

  constructor(private readonly options: SyncOptions) {
    this.request = options.request;
    options.request.periods?.forEach(asPeriod);
    this.clock = options.clock ?? systemClock;
    this.pacer = new Pacer(options.rate, this.clock, options.paces);
    this.gateway = new Gateway({
      origin: checkedOrigin(options.endpoint, { allowOther: options.allowOtherHost ?? false }),
      credentials: options.credentials,
      transport: options.transport,
      pacer: this.pacer,
      clock: this.clock,
      random: options.random ?? Math.random,
      language: options.request.language,
      ...(options.connection === undefined ? {} : { connection: options.connection }),
      patienceMs: options.patienceMs ?? Infinity,
      onTrouble: () => this.progress.changed(),
    });
    this.signal = AbortSignal.any([options.signal, this.ended.signal]);
    // Every call and every wait of the run listens to it: dozens at a time are no leak.
    setMaxListeners(0, this.signal);
    this.checkpoints = new Map(options.resume.checkpoints.map((checkpoint) => [checkpoint.slice, checkpoint]));
    this.done = new Set(options.resume.doneSlices);
    const settled = options.settled ?? [];
    this.settled = new Set(settled.map(({ period, part }) => `${period} ${part}`));
    const { again, empty } = options.looked ?? { again: [], empty: [] };
    this.again = new Map(again);
    this.empty = new Set(empty);
    this.known = new Map([
      ...settled.flatMap(({ shownBy }) => shownBy),
      ...again.flatMap(([slice, digest]) => (digest === null ? [] : [[slice, digest] as const])),
    ]);
    this.tools = {
      gateway: this.gateway,
      signal: this.signal,
      emit: (event) => this.emit(event),
      received: (rows) => this.progress.received(rows),
      currency: SITE_CURRENCY[options.request.site],
      problem: (slice, failure, place) => this.report(slice, failure, place),
    };
    this.progress = new ProgressTracker(this.clock, this.gateway, this.pacer, (progress) =>
      this.emit({ kind: 'progress', progress }).catch(() => undefined),
    );
  }

  async run(): Promise<SyncOutcome> {
    const startedAt = this.clock.now();
    this.progress.enter('planning');
    const stopWatching = this.gateway.watchSystem();
    const periods = await readAll(this).finally(stopWatching);
    if (this.fault) throw this.fault.error;
    if (this.stopped === null && this.options.signal.aborted) this.stopped = 'cancelled';
    this.progress.enter('done');
    await this.progress.settled();
    return {
      requests: this.gateway.counts.requests,
      retries: this.gateway.counts.retries,
      throttled: this.gateway.counts.throttled,
      records: this.progress.records,
      seconds: Math.round(this.clock.now() - startedAt) / 1000,
      periods,
      unpublished: this.unpublished,
      problems: this.problems,
      stopped: this.stopped,
      clockOffsetSeconds: this.gateway.clockOffsetSeconds,
    };
  }

  /** True once nothing more is to be read. */
  get over(): boolean {
    return this.signal.aborted;
  }

  /** The plan is known as far as it can be before reading. */
  reading(): void {
    this.progress.enter('reading');
  }

  /** Reads slices side by side; resolves with their results, in the order asked for. */
  readMany(keys: readonly SliceKey[], hold = false): Promise<SliceResult[]> {
    return Promise.all(keys.map((key) => this.read(key, hold)));
  }

  /**
   * Reads one slice when its interface has room. Never rejects: what ends the run ends it for all, and the result says so.
   * @param hold see SliceTask.hold
   * @param items see SliceTask.items
   */
  async read(key: SliceKey, hold: SliceTask['hold'] = false, items?: readonly string[]): Promise<SliceResult> {
    const slice = sliceId(key);
    const operation = operationOf(key.source);
    this.progress.planned(operation);
    try {
      if (LEAVES.has(key.source) && this.done.has(slice)) return { ...nothing(key, slice, null), same: this.known.has(slice) };
      return await this.lane(operation).with(() => this.readNow(key, slice, { hold, ...(items === undefined ? {} : { items }) }));
    } catch (error) {
      this.stop(error);
      const reason = this.stopped ?? 'cancelled';
      this.unpublished.push({ slice, reason });
      return nothing(key, slice, reason);
    } finally {
      this.progress.done(operation);
    }
  }

  private async readNow(key: SliceKey, slice: SliceId, task: Pick<SliceTask, 'hold' | 'items'>): Promise<SliceResult> {
    this.signal.throwIfAborted();
    this.progress.begun(slice);
    // A slice whose records tell what else to read is read from its start: its first pages would be missing from the plan. So is one that does
    // not go on at an offset: its records would come twice.
    const resumable = !feeds(key) && operationOf(key.source).paging.kind === 'records';
    const checkpoint = resumable ? this.checkpoints.get(slice) : undefined;
    const known = this.known.get(slice);
    const whole = { key, ...task, ...(checkpoint === undefined ? {} : { resume: checkpoint }), ...(known === undefined ? {} : { known }) };
    const result = await readSlice(whole, this.tools, this.limits);
    if (result.failure !== null && result.failure !== 'not-found') this.unpublished.push({ slice, reason: result.failure });
    return result;
  }

  /**
   * Whether a settled part of a month can be left as it is: whatever shows it came out the same, or was refused as before. A reseller that left shows
   * nothing any more; what is new was never known.
   * @param shown what was read of them in this run
   */
  unchanged(period: Period, part: MonthPart, shown: readonly SliceResult[]): boolean {
    return this.settled.has(`${period} ${part}`) && shown.every((one) => one.same || this.refusedAgain(one));
  }

  private refusedAgain({ slice, failure }: SliceResult): boolean {
    return failure !== null && REFUSALS.has(failure) && this.again.get(slice) === null;
  }

  /** Whether a slice of a settled part is read all the same. */
  looksAt(key: SliceKey): boolean {
    return this.again.has(sliceId(key));
  }

  /** Slices of a source that were refused before. */
  refusedBefore(source: SliceKey['source']): SliceKey[] {
    const keys = [...this.again].filter(([, digest]) => digest === null).map(([slice]) => parseSliceId(slice));
    return keys.filter((key) => key.source === source);
  }

  /** Whether a slice that was looked at holds something else than before. One that failed says nothing, one that was refused before neither. */
  differs({ slice, failure, same }: SliceResult): boolean {
    return failure === null && !same && typeof this.again.get(slice) === 'string';
  }

  /** Whether a settled slice is known to have no record. */
  holdsNone(key: SliceKey): boolean {
    return this.empty.has(sliceId(key));
  }

  /** Says that everything a part of a month leads to was read. */
  async followed(period: Period, part: MonthPart): Promise<void> {
    await this.emit({ kind: 'followed', period, part }).catch((error: unknown) => this.stop(error));
  }

  /** A slice that cannot be asked for as a whole, because the list that says what to ask could not be read. */
  leave(key: SliceKey, reason: SliceFailure): void {
    this.unpublished.push({ slice: sliceId(key), reason });
  }

  /** Sends what was kept back of slices that hold nothing. */
  async release(results: readonly SliceResult[]): Promise<void> {
    try {
      for (const result of results) for (const event of result.held ?? []) await this.emit(event);
    } catch (error) {
      this.stop(error);
    }
  }

  private lane(operation: Operation): Semaphore {
    let lane = this.lanes.get(operation.id);
    if (!lane) this.lanes.set(operation.id, (lane = new Semaphore(this.pacer.concurrency(operation))));
    return lane;
  }

  private async emit(event: SyncEvent): Promise<void> {
    this.signal.throwIfAborted();
    try {
      if (event.kind === 'page') await this.pages.with(() => this.options.emit(event));
      else await this.options.emit(event);
    } catch (error) {
      if (!this.signal.aborted) this.stop(new EmitFailure(error));
    }
    this.signal.throwIfAborted();
  }

  /** Something about a slice that was read all the same. */
  async remark(slice: SliceId, failure: SliceFailure, place: string): Promise<void> {
    if (this.over || this.done.has(slice)) return;
    try {
      await this.report(slice, new CallFailure({ failure, reach: 'slice', retry: false }, 200, null, null), place);
    } catch (error) {
      this.stop(error);
    }
  }

  private async report(slice: SliceId, failure: CallFailure, place?: string): Promise<void> {
    if (this.reported.has(failure)) return;
    this.reported.add(failure);
    const problem: SyncProblem = {
      slice,
      failure: failure.verdict.failure,
      status: failure.status,
      code: failure.code,
      requestId: failure.requestId,
      at: new Date(this.clock.now()).toISOString(),
      ...(place === undefined ? {} : { place }),
    };
    this.problems.push(problem);
    await this.emit({ kind: 'problem', problem });
  }

  private stop(error: unknown): void {
    if (this.signal.aborted) return;
    if (error instanceof EmitFailure) this.stopped = 'storage';
    else if (error instanceof CallFailure) this.stopped = error.verdict.failure;
    else this.fault = { error };
    this.ended.abort(error);
  }
}

class EmitFailure extends Error {
  constructor(cause: unknown) {
    super('an event was not taken', { cause });
  }
}

function feeds(key: SliceKey): boolean {
  return key.source in FEEDS;
}

function nothing(key: SliceKey, slice: SliceId, failure: SliceFailure | null): SliceResult {
  return { key, slice, failure, found: [] as Found[], seen: false, same: false, held: null };
}
