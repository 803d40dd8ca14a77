/** The desk's long work as activities: sync, reconciliation, export. */
import * as Comlink from 'comlink';
import type { FileToken } from '../../../shared/bridge/contract';
import type { ExportResult, Language, ReconcileSummary } from '../../../shared/desk/api';
import type { SyncOutcome, SyncProgress } from '../../../shared/sync/slices';
import type { Period } from '../../../shared/period';
import type { Session } from '../session/session';
import { Observable } from '../session/observable';
import { runActivity, type Activity } from './activities';

/** Progress of the running sync, for the Sync page; null when none runs. */
export const syncProgress = new Observable<SyncProgress | null>(null);

/** Syncs the given months (null: found by itself); the desk reconciles what came before it answers. @throws DeskFault */
export async function runSync(session: Session, periods: readonly Period[] | null): Promise<SyncOutcome> {
  const args = { periods, today: session.info.today, language: session.language };
  try {
    return await runActivity(
      'sync',
      () => void session.desk.cancelSync(),
      (report) =>
        session.desk.sync(
          args,
          Comlink.proxy((progress) => {
            syncProgress.set(progress);
            report({
              done: progress.slicesDone,
              total: progress.slicesTotal > 0 ? progress.slicesTotal : null,
              rate: progress.rate,
              secondsLeft: progress.secondsLeft,
            });
          }),
        ),
      ended,
    );
  } finally {
    syncProgress.set(null);
  }
}

/** A run that stopped early keeps what it published, but it is not done. */
export function ended({ stopped }: Pick<SyncOutcome, 'stopped'>): Pick<Activity, 'state' | 'fault'> {
  if (stopped === null) return { state: 'done', fault: null };
  if (stopped === 'cancelled') return { state: 'cancelled', fault: null };
  return { state: 'failed', fault: { code: 'sync-stopped', detail: null } };
}

/** Runs the engine over all that is published. @throws DeskFault */
export function runReconcile(session: Session): Promise<ReconcileSummary> {
  return runActivity('reconcile', null, (report) =>
    session.desk.reconcile(Comlink.proxy((progress) => report({ done: progress.done, total: progress.total }))),
  );
}

/** Writes the workbook to a file the user chose. @throws DeskFault */
export function runExport(session: Session, file: FileToken, language: Language, periods: readonly Period[]): Promise<ExportResult> {
  return runActivity(
    'export',
    () => void session.desk.cancelExport(),
    (report) =>
      session.desk.exportWorkbook(
        { token: file.token, file: file.name, language, periods },
        Comlink.proxy((progress) => report({ done: progress.done, total: progress.total })),
      ),
  );
}
