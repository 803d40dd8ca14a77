import { describe, expect, it } from 'vitest';
import { closingSteps, type StepFacts } from '../../../renderer/pages/period/closing-steps';

const READY: StepFacts = {
  period: '2026-10',
  state: 'open',
  today: '2026-11-06',
  files: false,
  final: true,
  books: 3,
  reconciled: true,
  check: { ready: true, missing: [], policy: { approverOther: false } },
};
const states = (facts: Partial<StepFacts>) => closingSteps({ ...READY, ...facts }).map(({ name, state }) => `${name} ${state}`);
const next = (facts: Partial<StepFacts>) => closingSteps({ ...READY, ...facts }).find(({ state }) => state === 'next');
const open = { kind: 'break', id: 'b', fault: 'break-open' } as const;

describe('the steps to a close', () => {
  it('lead to the signature when all before is done; nobody else approves unless the policy asks', () => {
    expect(states({})).toEqual([
      'sync done',
      'import done',
      'reconcile done',
      'explain done',
      'approve skipped',
      'sign next',
      'close later',
    ]);
  });
  it('have one next step, the first that is not done', () => {
    expect(states({ books: 0, final: false })).toEqual([
      'sync next',
      'import later',
      'reconcile done',
      'explain done',
      'approve skipped',
      'sign later',
      'close later',
    ]);
    expect(next({ books: 0 })?.name).toBe('import');
    expect(next({ reconciled: false })?.name).toBe('reconcile');
  });
  it('ask for another sync until the bill is final', () => {
    expect(next({ today: '2026-11-05' })?.name).toBe('sync');
    expect(next({ final: false })?.name).toBe('sync');
    // A bill that came as a file is what it is.
    expect(states({ files: true, today: '2026-11-05' })[0]).toBe('sync skipped');
    expect(next({ files: true, final: false })?.name).toBe('sync');
  });
  it('count what is open, what waits for an approval and who may not sign apart', () => {
    const policy = { approverOther: true };
    const waits = { ...open, fault: 'not-approved' } as const;
    const person = { kind: 'person', id: '示例会计', fault: 'own-signoff' } as const;
    const total = { kind: 'total', id: 'C3', fault: 'total-broken' } as const;
    expect(next({ check: { ready: false, missing: [open, total, waits, person], policy } })).toEqual({
      name: 'explain',
      state: 'next',
      left: 2,
    });
    expect(next({ check: { ready: false, missing: [waits, person], policy } })).toEqual({ name: 'approve', state: 'next', left: 1 });
    expect(next({ check: { ready: false, missing: [person], policy } })).toEqual({ name: 'sign', state: 'next', left: 1 });
  });
  it('are all behind a closed month, whatever today’s data say; a signed one waits for its archive', () => {
    const gone = { final: false, books: 0, reconciled: false, check: { ready: false, missing: [open], policy: { approverOther: true } } };
    for (const state of ['closed', 'drifted'] as const) expect(next({ ...gone, state })).toBeUndefined();
    expect(next({ ...gone, state: 'signed' })?.name).toBe('close');
  });
  it('take nothing for done that the desk has not looked at', () => {
    expect(next({ check: null })?.name).toBe('explain');
  });
});
