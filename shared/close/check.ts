import { byCodeUnit } from '../digest';
import { formatUnits, parseOptionalUnits, parseUnits } from '../money';
import { ageInPeriods } from './ageing';
import { isOpen, type BreakState } from './break-life';
import type { StaleDecision } from './break-state';
import { belongsTo, type ClosableBreak, type ClosableTotal } from './rows';
import { signedIn } from './signed-in';
import type { CarriedIn, CloseCheck, MissingFault, Policy } from '../desk/api';
import type { Period } from '../period';

/** Something that keeps a month from being closed. */
export interface Missing {
  readonly kind: 'break' | 'total' | 'person';
  readonly id: string;
  readonly fault: MissingFault;
}

export interface CloseOutcome {
  readonly period: Period;
  readonly ready: boolean;
  readonly missing: readonly Missing[];
  /** This month's breaks that go into the next. */
  readonly carriedOn: readonly string[];
  /** Sum of their differences, decimal text; what has no difference (currency) counts 0. */
  readonly carriedTotal: string;
  readonly carriedIn: readonly CarriedIn[];
}

export interface CloseQuestion {
  readonly period: Period;
  /** All breaks of all months. */
  readonly breaks: readonly ClosableBreak[];
  readonly totals: readonly ClosableTotal[];
  readonly stateOf: (breakId: string) => BreakState;
  /** Who explained the total; null for nobody. */
  readonly explainedBy: (total: ClosableTotal) => string | null;
  readonly policy: Policy;
  /** Who would sign. */
  readonly signer: string;
}

/**
 * Whether a month may be closed (design.md section 6): each of its breaks is resolved or carried, with reason, note and owner, about the
 * difference it still has; no blocking control total is broken without an explanation. What is not provable does not block: nothing shows it
 * wrong. With the policy, explanations are approved and the month is signed by people other than those who prepared it.
 */
export function closeCheck(question: CloseQuestion): CloseOutcome {
  const { period, stateOf, policy, signer } = question;
  const missing: Missing[] = [];
  const carriedOn: string[] = [];
  const preparers = new Set<string>();
  let carriedTotal = 0n;
  const byId = new Map(question.breaks.map((one) => [one.id, one]));
  for (const item of sortedById(question.breaks.filter((one) => isWorkOf(one, period, stateOf)))) {
    const state = stateOf(item.id);
    const fault = faultOf(item, state, byId, policy);
    if (!isOpen(state.status) && state.by !== null) preparers.add(state.by);
    if (fault !== null) missing.push({ kind: 'break', id: item.id, fault });
    else if (state.status === 'carried' && belongsTo(item, period)) {
      carriedOn.push(item.id);
      carriedTotal += signedFor(item, period);
    }
  }
  for (const total of question.totals) {
    if (total.period !== period || total.status !== 'broken' || !total.blocking) continue;
    const by = question.explainedBy(total);
    if (by === null) missing.push({ kind: 'total', id: total.id, fault: 'total-broken' });
    else preparers.add(by);
  }
  if (policy.approverOther && preparers.has(signer)) missing.push({ kind: 'person', id: signer, fault: 'own-signoff' });
  return {
    period,
    ready: missing.length === 0,
    missing,
    carriedOn,
    carriedTotal: formatUnits(carriedTotal),
    carriedIn: carriedInto(question),
  };
}

/** Its own breaks, and those of earlier months that were taken up again in it. */
function isWorkOf(item: ClosableBreak, period: Period, stateOf: CloseQuestion['stateOf']): boolean {
  return belongsTo(item, period) || (item.period < period && stateOf(item.id).period === period);
}

function faultOf(item: ClosableBreak, state: BreakState, byId: ReadonlyMap<string, ClosableBreak>, policy: Policy): MissingFault | null {
  if (isOpen(state.status)) return 'break-open';
  if (state.reason === null) return 'no-reason';
  if (!state.owner) return 'no-owner';
  if (state.status !== 'carried' && state.note.trim() === '') return 'no-note';
  if (state.together !== null && !cancelsOut(state.together, byId)) return 'match-moved';
  if (state.amount !== undefined && state.amount !== item.difference) return 'amount-moved';
  if (!policy.approverOther || state.status === 'carried') return null;
  if (state.approvedBy === null) return 'not-approved';
  return state.approvedBy === state.by ? 'own-approval' : null;
}

/** Breaks matched by hand stay settled only while all of them are there and their differences sum to zero. */
function cancelsOut(ids: readonly string[], byId: ReadonlyMap<string, ClosableBreak>): boolean {
  let sum = 0n;
  for (const id of ids) {
    const difference = byId.get(id)?.difference ?? null;
    if (difference === null) return false;
    sum += parseUnits(difference);
  }
  return sum === 0n;
}

/** Breaks of earlier months that are still carried: they age, one period a month. */
export function carriedInto(question: Pick<CloseQuestion, 'period' | 'breaks' | 'stateOf'>): CarriedIn[] {
  const { period, stateOf } = question;
  return sortedById(question.breaks.filter((item) => item.period < period && stateOf(item.id).status === 'carried')).map((item) => ({
    id: item.id,
    from: item.period,
    age: ageInPeriods(item.period, period),
    difference: item.difference,
    owner: stateOf(item.id).owner,
  }));
}

/** The outcome as the desk answers it to its page, which has the words. */
export function asCloseCheck(outcome: CloseOutcome, stale: readonly StaleDecision[], policy: Policy): CloseCheck {
  return {
    period: outcome.period,
    ready: outcome.ready,
    missing: outcome.missing.map(({ kind, id, fault }) => ({ kind, id, fault })),
    carried: outcome.carriedOn.length,
    carriedTotal: outcome.carriedTotal,
    carriedIn: [...outcome.carriedIn].sort((a, b) => b.age - a.age || byCodeUnit(a.id, b.id)),
    stale: stale.map(({ breakId, status, reason, note, owner, at, by }) => ({ breakId, status, reason, note, owner, at, by })),
    policy,
  };
}

/** A timing break counts in its ledger's month with the other sign. */
function signedFor(item: ClosableBreak, period: Period): bigint {
  return signedIn(parseOptionalUnits(item.difference) ?? 0n, item, period);
}

function sortedById(items: readonly ClosableBreak[]): ClosableBreak[] {
  return [...items].sort((a, b) => byCodeUnit(a.id, b.id));
}
