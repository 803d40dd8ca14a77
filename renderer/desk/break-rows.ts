/** Breaks and the acts on them, for what works on some of them. */
import type { BreakAct } from '../../shared/close';
import type { StoredBreak } from '../../shared/desk/api';
import type { Period } from '../../shared/period';
import type { DeskCore } from './core';

export function allBreaks(core: DeskCore): Promise<StoredBreak[]> {
  return core.store.breaks.toArray();
}

/** Breaks of a month; a timing break stands in both of its months. */
export function breaksOfMonth(core: DeskCore, period: Period): Promise<StoredBreak[]> {
  return core.store.breaks.of(period);
}

/** The breaks with these IDs that are there, by ID. */
export async function breaksById(core: DeskCore, ids: readonly string[]): Promise<Map<string, StoredBreak>> {
  const rows = await core.store.breaks.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
}

/** Every act on the breaks with these IDs, whether the breaks are there or not. */
export async function actsOn(core: DeskCore, ids: readonly string[]): Promise<Map<string, readonly BreakAct[]>> {
  const rows = await core.store.decisions.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.breakId, row.acts] as const])));
}
