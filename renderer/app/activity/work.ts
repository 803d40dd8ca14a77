/** The desk's long work as activities: sync, reconciliation, export. */
import * as Comlink from 'comlink';
import type { FileToken } from '../../../shared/bridge/contract';
import type {
  DemandArgs,
  DemandOutcome,
  ExportResult,
  Language,
  Progress,
  ReconcileSummary,
  SyncArgs,
  ViewSpec,
} from '../../../shared/desk/api';
import type { SyncOutcome, SyncProgress } from '../../../shared/sync/slices';
import type { PermissionReport } from '../../../shared/sync/permissions';
import type { Period } from '../../../shared/period';
import type { ExportTemplate } from '../../../shared/workbook/template';
import { call } from '../bridge';
import type { Session } from '../session/session';
import { Observable } from '../session/observable';
import { runActivity, stage, type Activity, type ActivityAbout } from './activities';

/** Progress of the running sync, for the Sync page; null when none runs. */
export const syncProgress = new Observable<SyncProgress | null>(null);

/** What a run is asked for, apart from what the session says. */
export type SyncAsk = Omit<SyncArgs, 'today' | 'language'>;

export async function syncArgs(session: Session, ask: SyncAsk): Promise<SyncArgs> {
  return { lists: true, ...ask, today: await session.today(), language: session.language };
}

/** Syncs what is asked for (periods null: found by itself); the desk reconciles what came before it answers. @throws DeskFault */
export async function runSync(session: Session, ask: SyncAsk): Promise<SyncOutcome> {
  return syncing(session, (ask.periods ?? []).join(' '), async (onProgress) => session.desk.sync(await syncArgs(session, ask), onProgress));
}

/** Reads what a page asks for beside the months, under the same eyes as a sync. @throws DeskFault */
export function runDemand(session: Session, args: DemandArgs): Promise<DemandOutcome> {
  return syncing(session, '', async (onProgress) => session.desk.readOnDemand({ ...args, today: await session.today() }, onProgress));
}

async function syncing<T extends Pick<SyncOutcome, 'stopped'>>(
  session: Session,
  what: string,
  work: (onProgress: (progress: SyncProgress) => void) => Promise<T>,
): Promise<T> {
  try {
    return await runActivity(
      'sync',
      () => void session.desk.cancelSync(),
      (report) =>
        work(
          Comlink.proxy((progress: SyncProgress) => {
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
      { what, link: () => ({ to: 'page', address: '/sync' }) },
    );
  } finally {
    syncProgress.set(null);
  }
}

/** A run that stopped early keeps what it published, but it is not done. */
export function ended({ stopped }: Pick<SyncOutcome, 'stopped'>): Pick<Activity, 'state' | 'fault'> {
  if (stopped === null) return { state: 'done', fault: null };
  if (stopped === 'cancelled') return { state: 'cancelled', fault: null };
  return { state: 'failed', fault: { code: 'sync-stopped', detail: stopped } };
}

/** Tries the interfaces (`again`: those left unknown) under the eyes of the status bar. @throws DeskFault */
export function runPermissionCheck(session: Session, again: boolean): Promise<PermissionReport> {
  return runActivity(
    'check',
    () => void session.desk.cancelVerify(),
    async (report) =>
      session.desk.checkPermissions(
        { today: await session.today(), language: session.language, again },
        Comlink.proxy((progress) => report({ done: progress.done, total: progress.total })),
      ),
    undefined,
    { link: () => ({ to: 'page', address: '/settings/permissions' }) },
  );
}

/** Runs the engine over all that is published. @throws DeskFault */
export function runReconcile(session: Session): Promise<ReconcileSummary> {
  return runActivity(
    'reconcile',
    () => void session.desk.cancelReconcile(),
    (report) =>
      session.desk.reconcile(
        Comlink.proxy((progress) => report({ ...stage(progress), ...(progress.step === 'reading' ? {} : { cancel: null }) })),
      ),
    undefined,
    { link: (summary) => (summary === null ? null : { to: 'page', address: '/reconcile' }) },
  );
}

/** Names the file of an export, and leads to it once it is written. */
function written(file: FileToken): ActivityAbout<ExportResult> {
  return { what: file.name, link: (result) => (result === null ? null : { to: 'file', token: file.token, name: file.name }) };
}

/** Writes a file by one of the desk's exports, under the eyes of the status bar. */
function exporting(
  session: Session,
  file: FileToken,
  work: (onProgress: (progress: Progress) => void) => Promise<ExportResult>,
): Promise<ExportResult> {
  return runActivity(
    'export',
    () => void session.desk.cancelExport(),
    (report) => work(Comlink.proxy(report)),
    undefined,
    written(file),
  );
}

export interface ExportChoice {
  readonly language: Language;
  readonly periods: readonly Period[];
  readonly template?: ExportTemplate;
}

/** Writes the workbook to a file the user chose. @throws DeskFault */
export function runExport(session: Session, file: FileToken, choice: ExportChoice): Promise<ExportResult> {
  return exporting(session, file, (onProgress) =>
    session.desk.exportWorkbook({ ...choice, token: file.token, file: file.name }, onProgress),
  );
}

/** Writes an evidence pack of signed months. @throws DeskFault */
export function runPack(session: Session, file: FileToken, choice: ExportChoice): Promise<ExportResult> {
  return exporting(session, file, (onProgress) => session.desk.exportPack({ ...choice, token: file.token, file: file.name }, onProgress));
}

/** Writes statements of account. @throws DeskFault */
export function runStatements(
  session: Session,
  file: FileToken,
  choice: ExportChoice & { readonly counterparties: readonly string[] | null; readonly breaks: boolean },
): Promise<ExportResult> {
  return exporting(session, file, (onProgress) =>
    session.desk.exportStatements({ ...choice, token: file.token, file: file.name }, onProgress),
  );
}

/** Writes a grid's rows as CSV. @throws DeskFault */
export function runCsv(session: Session, file: FileToken, view: ViewSpec, columns: readonly string[] | null): Promise<ExportResult> {
  const request = { token: file.token, file: file.name, language: session.language, view, columns };
  return exporting(session, file, (onProgress) => session.desk.exportCsv(request, onProgress));
}

/** Prints a month's sign-off sheet; the desk gives the data, main prints, the journal is told. @throws DeskFault, BridgeFault */
export function runSignOffSheet(
  session: Session,
  file: FileToken,
  period: Period,
  language: Language,
  who: readonly [string, string][],
): Promise<ExportResult> {
  const profile = session.state.get().open?.profile.id ?? '';
  const work = async (): Promise<ExportResult> => {
    const sheet = await session.desk.signOffSheet({ period, language });
    const head = [...who.map(([label, value]): [string, string] => [label, value]), ...sheet.head];
    const { sha256, bytes } = await call('printSignOff', { token: file.token, sheet: { ...sheet, head } });
    const rows = sheet.sections.reduce((sum, section) => sum + section.rows.length, 0);
    await session.desk.recordExport({ profile, file: file.name, sha256, period, rows });
    return { sha256, bytes, sheets: [{ name: file.name, rows }] };
  };
  return runActivity('export', null, work, undefined, written(file));
}
