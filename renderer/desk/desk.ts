/** The desk worker's API: one profile open at a time, one change at a time; reading goes on beside. */
import type { PackVerdict } from '../../shared/evidence/verdict';
import type { JournalCheck } from '../../shared/journal/check';
import type {
  BreakDecision,
  BreakEvidence,
  BreakSuggestion,
  CloseCheck,
  CopiedCells,
  CsvRequest,
  DecisionDone,
  SharedDecisions,
  DemandArgs,
  DemandOutcome,
  DeskApi,
  DocumentPreview,
  ExportRequest,
  ExportResult,
  FileLook,
  ImportPreview,
  ImportResult,
  ImportSummary,
  Language,
  OpenReport,
  OpenState,
  PermissionArgs,
  Policy,
  PriceRulesPreview,
  Progress,
  ReconcileSummary,
  RuleDocumentKind,
  RuleVersion,
  SourceComparison,
  StatementsRequest,
  SyncArgs,
  UndoneActs,
  ViewFacet,
  ViewHandle,
  ViewRange,
  ViewRows,
  ViewSpec,
  ViewSummary,
} from '../../shared/desk/api';
import type { StatementInput } from '../../shared/documents/statement';
import type { BodyOf } from '../../shared/journal/entries';
import type { Alias } from '../../shared/ledger/types';
import type { Period } from '../../shared/period';
import type { SignOffSheet } from '../../shared/workbook/signoff-sheet';
import { parseRates, readRateSheet, type RateSheet } from '../../shared/rates';
import { parsePriceRules } from '../../shared/reconcile/price-rules';
import { parseRuleSet, RulesError } from '../../shared/reconcile/rule-set';
import type { PermissionReport } from '../../shared/sync/permissions';
import type { Site, SyncOutcome, SyncProblem, SyncProgress } from '../../shared/sync/slices';
import { explainTotal } from './closed-months';
import { ClosingDesk } from './closing-job';
import { comparisons } from './comparisons';
import type { DeskCore } from './core';
import { decide, setPolicy, undoDecision, type Acting } from './decisions-job';
import { DocumentDesk } from './document-job';
import { refreshDrift } from './drift';
import { runCsv } from './csv-job';
import { runExport } from './export-job';
import { DeskFailure } from './faults';
import { FileShelf } from './file-shelf';
import { ImportDesk, type PreviewArgs } from './import-job';
import { importSummary } from './import-summary';
import { importedRows } from './imported-rows';
import { record } from './journal-apply';
import type { LinkClient } from './link';
import { mappingsDocument, takeMappings } from './mapping-memory';
import { lookThrough, openProfile, settle } from './open';
import { runPack } from './pack-job';
import { demandSlices, readOnDemand } from './demand-job';
import { runPermissionCheck } from './permission-job';
import { pricePreview, ruleVersion, ruleVersions } from './price-job';
import { guardDamage, isStale, reconcileIfStale, runReconcile, storedSummary } from './reconcile-job';
import { buildStoredReport, type ReportExtra } from './report-job';
import { Running } from './running';
import { signOffSheet } from './signoff-job';
import { stateDigest } from './state-digest';
import { Storing } from './storing';
import { enterStatement } from './statement-job';
import { runStatements } from './statements-job';
import { reviewShared, shareDecisions, takeDecisions } from './share-decisions';
import { suggestionsFor } from './suggestions';
import { breakEvidence } from './break-evidence';
import { lastProblems, planSync, runSync } from './sync-job';
import type { SyncPlan } from '../../shared/sync/cost';
import { Views } from './views';

interface OpenDesk {
  readonly core: DeskCore;
  readonly views: Views;
  readonly shelf: FileShelf;
  readonly imports: ImportDesk;
  readonly documents: DocumentDesk;
  readonly closing: ClosingDesk;
}

/** Callbacks come over a port; a page that went away must not end the work. */
function quietly<T>(report: ((value: T) => unknown) | undefined): (value: T) => void {
  return (value) => void Promise.resolve(report?.(value)).catch(() => undefined);
}

/** What the page that is opened needs to show itself. */
const FIRST_SIGHT_MS = 1_000;

export class Desk implements DeskApi {
  private link: LinkClient | null = null;
  private connected: () => void = () => undefined;
  private readonly connection = new Promise<void>((resolve) => (this.connected = resolve));
  private open_: OpenDesk | null = null;
  /** What looking through the open profile's store found. */
  private looked: Promise<OpenState> | null = null;
  private changing: Promise<unknown> = Promise.resolve();
  private readonly running = new Running();
  /** Confirmed imports on their way, by preview. */
  private readonly storing = new Map<string, Storing>();

  connect(link: LinkClient): void {
    this.link?.close();
    this.link = link;
    this.connected();
  }

  async open(args: { profile: string; site: Site; quick?: boolean }): Promise<OpenReport> {
    await this.close();
    await this.connection;
    const link = this.link;
    if (!link) throw new DeskFailure('not-open');
    const { core, report } = await openProfile(link, args.profile, args.site, args.quick === true);
    if (!core) {
      this.looked = Promise.resolve(report.state);
      return report;
    }
    const shelf = new FileShelf(link);
    this.open_ = {
      core,
      views: new Views(core),
      shelf,
      imports: new ImportDesk(core, shelf),
      documents: new DocumentDesk(core, shelf),
      closing: new ClosingDesk(core),
    };
    // A kill between publishing and reconciling, or an update of the app: nothing is shown that was made from something else.
    const state = (await settle(core)) ? 'lost' : report.state;
    this.looked = args.quick === true ? this.change(() => this.lookLater(core, state)) : Promise.resolve(state);
    this.looked.catch(() => undefined);
    return { ...report, state };
  }

  /** The first page reads the same store: it goes first. */
  private async lookLater(core: DeskCore, said: OpenState): Promise<OpenState> {
    await new Promise((resolve) => setTimeout(resolve, FIRST_SIGHT_MS));
    return this.open_?.core === core ? lookThrough(core, said) : said;
  }

  checked(): Promise<OpenState> {
    return this.looked ?? Promise.reject(new DeskFailure('not-open'));
  }

  async close(): Promise<void> {
    const open = this.open_;
    this.running.stopAll();
    this.open_ = null;
    this.looked = null;
    await this.changing.catch(() => undefined);
    open?.core.store.close();
  }

  demandCost(args: DemandArgs): Promise<number> {
    return demandSlices(this.opened().core, args).then((slices) => slices.length);
  }

  readOnDemand(args: DemandArgs, onProgress: (p: SyncProgress) => void): Promise<DemandOutcome> {
    // Invoices that came are held against the months.
    return this.fetching((core, signal) => readOnDemand(core, args, quietly(onProgress), signal), reconcileIfStale);
  }

  sync(args: SyncArgs, onProgress: (p: SyncProgress) => void): Promise<SyncOutcome> {
    return this.fetching(
      (core, signal) => runSync(core, args, quietly(onProgress), signal),
      async (core) => {
        await reconcileIfStale(core);
        await refreshDrift(core);
      },
    );
  }

  planSync(args: SyncArgs): Promise<SyncPlan> {
    return planSync(this.opened().core, args);
  }

  cancelSync(): Promise<void> {
    return this.running.stop('sync');
  }

  problems(): Promise<SyncProblem[]> {
    return lastProblems(this.opened().core);
  }

  view(spec: ViewSpec, ticket?: string): Promise<ViewHandle> {
    const { core, views } = this.opened();
    return guardDamage(core, () => views.open(spec, ticket));
  }

  cancelView(ticket: string): Promise<void> {
    this.open_?.views.cancel(ticket);
    return Promise.resolve();
  }

  rows(view: number, from: number, to: number): Promise<ViewRows> {
    return this.opened().views.rows(view, from, to);
  }

  async toggleGroup(view: number, group: number | 'all', open: boolean): Promise<{ rows: number }> {
    return this.opened().views.toggle(view, group, open);
  }

  copy(view: number, range: ViewRange): Promise<CopiedCells> {
    return this.opened().views.copy(view, range);
  }

  summarise(view: number, range: ViewRange): Promise<ViewSummary> {
    return this.opened().views.summarise(view, range);
  }

  facet(spec: ViewSpec, column: string): Promise<ViewFacet> {
    const { core, views } = this.opened();
    return guardDamage(core, () => views.facet(spec, column));
  }

  closeView(view: number): Promise<void> {
    this.open_?.views.close(view);
    return Promise.resolve();
  }

  look(choice: Parameters<DeskApi['look']>[0], onProgress: (p: Progress) => void): Promise<FileLook> {
    return this.reading(({ documents }, signal) => documents.look(choice, quietly(onProgress), signal));
  }

  preview(args: PreviewArgs, onProgress: (p: Progress) => void): Promise<ImportPreview> {
    return this.reading(({ imports }, signal) => imports.preview(args, quietly(onProgress), signal));
  }

  previewDocument(args: Parameters<DeskApi['previewDocument']>[0], onProgress: (p: Progress) => void): Promise<DocumentPreview> {
    return this.reading(({ documents }, signal) => documents.preview(args, quietly(onProgress), signal));
  }

  cancelImport(): Promise<void> {
    return this.running.stop('import');
  }

  forgetFile(token: string): Promise<void> {
    if (this.open_) for (const part of [this.open_.shelf, this.open_.imports, this.open_.documents]) part.forget(token);
    return Promise.resolve();
  }

  confirmImport(args: Parameters<DeskApi['confirmImport']>[0], onProgress?: (p: Progress) => void): Promise<ImportResult> {
    return this.store(args.preview, onProgress, ({ imports }, storing) => imports.confirm(args, storing));
  }

  confirmDocument(args: Parameters<DeskApi['confirmDocument']>[0], onProgress?: (p: Progress) => void): Promise<ImportResult> {
    return this.store(args.preview, onProgress, ({ documents }, storing) => documents.confirm(args, storing));
  }

  cancelConfirm(preview: string): Promise<void> {
    this.storing.get(preview)?.stop();
    return Promise.resolve();
  }

  undoImport(importId: string): Promise<void> {
    return this.changeBooks(async ({ core, imports, documents }) =>
      (await core.store.documents.get(importId)) === undefined ? imports.undo(importId) : documents.undo(importId),
    );
  }

  enterStatement(input: StatementInput): Promise<ImportResult> {
    return this.changeBooks(({ core }) => enterStatement(core, input));
  }

  comparisons(): Promise<readonly SourceComparison[]> {
    const { core } = this.opened();
    return guardDamage(core, () => comparisons(core));
  }

  importSummary(importId: string): Promise<ImportSummary | null> {
    return importSummary(this.opened().core, importId);
  }

  importedRows(importId: string, from: number, to: number): ReturnType<DeskApi['importedRows']> {
    const { core, shelf } = this.opened();
    return importedRows(core, shelf, importId, from, to);
  }

  mappings(): Promise<unknown> {
    return mappingsDocument(this.opened().core);
  }

  takeMappings(document: unknown): Promise<number> {
    return this.change(() => takeMappings(this.opened().core, document));
  }

  setAliases(aliases: readonly Alias[]): Promise<void> {
    return this.changeBooks(async ({ core }) => void (await record(core, { kind: 'aliases', aliases: [...aliases] })));
  }

  setPriceRules(document: unknown): Promise<void> {
    return this.changeBooks(
      async ({ core }) => void (await record(core, { kind: 'price-rules', document: checked(() => parsePriceRules(document)) })),
    );
  }

  setRuleSet(document: unknown): Promise<void> {
    return this.changeBooks(
      async ({ core }) => void (await record(core, { kind: 'rule-set', document: checked(() => parseRuleSet(document)) })),
    );
  }

  setRates(document: unknown): Promise<void> {
    const { core } = this.opened();
    return this.change(async () => void (await record(core, { kind: 'rates', document: checked(() => parseRates(document)) })));
  }

  async readRates(token: string): Promise<RateSheet> {
    const { shelf } = this.opened();
    const table = await shelf.table({ token }, () => undefined);
    shelf.forget(token);
    return readRateSheet(table.rows, table.file);
  }

  async previewPriceRules({ document, period }: Parameters<DeskApi['previewPriceRules']>[0]): Promise<PriceRulesPreview> {
    const { core } = this.opened();
    const rules = checked(() => parsePriceRules(document));
    await this.running.stop('price-preview');
    return this.running.beside('price-preview', (signal) => guardDamage(core, () => pricePreview(core, rules, period, signal)));
  }

  cancelPreview(): Promise<void> {
    return this.running.stop('price-preview');
  }

  ruleVersions(which: RuleDocumentKind): Promise<readonly RuleVersion[]> {
    return ruleVersions(this.opened().core, which);
  }

  ruleVersion({ which, seq }: { which: RuleDocumentKind; seq: number }): Promise<unknown> {
    return ruleVersion(this.opened().core, which, seq);
  }

  reconcile(onProgress: (p: Progress) => void): Promise<ReconcileSummary> {
    const { core } = this.opened();
    return this.running.beside('reconcile', (signal) => this.change(() => runReconcile(core, quietly(onProgress), signal)));
  }

  cancelReconcile(): Promise<void> {
    return this.running.stop('reconcile');
  }

  reconcileIfStale(onProgress: (p: Progress) => void): Promise<ReconcileSummary> {
    const { core } = this.opened();
    return this.change(async () => ((await isStale(core)) ? runReconcile(core, quietly(onProgress)) : storedSummary(core)));
  }

  decide(decision: BreakDecision, onProgress?: (p: Progress) => void): Promise<DecisionDone> {
    return this.act(onProgress, (core, acting) => decide(core, decision, acting));
  }

  undoDecision(which: UndoneActs, onProgress?: (p: Progress) => void): Promise<DecisionDone> {
    return this.act(onProgress, (core, acting) => undoDecision(core, which, acting));
  }

  stopAct(): Promise<void> {
    return this.running.stop('act');
  }

  suggestions(breakId: string): Promise<readonly BreakSuggestion[]> {
    return suggestionsFor(this.opened().core, breakId);
  }

  breakEvidence(breakId: string, language: Language): Promise<BreakEvidence | null> {
    const { core, views } = this.opened();
    return guardDamage(core, () => breakEvidence(core, views, breakId, language));
  }

  shareDecisions(args: Parameters<DeskApi['shareDecisions']>[0]): Promise<string> {
    return shareDecisions(this.opened().core, args);
  }

  reviewDecisions(text: string): Promise<SharedDecisions> {
    return reviewShared(this.opened().core, text);
  }

  takeDecisions({ text, chosen }: Parameters<DeskApi['takeDecisions']>[0]): Promise<number> {
    return this.change(() => takeDecisions(this.opened().core, text, chosen));
  }

  setPolicy(policy: Policy): Promise<void> {
    return this.change(() => setPolicy(this.opened().core, policy));
  }

  explainTotal(args: Omit<BodyOf<'total-explained'>, 'kind'>): Promise<void> {
    return this.change(() => explainTotal(this.opened().core, args));
  }

  closeCheck(period: Period): Promise<CloseCheck> {
    return this.opened().closing.check(period);
  }

  signOff(args: { period: Period; note: string }): Promise<void> {
    return this.change(() => this.opened().closing.signOff(args));
  }

  reopen(args: { period: Period; reason: string }): Promise<void> {
    return this.change(() => this.opened().closing.reopen(args));
  }

  exportWorkbook(request: ExportRequest, onProgress: (p: Progress) => void): Promise<ExportResult> {
    return this.export(({ core }, signal) => runExport(core, request, quietly(onProgress), signal));
  }

  exportStatements(request: StatementsRequest, onProgress: (p: Progress) => void): Promise<ExportResult> {
    return this.export(({ core }, signal) => runStatements(core, request, quietly(onProgress), signal));
  }

  exportPack(request: ExportRequest, onProgress: (p: Progress) => void): Promise<ExportResult> {
    return this.export(({ core }, signal) => runPack(core, request, quietly(onProgress), signal));
  }

  verifyPack(token: string, onProgress: (p: Progress) => void): Promise<PackVerdict> {
    return this.proving((open, signal, onItem) => open.core.link.call('packVerify', { token }, { signal, onItem }), onProgress);
  }

  verifyJournal(onProgress: (p: Progress) => void): Promise<JournalCheck> {
    return this.proving((open, signal, onItem) => open.core.link.call('journalVerify', {}, { signal, onItem }), onProgress);
  }

  checkPermissions(args: PermissionArgs, onProgress: (p: Progress) => void): Promise<PermissionReport> {
    return this.proving((open, signal, onItem) => runPermissionCheck(open.core, args, onItem, signal), onProgress);
  }

  cancelVerify(): Promise<void> {
    return this.running.stop('verify');
  }

  exportCsv(request: CsvRequest, onProgress: (p: Progress) => void): Promise<ExportResult> {
    return this.export(({ core, views }, signal) => runCsv(core, views, request, quietly(onProgress), signal));
  }

  signOffSheet(args: { period: Period; language: Language }): Promise<SignOffSheet> {
    return signOffSheet(this.opened().core, args);
  }

  recordExport({ profile, period, ...file }: Parameters<DeskApi['recordExport']>[0]): Promise<void> {
    return this.change(async () => {
      const { core } = this.opened();
      // Main has printed meanwhile: another profile may be open, whose journal has nothing to say of this file.
      if (core.profile !== profile) throw new DeskFailure('not-open');
      await record(core, { kind: 'export', ...file, periods: [period] });
    });
  }

  cancelExport(): Promise<void> {
    return this.running.stop('export');
  }

  report(extra: ReportExtra): Promise<{ report: unknown; text: string }> {
    const { core } = this.opened();
    return buildStoredReport(core, extra);
  }

  digest(): Promise<string> {
    return stateDigest(this.opened().core);
  }

  /** One proof at a time; it reads beside whatever else goes on. */
  private proving<T>(
    work: (open: OpenDesk, signal: AbortSignal, onItem: (item: { done: number; total: number }) => void) => Promise<T>,
    onProgress: (p: Progress) => void,
  ): Promise<T> {
    const told = quietly(onProgress);
    return this.running.alone('verify', (signal) =>
      work(this.opened(), signal, ({ done, total }) => told({ step: 'verifying', done, total })),
    );
  }

  /** One of all that calls the gateway at a time. @param then what the answers mean for the rest, also where the reading failed */
  private fetching<T>(work: (core: DeskCore, signal: AbortSignal) => Promise<T>, then: (core: DeskCore) => Promise<unknown>): Promise<T> {
    return this.running.alone('sync', (signal) => {
      const { core } = this.opened();
      return this.change(async () => {
        try {
          return await work(core, signal);
        } finally {
          await then(core);
        }
      });
    });
  }

  private opened(): OpenDesk {
    if (!this.open_) throw new DeskFailure('not-open');
    return this.open_;
  }

  /** One export at a time; what it reads does not move under it, because it waits its turn among the changes. */
  private export(work: (open: OpenDesk, signal: AbortSignal) => Promise<ExportResult>): Promise<ExportResult> {
    return this.running.alone('export', (signal) => {
      const open = this.opened();
      return this.change(() => guardDamage(open.core, () => work(open, signal)));
    });
  }

  /** Changes run one after another, so that each sees what the one before stored. Nothing changes in a store that could not be looked through. */
  private change<T>(work: () => Promise<T>): Promise<T> {
    const { looked } = this;
    const result = this.changing.then(async () => {
      await looked;
      return work();
    });
    this.changing = result.catch(() => undefined);
    return result;
  }

  /** Acts on breaks, one after another; the one that goes on is ended by {@link stopAct}. */
  private act<T>(onProgress: ((p: Progress) => void) | undefined, work: (core: DeskCore, acting: Acting) => Promise<T>): Promise<T> {
    return this.change(() => this.running.beside('act', (signal) => work(this.opened().core, { onProgress: quietly(onProgress), signal })));
  }

  /** Files are read and mapped beside whatever else goes on; ended by {@link cancelImport}. */
  private reading<T>(work: (open: OpenDesk, signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.running.beside('import', (signal) => work(this.opened(), signal));
  }

  /** A change of imports or rules, followed by what it means for the result. */
  private changeBooks<T>(work: (open: OpenDesk) => Promise<T>, storing?: Storing): Promise<T> {
    const open = this.opened();
    return this.change(async () => {
      const result = await work(open);
      await reconcileIfStale(open.core, () => storing?.at('reconciling'));
      await refreshDrift(open.core);
      return result;
    });
  }

  /** Stores a preview; stopped while it waits for its turn it fails at once. */
  private async store(
    preview: string,
    onProgress: ((p: Progress) => void) | undefined,
    work: (open: OpenDesk, storing: Storing) => Promise<ImportResult>,
  ): Promise<ImportResult> {
    if (this.storing.has(preview)) throw new DeskFailure('already-running');
    const storing = new Storing(quietly(onProgress));
    let begun = false;
    const givenUp = new Promise<never>((_resolve, reject) =>
      storing.signal.addEventListener('abort', () => {
        if (!begun) reject(new DeskFailure('cancelled'));
      }),
    );
    const stored = this.changeBooks(async (open) => {
      begun = true;
      if (storing.signal.aborted) throw new DeskFailure('cancelled');
      return work(open, storing);
    }, storing);
    this.storing.set(preview, storing);
    try {
      return await Promise.race([stored, givenUp]);
    } finally {
      this.storing.delete(preview);
    }
  }
}

/** @throws DeskFailure `bad-document` with the place of the fault */
function checked<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RulesError) throw new DeskFailure('bad-document', error.message);
    throw error;
  }
}
