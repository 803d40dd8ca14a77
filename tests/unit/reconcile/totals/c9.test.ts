import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { inputOf, PERIOD, u, type Given } from '../build-input';
import type { Incentive, Movement } from '../../../../shared/reconcile/types';

const detail = (bill: string | null, amount: string, more: Partial<Incentive> = {}): Incentive => ({ bill, id: `${bill ?? ''}${amount}`, period: PERIOD, status: null, units: u(amount), ...more });
const rebate = (id: string, amount: string, time = `${PERIOD}-20T00:00:00Z`): Movement => ({ id, account: 'BALANCE_TYPE_DEBIT', detailType: 'SOURCE_OPERAIION_RECHARGE_REBATE', time, change: u(amount), balanceAfter: null, type: '1', customer: null });
const c9 = (given: Given) => reconcile(inputOf({ bills: [{ amount: '1' }], ...given })).totals.find((one) => one.id === 'C9')!;

describe('C9', () => {
  it('details of a bill, a negative one too, add up to one movement', () => {
    expect(c9({ incentives: [detail('B1', '50'), detail('B1', '-8')], movements: [rebate('M1', '42')] })).toMatchObject({ status: 'equal', left: u('42'), right: u('42'), blocking: false });
  });

  it('counts a detail listed twice once and says so, and details without an ID as often as they stand', () => {
    const twice = c9({ incentives: [detail('B1', '42'), detail('B1', '42')], movements: [rebate('M1', '42')] });
    expect(twice).toMatchObject({ status: 'equal', left: u('42'), sentence: { key: 'c9-repeats', params: { repeats: '1' } } });
    const unnamed = [detail('B1', '21', { id: '' }), detail('B1', '21', { id: '' })];
    expect(c9({ incentives: unnamed, movements: [rebate('M1', '42')] })).toMatchObject({ status: 'equal', sentence: { key: 'c9-equal' } });
  });

  it('or to one voucher quota', () => {
    const quota = { id: 'Q', value: u('42'), balance: u('42'), status: 0, createdAt: `${PERIOD}-21T00:00:00Z`, reseller: null, parent: null };
    expect(c9({ incentives: [detail('B1', '42')], coupons: { quotas: [quota], coupons: null, operations: null, used: [] } }).status).toBe('equal');
  });

  it('a bill without payment may be paid by bank transfer', () => {
    expect(c9({ incentives: [detail('B1', '42'), detail('B2', '3')], movements: [rebate('M1', '42')] })).toMatchObject({ status: 'not-provable', sentence: { key: 'c9-open', params: { open: '1', amount: '3.00' } } });
  });

  it('a payment nobody billed is broken', () => {
    const total = c9({ incentives: [detail('B1', '42')], movements: [rebate('M1', '40')] });
    expect(total).toMatchObject({ status: 'broken', difference: u('2'), buckets: { broken: 2 } });
    expect(total.path.map(({ level, diverging }) => [level, diverging])).toEqual([['incentiveBill', 2]]);
  });

  it('one payment settles one bill', () => {
    expect(c9({ incentives: [detail('B1', '42'), detail('B2', '42')], movements: [rebate('M1', '42')] }).status).toBe('not-provable');
    expect(c9({ incentives: [detail('B1', '42'), detail('B2', '42')], movements: [rebate('M1', '42'), rebate('M2', '42')] }).status).toBe('equal');
  });

  it('a payment before the bill’s month is another one’s', () => {
    const given = { periods: ['2026-08', PERIOD], incentives: [detail('B1', '42')], movements: [rebate('M1', '42', '2026-08-10T00:00:00Z')] };
    expect(c9({ ...given }).sentence.key).toBe('c9-none');
    expect(reconcile(inputOf({ ...given, bills: [{ amount: '1' }] })).totals.filter((one) => one.id === 'C9').map((one) => one.status)).toEqual(['not-provable', 'not-provable']);
  });

  it('says what to import', () => {
    expect(c9({})).toMatchObject({ status: 'not-provable', sentence: { key: 'c9-unread' } });
    expect(c9({ movements: [rebate('M1', '42')] })).toMatchObject({ status: 'not-provable', right: u('42'), sentence: { key: 'c9-import' } });
  });
});
