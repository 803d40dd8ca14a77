import { describe, expect, it } from 'vitest';
import { decisionsDocument, DecisionsDocument, reviewDecisions, stateAfter, tornMatch, type BreakAct } from '../../../shared/close';

const act = (seq: number, action: BreakAct['action'], more: Partial<BreakAct> = {}): BreakAct => ({
  seq,
  at: '2026-11-01T00:00:00Z',
  by: '同事',
  action,
  period: '2026-10',
  reason: 'other',
  note: 'n',
  owner: '同事',
  ...more,
});
const item = (id: string, period = '2026-10') => ({ id, period, otherPeriod: null, class: 'amount', customer: 'c', difference: '1.00' });
const FACTS = { profile: '示例', site: 'cn' as const, months: ['2026-10'], head: { seq: 4, hash: 'f'.repeat(64) } };
const write = (acts: Record<string, BreakAct[]>) =>
  decisionsDocument(
    FACTS,
    Object.keys(acts).map((id) => item(id)),
    (id) => acts[id] ?? [],
  );
const kinds = (
  theirs: Record<string, BreakAct[]>,
  ours: Record<string, BreakAct[]>,
  signed: string[] = [],
  difference: string | null = '1.00',
) =>
  reviewDecisions(write(theirs), {
    breakOf: (id) => (id in ours ? { ...item(id), difference } : null),
    actsOf: (id) => ours[id] ?? [],
    signed: new Set(signed),
  }).map(({ kind }) => kind);

describe('decisions as a file', () => {
  it('hold the chosen months’ decided breaks with their history, and are read back', () => {
    const document = decisionsDocument(FACTS, [item('b'), item('a'), item('old', '2026-09'), item('bare')], (id) =>
      id === 'bare' ? [] : [act(1, 'explain')],
    );
    expect(document.breaks.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(DecisionsDocument.parse(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it('tell what was taken from someone else as their maker’s, also when that was undone', () => {
    const taken = [act(7, 'explain', { by: '第三人' }), act(8, 'approve', { by: '主管' })];
    for (const acts of [
      [act(1, 'carry'), act(2, 'take', { taken })],
      [act(1, 'carry'), act(2, 'take', { taken }), act(3, 'undo')],
    ]) {
      const [shared] = write({ a: acts }).breaks;
      expect(shared!.acts.some(({ action }) => (action as string) === 'take')).toBe(false);
      expect(stateAfter(shared!.acts as BreakAct[])).toEqual(stateAfter(acts));
    }
  });

  it('are the same, new, a conflict, unknown or too late', () => {
    const theirs = { a: [act(1, 'explain')] };
    expect(kinds(theirs, { a: [act(9, 'explain', { at: 'later' })] })).toEqual(['same']);
    expect(kinds(theirs, { a: [] })).toEqual(['new']);
    expect(kinds(theirs, { a: [act(9, 'carry')] })).toEqual(['conflict']);
    expect(kinds(theirs, {})).toEqual(['unknown']);
    expect(kinds(theirs, { a: [] }, ['2026-10'])).toEqual(['closed']);
  });

  it('are no news where somebody opened the break again, only assigned it, or looks at another difference', () => {
    const theirs = { a: [act(1, 'explain'), act(2, 'approve', { by: '主管' })] };
    expect(kinds(theirs, { a: [act(9, 'assign', { owner: '我' })] })).toEqual(['conflict']);
    expect(kinds(theirs, { a: [act(8, 'explain'), act(9, 'reopen', { note: '查错了', owner: '' })] })).toEqual(['conflict']);
    expect(kinds(theirs, { a: [act(8, 'explain'), act(9, 'undo')] })).toEqual(['new']);
    expect(kinds(theirs, { a: [] }, [], '1.5')).toEqual(['conflict']);
    expect(kinds(theirs, { a: [] }, [], '1')).toEqual(['new']);
    expect(kinds(theirs, { a: [] }, [], null)).toEqual(['conflict']);
  });

  it('of a file that puts a break into another month do not pass a sign-off', () => {
    const document = write({ a: [act(1, 'explain')] });
    const moved = { ...document, breaks: document.breaks.map((one) => ({ ...one, period: '2026-08' })) };
    const [reviewed] = reviewDecisions(moved, { breakOf: (id) => item(id), actsOf: () => [], signed: new Set(['2026-10']) });
    expect(reviewed!.kind).toBe('closed');
  });

  it('of a break named twice are no document', () => {
    const document = write({ a: [act(1, 'explain')] });
    expect(DecisionsDocument.safeParse({ ...document, breaks: [...document.breaks, ...document.breaks] }).success).toBe(false);
  });

  it('matched by hand go over together, on both sides, or not at all', () => {
    const match = (...together: string[]) => [act(1, 'match', { together })];
    const review = (theirs: Record<string, BreakAct[]>, ours: Record<string, BreakAct[]>) =>
      reviewDecisions(write(theirs), {
        breakOf: (id) => (id in ours ? item(id) : null),
        actsOf: (id) => ours[id] ?? [],
        signed: new Set(),
      });
    const both = review({ a: match('a', 'b'), b: match('a', 'b') }, { a: [], b: [] });
    expect(tornMatch(both, new Set(['a']))).toBe('a');
    expect(tornMatch(both, new Set(['a', 'b']))).toBeNull();
    const ours = review({ a: [act(1, 'explain')] }, { a: match('a', 'b'), b: match('a', 'b') });
    expect(tornMatch(ours, new Set(['a']))).toBe('a');
  });
});
