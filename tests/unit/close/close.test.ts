import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../shared/digest';
import { ageInPeriods, asCloseCheck, breakStates, buildArchive, closeCheck, periodState, staleDecisions, type ClosableBreak } from '../../../shared/close';
import { reconcile } from '../../../shared/reconcile/engine';
import { inputOf } from '../reconcile/build-input';
import type { JournalBody, JournalEntry } from '../../../shared/journal/entries';

const journal = (...bodies: JournalBody[]): JournalEntry[] =>
  bodies.map((body, i) => ({ seq: i + 1, at: `2026-10-0${i + 1}T00:00:00Z`, by: 'Li', body, previous: '0'.repeat(64), hash: '0'.repeat(64) }));
const decide = (action: 'explain' | 'carry' | 'reopen' | 'approve' | 'match', breaks: string[], more: object = {}): JournalBody => ({ kind: 'decision', breaks, period: '2026-09', action, reason: 'timing', note: 'seen', owner: 'Li', ...more });
const SIGNED: JournalBody = { kind: 'sign-off', period: '2026-09', archive: 'a'.repeat(64), carried: [], carriedTotal: '0.00', note: '' };
const item = (id: string, more: Partial<ClosableBreak> = {}): ClosableBreak => ({ id, period: '2026-09', otherPeriod: null, difference: '2.50', ...more });

type Totals = Parameters<typeof closeCheck>[0]['totals'];
const NO_POLICY = { policy: { approverOther: false }, signer: 'Li' };
const check = (breaks: ClosableBreak[], entries: JournalEntry[], totals: Totals = [], explained = false, period = '2026-09', more: Partial<Parameters<typeof closeCheck>[0]> = {}) => {
  const states = breakStates(entries);
  return closeCheck({ period, breaks, totals, stateOf: (id) => states.of(id), explainedBy: () => (explained ? 'Li' : null), ...NO_POLICY, ...more });
};

describe('the life of a break', () => {
  it('is what the last decision says', () => {
    const states = breakStates(journal(decide('explain', ['a', 'b']), decide('carry', ['b']), decide('reopen', ['a'], { owner: '' }), decide('reopen', ['c'])));
    expect(['a', 'b', 'c', 'd'].map((id) => states.of(id).status)).toEqual(['open', 'carried', 'assigned', 'open']);
  });

  it('is approved with the sign-off, until the month is reopened', () => {
    const entries = [decide('explain', ['a']), SIGNED];
    expect(breakStates(journal(...entries)).of('a').status).toBe('approved');
    expect(breakStates(journal(...entries, { kind: 'reopened', period: '2026-09', reason: 'late credit note' })).of('a').status).toBe('explained');
  });

  it('lists decisions that fit no break any more', () => {
    expect(staleDecisions(breakStates(journal(decide('explain', ['gone', 'here']))), ['here']).map((stale) => stale.breakId)).toEqual(['gone']);
  });
});

describe('closing a month', () => {
  it('is refused with a list of what is missing', () => {
    const outcome = check([item('a'), item('b')], journal(decide('explain', ['b'], { reason: null })), [{ id: 'C7', period: '2026-09', status: 'broken', blocking: true }]);
    expect(outcome.ready).toBe(false);
    expect(outcome.missing.map(({ id, fault }) => [id, fault])).toEqual([['a', 'break-open'], ['b', 'no-reason'], ['C7', 'total-broken']]);
    expect(asCloseCheck(outcome, [], NO_POLICY.policy).missing[0]).toEqual({ kind: 'break', id: 'a', fault: 'break-open' });
  });

  it('is allowed when all is explained or carried, and carries the total', () => {
    const outcome = check([item('a'), item('b', { difference: '-1.00' }), item('c', { difference: null })], journal(decide('explain', ['a']), decide('carry', ['b', 'c'])));
    expect(outcome).toMatchObject({ ready: true, carriedOn: ['b', 'c'], carriedTotal: '-1.00' });
  });

  it('does not mind informative, unproven or explained totals', () => {
    expect(check([], [], [{ id: 'C2', period: '2026-09', status: 'broken', blocking: false }, { id: 'C1', period: '2026-09', status: 'not-provable', blocking: true }]).ready).toBe(true);
    expect(check([], [], [{ id: 'C3', period: '2026-09', status: 'broken', blocking: true }], true).ready).toBe(true);
  });

  it('asks an owner of each decision, a note of each explanation', () => {
    const outcome = check([item('a'), item('b'), item('c')], journal(decide('carry', ['a'], { owner: '' }), decide('explain', ['b'], { note: ' ' }), decide('carry', ['c'], { note: '' })));
    expect(outcome.missing.map(({ id, fault }) => [id, fault])).toEqual([['a', 'no-owner'], ['b', 'no-note']]);
  });

  it('counts a timing break in both months', () => {
    const timing = item('t', { otherPeriod: '2026-10' });
    expect(check([timing], [], [], false, '2026-10').missing).toHaveLength(1);
    expect(check([timing], journal(decide('carry', ['t'])), [], false, '2026-10').carriedTotal).toBe('-2.50');
  });

  it('lists what earlier months carried in, with its age', () => {
    const outcome = check([item('a', { period: '2026-07' })], journal(decide('carry', ['a'], { period: '2026-07' })));
    expect(outcome.carriedIn).toEqual([{ id: 'a', from: '2026-07', age: 2, difference: '2.50', owner: 'Li' }]);
    expect(ageInPeriods('2025-11', '2026-02')).toBe(3);
  });
});

describe('closing with a policy', () => {
  const policy = { policy: { approverOther: true }, signer: 'Wang' };
  const by = (name: string, ...bodies: JournalBody[]) => bodies.map((body) => ({ name, body }));
  const acts = (list: { name: string; body: JournalBody }[]): JournalEntry[] => journal(...list.map(({ body }) => body)).map((entry, i) => ({ ...entry, by: list[i]!.name }));
  const faults = (list: { name: string; body: JournalBody }[], more = policy) => check([item('a')], acts(list), [], false, '2026-09', more).missing.map(({ id, fault }) => [id, fault]);

  it('asks an approval of every explanation', () => {
    expect(faults(by('Li', decide('explain', ['a'])))).toEqual([['a', 'not-approved']]);
    expect(faults([...by('Li', decide('explain', ['a'])), ...by('Wang', decide('approve', ['a']))])).toEqual([]);
  });

  it('does not count an approval of one’s own, nor one that a new explanation came after', () => {
    expect(faults(by('Li', decide('explain', ['a']), decide('approve', ['a'])))).toEqual([['a', 'own-approval']]);
    expect(faults([...by('Li', decide('explain', ['a'])), ...by('Wang', decide('approve', ['a'])), ...by('Li', decide('explain', ['a']))])).toEqual([['a', 'not-approved']]);
  });

  it('refuses the sign-off of someone who prepared the month', () => {
    const done = [...by('Li', decide('explain', ['a'])), ...by('Wang', decide('approve', ['a']))];
    expect(faults(done, { ...policy, signer: 'Li' })).toEqual([['Li', 'own-signoff']]);
    const total = [{ id: 'C3' as const, period: '2026-09', status: 'broken' as const, blocking: true }];
    expect(check([], [], total, true, '2026-09', { ...policy, signer: 'Li' }).missing.map(({ fault }) => fault)).toEqual(['own-signoff']);
  });

  it('asks nothing of this kind while it is off', () => {
    expect(faults(by('Li', decide('explain', ['a'])), { policy: { approverOther: false }, signer: 'Li' })).toEqual([]);
  });
});

describe('decisions that the figures have moved under', () => {
  it('are asked for again when the difference is another', () => {
    const entries = journal(decide('explain', ['a'], { amounts: ['2.40'] }));
    expect(check([item('a')], entries).missing.map(({ fault }) => fault)).toEqual(['amount-moved']);
    expect(check([item('a', { difference: '2.40' })], entries).ready).toBe(true);
  });

  it('are asked for again when matched breaks no longer cancel out', () => {
    const entries = journal(decide('match', ['a', 'b']));
    expect(check([item('a'), item('b', { difference: '-2.50' })], entries).ready).toBe(true);
    expect(check([item('a'), item('b', { difference: '-2.40' })], entries).missing.map(({ fault }) => fault)).toEqual(['match-moved', 'match-moved']);
    expect(check([item('a')], entries).missing.map(({ fault }) => fault)).toEqual(['match-moved']);
  });

  it('keep a later month open when a carried break was taken up again in it', () => {
    const carried = decide('carry', ['a']);
    expect(check([item('a')], journal(carried), [], false, '2026-10').missing).toEqual([]);
    expect(check([item('a')], journal(carried, decide('reopen', ['a'], { owner: '', period: '2026-10' })), [], false, '2026-10').missing.map(({ fault }) => fault)).toEqual(['break-open']);
  });
});

describe('the state of a month', () => {
  it.each([
    ['open', [], {}],
    ['in-work', [decide('carry', ['a'])], {}],
    ['signed', [SIGNED], {}],
    ['closed', [SIGNED], { archived: true }],
    ['drifted', [SIGNED], { archived: true, drifted: true }],
    ['in-work', [decide('carry', ['a']), SIGNED, { kind: 'reopened', period: '2026-09', reason: 'x' }], {}],
  ] as [string, JournalBody[], object][])('%s', (state, bodies, known) => {
    expect(periodState('2026-09', journal(...bodies), { archived: false, drifted: false, ...known })).toBe(state);
  });
});

describe('the archive', () => {
  const rows = [{ amount: '10' }, { amount: '5', service: 'b' }, { amount: '7', period: '2026-08' }];
  const build = (bills: typeof rows) => {
    const input = inputOf({ periods: ['2026-08', '2026-09'], bills, fees: [{ payment: '10', trade: 'T' }], entries: [{ amount: '9' }] });
    return buildArchive('2026-09', input, reconcile(input), journal(decide('explain', ['other'], { period: '2026-08' }), decide('explain', ['mine'])));
  };

  it('has the same bytes whatever the order of rows, and its digest as name', () => {
    const archive = build(rows);
    expect(build([...rows].reverse())).toEqual(archive);
    expect(archive.sha256).toBe(sha256Hex(archive.text));
  });

  it('holds the month and nothing of another', () => {
    const content = JSON.parse(build(rows).text) as { billCells: unknown[]; decisions: unknown[]; ledger: unknown[]; breaks: { difference: string }[] };
    expect([content.billCells.length, content.ledger.length, content.decisions.length]).toEqual([2, 1, 1]);
    expect(content.breaks.map((one) => one.difference)).toContain('1.00');
  });
});
