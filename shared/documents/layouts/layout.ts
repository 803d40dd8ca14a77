/** What a layout table says about a kind of document: columns found by heading, never by position (api/files.md). */
import type { SourceId } from '../../api/sources';
import type { DocumentKind } from '../kinds';
import type { DocumentField } from '../types';

/** How a cell is read. */
export type CellKind =
  | 'id'
  | 'text'
  /** A customer's or partner's name: may be masked, and then is not kept. */
  | 'name'
  | 'amount'
  | 'period'
  /** `2020-09-28 09:00:00 GMT+08:00`, becomes a UTC instant. */
  | 'time'
  | 'bill-type'
  | 'charge-mode'
  | 'detail-type'
  | 'movement-type'
  | 'movement-kind'
  | 'account'
  | 'operation'
  | 'association'
  | 'currency'
  /** Known, but no field of the source: goes into `extra` under its own heading, as printed. */
  | 'kept';

export interface DocumentColumn {
  readonly field: DocumentField;
  /** Headings as {@link plainHead} leaves them, the documentation's own first; blank separated. */
  readonly zh: string;
  readonly en: string;
  readonly cell: CellKind;
  /** A heading that no user's own book has. */
  readonly own?: true;
}

export interface DocumentLayout {
  readonly kind: DocumentKind;
  /** Where its records go; null for what is never read. */
  readonly source: SourceId | null;
  /** Files are named so. */
  readonly fileName: RegExp | null;
  /** Whether the name alone tells the kind (a machine made it), or only goes with fitting heads. */
  readonly nameTells: boolean;
  /** Own headings that must be there, and known headings beside them. */
  readonly needs: { readonly own: number; readonly known: number; readonly ownWithName: number; readonly knownWithName: number };
  /** Documentation names the export's columns; else a person confirms. */
  readonly documented: boolean;
  readonly columns: readonly DocumentColumn[];
  /** Each a field or fields of which one will do. */
  readonly required: readonly (readonly DocumentField[])[];
  /** Where the month of a row comes from. */
  readonly period: { readonly field: DocumentField; readonly by: 'period' | 'time' };
  /** Field of the money, for sums. */
  readonly amount: DocumentField | null;
  /** Fields of the first columns of a file without heads, in the documented order. */
  readonly order?: readonly DocumentField[];
}

export type ColumnRow = readonly [field: DocumentField, cell: CellKind, zh: string, en: string, own?: 'own'];

/** The columns by which most files name a customer. */
export const CUSTOMER: readonly ColumnRow[] = [
  ['customer_id', 'id', '客户id', 'customerid'],
  ['customer_name', 'name', '客户名称', 'customername'],
  ['account_name', 'id', '客户账号名 客户账号', 'accountname customeraccount'],
];

/** Rows of a table as columns. */
export function columnsOf(rows: readonly ColumnRow[]): DocumentColumn[] {
  return rows.map(([field, cell, zh, en, own]) => ({ field, cell, zh, en, ...(own ? { own: true as const } : {}) }));
}
