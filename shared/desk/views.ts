/** What the page asks of the grids' views: rows as a permutation made in the worker, filtered, sorted and grouped there. */
import type { Period } from '../period';

/** Grids: every large list is one of these, served as a permutation made in the worker. */
export type ViewSource =
  | 'bill-lines'
  | 'fee-records'
  | 'orders'
  | 'movements'
  | 'adjust-records'
  | 'matches'
  | 'breaks'
  | 'ledger-entries'
  | 'customers'
  | 'refunds'
  | 'margin'
  | 'coupon-rolls'
  | 'quotas'
  | 'coupons'
  | 'coupon-log'
  | 'own-coupons'
  | 'period-resources'
  | 'on-demand-resources'
  | 'units'
  | 'resource-types'
  | 'service-resources'
  | 'budget-records'
  | 'online-invoices'
  | 'acts';

/** A test that a row has to pass. An empty value stands for a cell without one. */
export type ViewFilter =
  /** The exact value, or any other; amounts however they are written. */
  | { readonly column: string; readonly op: 'is' | 'not'; readonly value: string }
  /** Part of the text, in any letter case. */
  | { readonly column: string; readonly op: 'contains'; readonly value: string }
  /** One of these values. */
  | { readonly column: string; readonly op: 'in'; readonly values: readonly string[] }
  /** From and to, both included, null for an open end: amounts and whole numbers by size, months and days (`YYYY-MM-DD`, UTC+8) by date. */
  | { readonly column: string; readonly op: 'range'; readonly from: string | null; readonly to: string | null }
  /** Amounts below zero. */
  | { readonly column: string; readonly op: 'negative' };

export interface ViewSpec {
  readonly source: ViewSource;
  /** Language of sentences and names in the cells; filters and sorting see them in it, too. */
  readonly language: 'zh' | 'en';
  /** Null for all periods. */
  readonly period: Period | null;
  readonly filters: readonly ViewFilter[];
  readonly sort: readonly { readonly column: string; readonly descending: boolean }[];
  /** Rows with the same values of these columns stand together under a head; the outermost first. */
  readonly group?: readonly string[];
}

/** The column that names an amount's currency, where the source has it; without a value there it is the site's. */
export function currencyColumn(source: ViewSource, amount: string): 'currency' | 'ledgerCurrency' {
  return source === 'breaks' && amount === 'ledgerAmount' ? 'ledgerCurrency' : 'currency';
}

export type ColumnType = 'text' | 'code' | 'amount' | 'integer' | 'time' | 'period';

export interface ViewColumn {
  readonly key: string;
  readonly type: ColumnType;
}

export interface ViewHandle {
  readonly id: number;
  /** Rows to be shown: heads of groups and rows of open groups, or all that fit. */
  readonly rows: number;
  /** Rows that fit the filters. */
  readonly records: number;
  /** Heads of groups of all levels, open or not. */
  readonly groups: number;
  readonly columns: readonly ViewColumn[];
  /** Exact sums of the amount columns over the rows that fit, decimal text. */
  readonly totals: Readonly<Record<string, string>>;
  /** Columns whose different values keep the amounts of this view from being added up; empty when they are. */
  readonly mixed: readonly string[];
  /** Void when the published generations change; the grid then opens the view again. */
  readonly stamp: string;
}

/** Head of a group among the rows of a view. */
export interface GroupHead {
  /** Names the group in `toggleGroup`. */
  readonly group: number;
  /** 0 for the outermost. */
  readonly level: number;
  /** Rows in it. */
  readonly records: number;
  readonly open: boolean;
  /** Place among its siblings, from 1. */
  readonly place: number;
  readonly siblings: number;
}

/**
 * Cell texts of a window of rows, in column order; amounts as canonical decimal text. A group's head has its columns' values and its exact
 * sums; an amount that cannot be added up in it is null.
 */
export interface ViewRows {
  readonly from: number;
  readonly cells: readonly (readonly (string | null)[])[];
  /** By row of the window; null where no view is grouped. A row of a group has null. */
  readonly heads: readonly (GroupHead | null)[] | null;
  /** True when the view is void. */
  readonly stale: boolean;
}

/** Rows from `fromRow` up to, not with, `toRow`. */
export interface ViewRange {
  readonly fromRow: number;
  readonly toRow: number;
  readonly columns: readonly string[];
  /** Copied without the line of heads. */
  readonly bare?: boolean;
}

/** A copied range as tab-separated text, and as a table that says which columns are text. */
export interface CopiedCells {
  readonly text: string;
  readonly html: string;
}

/** What one amount column comes to in a selection, exact decimal texts. */
export interface ColumnSummary {
  readonly column: string;
  /** By currency in code-unit order; null where the source names none. One entry per currency: they are never added up. */
  readonly sums: readonly { readonly currency: string | null; readonly sum: string; readonly least: string; readonly most: string }[];
  /** Cells with an amount. */
  readonly amounts: number;
  /** Half-up to 8 decimals; null when nothing is there or several currencies are. */
  readonly average: string | null;
}

/** Each row counts once, also where its group's head is selected beside it. */
export interface ViewSummary {
  readonly records: number;
  readonly columns: readonly ColumnSummary[];
}

/** The values a column has among the rows that fit the other filters, with how many rows have each. */
export interface ViewFacet {
  /** In code-unit order; '' for rows without one. */
  readonly values: readonly { readonly value: string; readonly rows: number }[];
  /** Distinct values beyond those listed. */
  readonly more: number;
}
