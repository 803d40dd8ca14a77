import { describe, expect, it } from 'vitest';
import { ageBucket, historyOf, standingActs, stateAfter, type BreakAct } from '../../../shared/close';

const act = (seq: number, action: BreakAct['action'], more: Partial<BreakAct> = {}): BreakAct => ({
  seq,
  at: `2026-11-0${seq}T00:00:00Z`,
  by: '示例会计',
  action,
  period: '2026-10',
  reason: 'other',
  note: 'n',
  owner: '示例会计',
  ...more,
});

describe('the acts on a break', () => {
  it('lead from open over assigned and explained to approved', () => {
    const acts = [act(1, 'assign'), act(2, 'explain'), act(3, 'approve', { by: '示例用户' })];
    expect(historyOf(acts).map(({ from, to }) => `${from} ${to}`)).toEqual(['open assigned', 'assigned explained', 'explained approved']);
    expect(stateAfter(acts)).toMatchObject({ status: 'approved', by: '示例会计', approvedBy: '示例用户' });
  });

  it('approve nothing that is not explained', () => {
    expect(stateAfter([act(1, 'carry'), act(2, 'approve')]).status).toBe('carried');
    expect(stateAfter([act(1, 'approve')]).status).toBe('open');
  });

  it('are taken back one by one, and stay in the history', () => {
    const acts = [act(1, 'assign'), act(2, 'explain'), act(3, 'undo'), act(4, 'undo')];
    expect(stateAfter(acts.slice(0, 3)).status).toBe('assigned');
    expect(stateAfter(acts)).toMatchObject({ status: 'open', owner: null });
    expect(historyOf(acts)).toHaveLength(4);
  });

  it('are not taken back by an undo that names others', () => {
    expect(stateAfter([act(1, 'assign'), act(2, 'explain'), act(3, 'undo', { undoes: [1] })]).status).toBe('explained');
    expect(standingActs([act(1, 'assign'), act(2, 'explain'), act(3, 'undo', { undoes: [2] })]).map(({ seq }) => seq)).toEqual([1]);
  });

  it('of a colleague count as one, with the names they carry', () => {
    const taken = [act(8, 'explain', { by: '同事' }), act(9, 'approve', { by: '主管' })];
    const acts = [act(1, 'carry'), act(2, 'take', { taken })];
    expect(stateAfter(acts)).toMatchObject({ status: 'approved', by: '同事', approvedBy: '主管' });
    expect(stateAfter([...acts, act(3, 'undo')]).status).toBe('carried');
  });
});

it.each([
  [0, '0'],
  [1, '1'],
  [3, '2-3'],
  [6, '4-6'],
  [7, '7+'],
])('%i months old is in the bucket %s', (months, bucket) => {
  expect(ageBucket(months)).toBe(bucket);
});
