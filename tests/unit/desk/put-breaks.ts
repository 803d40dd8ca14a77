import { packBreaks } from '../../../renderer/store/breaks';
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

/** Makes these the breaks of the store, as a result of the engine would; sentences and rows are not kept. */
export async function putBreaks({ breakSets }: DeskStore, rows: readonly StoredBreak[]): Promise<void> {
  const breaks = rows.map((row): Break => ({
    ...row,
    ledgerAmount: units(row.ledgerAmount),
    billAmount: units(row.billAmount),
    expectedAmount: units(row.expectedAmount),
    difference: units(row.difference),
    reason: { key: 'c2-equal', params: {} },
    rows: [],
  }));
  await breakSets.clear();
  await breakSets.bulkPut(
    packBreaks(
      breaks.sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0)),
      () => undefined,
    ),
  );
}
