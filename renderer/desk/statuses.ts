/** States that follow from decisions and sign-offs. */
import type { PeriodState } from '../../shared/desk/api';
import type { ClosingRow } from '../store/schema';
import type { DeskCore } from './core';
import { putStates } from './break-rows';

/** A signed month has its archive, written before the sign-off: it is closed; drifted when its bill moved since; in work once anything was decided in it. */
export function periodState(closing: ClosingRow | undefined, worked: boolean): PeriodState {
  if (closing) return closing.drifted ? 'drifted' : 'closed';
  return worked ? 'in-work' : 'open';
}

/** Sets the state of every month's figures; inside the caller's transaction over figures, closings, decisions and explanations. */
export async function refreshStates(core: DeskCore): Promise<void> {
  const { store } = core;
  const closings = new Map((await store.closings.toArray()).map((row) => [row.period, row]));
  const worked = new Set<string>();
  await store.decisions.orderBy('period').eachUniqueKey((period) => worked.add(String(period)));
  await store.explanations.orderBy('period').eachUniqueKey((period) => worked.add(String(period)));
  for (const figures of await store.figures.toArray()) {
    const state = periodState(closings.get(figures.period), worked.has(figures.period));
    if (figures.state !== state) await store.figures.put({ ...figures, state });
  }
}

/** Sets status and decision of the given breaks; inside the caller's transaction over breaks, decisions and closings. */
export async function refreshBreaks(core: DeskCore, ids: readonly string[]): Promise<void> {
  await putStates(core, await core.store.decisions.bulkGet([...ids]), await signedPeriods(core));
}

/** Sets the breaks that were decided for a month, after it was signed or reopened. */
export async function refreshBreaksOf(core: DeskCore, period: string): Promise<void> {
  await refreshBreaks(core, await core.store.decisions.where('period').equals(period).primaryKeys());
}

export async function signedPeriods(core: DeskCore): Promise<Set<string>> {
  return new Set(await core.store.closings.toCollection().primaryKeys());
}
