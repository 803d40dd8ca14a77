/**
 * The local store (IndexedDB through Dexie), one database per profile. The desk worker is its only writer; pages read rollups and
 * row tables with live queries and nothing else. Truth: journal and archives for what people did, this store for open synced data.
 */
import Dexie, { type EntityTable, type Table } from 'dexie';
import type { PeriodSummary, StoredBreak, StoredImport } from '../../shared/desk/api';
import type { ControlTotal, MatchingSummary } from '../../shared/reconcile/types';
import type { Checkpoint, SliceId, SyncOutcome, SyncProblem } from '../../shared/sync/slices';
import type { SourceId } from '../../shared/api/sources';
import type { PackedColumn } from '../../shared/columns';

/** Numbered steps; data newer than this is refused and left untouched. */
export const STORE_VERSION = 1;

export interface SegmentRow {
  /** `slice#generation#index` with fixed-width numbers, so that key order is reading order. */
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
  rows: number;
  announced: number | null;
  currency: string | null;
  /** SHA-256 of the slice's canonical content. */
  digest: string;
  /** UTC instant of publishing. */
  syncedAt: string;
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

export interface ServiceRow {
  code: string;
  name: string;
}

/** A control total as stored: amounts as decimal text, the sentence in both languages. */
export type StoredTotal = Omit<ControlTotal, 'left' | 'right' | 'difference' | 'tolerance' | 'firstDivergence' | 'sentence'> & {
  left: string | null;
  right: string | null;
  difference: string | null;
  tolerance: string | null;
  firstDivergence: { bucket: Record<string, string>; left: string | null; right: string | null; difference: string | null } | null;
  sentence: { zh: string; en: string };
  explained: { note: string; owner: string; at: string } | null;
};

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
  revenue: string;
  cost: string;
  margin: string;
  rate: string | null;
}

export interface SyncRunRow {
  id: number;
  startedAt: string;
  finishedAt: string | null;
  outcome: SyncOutcome | null;
  problems: SyncProblem[];
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
  declare breaks: EntityTable<StoredBreak, 'id'>;
  declare margin: EntityTable<MarginStored, 'key'>;
  declare imports: EntityTable<StoredImport, 'importId'>;
  declare runs: EntityTable<SyncRunRow, 'id'>;
  declare acts: EntityTable<ActRow, 'seq'>;

  constructor(profile: string) {
    super(`reconcile-desk-${profile}`);
    this.version(STORE_VERSION).stores({
      meta: 'key',
      dictionary: 'from',
      segments: 'key, slice',
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
    });
  }
}
