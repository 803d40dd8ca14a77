/** Running the engine over all that is published and storing its result; again whenever what it is made from has changed. */
import { isBeside } from '../../shared/api/catalogue';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import type { Progress, ReconcileSummary } from '../../shared/desk/api';
import { reconcile } from '../../shared/reconcile/engine';
import { ENGINE_VERSION } from '../../shared/reconcile/engine-version';
import { periodOfInstant } from '../../shared/period';
import type { PublishedSlices } from './generations';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { pause } from './file-shelf';
import { engineInput } from './engine-input';
import { restoreFiles } from './file-restore';
import { fileOf } from './precedence';
import { withdraw, withdrawTables } from './publish';
import { DamagedSegmentError } from './published';
import { resultMark, storeResult } from './results';
import { isSame } from './slice-layout';

/**
 * Runs the engine and stores the result.
 * @param signal stops it while it still reads; what the engine remembers of a run has to be stored
 * @throws DeskFailure `cancelled`; `store-lost` when a published slice turns out damaged: the slice is dropped and has to be synced again
 */
export async function runReconcile(
  core: DeskCore,
  onProgress: (progress: Progress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<ReconcileSummary> {
  const start = performance.now();
  onProgress({ step: 'reading', done: 0, total: 3 });
  const { madeFrom, input } = await guardDamage(core, async () => {
    const published = await core.generations.published();
    return { madeFrom: await inputDigest(core, published), input: await engineInput(core, published) };
  });
  if (signal) await pause(signal);
  onProgress({ step: 'matching', done: 1, total: 3 });
  const result = reconcile(input, core.memory);
  onProgress({ step: 'storing', done: 2, total: 3 });
  await storeResult(core, result, madeFrom);
  onProgress({ step: 'done', done: 3, total: 3 });
  return {
    periods: result.figures.map((figures) => figures.period),
    breaks: result.breaks.length,
    seconds: Math.round(performance.now() - start) / 1000,
  };
}

/** Runs the engine when the stored result was made from something else than what is there now: after a kill, or an update of the app. */
export async function reconcileIfStale(core: DeskCore, onStart: () => void = () => undefined): Promise<boolean> {
  if (!(await isStale(core))) return false;
  onStart();
  await runReconcile(core);
  return true;
}

/** Whether the stored result was made from something else than what is there now. */
export async function isStale(core: DeskCore): Promise<boolean> {
  const published = await core.generations.published();
  const [now, mark] = [await inputDigest(core, published), await resultMark(core)];
  const nothing = published.rows.length === 0 && (await core.store.importData.count()) === 0;
  return mark?.madeFrom !== now && !(mark === null && nothing);
}

/** The stored result as if it had just been made. */
export async function storedSummary({ store }: DeskCore): Promise<ReconcileSummary> {
  return { periods: await store.figures.orderBy('period').primaryKeys(), breaks: await store.breaks.count(), seconds: 0 };
}

/** Digest of everything a result depends on. */
async function inputDigest(core: DeskCore, published: PublishedSlices): Promise<string> {
  const { store } = core;
  const parts = {
    engine: ENGINE_VERSION,
    slices: published.digest,
    // How long an answer stood moves no result while the movements are the same, but for the month it is judged in.
    snapshots: (await store.snapshots.toArray()).map((row) => [row.key, row.digest, periodOfInstant(row.last ?? row.at)]),
    failures: (await store.failures.toArray())
      .filter((row) => !isBeside(row.source))
      .map((row) => [row.slice, row.failure, row.announced, row.received]),
    files: (await store.documents.toArray()).filter((row) => !row.undone).map((row) => [row.importId, row.records, row.seq]),
    imports: (await store.importData.toArray()).map((row) => [
      row.importId,
      row.body.rows,
      ...(row.body.balances ? [row.body.balances] : []),
    ]),
    documents: await store.meta.bulkGet(['aliases', 'price-rules', 'rule-set']).then((rows) => rows.map((row) => row?.value ?? null)),
  };
  return sha256Hex(canonicalJson(parts));
}

/** A sync may replace one slice after another under a reader; it ends before so many readings do. */
const TRIES = 50;

/**
 * Runs what reads segments. A damaged slice is taken out of the published ones, so that the next sync brings it back; that of a file is made
 * again from the archive at once, and the work done again. What was replaced or removed while it was read beside a change is read again as it is now.
 */
export async function guardDamage<T>(core: DeskCore, work: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DamagedSegmentError) || left === 0) throw error;
      const { slice } = error;
      const { store } = core;
      const damaged = await store.transaction('rw', withdrawTables(core), async () => {
        const now = await store.generations.get(slice.slice);
        if (!now || !isSame(now, slice)) return false;
        await withdraw(core, now);
        return true;
      });
      if (damaged && (fileOf(slice.slice) === null || (await restoreFiles(core)) === 0))
        throw new DeskFailure('store-lost', `${slice.source} ${slice.period ?? ''}`.trim());
    }
  }
}
