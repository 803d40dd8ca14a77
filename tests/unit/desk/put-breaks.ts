import { openAmong } from '../../../renderer/desk/break-index';
import { OPEN_BREAKS, packBreaks, type BreakSetRow } from '../../../renderer/store/breaks';
import type { DeskStore } from '../../../renderer/store/schema';
import type { StoredBreak } from '../../../shared/desk/api';
import { parseUnits } from '../../../shared/money';
import type { Break } from '../../../shared/reconcile/types';

/** An open cost break of five yuan in October 2026 that stands in the bill only, unless told otherwise. */
export const aBreak = (id: string, more: Partial<StoredBreak> = {}): StoredBreak => ({
  id,
  period: '2026-10',
  otherPeriod: null,
  role: 'cost',
  class: 'missing-in-ledger',
  counterparty: 'c',
  customer: 'c',
  customerName: null,
  service: 's',
  ledgerAmount: null,
  billAmount: '5.00',
  expectedAmount: null,
  difference: '5.00',
  reason: { zh: '无', en: 'none' },
  rows: [],
  status: 'open',
  decision: null,
  ...more,
});

const units = (text: string | null): bigint | null => (text === null ? null : parseUnits(text));

/** As the store keeps them, in sets. */
export function breakSetsOf(rows: readonly StoredBreak[]): BreakSetRow[] {
  return packBreaks(rows.map(engineBreak).sort(byMonth), () => undefined);
}

const byMonth = (a: Break, b: Break): number => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0);

function engineBreak({ ledgerCurrency, ...row }: StoredBreak): Break {
  return {
    ...row,
    ...(ledgerCurrency ? { ledgerCurrency } : {}),
    ledgerAmount: units(row.ledgerAmount),
    billAmount: units(row.billAmount),
    expectedAmount: units(row.expectedAmount),
    difference: units(row.difference),
    reason: { key: 'c2-equal', params: {} },
    rows: [],
  };
}

/** Makes these the breaks of the store, as a result of the engine would, with how many of them are open; sentences and rows are not kept. */
export async function putBreaks({ breakSets, decisions, meta }: DeskStore, rows: readonly StoredBreak[]): Promise<void> {
  await breakSets.clear();
  await breakSets.bulkPut(breakSetsOf(rows));
  await meta.put({ key: OPEN_BREAKS, value: openAmong(rows.map(engineBreak), await decisions.book()) });
}
