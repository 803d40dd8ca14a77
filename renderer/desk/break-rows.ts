/** Breaks and the acts on them, for what works on some of them. */
import type { BreakAct } from '../../shared/close';
import type { StoredBreak } from '../../shared/desk/api';
import { formatUnits } from '../../shared/money';
import type { Period } from '../../shared/period';
import { breakIndex } from './break-index';
import type { DeskCore } from './core';

export function allBreaks(core: DeskCore): Promise<StoredBreak[]> {
  return core.store.breaks.toArray();
}

/** Breaks of a month; a timing break stands in both of its months. */
export function breaksOfMonth(core: DeskCore, period: Period): Promise<StoredBreak[]> {
  return core.store.breaks.of(period);
}

/** What an act looks at in a break; the difference as decimal text. */
export type ActedOn = Pick<StoredBreak, 'period' | 'otherPeriod' | 'difference'>;

/** The breaks with these IDs that are there, by ID, as acts on many of them need them. */
export async function actedOn(core: DeskCore, ids: readonly string[]): Promise<Map<string, ActedOn>> {
  const index = await breakIndex(core);
  const found = new Map<string, ActedOn>();
  for (const id of ids) {
    const one = index.brief(id);
    if (one) found.set(id, { ...one, difference: one.difference === null ? null : formatUnits(one.difference) });
  }
  return found;
}

/** Every act on the breaks with these IDs, whether the breaks are there or not. */
export async function actsOn(core: DeskCore, ids: readonly string[]): Promise<Map<string, readonly BreakAct[]>> {
  const rows = await core.store.decisions.bulkGet([...ids]);
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.breakId, row.acts] as const])));
}
