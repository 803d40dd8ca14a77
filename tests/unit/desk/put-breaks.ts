import { packBreaks } from '../../../renderer/store/breaks';
import type { DeskStore } from '../../../renderer/store/schema';
import type { StoredBreak } from '../../../shared/desk/api';
import { parseUnits } from '../../../shared/money';
import type { Break } from '../../../shared/reconcile/types';

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
