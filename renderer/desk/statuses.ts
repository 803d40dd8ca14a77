/** States that follow from decisions and sign-offs. */
import type { PeriodState } from '../../shared/desk/api';
import type { ClosingRow } from '../store/schema';
import type { DeskCore } from './core';

/** A signed month has its archive, written before the sign-off: it is closed; drifted when its bill moved since; in work once anything was decided in it. */
export function periodState(closing: ClosingRow | undefined, worked: boolean): PeriodState {
  if (closing) return closing.drifted ? 'drifted' : 'closed';
  return worked ? 'in-work' : 'open';
}

/** Sets the state of every month's figures; inside the caller's transaction over figures, closings, decisions and explanations. */
export async function refreshStates(core: DeskCore): Promise<void> {
  const { store } = core;
  const closings = new Map((await store.closings.toArray()).map((row) => [row.period, row]));
  const worked = new Set(await store.decisions.periods());
  await store.explanations.orderBy('period').eachUniqueKey((period) => worked.add(String(period)));
  for (const figures of await store.figures.toArray()) {
    const state = periodState(closings.get(figures.period), worked.has(figures.period));
    if (figures.state !== state) await store.figures.put({ ...figures, state });
  }
}

export async function signedPeriods(core: DeskCore): Promise<Set<string>> {
  return new Set(await core.store.closings.toCollection().primaryKeys());
}
