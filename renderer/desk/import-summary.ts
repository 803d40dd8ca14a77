/** What an imported book came to: sums by month, and what became of its rows. */
import { cellAt, unitsAt } from '../../shared/columns';
import type { ImportSummary } from '../../shared/desk/api';
import { byCodeUnit } from '../../shared/digest';
import { formatUnits, type Units } from '../../shared/money';
import { cellIn } from '../store/breaks';
import type { DeskCore } from './core';
import { eachEntries } from './packed-entries';
import { storedMatchColumns } from './results';

export async function importSummary(core: DeskCore, importId: string): Promise<ImportSummary | null> {
  if (!(await core.store.importData.get(importId))) return null;
  const months = new Map<string, { period: string; currency: string; rows: number; sum: Units }>();
  let rows = 0;
  await eachEntries(core, importId, (columns, count) => {
    rows += count;
    for (let at = 0; at < count; at++) {
      const period = cellAt(columns.period, at, core.dictionary) ?? '';
      const currency = cellAt(columns.currency, at, core.dictionary) ?? '';
      const key = `${period}|${currency}`;
      const month = months.get(key) ?? { period, currency, rows: 0, sum: 0n };
      months.set(key, month);
      month.rows++;
      month.sum += unitsAt(columns.amount, at) ?? 0n;
    }
  });
  let matched = 0;
  for (const { imports, entryImport } of await storedMatchColumns(core)) {
    const own = imports.indexOf(importId);
    if (own >= 0) for (const one of entryImport) if (one === own) matched++;
  }
  const inBreaks = new Set<string>();
  const prefix = `entry|${importId}|`;
  for (const set of await core.store.breaks.sets(null))
    for (let at = 0; at < set.ids.length; at++)
      for (const row of (cellIn(set, 'rows', at) ?? '').split('\u0001')) if (row.startsWith(prefix)) inBreaks.add(row);
  return {
    months: [...months]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([, { period, currency, rows: own, sum }]) => ({ period, currency, rows: own, sum: formatUnits(sum) })),
    rows,
    matched,
    inBreaks: inBreaks.size,
  };
}
