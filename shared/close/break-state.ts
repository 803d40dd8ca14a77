import type { BodyOf, JournalEntry } from '../journal/entries';
import type { BreakStatus } from '../desk/api';
import { shiftPeriod, type Period } from '../period';
import { byCodeUnit } from '../digest';

/** Where a break stands, by the journal. */
export interface BreakState {
  readonly status: BreakStatus;
  /** Who has to act, or acted; null while nobody was named. */
  readonly owner: string | null;
  readonly reason: BodyOf<'decision'>['reason'];
  readonly note: string;
  /** Month the decision was made for. */
  readonly period: Period | null;
  readonly at: string | null;
  readonly by: string | null;
}

export const UNDECIDED: BreakState = { status: 'open', owner: null, reason: null, note: '', period: null, at: null, by: null };

/** The journal's answer about every break it names. */
export interface BreakStates {
  /** {@link UNDECIDED} for breaks that nobody decided about. */
  of(breakId: string): BreakState;
  readonly decided: ReadonlyMap<string, BreakState>;
}

/**
 * Derives states from decisions in journal order: the last one counts. `explain` and `carry` close a break, `reopen` opens it again and, with an
 * owner, assigns it. Signing the month off approves what was explained for it; reopening the month takes that back.
 */
export function breakStates(entries: readonly JournalEntry[]): BreakStates {
  const decided = new Map<string, BreakState>();
  const signed = new Set<Period>();
  for (const { at, by, body } of [...entries].sort((a, b) => a.seq - b.seq)) {
    if (body.kind === 'sign-off') signed.add(body.period);
    if (body.kind === 'reopened') signed.delete(body.period);
    if (body.kind !== 'decision') continue;
    const owner = body.owner === '' ? null : body.owner;
    const status: BreakStatus = body.action === 'explain' ? 'explained' : body.action === 'carry' ? 'carried' : owner === null ? 'open' : 'assigned';
    for (const id of body.breaks) decided.set(id, { status, owner, reason: body.reason, note: body.note, period: body.period, at, by });
  }
  for (const [id, state] of decided) {
    if (state.status === 'explained' && state.period !== null && signed.has(state.period)) decided.set(id, { ...state, status: 'approved' });
  }
  return { decided, of: (id) => decided.get(id) ?? UNDECIDED };
}

/** Neither resolved nor carried. */
export function isOpen(status: BreakStatus): boolean {
  return status === 'open' || status === 'assigned';
}

/** A decision that fits no break any more: the figures moved under it. Listed, never dropped. */
export interface StaleDecision extends BreakState {
  readonly breakId: string;
}

export function staleDecisions(states: BreakStates, breakIds: Iterable<string>): StaleDecision[] {
  const present = new Set(breakIds);
  return [...states.decided]
    .filter(([id, state]) => !present.has(id) && state.status !== 'open')
    .map(([breakId, state]) => ({ breakId, ...state }))
    .sort((a, b) => byCodeUnit(a.breakId, b.breakId));
}

/** Whole months from `from` to `to`; 0 in the month itself. */
export function ageInPeriods(from: Period, to: Period): number {
  let age = 0;
  for (let period = from; period < to; period = shiftPeriod(period, 1)) age++;
  return age;
}
