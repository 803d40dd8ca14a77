import { byCodeUnit } from '../digest';
import { formatUnits, parseUnits } from '../money';
import { ageInPeriods, isOpen, type BreakState } from './break-state';
import { belongsTo, type ClosableBreak, type ClosableTotal } from './rows';
import type { CloseCheck, MissingFault } from '../desk/api';
import type { Period } from '../period';

/** Something that keeps a month from being closed. */
export interface Missing {
  readonly kind: 'break' | 'total';
  readonly id: string;
  readonly fault: MissingFault;
}

/** A break carried into a month from an earlier one, listed there until it is resolved. */
export interface CarriedBreak {
  readonly id: string;
  readonly from: Period;
  /** Whole months since. */
  readonly age: number;
  readonly difference: string | null;
  readonly owner: string | null;
}

export interface CloseOutcome {
  readonly period: Period;
  readonly ready: boolean;
  readonly missing: readonly Missing[];
  /** This month's breaks that go into the next. */
  readonly carriedOn: readonly string[];
  /** Sum of their differences, decimal text; what has no difference (currency) counts 0. */
  readonly carriedTotal: string;
  readonly carriedIn: readonly CarriedBreak[];
}

export interface CloseQuestion {
  readonly period: Period;
  /** All breaks of all months. */
  readonly breaks: readonly ClosableBreak[];
  readonly totals: readonly ClosableTotal[];
  readonly stateOf: (breakId: string) => Pick<BreakState, 'status' | 'reason' | 'note' | 'owner'>;
  readonly isExplained: (total: ClosableTotal) => boolean;
}

/**
 * Whether a month may be closed (design.md section 6): each of its breaks is resolved or carried, with reason, note and owner; no blocking
 * control total is broken without an explanation. What is not provable does not block: nothing shows it wrong.
 */
export function closeCheck(question: CloseQuestion): CloseOutcome {
  const { period, stateOf } = question;
  const missing: Missing[] = [];
  const carriedOn: string[] = [];
  let carriedTotal = 0n;
  for (const item of sortedById(question.breaks.filter((one) => belongsTo(one, period)))) {
    const state = stateOf(item.id);
    const fault = isOpen(state.status) ? 'break-open' : state.reason === null ? 'no-reason' : !state.owner ? 'no-owner' : state.status !== 'carried' && state.note.trim() === '' ? 'no-note' : null;
    if (fault !== null) missing.push({ kind: 'break', id: item.id, fault });
    else if (state.status === 'carried') {
      carriedOn.push(item.id);
      carriedTotal += signedFor(item, period);
    }
  }
  for (const total of question.totals) {
    if (total.period !== period || total.status !== 'broken' || !total.blocking || question.isExplained(total)) continue;
    missing.push({ kind: 'total', id: total.id, fault: 'total-broken' });
  }
  return { period, ready: missing.length === 0, missing, carriedOn, carriedTotal: formatUnits(carriedTotal), carriedIn: carriedInto(question) };
}

/** Breaks of earlier months that are still carried: they age, one period a month. */
export function carriedInto(question: Pick<CloseQuestion, 'period' | 'breaks' | 'stateOf'>): CarriedBreak[] {
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
export function asCloseCheck(outcome: CloseOutcome): CloseCheck {
  return {
    period: outcome.period,
    ready: outcome.ready,
    missing: outcome.missing.map(({ kind, id, fault }) => ({ kind, id, fault })),
    carried: outcome.carriedOn.length,
    carriedTotal: outcome.carriedTotal,
  };
}

/** A timing break counts in its ledger's month with the other sign. */
function signedFor(item: ClosableBreak, period: Period): bigint {
  const units = item.difference === null ? 0n : parseUnits(item.difference);
  return item.period === period ? units : -units;
}

function sortedById(items: readonly ClosableBreak[]): ClosableBreak[] {
  return [...items].sort((a, b) => byCodeUnit(a.id, b.id));
}
