import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { A, ECS, inputOf, PERIOD, u, type Given } from '../build-input';
import type { OrderRecord } from '../../../../shared/reconcile/types';

const order = (id: string, amount: string, more: Partial<OrderRecord> = {}): OrderRecord => ({ id, customer: A, type: 1, status: 5, afterDiscount: u(amount), official: u(amount), createdAt: `${PERIOD}-03T00:00:00Z`, paidAt: `${PERIOD}-03T00:00:00Z`, detailSum: null, exists: true, ...more });
const line = (amount: string, baseOrder = 'CS1') => ({ refundOrder: 'RF1', customer: A, service: ECS, amount: u(amount), baseOrder });
const refund = (more: Partial<OrderRecord> = {}): OrderRecord => order('RF1', '60', { type: 4, commission: u('5'), consumed: u('35'), ...more });
/** 100 paid in August, 5 as a fee and 35 as used up kept, 60 given back. */
const SOUND = {
  periods: ['2026-08', PERIOD],
  orders: [order('CS1', '100', { paidAt: '2026-08-03T00:00:00Z', vouchers: u('20') }), refund()],
  refunds: [line('-100'), line('35'), line('5')],
  fees: [{ payment: '-60', billType: 4, chargeMode: 1, trade: 'RF1' }],
  bills: [
    { amount: '500', service: ECS, chargeMode: 1 },
    { amount: '-60', service: ECS, chargeMode: 1, kind: 1 },
  ],
} satisfies Given;
const rules = { version: 1 as const, rules: [{ id: 'cost', match: {}, price: { kind: 'pass-through' as const }, tax: '0', rounding: 'half-up-total' as const, from: '2026-01', to: null }] };

const run = (given: Given = {}) => {
  const result = reconcile(inputOf({ ...SOUND, ...given }));
  const c3 = result.totals.find((one) => one.id === 'C3' && one.period === PERIOD)!;
  return { c3, trace: result.refundTrace, check: (identity: string) => c3.checks.find((one) => one.identity === identity) };
};

describe('C3, what an unsubscription kept', () => {
  it('shows the fee apart from what was used up, the original with its month, type and vouchers', () => {
    const { c3, trace, check } = run();
    expect(c3.status).toBe('equal');
    expect(trace).toMatchObject([{ refundOrder: 'RF1', baseOrder: 'CS1', baseType: 1, basePeriod: '2026-08', paid: u('100'), vouchers: u('20'), refunded: u('100'), kept: u('40'), fee: u('5'), used: u('35') }]);
    expect(check('25')).toMatchObject({ status: 'equal', basis: 'documented', left: u('40'), right: u('40'), tested: 1 });
  });

  it('an order that keeps other than its details is named, and so is one whose list price is another', () => {
    expect(run({ orders: [SOUND.orders[0]!, refund({ commission: u('6') })] }).check('25')).toMatchObject({ status: 'broken', difference: u('1'), sentence: { params: { name: 'RF1' } } });
    expect(run({ orders: [SOUND.orders[0]!, refund({ official: u('61') })] }).check('25')).toMatchObject({ status: 'broken', difference: 0n });
  });

  it('says nothing of an order that does not state them', () => {
    const { trace, check } = run({ orders: [SOUND.orders[0]!, order('RF1', '60', { type: 4 })] });
    expect(check('25')).toBeUndefined();
    expect(trace).toMatchObject([{ kept: u('40'), fee: null, used: null }]);
  });

  it('goes back to the original and its renewal, each with its month; what is kept is split only where it can be', () => {
    const orders = [order('CS1', '60', { paidAt: '2026-08-03T00:00:00Z' }), order('CS2', '40', { type: 2 })];
    const refunds = [line('-60'), line('-40', 'CS2'), line('40')];
    const two = run({ orders: [...orders, refund()], refunds }).trace;
    expect(two).toMatchObject([
      { baseOrder: 'CS1', baseType: 1, basePeriod: '2026-08', kept: u('40'), fee: null, used: null },
      { baseOrder: 'CS2', baseType: 2, basePeriod: PERIOD, kept: 0n, fee: 0n, used: 0n },
    ]);
    const free = run({ orders: [...orders, refund({ commission: 0n, consumed: u('40') })], refunds }).trace;
    expect(free).toMatchObject([{ fee: 0n, used: u('40') }, { fee: 0n, used: 0n }]);
  });
});

describe('C3, whether the counterparty was credited', () => {
  const revenue = (amount: string, reference: string | null = null) => ({ role: 'revenue' as const, customer: A, service: ECS, amount, basis: 'taxed' as const, reference });

  it('a row that names the order or its original', () => {
    for (const reference of ['RF1', 'CS1']) {
      const { trace, check } = run({ priceRules: rules, entries: [revenue('500'), revenue('-60', reference)] });
      expect(trace).toMatchObject([{ credit: 'row' }]);
      expect(check('55')).toMatchObject({ status: 'equal', tested: 1, broken: 0 });
    }
  });

  it('a month’s sum that nets it', () => {
    expect(run({ priceRules: rules, entries: [revenue('440')] }).trace).toMatchObject([{ credit: 'sum' }]);
  });

  it('a month’s sum without it', () => {
    const { trace, check, c3 } = run({ priceRules: rules, entries: [revenue('500')] });
    expect(trace).toMatchObject([{ credit: 'missing' }]);
    expect(check('55')).toMatchObject({ status: 'broken', broken: 1, sentence: { params: { name: 'RF1' } } });
    expect(c3.status).toBe('equal');
  });

  it('a deviation of another kind, or no ledger, tells nothing', () => {
    expect(run({ priceRules: rules, entries: [revenue('123.45')] }).trace).toMatchObject([{ credit: 'untold' }]);
    const none = run();
    expect(none.trace).toMatchObject([{ credit: 'untold' }]);
    expect(none.check('55')).toBeUndefined();
  });
});
