import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { A, B, inputOf, u, type Given } from '../build-input';
import type { Adjustment, BalanceSnapshot, TotalCheck } from '../../../../shared/reconcile/types';

const PERIODS = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09'];
const balance = (at: string, amount: string, more: Partial<BalanceSnapshot> = {}): BalanceSnapshot => ({
  ...{ at: `${at}T02:00:00Z`, account: null, customer: A, reseller: null, designated: null, debt: null },
  amount: u(amount),
  ...more,
});
const record = (id: string, time: string, amount: string, more: Partial<Adjustment> = {}): Adjustment => ({
  ...{ id, customer: A, operation: 'SOURCE_OPERATION_BEADJUST', reseller: null, time: `${time}T01:00:00Z` },
  amount: u(amount),
  ...more,
});
const read = (period: string) => ({ slice: `adjust-records|period=${period}`, period, announced: 0, received: 0, failure: null });
/** 100 a month; 150 given and 20 taken back between two answers in August and September. */
const SOUND: Given = {
  periods: PERIODS,
  slices: PERIODS.map(read),
  bills: PERIODS.map((period) => ({ period, amount: '100' })),
  balances: [balance('2026-08-05', '80'), balance('2026-09-05', '110')],
  adjustments: [
    record('before', '2026-08-04', '999'),
    record('1', '2026-08-06', '150'),
    record('2', '2026-09-01', '20', { operation: 'SOURCE_OPERATION_BERETRIEVE' }),
    record('after', '2026-09-06', '999'),
  ],
};
const check32 = (more: Given = {}, period = '2026-09'): TotalCheck | undefined =>
  reconcile(inputOf({ ...SOUND, ...more }))
    .totals.find((one) => one.id === 'C4' && one.period === period)!
    .checks.find((one) => one.identity === '32');

describe('#32, a customer between two answers of its balance', () => {
  it('holds where what it spent lies inside what the bill may have charged', () => {
    const found = check32();
    expect(found).toMatchObject({ status: 'within', basis: 'inferred', left: u('100'), right: null, tested: 1, broken: 0 });
    // July may still be charged in August, August and September lie in it in part.
    expect(reasonText(found!.sentence, 'zh')).toContain('100.00，在账单允许的 0.00 至 300.00 之内');
  });

  it.each([
    ['a balance that rose by more than was given', '210.01', '-0.01'],
    ['a balance that fell by more than the bill charged', '-90.01', '300.01'],
  ])('breaks by %s, and names the customer', (_, now, spent) => {
    const found = check32({ balances: [balance('2026-08-05', '80'), balance('2026-09-05', now)] });
    expect(found).toMatchObject({ status: 'broken', left: u(spent), tested: 1, broken: 1 });
    expect(reasonText(found!.sentence, 'en')).toContain(`the first: ${A} (${spent}, allowed 0.00 to 300.00)`);
  });

  it('counts whole months for sure, less what coupons paid where that is known', () => {
    const balances = [balance('2026-06-05', '80'), balance('2026-09-05', '110')];
    const coupons = { quotas: null, coupons: null, operations: null, used: [{ period: '2026-07', customer: A, units: u('30') }] };
    const early = record('0', '2026-06-20', '-999', { operation: 'SOURCE_OPERATION_NEW' });
    const given = { balances, adjustments: [early, record('1', '2026-08-06', '150')] };
    expect(reasonText(check32({ ...given, coupons })!.sentence, 'en')).toContain('is 120.00, inside what the bill allows, 70.00 to 500.00');
    expect(reasonText(check32(given)!.sentence, 'en')).toContain('0.00 to 500.00');
    const little = { balances: [balances[0]!, balance('2026-09-05', '160.01')], adjustments: given.adjustments, coupons };
    expect(check32(little)).toMatchObject({ status: 'broken', left: u('69.99') });
  });

  it('takes arrears for money owed, and refunds for money that may have come back', () => {
    const owing = [balance('2026-08-05', '0', { debt: u('50') }), balance('2026-09-05', '40', { debt: null })];
    expect(check32({ balances: owing })).toMatchObject({ status: 'within', left: u('40') });
    const bills = [...SOUND.bills!, { period: '2026-08', kind: 1, amount: '-30' }];
    const risen = [balance('2026-08-05', '80'), balance('2026-09-05', '240')];
    expect(check32({ bills, balances: risen })).toMatchObject({ status: 'within', left: u('-30') });
    expect(check32({ balances: risen })!.status).toBe('broken');
  });

  it('is judged in the month of the second answer, and only where the bill and the records of all its months were read', () => {
    expect(check32({}, '2026-08')).toBeUndefined();
    expect(check32({ periods: PERIODS.slice(3), bills: [] })).toBeUndefined();
    expect(check32({ slices: [...PERIODS.map(read), { ...read('2026-08'), failure: 'permission' }] })).toBeUndefined();
    expect(check32({ balances: [balance('2026-08-05', '80')] })).toBeUndefined();
  });

  it('does not join two resellers, or two customers', () => {
    expect(check32({ balances: [balance('2026-08-05', '80', { reseller: 'r' }), balance('2026-09-05', '110')] })).toBeUndefined();
    expect(check32({ balances: [balance('2026-08-05', '80', { customer: B }), balance('2026-09-05', '110')] })).toBeUndefined();
  });
});
