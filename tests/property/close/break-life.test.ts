import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actsIn, stateAfter, withAct, type BreakAct, type BreakState } from '../../../shared/close/break-life';
import type { JournalEntry } from '../../../shared/journal/entries';

/** Replaying a journal of any acts, on several breaks at once, against a model that keeps a pile of states for each break. */

const IDS = ['b-1', 'b-2', 'b-3'] as const;
const ACTIONS = ['assign', 'explain', 'approve', 'match', 'carry', 'reopen', 'undo'] as const;

interface Step {
  readonly action: (typeof ACTIONS)[number] | 'take';
  readonly breaks: readonly string[];
  readonly owner: string;
  /** Of undo: how far back the entry it names lies; 0: whatever stands last. */
  readonly back: number;
  readonly taken: readonly ('assign' | 'explain' | 'approve' | 'carry')[];
}

const steps = fc.array(
  fc.record<Step>({
    action: fc.constantFrom(...ACTIONS, 'undo', 'take'),
    breaks: fc.subarray([...IDS], { minLength: 1 }),
    owner: fc.constantFrom('', '示例会计', '示例用户'),
    back: fc.nat(3),
    taken: fc.array(fc.constantFrom('assign', 'explain', 'approve', 'carry'), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 25 },
);

const facts = (seq: number): Pick<BreakAct, 'seq' | 'at' | 'by' | 'period' | 'reason' | 'note'> => ({
  ...{ seq, at: new Date(1_793_000_000_000 + seq * 1_000).toISOString(), by: `用户${seq % 2}` },
  ...{ period: '2026-10', reason: 'other', note: `n${seq}` },
});

const takenActs = ({ taken, owner }: Step): BreakAct[] => taken.map((action, at) => ({ ...facts(at + 1), action, owner }));

function journalOf(list: readonly Step[]): JournalEntry[] {
  return list.map((step, at) => {
    const { seq, at: time, by, ...rest } = facts(at + 1);
    const { breaks, action, owner, back } = step;
    const body =
      action === 'take'
        ? { kind: 'decisions-taken', period: rest.period, note: rest.note, breaks: breaks.map((id) => ({ id, acts: takenActs(step) })) }
        : { kind: 'decision', ...rest, action, breaks, owner, ...(action === 'undo' && back > 0 ? { undoes: [seq - back] } : {}) };
    return { seq, at: time, by, body } as unknown as JournalEntry;
  });
}

/** Status and who stands behind it, as the manual tells it. */
type Told = Pick<BreakState, 'status' | 'owner' | 'by' | 'approvedBy'>;
const OPEN: Told = { status: 'open', owner: null, by: null, approvedBy: null };

function told(before: Told, action: Exclude<Step['action'], 'undo' | 'take'>, owner: string, by: string): Told {
  const named = owner === '' ? null : owner;
  if (action === 'approve') return before.status === 'explained' ? { ...before, status: 'approved', approvedBy: by } : before;
  const status: Readonly<Record<typeof action, Told['status']>> = {
    assign: 'assigned',
    explain: 'explained',
    match: 'explained',
    carry: 'carried',
    reopen: named === null ? 'open' : 'assigned',
  };
  return { status: status[action], owner: named, by, approvedBy: null };
}

function model(list: readonly Step[], id: string): Told {
  const pile: { readonly seq: number; readonly told: Told }[] = [];
  const top = (): Told => pile.at(-1)?.told ?? OPEN;
  list.forEach((step, at) => {
    const { seq, by } = facts(at + 1);
    if (!step.breaks.includes(id)) return;
    if (step.action === 'undo') {
      if (pile.length > 0 && (step.back === 0 || pile.at(-1)!.seq === seq - step.back)) pile.pop();
    } else if (step.action === 'take') {
      let state = OPEN;
      for (const one of takenActs(step)) state = told(state, one.action as 'assign', one.owner, one.by);
      pile.push({ seq, told: state });
    } else pile.push({ seq, told: told(top(), step.action, step.owner, by) });
  });
  return top();
}

function replayed(entries: readonly JournalEntry[], into = new Map<string, readonly BreakAct[]>()): Map<string, readonly BreakAct[]> {
  for (const entry of entries) for (const [id, act] of actsIn(entry)) into.set(id, withAct(into.get(id) ?? [], act));
  return into;
}

describe('replaying any acts on breaks', () => {
  it('leaves each break where a pile of its states leaves it', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const acts = replayed(journalOf(list));
        for (const id of IDS) {
          const { status, owner, by, approvedBy } = stateAfter(acts.get(id) ?? []);
          expect({ status, owner, by, approvedBy }).toEqual(model(list, id));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same from a store that has some of it already, and a second time', () => {
    fc.assert(
      fc.property(steps, fc.nat(25), fc.nat(25), (list, until, from) => {
        const entries = journalOf(list);
        const whole = replayed(entries);
        const kept = replayed(entries.slice(0, until));
        // Some of what was kept comes again, as after a restart between writing and confirming.
        expect(replayed(entries.slice(Math.min(until, from)), kept)).toEqual(whole);
        expect(replayed(entries, kept)).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});
