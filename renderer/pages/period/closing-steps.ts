/** The way of a month from its data to its archive, step by step: what is done, what comes next. Pure. */
import type { CloseCheck, PeriodState } from '../../../shared/desk/api';
import { closingDay } from '../../../shared/sync/freshness';
import type { Period } from '../../../shared/period';

export const STEPS = ['sync', 'import', 'reconcile', 'explain', 'approve', 'sign', 'close'] as const;
export type StepName = (typeof STEPS)[number];

/** `next` is the first that is not done; `skipped` is not asked for here. */
export type StepState = 'done' | 'next' | 'later' | 'skipped';

export interface ClosingStep {
  readonly name: StepName;
  readonly state: StepState;
  /** Things still to do in it; 0 where nothing is counted. */
  readonly left: number;
}

export interface StepFacts {
  readonly period: Period;
  readonly state: PeriodState;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** A profile of files alone, whose bill comes as a file. */
  readonly files: boolean;
  /** The month's bill was read after its closing day, or came as a file. */
  readonly final: boolean;
  /** Ledgers of any role with rows of the month. */
  readonly books: number;
  /** A result stands. */
  readonly reconciled: boolean;
  /** Null while the desk looks. */
  readonly check: Pick<CloseCheck, 'ready' | 'missing' | 'policy'> | null;
}

const APPROVALS: ReadonlySet<string> = new Set(['not-approved', 'own-approval']);

export function closingSteps(facts: StepFacts): ClosingStep[] {
  const { state, check } = facts;
  const shut = state === 'signed' || state === 'closed' || state === 'drifted';
  const missing = check?.missing ?? [];
  const approvals = missing.filter(({ fault }) => APPROVALS.has(fault)).length;
  const persons = missing.filter(({ kind }) => kind === 'person').length;
  const open = missing.length - approvals - persons;
  const asked: Readonly<Record<StepName, { readonly done: boolean; readonly left: number; readonly skipped?: boolean }>> = {
    // Before its closing day a bill is not final, however fresh: the month is not over.
    sync: { done: facts.final && facts.today >= closingDay(facts.period), left: 0, skipped: facts.files && facts.final },
    import: { done: facts.books > 0, left: 0 },
    reconcile: { done: facts.reconciled, left: 0 },
    explain: { done: check !== null && open === 0, left: open },
    approve: { done: check !== null && approvals === 0, left: approvals, skipped: check !== null && !check.policy.approverOther },
    sign: { done: shut, left: persons },
    close: { done: state === 'closed' || state === 'drifted', left: 0 },
  };
  let found = false;
  return STEPS.map((name) => {
    const { done, left, skipped = false } = asked[name];
    // What is signed was done once, whatever today's data say.
    if (shut && name !== 'close') return { name, state: skipped ? 'skipped' : 'done', left: 0 };
    if (skipped) return { name, state: 'skipped', left: 0 };
    if (done) return { name, state: 'done', left: 0 };
    const next = !found;
    found = true;
    return { name, state: next ? 'next' : 'later', left };
  });
}
