/**
 * The local store (IndexedDB through Dexie), one database per profile. The desk worker is its only writer; pages read rollups and
 * row tables with live queries and nothing else. Truth: journal and archives for what people did, this store for open synced data.
 */
import { Writes } from './writes';
import Dexie, { type EntityTable, type Table } from 'dexie';
import { OPEN_BREAKS, StoredBreaks, type BreakSetRow } from './breaks';
import { StoredDecisions, type DecisionSetRow } from './decisions';
import type { PeriodSummary, StoredDocument, StoredImport } from '../../shared/desk/api';
import type { MatchColumns, MatchingSummary, RowCheck } from '../../shared/reconcile/types';
import type { KeptTotal } from '../../shared/report/totals';
import type { Checkpoint, SliceFailure, SliceId, SyncOutcome, SyncProblem } from '../../shared/sync/slices';
import type { SourceId } from '../../shared/api/sources';
import type { PackedColumn } from '../../shared/columns';
import type { BreakAct, DriftReport } from '../../shared/close';
import type { BodyOf } from '../../shared/journal/entries';
import type { DocumentKind } from '../../shared/documents/kinds';
import type { DocumentMapping } from '../../shared/documents/types';
import type { ColumnMapping, LedgerOptions } from '../../shared/ledger/types';

/** Numbered steps; data newer than this is refused and left untouched. */
export const STORE_VERSION = 4;

export interface SegmentRow {
  /** `slice#generation#offset` with fixed-width numbers, so that key order is reading order. */
  key: string;
  slice: SliceId;
  source: SourceId;
  generation: number;
  rows: number;
  columns: Record<string, PackedColumn>;
}

/** A published slice: readers see only what is listed here. */
export interface GenerationRow {
  slice: SliceId;
  source: SourceId;
  period: string | null;
  generation: number;
  /** Segments it consists of; fewer in the store mean damage. */
  segments: number;
  rows: number;
  announced: number | null;
  currency: string | null;
  /** SHA-256 of the slice's canonical content. */
  digest: string;
  /** UTC instant of publishing; of the import for the slice of a file. */
  syncedAt: string;
  /** Days on which this content was read after the month's closing day (shared/sync/freshness.ts); absent in rows of before it was kept. */
  agreedOn?: readonly string[];
  /** What this content leads to was read to its end since (shared/sync/freshness.ts). */
  followed?: boolean;
  /** Number of the journal's entry that brought the file the rows came from; absent for what a gateway sent. */
  seq?: number;
}

/** A balance interface's answer as one sync found it: no interface takes a date, so every answer is kept (semantics.md #44). */
export interface SnapshotRow {
  /** `slice#at`. */
  key: string;
  slice: SliceId;
  /** UTC instant of publishing. */
  at: string;
  /** When the same was answered last, where that was later: what was answered in a row is one snapshot that stood from `at` to then. */
  last?: string;
  /** Of the slice's content. */
  digest: string;
  segments: Pick<SegmentRow, 'rows' | 'columns'>[];
}

/** Sums per period x counterparty x customer x service x charge mode x kind, made at publish time; amounts as decimal text. */
export interface RollupRow {
  key: string;
  period: string;
  counterparty: string;
  customer: string;
  service: string;
  chargeMode: string;
  kind: '0' | '1' | '2';
  currency: string;
  amount: string;
  lines: number;
}

/** Names of customers and resellers for screens, made at publish time. */
export interface PartyRow {
  id: string;
  kind: 'customer' | 'reseller';
  name: string;
  accountName: string;
  reseller: string | null;
  associationType: string | null;
}

/** A service's names; empty in a language that nothing named it in. */
export interface ServiceRow {
  code: string;
  zh: string;
  en: string;
}

/** A control total as stored: amounts as decimal text, sentences in both languages. */
export type StoredTotal = KeptTotal & { explained: { note: string; owner: string; at: string } | null };

export type StoredMatching = Omit<MatchingSummary, 'billTotal' | 'ledgerTotal' | 'residue'> & {
  billTotal: string;
  ledgerTotal: string;
  residue: string;
};

export interface MarginStored {
  key: string;
  period: string;
  counterparty: string;
  customer: string | null;
  service: string | null;
  revenue: string;
  cost: string;
  margin: string;
  rate: string | null;
  /** Cost inside the row where its revenue is not as fine; absent in rows of before it was kept. */
  parts?: { customer: string; service: string; cost: string }[];
}

export interface SyncRunRow {
  id: number;
  startedAt: string;
  finishedAt: string | null;
  outcome: SyncOutcome | null;
  problems: SyncProblem[];
  /** What was asked for, as canonical JSON: only the same request is resumed. */
  request: string;
}

/** A slice whose last read could not be published; its published generation, if any, stays. */
export interface FailureRow {
  slice: SliceId;
  source: SourceId;
  period: string | null;
  failure: SliceFailure;
  announced: number | null;
  received: number;
}

/**
 * Everything people did about a break, by the break's content-made ID: it outlives the break and applies again when the break is back. What
 * the acts come to is derived (shared/close/break-life.ts).
 */
export interface DecisionRow {
  breakId: string;
  /** Month the last standing act was made for; of the last act when none stands. */
  period: string;
  acts: BreakAct[];
}

/** A sign-off or a reopening, kept for the month's history; the month's present state is in `closings`. */
export interface CloseActRow {
  seq: number;
  period: string;
  kind: 'sign-off' | 'reopened';
  at: string;
  by: string;
  /** Of a sign-off. */
  archive: string | null;
  /** Note of the sign-off, reason of the reopening. */
  text: string;
}

export interface ExplanationRow {
  period: string;
  id: string;
  note: string;
  owner: string;
  at: string;
  by: string;
}

/** A signed-off month. */
export interface ClosingRow {
  period: string;
  archive: string;
  at: string;
  by: string;
  note: string;
  carried: string[];
  carriedTotal: string;
  drifted: boolean;
}

/** What was signed of a closed month, from its archive, and what moved since. */
export interface ArchivedRow {
  period: string;
  archive: string;
  /** Digest of the slices, books and names the comparison was made with. */
  mark: string;
  /** The archive is missing or damaged: what was signed cannot be shown. */
  lost: boolean;
  /** Rules the month was signed by. */
  rulesDigest: string;
  figures: Omit<PeriodSummary, 'state'> | null;
  totals: KeptTotal[];
  drift: DriftReport;
}

/** What an import brought: the journal's entry; its rows are in `entries`. */
export interface ImportDataRow {
  importId: string;
  body: BodyOf<'import'>;
  /** The canonical rows as JSON text: written by versions 1 and 2, packed when the profile is opened. */
  rows?: string;
}

/** A slice of fee records inside a part, with the checks of its rows. */
export interface FeeSlice {
  slice: SliceId;
  generation: number;
  digest: string;
  rows: number;
  checks: readonly RowCheck[];
}

/** What the engine takes of some slices of one month (desk/fee-parts.ts); rows lie in the order of `slices`. */
export interface FeePartRow {
  /** `period#digest of the slices`. */
  key: string;
  /** Of the engine that the columns and checks were made for. */
  engine: number;
  slices: readonly FeeSlice[];
  columns: Readonly<Record<string, PackedColumn>>;
}

/** A part of an import's rows, packed. */
export interface EntrySegmentRow {
  /** `importId#offset` with a fixed-width number, so that key order is the rows' order. */
  key: string;
  rows: number;
  /** By the names of `MappedRow`. */
  columns: Record<string, PackedColumn>;
}

/** A file of Huawei Cloud's in the history, with what it takes to read its original again and to know whether its slices are all there. */
export interface DocumentRow extends StoredDocument {
  /** Number of its entry in the journal: the later of two files counts. */
  seq: number;
  slices: number;
  /** Rows left out and cells that could not be read, as the report lists them. */
  left: { row: number; why: string }[];
  bad: { row: number; column: string; value: string; why: string }[];
  read: { headRow: number; sheet: string | null; encoding: string | null; separator: string | null };
}

/**
 * What is no table of its own: refund traces and the parties that documents name as JSON texts of some thousand each, matches as the engine's
 * columns: of a role in several rows, each with some of them.
 */
export interface BlobRow {
  key: string;
  /** Empty where `columns` are given. */
  text: string;
  columns?: Partial<MatchColumns>;
}

/** The mapping last confirmed for a layout, from the journal's imports or a colleague's file. */
export interface MappingRow {
  /** Of the layout; with `use` the key. */
  fingerprint: string;
  /** `ledger`, or the kind of document. */
  use: 'ledger' | DocumentKind;
  mapping: DocumentMapping | ColumnMapping;
  /** Options confirmed with it (role, grain, basis, tax, periodShift, side), for ledgers. */
  options: Partial<LedgerOptions> | null;
  /** Heads of the layout, for people. */
  heads: string[];
  at: string;
}

/** Journal acts that screens list (Audit). */
export interface ActRow {
  seq: number;
  at: string;
  by: string;
  kind: string;
  period: string | null;
  summary: { zh: string; en: string };
}

export interface MetaRow {
  key: string;
  value: unknown;
}

export function storeName(profile: string): string {
  return `reconcile-desk-${profile}`;
}

export class DeskStore extends Dexie {
  declare meta: EntityTable<MetaRow, 'key'>;
  /** Append-only; `from` is the code of the first text of the chunk. */
  declare dictionary: EntityTable<{ from: number; texts: string[] }, 'from'>;
  declare segments: EntityTable<SegmentRow, 'key'>;
  declare checkpoints: EntityTable<Checkpoint, 'slice'>;
  declare generations: EntityTable<GenerationRow, 'slice'>;
  declare rollups: EntityTable<RollupRow, 'key'>;
  declare parties: EntityTable<PartyRow, 'id'>;
  declare services: EntityTable<ServiceRow, 'code'>;
  declare figures: EntityTable<PeriodSummary, 'period'>;
  declare totals: Table<StoredTotal, [string, string]>;
  declare matching: Table<StoredMatching, [string, string]>;
  declare breakSets: EntityTable<BreakSetRow, 'key'>;
  readonly breaks: StoredBreaks;
  readonly writes: Writes;
  declare margin: EntityTable<MarginStored, 'key'>;
  declare imports: EntityTable<StoredImport, 'importId'>;
  declare runs: EntityTable<SyncRunRow, 'id'>;
  declare acts: EntityTable<ActRow, 'seq'>;
  declare failures: EntityTable<FailureRow, 'slice'>;
  declare decisionSets: EntityTable<DecisionSetRow, 'key'>;
  readonly decisions: StoredDecisions;
  declare explanations: Table<ExplanationRow, [string, string]>;
  declare closings: EntityTable<ClosingRow, 'period'>;
  declare importData: EntityTable<ImportDataRow, 'importId'>;
  declare entries: EntityTable<EntrySegmentRow, 'key'>;
  declare feeParts: EntityTable<FeePartRow, 'key'>;
  declare blobs: EntityTable<BlobRow, 'key'>;
  declare documents: EntityTable<DocumentRow, 'importId'>;
  declare snapshots: EntityTable<SnapshotRow, 'key'>;
  declare mappings: Table<MappingRow, [string, string]>;
  declare closeActs: EntityTable<CloseActRow, 'seq'>;
  declare archived: EntityTable<ArchivedRow, 'period'>;

  constructor(profile: string) {
    // Relaxed: what a power cut takes back is synced or replayed again; the journal is what has to be on the disk.
    super(storeName(profile), { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({
      meta: 'key',
      dictionary: 'from',
      segments: 'key',
      checkpoints: 'slice',
      generations: 'slice, source, period',
      rollups: 'key, period, customer, service',
      parties: 'id, kind',
      services: 'code',
      figures: 'period',
      totals: '[period+id], period',
      matching: '[period+role], period',
      breaks: 'id, period, status, [period+status]',
      margin: 'key, period',
      imports: 'importId',
      runs: 'id',
      acts: 'seq',
      failures: 'slice, source',
      decisions: 'breakId, period',
      explanations: '[period+id], period',
      closings: 'period',
      importData: 'importId',
      blobs: 'key',
    });
    // 2: files of Huawei Cloud's beside the ledgers, and the mappings remembered by layout.
    this.version(2).stores({ documents: 'importId', mappings: '[use+fingerprint]' });
    // 3: rows of imports and breaks packed (breaks come again with the next result); every act on a break instead of the last decision only,
    // and the history of closings. The journal has the acts: it is applied again.
    this.version(3)
      .stores({
        entries: 'key',
        breaks: null,
        breakSets: 'key, *months',
        feeParts: 'key',
        closeActs: 'seq, period',
        archived: 'period',
        snapshots: 'key',
      })
      .upgrade(async (steps) => {
        await steps.table('decisions').clear();
        await steps.table('meta').bulkDelete(['applied', 'result']);
      });
    // 4: the latest slice is found without the others; decisions packed in sets, and how many breaks wait for one counted with the result. Decisions come again from the journal.
    this.version(4)
      .stores({ decisions: null, decisionSets: 'key, *periods', generations: 'slice, source, period, syncedAt' })
      .upgrade((steps) => steps.table('meta').bulkDelete(['applied', 'result', OPEN_BREAKS]));
    this.decisions = new StoredDecisions(this);
    this.breaks = new StoredBreaks(this);
    this.writes = new Writes(this, 'generations');
  }
}
