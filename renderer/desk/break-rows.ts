/** The one place that reads the breaks of the store row by row, and that writes what acts mean for them. */
import { belongsTo, type BreakAct } from '../../shared/close';
import type { StoredBreak } from '../../shared/desk/api';
import type { Period } from '../../shared/period';
import type { DecisionRow } from '../store/schema';
import type { DeskCore } from './core';
import { decisionPart } from './journal-effects';

export function allBreaks(core: DeskCore): Promise<StoredBreak[]> {
  return core.store.breaks.toArray();
}

/** Breaks of a month; a timing break stands in both of its months. */
export async function breaksOfMonth(core: DeskCore, period: Period): Promise<StoredBreak[]> {
  return (await allBreaks(core)).filter((one) => belongsTo(one, period));
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

/** Sets what acts and sign-offs mean for the given breaks; inside the caller's transaction over breaks and decisions. */
export async function putStates(
  core: DeskCore,
  decisions: readonly (DecisionRow | undefined)[],
  signed: ReadonlySet<string>,
): Promise<void> {
  const known = decisions.filter((row) => row !== undefined);
  const breaks = await core.store.breaks.bulkGet(known.map(({ breakId }) => breakId));
  await core.store.breaks.bulkPut(breaks.flatMap((row, i) => (row ? [{ ...row, ...decisionPart(known[i], signed) }] : [])));
}
