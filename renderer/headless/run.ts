import * as Comlink from 'comlink';
import type { Remote } from 'comlink';
import type { ArgsOf, BridgeName, ResultOf } from '../../shared/bridge/contract';
import type { DeskApi, DeskFault, ImportPreview, StoredImport } from '../../shared/desk/api';
import type { HeadlessJob, HeadlessLedger } from '../../shared/headless/job';
import { parseReport, renderReport, type Report } from '../../shared/report';
import { operationOf } from '../../shared/api/catalogue';
import { parseSliceId, type SliceFailure, type SyncOutcome } from '../../shared/sync/slices';
import { DeskStore } from '../store/schema';
import { enterStatement, importDocument, sayComparisons } from './documents';
import { cellFaultWord, describe, describeRefusal, failureWord, missingWord, pauseWord } from './faults';
import { sentence, type SentenceKey } from './sentences';

export interface HeadlessContext {
  readonly desk: Remote<DeskApi>;
  call<N extends BridgeName>(name: N, args: ArgsOf<N>): Promise<ResultOf<N>>;
  /** Shows a page of the app. */
  navigate(path: string): void;
}

/** A job that cannot go on; the message is one sentence for the user and names the file or call at fault. */
class JobFailure extends Error {}

/**
 * Does the job main was started for (interfaces.md, "Command line") with the calls the screens make: sync, import, reconcile, export,
 * report. Ends by `headless:done`, whatever happens.
 */
export async function runHeadless(context: HeadlessContext): Promise<void> {
  const job = (await context.call('headlessJob', {})) as HeadlessJob | null;
  if (job === null) return;
  try {
    const { report, text } = await perform(job, context);
    if (job.picture) await showOverview(context);
    await context.call('headlessDone', { report, text, failed: null });
  } catch (error) {
    const reason =
      error instanceof JobFailure ? error.message : sentence(job.language, 'failedOther', { reason: describe(error, job.language) });
    await context.call('headlessDone', { report: null, text: '', failed: reason });
  }
}

async function perform(job: HeadlessJob, context: HeadlessContext): Promise<{ report: Report; text: string }> {
  const { desk } = context;
  const say = (key: SentenceKey, params: Record<string, string | number> = {}): Promise<null> =>
    context.call('headlessProgress', { line: sentence(job.language, key, params).slice(0, 500) });
  const fail = (key: SentenceKey, params: Record<string, string | number>): never => {
    throw new JobFailure(sentence(job.language, key, params));
  };
  const timings = { sync: 0, import: 0, reconcile: 0, export: 0 };
  const timed = async <T>(name: keyof typeof timings, act: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    try {
      return await act();
    } finally {
      timings[name] += Math.round(performance.now() - start) / 1000;
    }
  };

  await say('opening', { profile: job.profile.name });
  const opened = await desk
    .open({ profile: job.profile.id, site: job.profile.site })
    .catch((error: unknown) => fail('failedOpen', { reason: describe(error, job.language) }));
  if (opened.state === 'newer') fail('failedOpen', { reason: describe({ code: 'newer-data' }, job.language) });

  const outcome = await timed('sync', () => sync(job, context, say, fail));
  await timed('import', async () => {
    await settle(job, context, fail);
    for (const document of job.documents) await importDocument(job, document, context, say, fail);
    for (const statement of job.statements) await enterStatement(job, statement, context, say, fail);
    await sayComparisons(job, desk, say);
    const own = new Set<string>();
    for (const ledger of await ledgersOf(job, context)) await importLedger(job, ledger, own, context, say, fail);
  });
  await say('reconciling');
  const summary = await timed('reconcile', () => desk.reconcileIfStale(Comlink.proxy(() => undefined)));
  // A script that reads "no break" must not get it from an empty folder.
  if (job.profile.endpoint.kind === 'files' && summary.periods.length === 0) fail('noMonthInFiles', {});
  if (job.offline && summary.periods.length === 0) fail('nothingCached', { profile: job.profile.name });
  await say('reconciled', { breaks: summary.breaks });

  let sha256: string | null = null;
  const target = job.exportTo;
  if (target) {
    await say('exporting', { file: target.name });
    const result = await timed('export', () =>
      desk
        .exportWorkbook(
          { token: target.token, file: target.name, language: job.language, periods: summary.periods },
          Comlink.proxy(() => undefined),
        )
        .catch((error: unknown) => fail('failedExport', { file: target.name, reason: describe(error, job.language) })),
    );
    sha256 = result.sha256;
  }
  const info = await context.call('appInfo', {});
  const built = await desk.report({
    app: { name: info.name, version: info.version },
    runtime: { electron: info.runtime.electron, chrome: info.runtime.chrome, node: info.runtime.node },
    site: job.profile.site,
    today: job.today,
    language: job.language,
  });
  const report = parseReport({
    ...(built.report as Report),
    ...(outcome ? { sync: syncPart(outcome) } : {}),
    timings,
    files: { export: target?.name ?? null, sha256 },
    digest: await desk.digest(),
  });
  await sayUnmatched(report, say);
  return { report, text: renderReport(report, job.language) };
}

/** Ledgers that took no part: a run that finds no break in them has not looked at them. */
async function sayUnmatched({ site, imports: all, periods }: Report, say: Say): Promise<void> {
  const imports = all.filter((one) => one.role !== null);
  if (site === 'intl' && imports.length > 0 && periods.every((period) => period.matching.length === 0)) {
    await say('waiting');
    return;
  }
  for (const { file, role, sums } of imports) {
    const judged = new Set(periods.filter(({ matching }) => matching.some((one) => one.role === role)).map(({ period }) => period));
    const key = role === 'prepayment' ? 'movementsNotRead' : 'notJudged';
    for (const period of new Set(sums.map((sum) => sum.period))) if (!judged.has(period)) await say(key, { file, period });
  }
}

export type Say = (key: SentenceKey, params?: Record<string, string | number>) => Promise<null>;
export type Fail = (key: SentenceKey, params: Record<string, string | number>) => never;

async function sync(job: HeadlessJob, context: HeadlessContext, say: Say, fail: Fail): Promise<SyncOutcome | null> {
  if (job.profile.endpoint.kind === 'files') {
    await say('filesOnly');
    return null;
  }
  if (job.offline) {
    await say('offline');
    return null;
  }
  let told = 0;
  let paused = false;
  const outcome = await context.desk
    .sync(
      { periods: job.periods, today: job.today, language: job.language },
      Comlink.proxy((progress) => {
        if (progress.paused && !paused) void say('paused', { reason: pauseWord(progress.paused.reason, job.language) });
        if (!progress.paused && paused) void say('goesOn');
        paused = progress.paused !== null;
        // A line every two seconds is enough for a log.
        const now = performance.now();
        if (now - told < 2000) return;
        told = now;
        void say('syncing', { done: progress.slicesDone, total: progress.slicesTotal, records: progress.records });
      }),
    )
    .catch((error: unknown) =>
      (error as Partial<DeskFault>).code === 'no-credentials'
        ? fail('failedNoKeys', {})
        : fail('failedSync', { call: job.profile.name, answer: describe(error, job.language) }),
    );
  for (const slice of outcome.unpublished) await say('unpublished', { slice: slice.slice, reason: slice.reason });
  if (outcome.stopped !== null) failSync(outcome, outcome.stopped, job, fail);
  const off = outcome.clockOffsetSeconds;
  if (off !== 0) await say(off > 0 ? 'clockSlow' : 'clockFast', { seconds: Math.abs(off) });
  await say('synced', { requests: outcome.requests, records: outcome.records, seconds: Math.round(outcome.seconds) });
  return outcome;
}

/** Names the call that ended the sync, and what it was answered. */
function failSync(outcome: SyncOutcome, stopped: SliceFailure, job: HeadlessJob, fail: Fail): never {
  const problem = outcome.problems.findLast((one) => one.failure === stopped) ?? outcome.problems.at(-1);
  const call = problem ? operationOf(parseSliceId(problem.slice).source).id : job.profile.name;
  const said = [problem?.status, problem?.code, problem?.place].flatMap((part) =>
    part === null || part === undefined ? [] : [String(part)],
  );
  const facts = said.join(' ') || stopped;
  if (stopped === 'credentials') return fail('failedKeys', { call, answer: facts });
  if (stopped === 'network') return fail('failedNetwork', { call, answer: facts, profile: job.profile.name });
  return fail('failedSync', { call, answer: failureWord(stopped, said, job.language) });
}

/** Aliases and rules come before the ledgers, so that parties are resolved and prices expected by them. */
async function settle(job: HeadlessJob, { desk }: HeadlessContext, fail: Fail): Promise<void> {
  const refused = (file: string) => (error: unknown) => fail('failedDocument', { file, reason: describe(error, job.language) });
  if (job.aliases !== null) await desk.setAliases(job.aliases.aliases).catch(refused('--aliases'));
  if (job.priceRules !== null) await desk.setPriceRules(job.priceRules).catch(refused('--price-rules'));
  if (job.ruleSet !== null) await desk.setRuleSet(job.ruleSet).catch(refused('--rule-set'));
  if (job.rates !== null) await desk.setRates(job.rates).catch(refused('--rates'));
}

async function ledgersOf(job: HeadlessJob, { call, desk }: HeadlessContext): Promise<readonly HeadlessLedger[]> {
  if (!job.sampleLedgers) return job.ledgers;
  const sample = await call('sampleLedgers', {});
  if (job.aliases === null) await desk.setAliases((sample.aliases as { aliases: Parameters<DeskApi['setAliases']>[0] }).aliases);
  if (job.priceRules === null) await desk.setPriceRules(sample.priceRules);
  return [
    { token: sample.cost, options: { role: 'cost' }, mapping: null },
    { token: sample.revenue, options: { role: 'revenue' }, mapping: null },
    ...(sample.prepayment === null ? [] : [{ token: sample.prepayment, options: { role: 'prepayment' as const }, mapping: null }]),
    ...job.ledgers,
  ];
}

/** @param own imports of this run, which never replace each other */
async function importLedger(
  job: HeadlessJob,
  ledger: HeadlessLedger,
  own: Set<string>,
  { desk }: HeadlessContext,
  say: Say,
  fail: Fail,
): Promise<void> {
  const file = ledger.token.name;
  await say('importing', { file });
  const preview = await desk
    .preview(
      { token: ledger.token.token, options: ledger.options, mapping: ledger.mapping },
      Comlink.proxy(() => undefined),
    )
    .catch((error: unknown) => fail('failedTable', { file, reason: describeRefusal(error, job.language) }));
  const lacking = preview.missing ?? [];
  if (lacking.length > 0) {
    const doubled = preview.doubled ?? [];
    const and = job.language === 'zh' ? '、' : ', ';
    const open = doubled.length > 0 ? doubled.map(({ field }) => field) : lacking;
    const fields = open.map((field) => missingWord(field, job.language)).join(and);
    fail(doubled.length > 0 ? 'failedDoubled' : 'failedMissing', {
      file,
      fields,
      columns: doubled.flatMap(({ columns }) => columns).join(and),
    });
  }
  for (const cell of preview.refused) {
    const why = cellFaultWord(cell.fault, job.language);
    await say('badCell', { file, sheet: cell.sheet, row: cell.row, column: cell.column, value: cell.value, why });
  }
  if (preview.refused.length > 0 && !job.skipBadRows) fail('failedBadCells', { file, count: preview.refused.length });
  for (const party of preview.unresolved) await say('unresolved', { file, party: party.party, rows: party.rows });
  const replace = await replacedBy(job, preview, own);
  const result = await desk
    .confirmImport({ preview: preview.preview, skipBadRows: job.skipBadRows, replace: replace.map((one) => one.importId) })
    .catch((error: unknown) => fail('failedTable', { file, reason: describeRefusal(error, job.language) }));
  await desk.forgetFile(ledger.token.token);
  own.add(result.importId);
  if (!result.changed) return void (await say('sameFile', { file }));
  await say('imported', { file, rows: result.rows, left: preview.leftOut.length });
  for (const { at } of replace) await say('replaced', { file, at });
}

/**
 * A book handed in again with other content takes the place of what the same file gave for the same months before: nobody is there to
 * decide, and both together would count every row twice. Undone in the import's own append, not removed: the journal keeps it.
 */
async function replacedBy(job: HeadlessJob, preview: ImportPreview, own: ReadonlySet<string>): Promise<readonly StoredImport[]> {
  const { file } = preview.table;
  const months = new Set(preview.sums.map(({ period }) => period));
  const store = new DeskStore(job.profile.id);
  try {
    const earlier = await store.imports
      .filter((one) => !one.undone && one.file === file && one.role === preview.options.role && !own.has(one.importId))
      .toArray();
    return earlier.filter(({ periods }) => periods.some((period) => months.has(period)));
  } finally {
    store.close();
  }
}

function syncPart(outcome: SyncOutcome): Report['sync'] {
  return {
    requests: outcome.requests,
    retries: outcome.retries,
    throttled: outcome.throttled ?? 0,
    records: outcome.records,
    seconds: outcome.seconds,
    unpublished: outcome.unpublished.map((slice) => ({ ...slice })),
  };
}

/** The overview with its chart drawn: two frames after the chart says it is there. */
async function showOverview({ navigate }: HeadlessContext): Promise<void> {
  navigate('/');
  const deadline = performance.now() + 10_000;
  while (document.querySelector('[data-testid="chart-monthly"] svg') === null && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await document.fonts.ready;
  // Recharts' first drawing is animated unless reduced motion is asked for.
  await new Promise((resolve) => setTimeout(resolve, 1200));
}
