/**
 * What the page asks of the desk worker. The worker is the only writer of the store and runs the engine; the page reads
 * rollups and row tables by live queries (renderer/store/schema.ts) and everything large through views.
 */
import type { ImportPreview, ReadChoice, FileLook, DocumentPreview, SourceComparison, ImportResult } from './incoming';
import type { CopiedCells, ViewFacet, ViewHandle, ViewRange, ViewRows, ViewSpec, ViewSummary } from './views';
import type {
  ImportSummary,
  BreakEvidence,
  BreakStatus,
  BreakDecision,
  BreakSuggestion,
  SharedDecisions,
  DecisionDone,
  UndoneActs,
  Policy,
} from './stored';
import type { BreakClass, DueReading, PeriodFigures } from '../reconcile/types';
import type { Period } from '../period';
import type { RateSheet } from '../rates';
import type { Alias, CellEdit, ColumnMapping, LedgerOptions } from '../ledger/types';
import type { DocumentKind } from '../documents/kinds';
import type { StatementInput } from '../documents/statement';
import type { DocumentMapping } from '../documents/types';
import type { PackVerdict } from '../evidence/verdict';
import type { DemandSource } from '../api/demand';
import type { JournalCheck } from '../journal/check';
import type { ExportTemplate } from '../workbook/template';
import type { SignOffSheet } from '../workbook/signoff-sheet';
import type { BodyOf } from '../journal/entries';
import type { SyncPlan } from '../sync/cost';
import type { PermissionReport } from '../sync/permissions';
import type { SyncGroup } from '../sync/picks';
import type { SliceFailure, SyncOutcome, SyncProblem, SyncProgress } from '../sync/slices';

export * from './incoming';
export * from './stored';
export * from './views';

export type Language = 'zh' | 'en';

/** Raised by desk calls; `code` is a closed set with words in both languages. */
export type DeskErrorCode =
  | 'not-open'
  | 'cancelled'
  | 'newer-data'
  | 'store-lost'
  | 'storage-full'
  | 'store-failed'
  | 'journal-failed'
  | 'no-credentials'
  /** The gateway refused the kept keys before; they are not tried again by themselves. */
  | 'keys-refused'
  /** The profile works from files alone: there is nothing to sync with. */
  | 'no-gateway'
  | 'offline'
  | 'sync-stopped'
  | 'already-running'
  | 'bad-table'
  | 'bad-cells'
  | 'nothing-to-import'
  | 'already-imported'
  | 'export-failed'
  /** The file to be written is open in another program, or may not be written; `detail` names it. */
  | 'file-open'
  | 'no-permission'
  /** What was written did not read back as it was sent. */
  | 'verify-failed'
  /** Nothing of the months asked for belongs into the file. */
  | 'nothing-to-export'
  /** The month named in `detail` is not signed off, and only signed months go into an evidence pack. */
  | 'not-signed'
  | 'close-refused'
  /** The month is signed off; `detail` names it. It has to be reopened first. */
  | 'period-closed'
  /** The policy asks for another person: one cannot approve what one explained. */
  | 'own-approval'
  /** Only an explanation can be approved. */
  | 'not-explained'
  /** Breaks matched by hand have to cancel out; `detail` is what remains. */
  | 'not-zero'
  | 'match-torn'
  /** More decisions than one file may hold; `detail` is how many that is. */
  | 'too-many-decisions'
  /** Something newer stands above the act, or it was taken back already. */
  | 'nothing-to-undo'
  | 'list-moved'
  | 'bad-document'
  | 'internal';

export interface DeskFault {
  readonly code: DeskErrorCode;
  readonly detail: string | null;
}

export type OpenState =
  /** Journal replayed, figures can be shown. */
  | 'ready'
  /** Nothing synced and nothing journalled yet. */
  | 'empty'
  /** The journal knows of work but the store is empty: projection rebuilt, open months must be synced again. */
  | 'lost'
  /** Written by a newer version: refused and untouched. */
  | 'newer';

export interface OpenReport {
  readonly state: OpenState;
  readonly profile: string;
  readonly appliedSeq: number;
  readonly replayed: number;
  readonly journalReport: string | null;
  readonly persisted: boolean;
}

export type PeriodState = 'open' | 'in-work' | 'signed' | 'closed' | 'drifted';

/** What is missing about a break or a control total before the month can be closed. */
export type MissingFault =
  | 'break-open'
  | 'no-reason'
  | 'no-owner'
  | 'no-note'
  | 'total-broken'
  /** Its difference is another than when it was decided. */
  | 'amount-moved'
  /** Matched by hand with others, and the differences no longer cancel out. */
  | 'match-moved'
  /** The policy asks for an approval, by someone other than who explained it. */
  | 'not-approved'
  | 'own-approval'
  /** The policy asks for a sign-off by someone who prepared nothing of the month; the ID is the name. */
  | 'own-signoff';

/** A break of an earlier month that is still carried. */
export interface CarriedIn {
  readonly id: string;
  readonly from: Period;
  /** Whole months since. */
  readonly age: number;
  readonly difference: string | null;
  readonly owner: string | null;
}

/** A decision that fits no break any more: the figures moved under it. */
export interface StaleDecisionRow {
  readonly breakId: string;
  readonly status: BreakStatus;
  readonly reason: string | null;
  readonly note: string;
  readonly owner: string | null;
  readonly at: string | null;
  readonly by: string | null;
}

export interface CloseCheck {
  readonly period: Period;
  readonly ready: boolean;
  readonly missing: readonly { readonly kind: 'break' | 'total' | 'person'; readonly id: string; readonly fault: MissingFault }[];
  readonly carried: number;
  readonly carriedTotal: string;
  /** Still carried from earlier months, oldest first. */
  readonly carriedIn: readonly CarriedIn[];
  /** Decisions made for the month whose break is gone. They block nothing and are not dropped. */
  readonly stale: readonly StaleDecisionRow[];
  readonly policy: Policy;
}

export interface PeriodSummary {
  readonly period: Period;
  readonly currency: string;
  readonly consumption: string;
  readonly refunds: string;
  readonly adjustments: string;
  readonly due: string;
  readonly source: PeriodFigures['source'];
  readonly dueReadings: readonly (Omit<DueReading, 'amount'> & { readonly amount: string })[];
  readonly fundAdjustments: { readonly allocated: string; readonly reclaimed: string; readonly net: string };
  readonly state: PeriodState;
}

export type RuleDocumentKind = 'price-rules' | 'rule-set' | 'rates';

/** A saved version of the price rules, the rule set or the rate table. */
export interface RuleVersion {
  /** Number of its entry in the journal. */
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  /** SHA-256 of the document. */
  readonly digest: string;
  /** Number of price rules or rates; null for a rule set. */
  readonly rules: number | null;
}

/** A break as other price rules would have it; `differenceBefore` only of one that stays. */
export interface PreviewBreak {
  readonly id: string;
  readonly class: BreakClass;
  readonly counterparty: string | null;
  readonly service: string | null;
  readonly difference: string | null;
  readonly differenceBefore: string | null;
  readonly reason: { readonly zh: string; readonly en: string };
}

/** Amounts as decimal text; null where nothing is priced, or the month has no revenue ledger. */
export interface PreviewSide {
  readonly expected: string | null;
  readonly unpriced: number;
  readonly margin: string | null;
  readonly breaks: number;
}

export interface PriceRulesPreview {
  readonly period: Period;
  /** The month is signed off: saving moves its view, not its archive. */
  readonly closed: boolean;
  readonly hasLedger: boolean;
  readonly parties: readonly {
    readonly counterparty: string;
    readonly ledger: string | null;
    readonly before: PreviewSide;
    readonly after: PreviewSide;
  }[];
  readonly counts: { readonly appear: number; readonly vanish: number; readonly moved: number };
  /** At most the first few hundred each; `counts` is exact. */
  readonly appear: readonly PreviewBreak[];
  readonly vanish: readonly PreviewBreak[];
  readonly moved: readonly PreviewBreak[];
}

export interface ReconcileSummary {
  readonly periods: readonly Period[];
  readonly breaks: number;
  readonly seconds: number;
}

export interface ExportRequest {
  readonly token: string;
  /** Name of the file behind the token, for the journal: the desk sees no path. */
  readonly file: string;
  readonly language: Language;
  readonly periods: readonly Period[];
  /** Sheets and columns; everything when absent. */
  readonly template?: ExportTemplate;
}

/** One statement of account for each counterparty, as a workbook each; into a zip. */
export interface StatementsRequest extends ExportRequest {
  /** Counterparties; null for all that have lines or entries in the periods. */
  readonly counterparties: readonly string[] | null;
  /** Open breaks of the revenue ledger as a sheet of their own; left out unless true. */
  readonly breaks?: boolean;
}

export interface CsvRequest {
  readonly token: string;
  readonly file: string;
  readonly language: Language;
  readonly view: ViewSpec;
  /** In the order of the screen; null for all. */
  readonly columns: readonly string[] | null;
}

export interface ExportResult {
  readonly sha256: string;
  readonly bytes: number;
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
  /** Statements: workbooks written, and revenue rows of the months that belong to no known counterparty and stand in none of them. */
  readonly statements?: { readonly files: number; readonly unresolved: number };
}

export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
}

/** A check of permissions. `again`: only what the last one could not find out although there was something to ask about. */
export interface PermissionArgs {
  readonly today: string;
  readonly language: Language;
  readonly again?: boolean;
}

/** What a sync is asked for. */
export interface SyncArgs {
  readonly periods: readonly Period[] | null;
  readonly today: string;
  readonly language: Language;
  /** Kinds of sources and customers wanted; absent: all. */
  readonly groups?: readonly SyncGroup[] | undefined;
  readonly customers?: readonly string[] | undefined;
  /** Months that are settled are read again, too. */
  readonly everything?: boolean | undefined;
  /** The day's lists too, where they are due. */
  readonly lists?: boolean | undefined;
}

/** What a page asks for beside the months. */
export interface DemandArgs {
  readonly sources: readonly DemandSource[];
  readonly today: string;
  readonly language: Language;
  /** One customer; null for all of the list. */
  readonly customer: string | null;
  /** Account ID (domain ID) for invoices; empty where there is none. It is kept. */
  readonly domain: string;
  /** Years of invoices, `YYYY`. */
  readonly years: readonly string[];
}

export interface DemandOutcome {
  /** Slices asked for, and how many of them were published. */
  readonly asked: number;
  readonly read: number;
  readonly requests: number;
  readonly stopped: SliceFailure | null;
  readonly problems: readonly SyncProblem[];
}

export interface DeskApi {
  /**
   * Opens the store of a profile, replays the journal; nothing is shown before it answers.
   * @param args `quick`: whether every part of every slice is there is looked at afterwards, before any change ({@link checked})
   */
  open(args: { profile: string; site: 'cn' | 'intl'; quick?: boolean }): Promise<OpenReport>;
  /** How the open profile stands once its store was looked through; the same as opening said, unless that was quick and something is missing. */
  checked(): Promise<OpenState>;
  close(): Promise<void>;

  sync(args: SyncArgs, onProgress: (p: SyncProgress) => void): Promise<SyncOutcome>;
  /** What such a sync would read and cost. */
  planSync(args: SyncArgs): Promise<SyncPlan>;
  /** How many calls at least a reading on demand takes. */
  demandCost(args: DemandArgs): Promise<number>;
  /** Reads what a page asks for; `cancelSync` ends it. */
  readOnDemand(args: DemandArgs, onProgress: (p: SyncProgress) => void): Promise<DemandOutcome>;
  cancelSync(): Promise<void>;
  problems(): Promise<SyncProblem[]>;

  /** @param ticket of the page's own making: names the opening in `cancelView`. Fails with `cancelled` */
  view(spec: ViewSpec, ticket?: string): Promise<ViewHandle>;
  /** Ends an opening that has not answered yet. */
  cancelView(ticket: string): Promise<void>;
  rows(view: number, from: number, to: number): Promise<ViewRows>;
  /** Opens or closes a group, or all of them. Its rows count anew from here on. */
  toggleGroup(view: number, group: number | 'all', open: boolean): Promise<{ readonly rows: number }>;
  /** Cells of a range with heads, for the clipboard. */
  copy(view: number, range: ViewRange): Promise<CopiedCells>;
  /** What the amounts of a range come to. */
  summarise(view: number, range: ViewRange): Promise<ViewSummary>;
  /** Values of a column to choose from; the column's own filters do not count. */
  facet(spec: ViewSpec, column: string): Promise<ViewFacet>;
  closeView(view: number): Promise<void>;

  /** Reads and maps a chosen file; nothing is stored. */
  preview(
    args: { token: string; options: Partial<LedgerOptions>; mapping: ColumnMapping | null; edits?: readonly CellEdit[] },
    onProgress: (p: Progress) => void,
  ): Promise<ImportPreview>;
  /** Reads a chosen file and says what it is; the table is kept, so that previews with another mapping need not read it again. */
  look(choice: ReadChoice, onProgress: (p: Progress) => void): Promise<FileLook>;
  previewDocument(
    args: ReadChoice & {
      kind: DocumentKind;
      mapping: DocumentMapping | null;
      period?: Period | null;
      /** The partner's own ID where a bill names several, null when none is; absent: found, and noted. */
      partner?: string | null;
      /** The date the app believes (`YYYY-MM-DD`), because the bill of a month that is not over is an estimate; the clock's unless given. */
      today?: string;
      edits?: readonly CellEdit[];
    },
    onProgress: (p: Progress) => void,
  ): Promise<DocumentPreview>;
  /** Stops a running look or preview; the call fails with `cancelled`. */
  cancelImport(): Promise<void>;
  /** Forgets a kept table and its previews. */
  forgetFile(token: string): Promise<void>;
  /** As {@link confirmImport}. */
  confirmDocument(
    args: { preview: string; skipBadRows: boolean; leaveOut?: readonly number[] },
    onProgress?: (p: Progress) => void,
  ): Promise<ImportResult>;
  /**
   * Stops storing a preview, by its ID. Before the journal's append nothing is stored and the confirm fails with `cancelled`; from the step
   * `applying` on the import counts and the confirm goes on.
   */
  cancelConfirm(preview: string): Promise<void>;
  /**
   * Keeps a bill's figures that a person typed, in place of those typed before for the month; all or nothing. They are C1's other side.
   * Undone by `undoImport`. Fails with `bad-document` (detail: the StatementFault) or `period-closed`.
   */
  enterStatement(input: StatementInput): Promise<ImportResult>;
  /** Months that several sources gave, with whose rows count. */
  comparisons(): Promise<readonly SourceComparison[]>;
  /** Rows of an imported file as they stand in it, with every column: `from` and `to` count table rows below the head. */
  importedRows(
    importId: string,
    from: number,
    to: number,
  ): Promise<{
    readonly heads: readonly string[];
    /** 1-based row of the sheet that row 0 stands in. */
    readonly firstRow: number;
    readonly total: number;
    readonly rows: readonly (readonly (string | null)[])[];
  }>;
  /** What an imported book came to: sums by month, and how many of its rows met the bill. Null for one that does not stand any more. */
  importSummary(importId: string): Promise<ImportSummary | null>;
  /** Remembered mappings by layout, as one document to be handed to a colleague, and back. */
  mappings(): Promise<unknown>;
  /** @returns how many were taken; `bad-document` with the place of the fault */
  takeMappings(document: unknown): Promise<number>;
  /**
   * Stores a preview: all or nothing. `leaveOut` names the 1-based rows with bad cells that a person left out, each on record as `by-hand`;
   * `skipBadRows` leaves out what remains of them. The imports named by `replace` are undone in the same append: a book handed in again with
   * more in it. Progress comes with the steps `archiving`, `journalling`, `applying` and `reconciling`.
   */
  confirmImport(
    args: {
      preview: string;
      skipBadRows: boolean;
      leaveOut?: readonly number[];
      replace?: readonly string[];
    },
    onProgress?: (p: Progress) => void,
  ): Promise<ImportResult>;
  undoImport(importId: string): Promise<void>;
  setAliases(aliases: readonly Alias[]): Promise<void>;
  /** Validated; `bad-document` with the place of the fault. */
  setPriceRules(document: unknown): Promise<void>;
  setRuleSet(document: unknown): Promise<void>;
  /** Rates of the converted view; nothing is reconciled anew, for no result hangs on them. `bad-document` with the place of the fault. */
  setRates(document: unknown): Promise<void>;
  /** Rates in a chosen table file, with every cell that cannot be read; nothing is kept. */
  readRates(token: string): Promise<RateSheet>;
  /** What price rules would do to a month before they are saved; one at a time, a new one ends the last with `cancelled`. */
  previewPriceRules(args: { document: unknown; period: Period }): Promise<PriceRulesPreview>;
  cancelPreview(): Promise<void>;
  /** Versions of a document from the journal, the latest first. Restoring one is setting it again. */
  ruleVersions(which: RuleDocumentKind): Promise<readonly RuleVersion[]>;
  ruleVersion(args: { which: RuleDocumentKind; seq: number }): Promise<unknown>;

  /** Runs the engine over all published data and stores the result. */
  reconcile(onProgress: (p: Progress) => void): Promise<ReconcileSummary>;
  /** Ends `reconcile` while it still reads: it fails with `cancelled`, and the result that stood stays. From `matching` on nothing happens. */
  cancelReconcile(): Promise<void>;
  /** As `reconcile`; a stored result that was made from what is there now stays, and took 0 seconds. */
  reconcileIfStale(onProgress: (p: Progress) => void): Promise<ReconcileSummary>;
  /**
   * Journals an act on breaks, very many of them part by part. `period` is the month it is made for where the breaks' own is closed: a break
   * carried forward is worked on in a later month.
   * Fails with `period-closed`, `not-explained`, `own-approval` or `not-zero`; nothing is written then.
   */
  decide(decision: BreakDecision, onProgress?: (p: Progress) => void): Promise<DecisionDone>;
  /** Takes acts back, of all breaks they stand last on. Fails with `period-closed` or `nothing-to-undo`; nothing is written then. */
  undoDecision(which: UndoneActs, onProgress?: (p: Progress) => void): Promise<DecisionDone>;
  /** Ends an act on very many breaks, or its undo, after the part in hand; what is done stays. */
  stopAct(): Promise<void>;
  setPolicy(policy: Policy): Promise<void>;
  /** The months' decisions with their history, as the text of a file for a colleague. Fails with `too-many-decisions`. */
  shareDecisions(args: { months: readonly Period[]; profile: string }): Promise<string>;
  /** The text of a colleague's file against what stands here; nothing changes. Fails with `bad-document`. */
  reviewDecisions(text: string): Promise<SharedDecisions>;
  /** Takes the chosen breaks' decisions over, in one act; the others stay. Answers how many. Fails with `bad-document`, `period-closed`, `match-torn`. */
  takeDecisions(args: { text: string; chosen: readonly string[] }): Promise<number>;
  /** Open breaks of the other side that may be the same matter, best first. Nothing applies them but a person. */
  suggestions(breakId: string): Promise<readonly BreakSuggestion[]>;
  /** Rows behind a break, what each pass made of them, and what else was considered. Null for a break that is gone. */
  breakEvidence(breakId: string, language: Language): Promise<BreakEvidence | null>;
  explainTotal(args: Omit<BodyOf<'total-explained'>, 'kind'>): Promise<void>;
  closeCheck(period: Period): Promise<CloseCheck>;
  signOff(args: { period: Period; note: string }): Promise<void>;
  reopen(args: { period: Period; reason: string }): Promise<void>;

  exportWorkbook(request: ExportRequest, onProgress: (p: Progress) => void): Promise<ExportResult>;
  exportStatements(request: StatementsRequest, onProgress: (p: Progress) => void): Promise<ExportResult>;
  /** Workbook, archives and journal of signed months in one zip that another copy of the app verifies without this profile. */
  exportPack(request: ExportRequest, onProgress: (p: Progress) => void): Promise<ExportResult>;
  /** Verifies a chosen evidence pack; what is wrong with it is in the verdict. */
  verifyPack(token: string, onProgress: (p: Progress) => void): Promise<PackVerdict>;
  /** Proves the whole journal and its archives on the disk again. */
  verifyJournal(onProgress: (p: Progress) => void): Promise<JournalCheck>;
  /** Tries interfaces once with the smallest read there is; the report is kept in the store's `meta`. `cancelVerify` ends it. */
  checkPermissions(args: PermissionArgs, onProgress: (p: Progress) => void): Promise<PermissionReport>;
  cancelVerify(): Promise<void>;
  /** A grid's rows as CSV (UTF-8 with BOM, formula starters escaped in text columns only). */
  exportCsv(request: CsvRequest, onProgress: (p: Progress) => void): Promise<ExportResult>;
  /** Everything the printable sign-off sheet of a month shows, as data; main prints it (`files:print-signoff`). */
  signOffSheet(args: { period: Period; language: Language }): Promise<SignOffSheet>;
  /** Notes in the journal what main wrote itself: the printed sign-off sheet. Fails with `not-open` where the profile is no longer the open one. */
  recordExport(args: { profile: string; file: string; sha256: string; period: Period; rows: number }): Promise<void>;
  cancelExport(): Promise<void>;

  /** The report of interfaces.md, from what is stored. */
  report(extra: {
    readonly app: { name: string; version: string };
    readonly runtime: { electron: string; chrome: string; node: string };
    readonly site: string;
    readonly today: string;
    readonly language: Language;
  }): Promise<{ report: unknown; text: string }>;
  /** SHA-256 over all published data, results and decisions; equal stores give equal digests. */
  digest(): Promise<string>;
}
