/** Importing a file of Huawei Cloud's: what it is, how its columns are read, what comes out. Pure; nothing here touches the store. */
import type { ServiceType } from '../ledger/services';
import type { BadCell, ColumnMapping, LeftOutRow } from '../ledger/types';
import type { Period } from '../period';
import type { Site } from '../sync/slices';
import type { SourceId } from '../api/sources';
import type { DocumentKind } from './kinds';

/** Name of a column of a document: a field of the source its records go to (shared/api/sources), or one the document alone has. */
export type DocumentField = string;

/**
 * As {@link ColumnMapping}, with the fields of a document; null: unknown, kept as text under its own heading. `headRow` is -1 for a file
 * without heads (a part of `customerBill_YYYYMM.tar.gz` may have none): its columns are proposed in the documented order.
 */
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
  /** For rows whose cell and heads name none (`结算金额(USD)` does). */
  readonly currency: string;
  /**
   * The partner's own ID where a bill names several partners: every other one is a reseller. `null` when none of them is its own;
   * absent: found, and noted where it could not be told for sure.
   */
  readonly partner?: string | null;
}

/** What the desk knows and the file does not say. */
export interface DocumentContext {
  readonly site: Site;
  /** `YYYY-MM-DD` in UTC+8: a bill of a month that is not over is an estimate. */
  readonly today: string;
  /** Service types of the store: names become codes through them. */
  readonly services?: readonly ServiceType[];
  /** Known customers: a file without IDs is joined by account name. */
  readonly customers?: readonly { readonly id: string; readonly accountName: string | null }[];
  /** Known resellers' IDs. */
  readonly resellers?: readonly string[];
}

/** Why a file is not read at all. */
export type DocumentRefusal =
  /** A customer's own bill: list prices, no basis for the partner's cost. */
  | 'own-bill'
  /** Fields that the kind needs and no column gives. */
  | 'missing-columns'
  /** No column and no declared month. */
  | 'no-period'
  /** The month is not over: the figures are an estimate. */
  | 'estimate'
  /** A part of the archive has other heads than the first. */
  | 'heads-differ';

/** Worth saying about a file that was read. */
export interface DocumentNote {
  readonly key:
    /** One partner ID in every row: taken for the partner's own. */
    | 'one-partner'
    /** Several partner IDs: all taken for resellers. */
    | 'several-partners'
    /** The file does not say consumption, refund or adjustment: all lines count as consumption, signs as they come. */
    | 'no-bill-type'
    /** Services known by name only; the name stands for the code. */
    | 'services-by-name'
    | 'lines-without-service'
    | 'lines-without-mode'
    | 'unknown-modes'
    /** No customer ID: the account name stands for it. */
    | 'customers-by-account'
    /** Names masked by the export; not kept. */
    | 'masked-names'
    /** Rows of a bill equal to another in every cell, number included: one line twice, kept apart. */
    | 'repeated-rows'
    /** Rows of a bill equal to another in every cell, and no number to tell: charges of their own, added up. */
    | 'equal-rows'
    /** Movements that do not say which account they belong to: taken for the top-up account. */
    | 'account-not-said'
    /** This kind explains differences and never settles. */
    | 'explains-only';
  readonly params: Readonly<Record<string, string>>;
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
  readonly notes: readonly DocumentNote[];
  /** Partner IDs of a bill that could be the partner's own: `DocumentOptions.partner` chooses among them. */
  readonly partners: readonly string[];
}
