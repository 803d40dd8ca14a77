/** Where rows stand on the other sheets, so that a break leads to its rows and they lead back. Rows are counted from 0 as they are sent. */
import type { Break, RowRef } from '../reconcile/types';

/** What may be asked of bill lines. */
export interface BillKey {
  readonly period: string;
  readonly customer: string | null;
  readonly service: string | null;
}

/** Answers are cells of `link` columns, null for no link. */
export interface SheetLinks {
  breakRow(id: string): string | null;
  reconciliationRow(id: string): string | null;
  billRows(key: BillKey): string | null;
  /** First of the rows a break is about that are on a sheet: bill lines, a refund order, an adjustment. */
  sourceRows(one: Pick<Break, 'rows'>): string | null;
  breakOfLine(period: string, customer: string, service: string): string | null;
  breakOfRefund(order: string): string | null;
  breakOfAdjustment(id: string): string | null;
}

/** First row of the lines of a key, and how many there are. */
export interface LineRange {
  readonly first: number;
  readonly count: number;
}

export interface LinkSources {
  /** As on the sheet of breaks. */
  readonly breaks: readonly Break[];
  /** Rows of the reconciliation before its breaks; these follow in the order of `breaks`, those without a ledger left out. */
  readonly matches: number;
  readonly lines: (key: BillKey) => LineRange | null;
  /** Refund orders and adjustments as on their sheets. */
  readonly refunds: readonly string[];
  readonly adjustments: readonly string[];
}

const lineKey = (period: string, customer: string, service: string | null): string => `${period}\u0001${customer}\u0001${service ?? ''}`;

export function sheetLinks({ breaks, matches, lines, refunds, adjustments }: LinkSources): SheetLinks {
  const breakRows = new Map(breaks.map(({ id }, row) => [id, row]));
  const reconciliationRows = new Map(breaks.filter(({ role }) => role !== null).map(({ id }, row) => [id, matches + row]));
  const refundRows = new Map(refunds.map((order, row) => [order, row]));
  const adjustmentRows = new Map(adjustments.map((id, row) => [id, row]));
  const byLine = new Map<string, number>();
  const byRefund = new Map<string, number>();
  const byAdjustment = new Map<string, number>();
  const note = (index: Map<string, number>, key: string, row: number): void => {
    if (!index.has(key)) index.set(key, row);
  };
  breaks.forEach(({ rows }, row) => {
    for (const ref of rows) {
      if (ref.kind === 'bill') note(byLine, lineKey(ref.period, ref.customer, ref.service), row);
      else if (ref.kind === 'order') note(byRefund, ref.order, row);
      else if (ref.kind === 'adjustment') note(byAdjustment, ref.id, row);
    }
  });
  const cell = (row: number | undefined, sheet?: string): string | null =>
    row === undefined ? null : sheet === undefined ? String(row) : `${sheet}:${row}`;
  const billRows = (key: BillKey, sheet?: string): string | null => {
    const range = key.customer === null ? null : lines(key);
    if (range === null) return null;
    const rows = range.count > 1 ? `${range.first}+${range.count}` : String(range.first);
    return sheet === undefined ? rows : `${sheet}:${rows}`;
  };
  const source = (ref: RowRef): string | null => {
    if (ref.kind === 'bill') return billRows(ref, 'billLines');
    if (ref.kind === 'order') return cell(refundRows.get(ref.order), 'refunds');
    return ref.kind === 'adjustment' ? cell(adjustmentRows.get(ref.id), 'adjustments') : null;
  };
  return {
    breakRow: (id) => cell(breakRows.get(id)),
    reconciliationRow: (id) => cell(reconciliationRows.get(id)),
    billRows: (key) => billRows(key),
    sourceRows: ({ rows }) => rows.reduce<string | null>((found, ref) => found ?? source(ref), null),
    breakOfLine: (period, customer, service) =>
      byLine.size === 0 ? null : cell(byLine.get(lineKey(period, customer, service)) ?? byLine.get(lineKey(period, customer, null))),
    breakOfRefund: (order) => cell(byRefund.get(order)),
    breakOfAdjustment: (id) => cell(byAdjustment.get(id)),
  };
}
