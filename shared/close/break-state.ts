import type { JournalEntry } from '../journal/entries';
import type { Period } from '../period';
import { byCodeUnit } from '../digest';
import { actsIn, stateAfter, UNDECIDED, withAct, withSignOff, type BreakAct, type BreakState } from './break-life';

/** The journal's answer about every break it names. */
export interface BreakStates {
  /** {@link UNDECIDED} for breaks that nobody decided about. */
  of(breakId: string): BreakState;
  readonly decided: ReadonlyMap<string, BreakState>;
  readonly acts: ReadonlyMap<string, readonly BreakAct[]>;
}

/** Derives states from the whole journal: each break's acts in order, and the months that are signed off now. */
export function breakStates(entries: readonly JournalEntry[]): BreakStates {
  const acts = new Map<string, readonly BreakAct[]>();
  const signed = new Set<Period>();
  for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) {
    if (entry.body.kind === 'sign-off') signed.add(entry.body.period);
    if (entry.body.kind === 'reopened') signed.delete(entry.body.period);
    for (const [id, act] of actsIn(entry)) acts.set(id, withAct(acts.get(id) ?? [], act));
  }
  const decided = new Map([...acts].map(([id, list]) => [id, withSignOff(stateAfter(list), signed)]));
  return { decided, acts, of: (id) => decided.get(id) ?? UNDECIDED };
}

/** A decision that fits no break any more: the figures moved under it. Listed, never dropped. */
export interface StaleDecision extends BreakState {
  readonly breakId: string;
}

export function staleDecisions(states: Pick<BreakStates, 'decided'>, breakIds: Iterable<string>): StaleDecision[] {
  const present = new Set(breakIds);
  return [...states.decided]
    .filter(([id, state]) => !present.has(id) && state.status !== 'open')
    .map(([breakId, state]) => ({ breakId, ...state }))
    .sort((a, b) => byCodeUnit(a.breakId, b.breakId));
}
