import { describe, expect, it } from 'vitest';
import { divergingRows } from '../../../renderer/pages/period/diverging-rows';
import { remedyOf } from '../../../renderer/pages/period/remedy';
import { roundingCases } from '../../../renderer/pages/period/rounding-cases';
import { ASKING, asksForSomething } from '../../../shared/reconcile/asks';
import { reason, REASONS, type ReasonKey } from '../../../shared/reconcile/reasons';
import type { TotalId } from '../../../shared/reconcile/types';

const of = (id: TotalId, key: ReasonKey, facts: { files?: boolean; newest?: string } = {}) =>
  remedyOf({ id, status: 'not-provable', period: '2026-10', sentence: reason(key) }, { files: false, newest: '2026-10', ...facts });

describe('what a total that cannot be proved waits for', () => {
  it('is a sync where an interface gives it', () => {
    for (const [id, key] of [
      ['C2', 'c2-none'],
      ['C3', 'c3-unread'],
      ['C4', 'c4-none'],
      ['C5', 'c5-unread'],
      ['C6', 'c6-unread'],
      ['C7', 'c7-none'],
    ] as const)
      expect(of(id, key), key).toEqual({ kind: 'sync' });
  });
  it('is a file where nothing else gives it, and where there is no gateway', () => {
    expect(of('C1', 'c1-cn-import')).toEqual({ kind: 'import', document: 'partner-bill' });
    expect(of('C8', 'c8-unread')).toEqual({ kind: 'import', document: 'invoices' });
    expect(of('C9', 'c9-import')).toEqual({ kind: 'import', document: 'incentive' });
    expect(of('C4', 'c4-none', { files: true })).toEqual({ kind: 'import', document: 'income-expense' });
    expect(of('C2', 'c2-none', { files: true })).toBeNull();
  });
  it('is nothing where the sentence asks for nothing', () => {
    for (const key of ['c8-open', 'c5-none', 'c1-file-currency'] as const)
      expect(of(key === 'c8-open' ? 'C8' : key === 'c5-none' ? 'C5' : 'C1', key)).toBeNull();
  });
  it('is told by a sentence’s key, whatever was put around it, and by the words that say so', () => {
    const saysSo = (Object.keys(REASONS) as ReasonKey[]).filter((key) => REASONS[key].zh.startsWith('尚不能证明'));
    expect([...ASKING].sort()).toEqual(saysSo.sort());
    const wrapped = { at: '@c1-typed', judged: '@c1-intl-import', place: '@place-1', sentence: '@c2-broken' };
    expect(asksForSomething(reason('total-at', wrapped))).toBe(true);
    expect(asksForSomething(reason('total-at', { ...wrapped, judged: '@c1-intl-file' }))).toBe(false);
  });
  it('is not known of a total whose words alone were kept, until it is judged again', () => {
    const kept = { id: 'C2', status: 'not-provable', period: '2026-10', sentence: REASONS['c2-none'] } as const;
    expect(remedyOf(kept, { files: false, newest: '2026-10' })).toBeNull();
  });
  it('is another month where it is judged there', () => {
    expect(of('C5', 'c5-earlier', { newest: '2026-12' })).toEqual({ kind: 'look', period: '2026-12' });
  });
  it('is nothing for a total that is proved or broken', () => {
    const sentence = reason('c2-none');
    expect(remedyOf({ id: 'C2', status: 'broken', period: '2026-10', sentence }, { files: false, newest: null })).toBeNull();
  });
});

describe('rows behind the first divergence', () => {
  it('are the narrowest list that has them, on each side', () => {
    const rows = divergingRows('C2', { counterparty: 'r1', service: 'ec2', chargeMode: '3', kind: '0' }, new Set(['r1']));
    expect(rows.left).toEqual({
      list: 'bill-lines',
      filters: [
        ['reseller', 'r1'],
        ['service', 'ec2'],
        ['chargeMode', '3'],
        ['kind', '0'],
      ],
    });
    // Fee records know no reseller and no kind: wider, never empty.
    expect(rows.right).toEqual({
      list: 'fee-records',
      filters: [
        ['service', 'ec2'],
        ['chargeMode', '3'],
      ],
    });
  });
  it('are none where no list has such rows', () => {
    expect(divergingRows('C8', { kind: 'sum' }, new Set())).toEqual({ left: null, right: null });
  });
});

describe('the rounding court', () => {
  const row = (id: string, rule: string, difference: string) => ({
    id,
    rule,
    party: 'c',
    service: null,
    bill: null,
    ledger: null,
    role: 'cost',
    difference,
  });
  it('hears each rule by how much it explains, with the largest as examples', () => {
    const cases = roundingCases([
      row('a', 'court-cell-truncate', '0.01'),
      row('b', 'court-lines-half-up', '-0.03'),
      row('c', 'court-lines-half-up', '0.01'),
      row('d', 'court-lines-half-up', '0.02'),
      row('e', 'court-lines-half-up', '-0.02'),
    ]);
    expect(cases.map(({ rule, count, difference }) => [rule, count, difference])).toEqual([
      ['court-lines-half-up', 4, '-0.02'],
      ['court-cell-truncate', 1, '0.01'],
    ]);
    expect(cases[0]!.examples.map(({ id }) => id)).toEqual(['b', 'd', 'e']);
    expect(roundingCases([])).toEqual([]);
  });
});
