/** Importing a user's book: what a sheet looks like, how its columns are mapped, what came out. */
import type { StatedBalance } from './book-balances';
import type { Grain, LedgerRole } from '../reconcile/types';
import type { TaxBasis } from '../money';

/** A cell as the parser process reads it; text is what a person sees, never a double for money. */
export type Cell = string | null;

/** What a column of the book means. */
export type LedgerField =
  | 'period'
  | 'customer'
  | 'customerName'
  | 'service'
  | 'serviceName'
  | 'amount'
  | 'debit'
  | 'credit'
  /** 借 or 贷 beside one amount column. */
  | 'direction'
  /** The year, where the period column holds only the month (年 and 月 side by side). */
  | 'year'
  | 'currency'
  | 'taxRate'
  | 'reference'
  | 'note'
  /** The amount of one month, where months stand side by side; the only field that several columns may have. */
  | 'monthAmount';

/** How the customer is taken out of a text that holds more than the customer (辅助核算, 摘要). */
export type PartyRule =
  /** What follows `label` and a colon, up to the next separator: `客户：示例科技|部门：销售部`. */
  | { readonly kind: 'label'; readonly column: number; readonly label: string }
  /** The one known customer, reseller or alias whose name stands in the text; none or two are a bad cell. */
  | { readonly kind: 'known-name'; readonly column: number }
  /** A row above the rows of each customer that holds nothing but `客户：C-0042 示例科技` in the column (and perhaps a balance). */
  | { readonly kind: 'group-row'; readonly column: number; readonly label: string };

/** Mark before the decimals. */
export type DecimalMark = '.' | ',';

/** Field of each column by its index in the sheet; null is kept as it is and shown. */
export interface ColumnMapping {
  /** 0-based row of the heads; the last of them when the head has two rows; -1 for a sheet without heads. */
  readonly headRow: number;
  /** Rows the head consists of; 1 unless said. */
  readonly headRows?: 1 | 2;
  readonly columns: readonly (LedgerField | null)[];
  /** Months of the columns mapped as `monthAmount`, by column index. */
  readonly months?: Readonly<Record<string, string>>;
  readonly partyRule?: PartyRule | null;
  /** Year of months that are written without one (`10月`) where no column has the year. */
  readonly year?: number | null;
  /** Mark before the decimals; found from the columns unless declared. Without either, `1.234` and `1,234` are refused. */
  readonly decimal?: DecimalMark | null;
  /** What 1 in the amount columns means: 10000 for 万元. Found from heads and titles unless declared. */
  readonly unit?: AmountUnit | null;
}

export type AmountUnit = 1 | 1_000 | 10_000 | 1_000_000 | 100_000_000;

/** What an import cannot do without; one problem of the mapping, not of each cell. */
export type MissingField = 'amount' | 'period' | 'customer' | 'service';

/** A cell put right by a person; the file itself stays as it is. Row and column 0-based. */
export interface CellEdit {
  readonly row: number;
  readonly column: number;
  readonly value: string;
}

export interface LedgerOptions {
  readonly role: LedgerRole;
  readonly grain: Grain;
  readonly basis: TaxBasis;
  /** Tax rate when the book has no column for it, decimal text. */
  readonly tax: string | null;
  /** For books without a period column. */
  readonly period: string | null;
  readonly sheet: string | null;
  readonly encoding: string | null;
  /** Separator of a text file; found unless declared. */
  readonly separator?: string | null;
  /** Months between the book's month and the bill's: -1 for a bill posted in the month after. 0 unless declared. */
  readonly periodShift?: number;
  /** The side that counts as plus: an account of payables grows on the credit side. Debit, for revenue credit, unless declared. */
  readonly side?: Side | null;
}

export type Side = 'debit' | 'credit';

/** What stands in a cell whose formula has no cached value: refused like `#REF!`, never taken for an empty cell. */
export const UNCALCULATED = '#CALC!';

/** Inclusive, 0-based: top, left, bottom, right. */
export type MergedRange = readonly [top: number, left: number, bottom: number, right: number];

/** What a sheet says beside its cells' texts; known once all rows were read. */
export interface SheetMarks {
  /** 0-based rows hidden by hand or by a filter: kept, and said. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
  /** Merged ranges; only the first cell of a range has a text. */
  readonly merges: readonly MergedRange[];
  /** Columns that hold formulas; the cached values are what was read. */
  readonly formulas: readonly {
    readonly column: number;
    readonly cells: number;
    readonly firstRow: number;
    /** Of these, cells that no program ever calculated: read as {@link UNCALCULATED}, an error cell. */
    readonly uncalculated?: number;
  }[];
  /** Columns in which numbers stand as text, whose marks are a person's; unknown when absent. Typed numbers come with a decimal point. */
  readonly textNumbers?: readonly { readonly column: number; readonly cells: number; readonly firstRow: number }[];
  /** The file holds macros, which are ignored. */
  readonly macros: boolean;
  readonly hiddenSheets: readonly string[];
}

/** A sheet as read. */
export interface SheetTable {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly format: 'xlsx' | 'csv';
  readonly encoding: string | null;
  readonly separator: string | null;
  readonly sheet: string;
  readonly sheets: readonly string[];
  /** Parts of an archive (`customerBill_202607.tar.gz`) whose rows follow each other here; absent for a single file. */
  readonly parts?: readonly { readonly name: string; readonly rows: number }[];
  /** Absent in text files. */
  readonly marks?: SheetMarks;
  readonly rows: readonly (readonly Cell[])[];
}

export type CellFault =
  | 'empty-amount'
  | 'not-a-number'
  /** `1.234` or `1,234` in a column that does not tell which mark its decimals have. */
  | 'ambiguous-number'
  | 'too-precise'
  | 'too-large'
  | 'bad-period'
  | 'no-period'
  /** A day as the spreadsheet counts it (`46296`), without the format that makes it a date. */
  | 'serial-date'
  | 'bad-direction'
  | 'no-customer'
  | 'bad-currency'
  | 'bad-tax-rate'
  | 'lost-digits'
  | 'error-cell'
  | 'unknown-service'
  /** A word of a bill that nobody taught the program: its kind of line, its direction, its operation. */
  | 'unknown-word'
  | 'bad-time'
  /** The rule finds no customer in the text, or more than one. */
  | 'no-party-in-text'
  | 'two-parties-in-text'
  /** No row above names the customer. */
  | 'no-group-above'
  /** The total of a row disagrees with the months beside it. */
  | 'total-disagrees'
  /** A row of a text file fills cells beyond the last head: a separator inside a figure, most likely. No single cell can be put right. */
  | 'too-many-cells';

/** A cell that cannot be read; row and column as a person counts them. */
export interface BadCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly fault: CellFault;
  /** For `total-disagrees` the sum of the months, decimal text. */
  readonly expected?: string;
}

/** One mapped row before its customer is resolved; amount as canonical decimal text. */
export interface MappedRow {
  readonly row: number;
  readonly period: string;
  readonly party: string;
  readonly partyName: string | null;
  readonly service: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly taxRate: string | null;
  readonly reference: string | null;
  readonly note: string | null;
}

export interface LeftOutRow {
  readonly row: number;
  /**
   * `note`: text under the table, such as who made it; `total` known by its words, `sum` by arithmetic: it equals the rows above it;
   * `opening`: 期初余额 and its like; `head`: the head again, as on each printed page or in each part of an archive; `by-hand`: a row with
   * bad cells that a person left out, where `bad-cells` is one that nobody decided on; `group` names the customer of the
   * rows below it.
   */
  readonly why: 'blank' | 'total' | 'sum' | 'opening' | 'head' | 'bad-cells' | 'zero' | 'note' | 'by-hand' | 'group';
}

/** Rows of one book that are equal in every mapped field: genuine repeats are kept, and said. */
export interface RepeatedRows {
  readonly rows: readonly number[];
}

export interface MappedLedger {
  readonly rows: readonly MappedRow[];
  readonly leftOut: readonly LeftOutRow[];
  readonly refused: readonly BadCell[];
  /** Groups of equal rows, at most 1,000 of them. */
  readonly repeated?: readonly RepeatedRows[];
  /** Rows taken although they are hidden in the book. */
  readonly hidden?: readonly number[];
  /** Opening and closing balances that a book of prepayments states; its rows are left out of the entries all the same. */
  readonly balances?: readonly StatedBalance[];
  /** One per period and currency, in that order. */
  readonly sums: readonly { readonly period: string; readonly amount: string; readonly currency?: string }[];
  /** What the mapping and the options lack: then nothing was read, and this is the one problem to be solved. */
  readonly missing?: readonly MissingField[];
}

export type Alias = { readonly ledger: string; readonly customer: string } | { readonly ledger: string; readonly reseller: string };

export interface AliasTable {
  readonly version: 1;
  readonly aliases: readonly Alias[];
}
