/** A sync run seen from the store: what is asked for, what comes in, what the run's record says afterwards. */
import { isBeside } from '../../shared/api/catalogue';
import { canonicalJson } from '../../shared/digest';
import type { SyncArgs } from '../../shared/desk/api';
import {
  parseSliceId,
  type Checkpoint,
  type SliceFailure,
  type SyncOutcome,
  type SyncProblem,
  type SyncProgress,
  type SyncRequest,
} from '../../shared/sync/slices';
import type { SourceId } from '../../shared/api/sources';
import { REFUSALS } from '../../shared/sync/failures';
import { lookedAt, MONTH_PARTS, settledParts, type LookedAt, type SettledPart } from '../../shared/sync/freshness';
import { syncPlan, type SyncPlan } from '../../shared/sync/cost';
import { isPartial } from '../../shared/sync/picks';
import type { FailureRow, GenerationRow, SyncRunRow } from '../store/schema';
import type { DeskCore } from './core';
import { faultOf, LinkFailure } from './faults';
import { setMarker } from './marker';
import { refreshNames } from './names';
import { fileOf } from './precedence';
import { cleanLeftovers } from './publish';
import { SyncEvents } from './sync-events';

/** Key of the instant in `meta` at which the day's lists were read last. */
const LISTS_READ = 'lists-read';
const A_DAY_MS = 24 * 3_600_000;

/** Names, units, tags and budgets hardly move: they are read with the first run of a day, and whenever somebody picks names. */
async function listsAreDue(core: DeskCore, groups: SyncArgs['groups']): Promise<boolean> {
  if (groups !== undefined) return groups.includes('names');
  const last = (await core.store.meta.get(LISTS_READ))?.value;
  return typeof last !== 'string' || Date.parse(core.now()) - Date.parse(last) >= A_DAY_MS;
}

/**
 * Runs a sync. An earlier run of the same request that was killed, cancelled or stopped is gone on with: its checkpoints and the slices it
 * published are told to main. Any other request starts from nothing, so that a month never mixes two days.
 */
export async function runSync(
  core: DeskCore,
  args: SyncArgs,
  onProgress: (progress: SyncProgress) => void,
  signal: AbortSignal,
): Promise<SyncOutcome> {
  const { store } = core;
  const request: SyncRequest = {
    site: core.site,
    today: args.today,
    periods: args.periods,
    language: args.language === 'zh' ? 'zh_CN' : 'en_US',
    ...(args.groups === undefined ? {} : { groups: args.groups }),
    ...(args.customers === undefined ? {} : { customers: args.customers }),
  };
  const lists = args.lists === true && (await listsAreDue(core, args.groups));
  const run = await startRun(core, canonicalJson(request));
  const problems: SyncProblem[] = [...run.problems];
  const events = new SyncEvents(core, args.today, problems, onProgress);
  const { failed, ingest } = events;

  let outcome: SyncOutcome;
  let thrown: unknown = null;
  try {
    const answer = await core.link.call(
      'syncRun',
      {
        // Lists are read with whatever run comes when they are due: a run is the same with and without them.
        request: lists ? { ...request, lists } : request,
        checkpoints: await checkpointsOf(core),
        doneSlices: await doneSlices(core, run),
        ...(args.everything ? { settled: [], again: [], empty: [] } : await settledNow(core)),
      },
      { onItem: events.take, signal },
    );
    outcome = { ...answer, unpublished: mergeFailures(answer.unpublished, failed), problems };
  } catch (error) {
    thrown = error;
    outcome = stoppedOutcome(run, problems, failed, stopReason(error));
  }
  // What is held is kept for the next run, unless the store is what failed.
  if (thrown === null || faultOf(thrown).code !== 'storage-full') await ingest.flushAll();
  await noteUnread(core, outcome, failed, args.periods === null && !isPartial(request));
  await store.runs.put({ ...run, finishedAt: core.now(), outcome, problems });
  if (outcome.stopped === null) await cleanLeftovers(core);
  if (lists && outcome.stopped === null) await store.meta.put({ key: LISTS_READ, value: core.now() });
  if (ingest.published.length > 0) {
    await setMarker(core.profile);
    await refreshNames(core);
  }
  if (thrown !== null && !(thrown instanceof LinkFailure && thrown.fault.code === 'cancelled')) throw thrown;
  return outcome;
}

/**
 * Slices that ended without being read at all are unpublished too; a complete run over all months takes back what earlier runs failed at
 * and this one did not ask for any more.
 */
async function noteUnread(
  core: DeskCore,
  outcome: SyncOutcome,
  failed: ReadonlyMap<string, SliceFailure>,
  everything: boolean,
): Promise<void> {
  const { failures } = core.store;
  const before = await failures.toArray();
  const known = new Set(before.map(({ slice }) => slice));
  for (const { slice, reason } of outcome.unpublished) {
    if (known.has(slice)) continue;
    const key = parseSliceId(slice);
    await failures.put({ slice, source: key.source, period: key.period ?? null, failure: reason, announced: null, received: 0 });
  }
  if (!everything || outcome.stopped !== null) return;
  const current = new Set([...failed.keys(), ...outcome.unpublished.map((one) => one.slice)]);
  // What a run does not ask for by itself keeps its failure: the day's lists, and what pages ask for. So does an order that does not exist: in a
  // settled month nobody asks again. An older order that was refused is asked for only with the refund that points to it.
  const gone = before.filter(
    ({ slice, source, failure }) =>
      !current.has(slice) && !isBeside(source) && !(isDetail(source) && (failure === 'not-found' || REFUSALS.has(failure))),
  );
  await failures.bulkDelete(gone.map(({ slice }) => slice));
}

function isDetail(source: SourceId): boolean {
  return (MONTH_PARTS.orders.read as readonly SourceId[]).includes(source);
}

/** The gateway's published slices, and what could not be read. */
async function knownSlices({ store }: DeskCore): Promise<[GenerationRow[], FailureRow[]]> {
  const rows = await store.generations.toArray();
  // That an order is not there is an answer, not a hole.
  const failed = await store.failures.filter(({ failure }) => failure !== 'not-found').toArray();
  return [rows.filter((row) => fileOf(row.slice) === null), failed];
}

/** What need not be read again, and what of that is looked at all the same. */
async function settledNow(core: DeskCore): Promise<{ settled: SettledPart[] } & LookedAt> {
  const [known, failed] = await knownSlices(core);
  const settled = settledParts(known, failed);
  return { settled, ...lookedAt(known, failed, settled) };
}

/** What a run would read and cost, from what the store knows. */
export async function planSync(core: DeskCore, args: SyncArgs): Promise<SyncPlan> {
  const { periods, today, groups, customers, everything = false } = args;
  const lists = args.lists === true && (await listsAreDue(core, groups));
  return syncPlan(
    { periods, today, everything, lists, ...(groups && { groups }), ...(customers && { customers }) },
    ...(await knownSlices(core)),
  );
}

/** Problems of the last run. */
export async function lastProblems(core: DeskCore): Promise<SyncProblem[]> {
  return (await core.store.runs.orderBy('id').last())?.problems ?? [];
}

/**
 * The run to go on with, the latest of its request, or a new one. What other requests left unfinished is forgotten, but for the slices they published:
 * those are of the same day, because the day is part of the request.
 */
async function startRun(core: DeskCore, request: string): Promise<SyncRunRow> {
  const { store } = core;
  const last = await store.runs.orderBy('id').last();
  const same = await store.runs
    .orderBy('id')
    .reverse()
    .and((run) => run.request === request)
    .first();
  const goesOn = same !== undefined && (same.outcome === null || same.outcome.stopped !== null);
  if (goesOn && same.id === last?.id) {
    const again = { ...same, finishedAt: null, outcome: null };
    await store.runs.put(again);
    return again;
  }
  const fresh = { startedAt: core.now(), problems: [], request };
  const run: SyncRunRow = { ...(goesOn ? same : fresh), id: (last?.id ?? 0) + 1, finishedAt: null, outcome: null };
  await store.transaction('rw', [store.runs, store.checkpoints], async () => {
    await store.checkpoints.clear();
    if (goesOn) await store.runs.delete(same.id);
    await store.runs.put(run);
  });
  await cleanLeftovers(core);
  return run;
}

function checkpointsOf(core: DeskCore): Promise<Checkpoint[]> {
  return core.store.checkpoints.toArray();
}

/** Slices this run has published already. */
async function doneSlices(core: DeskCore, run: SyncRunRow): Promise<string[]> {
  const rows = await core.store.generations.filter((row) => fileOf(row.slice) === null && row.syncedAt >= run.startedAt).toArray();
  return rows.map((row) => row.slice);
}

function mergeFailures(told: SyncOutcome['unpublished'], failed: ReadonlyMap<string, SliceFailure>): SyncOutcome['unpublished'] {
  const all = new Map(told.map((one) => [one.slice, one.reason]));
  // "No such order" is an answer, not a slice that is missing.
  for (const [slice, reason] of failed) if (reason !== 'not-found') all.set(slice, reason);
  return [...all].map(([slice, reason]) => ({ slice, reason }));
}

function stopReason(error: unknown): SliceFailure {
  const { code } = faultOf(error);
  if (code === 'cancelled') return 'cancelled';
  if (code === 'no-credentials' || code === 'keys-refused') return 'credentials';
  return code === 'storage-full' || code === 'store-failed' ? 'storage' : 'service';
}

function stoppedOutcome(
  run: SyncRunRow,
  problems: readonly SyncProblem[],
  failed: ReadonlyMap<string, SliceFailure>,
  stopped: SliceFailure,
): SyncOutcome {
  const seconds = Math.round((Date.now() - Date.parse(run.startedAt)) / 100) / 10;
  return {
    requests: 0,
    retries: 0,
    records: 0,
    seconds,
    periods: [],
    unpublished: mergeFailures([], failed),
    problems: [...problems],
    stopped,
    clockOffsetSeconds: 0,
  };
}
