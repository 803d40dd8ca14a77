/** The life of one break: every act on it in order, and where the acts that still stand leave it. Pure; both the whole journal and the store fold with it. */
import type { BreakStatus } from '../desk/api';
import type { BodyOf, JournalEntry } from '../journal/entries';
import type { Period } from '../period';

type Decision = BodyOf<'decision'>;
export type ReasonCode = Decision['reason'];

/** One act on one break. `take` brings the acts of a colleague's file. */
export interface BreakAct {
  /** Number of the journal's entry; of a taken act, its number in the colleague's journal. */
  readonly seq: number;
  /** UTC instant. */
  readonly at: string;
  readonly by: string;
  readonly action: Decision['action'] | 'take';
  /** Month the act was made for. */
  readonly period: Period;
  readonly reason: ReasonCode;
  readonly note: string;
  /** Empty where nobody was named. */
  readonly owner: string;
  /** Difference the act was made about, decimal text; absent in journals of before it was kept. */
  readonly amount?: string | null;
  /** Only of `undo`: numbers of the entries it takes back; absent: whatever stands last. */
  readonly undoes?: readonly number[];
  /** How many breaks the act was on, when more than one. */
  readonly of?: number;
  /** Of an act over several months: the numbers of all its entries; `of` counts the breaks of them all. */
  readonly batch?: readonly number[];
  /** Of a part of an act on very many breaks: number of the act's first entry; `of` counts the part's. */
  readonly partOf?: number;
  /** Only of `match`: all breaks that were closed together. */
  readonly together?: readonly string[];
  /** Only of `take`: what the colleague's file said, in its order. */
  readonly taken?: readonly BreakAct[];
}

/** Where a break stands. */
export interface BreakState {
  readonly status: BreakStatus;
  /** Who has to act, or acted; null while nobody was named. */
  readonly owner: string | null;
  readonly reason: ReasonCode;
  readonly note: string;
  /** Month the last standing act was made for. */
  readonly period: Period | null;
  /** When and by whom the break was assigned, explained or carried. */
  readonly at: string | null;
  readonly by: string | null;
  /** Who approved the explanation by an act of their own; null where only the sign-off did. */
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  /** Difference the decision was made about; undefined when the journal does not say. */
  readonly amount?: string | null;
  /** Breaks closed together with it by hand, itself among them. */
  readonly together: readonly string[] | null;
}

export const UNDECIDED: BreakState = {
  status: 'open',
  owner: null,
  reason: null,
  note: '',
  period: null,
  at: null,
  by: null,
  approvedBy: null,
  approvedAt: null,
  together: null,
};

/** Neither resolved nor carried. */
export function isOpen(status: BreakStatus): boolean {
  return status === 'open' || status === 'assigned';
}

/** The acts of an entry by break; empty for entries that act on none. */
export function actsIn({ seq, at, by, body }: JournalEntry): [breakId: string, act: BreakAct][] {
  if (body.kind === 'decisions-taken') {
    const { period } = body;
    return body.breaks.map(({ id, acts }) => [
      id,
      {
        seq,
        at,
        by,
        action: 'take',
        period,
        reason: null,
        note: body.note,
        owner: '',
        taken: acts,
        ...(body.breaks.length > 1 ? { of: body.breaks.length } : {}),
      },
    ]);
  }
  if (body.kind !== 'decision') return [];
  const { action, period, reason, note, owner, undoes, amounts, batch, partOf } = body;
  const count = batch?.breaks ?? body.breaks.length;
  // One append: the numbers follow each other.
  const first = seq - (batch?.entry ?? 0);
  const act: BreakAct = {
    seq,
    at,
    by,
    action,
    period,
    reason,
    note,
    owner,
    ...(undoes === undefined ? {} : { undoes }),
    ...(count > 1 ? { of: count } : {}),
    ...(batch === undefined ? {} : { batch: Array.from({ length: batch.entries }, (_, i) => first + i) }),
    ...(partOf === undefined ? {} : { partOf: partOf === 0 ? first : partOf }),
    ...(action === 'match' ? { together: body.breaks } : {}),
  };
  return body.breaks.map((id, i) => [id, amounts === undefined ? act : { ...act, amount: amounts[i] ?? null }]);
}

/** Number of the first entry of the act that an act on one break belongs to: what was done at once has the same. */
export function wholeOf({ seq, batch, partOf }: Pick<BreakAct, 'seq' | 'batch' | 'partOf'>): number {
  return partOf ?? batch?.[0] ?? seq;
}

/** Adds an act to a history; an act that is there already changes nothing. */
export function withAct(acts: readonly BreakAct[], act: BreakAct): readonly BreakAct[] {
  return acts.some(({ seq }) => seq === act.seq) ? acts : [...acts, act];
}

/** The acts that no undo has taken back, in order. An undo that names entries takes nothing back when something newer stands above them. */
export function standingActs(acts: readonly BreakAct[]): readonly BreakAct[] {
  const standing: BreakAct[] = [];
  for (const act of acts) {
    if (act.action !== 'undo') standing.push(act);
    else {
      const top = standing.at(-1);
      if (top !== undefined && (act.undoes === undefined || act.undoes.includes(top.seq))) standing.pop();
    }
  }
  return standing;
}

/** Where the acts leave the break, before any sign-off of its month. */
export function stateAfter(acts: readonly BreakAct[]): BreakState {
  return standingActs(acts).reduce(stepped, UNDECIDED);
}

/** Each act with the status before and after it, as a history shows it. */
export function historyOf(acts: readonly BreakAct[]): { readonly act: BreakAct; readonly from: BreakStatus; readonly to: BreakStatus }[] {
  return acts.map((act, i) => ({ act, from: stateAfter(acts.slice(0, i)).status, to: stateAfter(acts.slice(0, i + 1)).status }));
}

function stepped(state: BreakState, act: BreakAct): BreakState {
  const { at, by, period, reason, note, amount, action } = act;
  if (action === 'take') return stateAfter(act.taken ?? []);
  // Approval is of an explanation; of anything else it says nothing.
  if (action === 'approve') return state.status === 'explained' ? { ...state, status: 'approved', approvedBy: by, approvedAt: at } : state;
  const owner = act.owner === '' ? null : act.owner;
  const facts = { ...UNDECIDED, owner, reason, note, period, at, by, ...(amount === undefined ? {} : { amount }) };
  switch (action) {
    case 'explain':
      return { ...facts, status: 'explained' };
    case 'match':
      return { ...facts, status: 'explained', together: act.together ?? null };
    case 'carry':
      return { ...facts, status: 'carried' };
    case 'assign':
      return { ...facts, status: 'assigned' };
    // In journals of before `assign`, reopening with an owner assigned.
    case 'reopen':
      return { ...facts, status: owner === null ? 'open' : 'assigned' };
    case 'undo':
      return state;
  }
}

/** The sign-off of the decision's month approves what was explained for it; reopening the month takes that back. */
export function withSignOff(state: BreakState, signed: ReadonlySet<Period>): BreakState {
  return state.status === 'explained' && state.period !== null && signed.has(state.period) ? { ...state, status: 'approved' } : state;
}
