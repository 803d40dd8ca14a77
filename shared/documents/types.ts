/** Importing a file of Huawei Cloud's: what it is, how its columns are read, what comes out. Pure; nothing here touches the store. */
import type { BadCell, ColumnMapping, LeftOutRow } from '../ledger/types';
import type { Period } from '../period';
import type { SourceId } from '../api/sources';
import type { DocumentKind } from './kinds';

/** Name of a column of a document: a field of the source its records go to (shared/api/sources), or one the document alone has. */
export type DocumentField = string;

/** As {@link ColumnMapping}, with the fields of a document; null: unknown, kept as text under its own heading. */
export interface DocumentMapping extends Omit<ColumnMapping, 'columns' | 'partyRule' | 'months'> {
  readonly columns: readonly (DocumentField | null)[];
}

/** What a file was taken for. */
export interface Recognition {
  readonly kind: DocumentKind;
  /** `sure`: by name or by heads nothing else has; `likely`: to be confirmed by a person. */
  readonly confidence: 'sure' | 'likely';
  readonly mapping: DocumentMapping;
  /** Fields that the kind needs and no column gives. */
  readonly missing: readonly DocumentField[];
  readonly fingerprint: string;
}

/** What the file does not say and a person may set. */
export interface DocumentOptions {
  readonly kind: DocumentKind;
  /** For files without a column of the billing cycle. */
  readonly period: Period | null;
  /** From the heads (`结算金额(USD)`), else the site's. */
  readonly currency: string;
}

/** Records of one source in one month, as columns of exact text: the form the sync's pages have (shared/sync/slices, Page). */
export interface DocumentSlice {
  readonly source: SourceId;
  readonly period: Period | null;
  readonly currency: string | null;
  /** `BALANCE_TYPE_DEBIT` or `_CREDIT` for movements. */
  readonly account: 'BALANCE_TYPE_DEBIT' | 'BALANCE_TYPE_CREDIT' | null;
  /** The reseller the lines belong to in a distributor's file; null for the partner's own customers. */
  readonly reseller: string | null;
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly (string | null)[]>>;
}

/** People named by the file, for the desk's table of parties. */
export interface DocumentParty {
  readonly kind: 'customer' | 'reseller';
  readonly id: string;
  readonly name: string | null;
  readonly accountName: string | null;
  readonly reseller: string | null;
}

/** Everything a document brings; this, as canonical JSON, is what the archive keeps. */
export interface DocumentRecords {
  readonly kind: DocumentKind;
  readonly slices: readonly DocumentSlice[];
  readonly parties: readonly DocumentParty[];
}

/** Exact sums of a month by the kinds of the bill, decimal text; null where the kind of document has none. */
export interface DocumentSum {
  readonly period: Period;
  readonly currency: string;
  readonly rows: number;
  readonly consumption: string | null;
  readonly refunds: string | null;
  readonly adjustments: string | null;
}

export interface ReadDocument {
  readonly records: DocumentRecords;
  readonly rowCount: number;
  readonly leftOut: readonly LeftOutRow[];
  readonly refused: readonly BadCell[];
  readonly sums: readonly DocumentSum[];
}
