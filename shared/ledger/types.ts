/** Importing a user's book: what a sheet looks like, how its columns are mapped, what came out. */
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
  | 'currency'
  | 'taxRate'
  | 'reference'
  | 'note';

/** Field of each column by its index in the sheet; null is kept as it is and shown. */
export interface ColumnMapping {
  /** 0-based row of the heads. */
  readonly headRow: number;
  readonly columns: readonly (LedgerField | null)[];
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
  readonly rows: readonly (readonly Cell[])[];
}

export type CellFault =
  | 'empty-amount'
  | 'not-a-number'
  | 'too-precise'
  | 'too-large'
  | 'bad-period'
  | 'no-period'
  | 'no-customer'
  | 'bad-currency'
  | 'bad-tax-rate'
  | 'lost-digits'
  | 'error-cell'
  | 'unknown-service';

/** A cell that cannot be read; row and column as a person counts them. */
export interface BadCell {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly fault: CellFault;
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
  /** `note`: text under the table, such as who made it. */
  readonly why: 'blank' | 'total' | 'bad-cells' | 'zero' | 'note';
}

export interface MappedLedger {
  readonly rows: readonly MappedRow[];
  readonly leftOut: readonly LeftOutRow[];
  readonly refused: readonly BadCell[];
  /** One per period and currency, in that order. */
  readonly sums: readonly { readonly period: string; readonly amount: string; readonly currency?: string }[];
}

export type Alias = { readonly ledger: string; readonly customer: string } | { readonly ledger: string; readonly reseller: string };

export interface AliasTable {
  readonly version: 1;
  readonly aliases: readonly Alias[];
}
