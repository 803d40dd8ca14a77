/** What the desk says of files on their way in: books and Huawei Cloud's own exports, before and after they are stored. */
import type { DoubledColumns } from '../ledger/doubled-columns';
import type { Period } from '../period';
import type { BadCell, CellEdit, ColumnMapping, LedgerOptions, LeftOutRow, MissingField, RepeatedRows, SheetTable } from '../ledger/types';
import type { DocumentKind } from '../documents/kinds';
import type { DocumentMapping, DocumentNote, DocumentOptions, DocumentRefusal, DocumentSum, Recognition } from '../documents/types';

export interface ImportPreview {
  readonly preview: string;
  readonly table: Omit<SheetTable, 'rows'>;
  /** First rows as read, for the mapping screen. */
  readonly sample: readonly (readonly (string | null)[])[];
  readonly mapping: ColumnMapping;
  readonly options: LedgerOptions;
  /** Fields of `options` that were found rather than declared. */
  readonly found: readonly string[];
  readonly rowCount: number;
  readonly leftOut: readonly LeftOutRow[];
  readonly refused: readonly BadCell[];
  readonly edits: readonly CellEdit[];
  /** What mapping and options lack: then nothing was read, and nothing can be confirmed. */
  readonly missing?: readonly MissingField[];
  /** Of these, fields that two columns with the same head claim with different content. */
  readonly doubled?: readonly DoubledColumns[];
  /** Groups of equal rows inside the file: kept, and said. */
  readonly repeated: readonly RepeatedRows[];
  /** 1-based rows taken although they are hidden in the book. */
  readonly hidden: readonly number[];
  /** Digest of the layout, by which the mapping is remembered. */
  readonly fingerprint: string;
  /** Where the mapping comes from: an earlier import of the layout, the heads and cells, or the user. */
  readonly mappingFrom: 'remembered' | 'proposed' | 'given';
  readonly sums: readonly { readonly period: string; readonly amount: string; readonly currency?: string }[];
  /** Parties that resolve to nobody, with how many rows and proposals to be reviewed. */
  readonly unresolved: readonly {
    readonly party: string;
    readonly rows: number;
    readonly proposals: readonly { readonly id: string; readonly name: string; readonly kind: 'customer' | 'reseller' }[];
  }[];
  /** The import this file (or these rows) already is, or null. */
  readonly sameAs: string | null;
  /** Earlier imports of the role that hold some of the same rows of the same months: a book handed in again with more in it. */
  readonly overlaps: readonly { readonly importId: string; readonly file: string; readonly at: string; readonly rows: number }[];
}

/** What reading a file takes; a declared value wins over what is found. */
export interface ReadChoice {
  readonly token: string;
  readonly sheet?: string | null;
  readonly encoding?: string | null;
  readonly separator?: string | null;
}

/** What a chosen file is: one of Huawei Cloud's (files.md), or a book. The table is kept for the previews that follow. */
export interface FileLook {
  readonly table: Omit<SheetTable, 'rows'>;
  readonly rows: number;
  readonly sample: readonly (readonly (string | null)[])[];
  /** Null: a book of the user's own. */
  readonly document: Recognition | null;
}

export interface DocumentPreview {
  readonly preview: string;
  readonly table: Omit<SheetTable, 'rows'>;
  readonly sample: readonly (readonly (string | null)[])[];
  readonly kind: DocumentKind;
  readonly mapping: DocumentMapping;
  readonly mappingFrom: 'remembered' | 'proposed' | 'given';
  readonly fingerprint: string;
  readonly options: DocumentOptions;
  readonly rowCount: number;
  readonly leftOut: readonly LeftOutRow[];
  readonly refused: readonly BadCell[];
  readonly edits: readonly CellEdit[];
  readonly sums: readonly DocumentSum[];
  /** Why the file is not read at all (then there are no rows): a mapping or a month may be missing. Words: shared/documents/words. */
  readonly refusal: { readonly reason: DocumentRefusal; readonly params: Readonly<Record<string, string>> } | null;
  /** Words for them: shared/documents/words. */
  readonly notes?: readonly DocumentNote[];
  /** Partner IDs of a bill that could be the partner's own. */
  readonly partners?: readonly string[];
  readonly sameAs: string | null;
  /** Months of which the API has the same source: both are kept and compared. */
  readonly alsoFromApi: readonly Period[];
  /** An earlier file of the kind for the same months: both are kept, the later one counts. */
  readonly earlier: readonly { readonly importId: string; readonly file: string; readonly at: string }[];
}

/** One month of one source that both the API and a file (or two files) gave. */
export interface SourceComparison {
  readonly period: Period;
  readonly source: string;
  /** Movements are compared account by account; null for every other source. */
  readonly account: string | null;
  /** Whose rows count: the API's wherever it has them, else the later file's. */
  readonly used: 'api' | { readonly importId: string };
  readonly sides: readonly {
    readonly from: 'api' | { readonly importId: string; readonly file: string };
    readonly rows: number;
    /** Exact sum of the source's amount, decimal text. */
    readonly amount: string;
  }[];
  readonly equal: boolean;
}

export interface ImportResult {
  readonly importId: string;
  readonly rows: number;
  /** False when the same rows were there already and nothing changed. */
  readonly changed: boolean;
}
