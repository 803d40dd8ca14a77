import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { A, inputOf, PERIOD, u, type Given } from '../build-input';
import type { OrderPart, OrderRecord } from '../../../../shared/reconcile/types';

const order = (id: string, amount: string, more: Partial<OrderRecord> = {}): OrderRecord => ({ id, customer: A, type: 1, status: 5, afterDiscount: u(amount), official: u(amount), createdAt: `${PERIOD}-03T00:00:00Z`, paidAt: `${PERIOD}-03T00:00:00Z`, detailSum: null, exists: true, ...more });
const part = (id: string, amount: string, status = 5): OrderPart => ({ id, status, afterDiscount: u(amount) });
const fee = (trade: string, payment: string) => ({ payment, trade, chargeMode: 1, billType: 1 });
const c6 = (given: Given) => reconcile(inputOf(given)).totals.find((one) => one.id === 'C6')!;

describe('C6, the parts of a combined order', () => {
  const whole = order('CS1', '100', { parts: [part('CS1-1', '60'), part('CS1-2', '40')] });

  it('are matched part by part', () => {
    expect(c6({ orders: [whole], fees: [fee('CS1-1', '60'), fee('CS1-2', '40')] })).toMatchObject({ status: 'equal', left: u('100'), right: u('100'), buckets: { tested: 2, broken: 0 } });
  });

  it('a part that differs is named, although the sums agree', () => {
    expect(c6({ orders: [whole], fees: [fee('CS1-1', '50'), fee('CS1-2', '50')] })).toMatchObject({
      status: 'broken',
      difference: 0n,
      buckets: { tested: 2, broken: 2 },
      firstDivergence: { bucket: { customer: A, order: 'CS1', part: 'CS1-1' }, difference: u('10') },
    });
  });

  it('records that name the whole alone are compared with the whole', () => {
    expect(c6({ orders: [whole], fees: [fee('CS1', '100')] })).toMatchObject({ status: 'equal', buckets: { tested: 1 } });
    expect(c6({ orders: [whole], fees: [fee('CS1', '99')] }).firstDivergence).toMatchObject({ bucket: { order: 'CS1' }, difference: u('1') });
  });

  it('parts that do not add up to the whole leave a bucket of their own', () => {
    const short = { ...whole, afterDiscount: u('110') };
    expect(c6({ orders: [short], fees: [fee('CS1-1', '60'), fee('CS1-2', '40')] })).toMatchObject({ status: 'broken', buckets: { tested: 3, broken: 1 }, firstDivergence: { bucket: { order: 'CS1' }, left: u('110'), right: u('100'), difference: u('10') } });
    expect(c6({ orders: [short], fees: [fee('CS1-1', '60'), fee('CS1-2', '40'), fee('CS1', '10')] }).status).toBe('equal');
  });

  it('a cancelled part wants no record, a pending one says nothing', () => {
    const orders = (status: number) => [order('CS1', '60', { parts: [part('CS1-1', '60'), part('CS1-2', '40', status)] })];
    expect(c6({ orders: orders(4), fees: [fee('CS1-1', '60')] })).toMatchObject({ status: 'equal', left: u('60'), buckets: { tested: 2 } });
    expect(c6({ orders: orders(4), fees: [fee('CS1-1', '60'), fee('CS1-2', '40')] })).toMatchObject({ status: 'broken', buckets: { broken: 1 } });
  });

  it('a part that the list names as an order too is tested once', () => {
    expect(c6({ orders: [whole, order('CS1-1', '60'), order('CS1-2', '40')], fees: [fee('CS1-1', '60'), fee('CS1-2', '40')] })).toMatchObject({ status: 'equal', left: u('100'), buckets: { tested: 2 } });
  });
});

describe('C6, list price - discounts (#24)', () => {
  const fees = [fee('CS1', '100')];
  const check = (more: Partial<OrderRecord>) => c6({ fees, orders: [order('CS1', '100', more)] }).checks;

  it('holds, is broken by name, and is not tested where no discount is stated', () => {
    expect(check({ official: u('120'), discount: u('20') })).toMatchObject([{ identity: '24', status: 'equal', tested: 1 }]);
    expect(check({ official: u('120'), discount: u('19') })).toMatchObject([{ identity: '24', status: 'broken', sentence: { params: { name: 'CS1', left: '100.00', right: '101.00' } } }]);
    expect(check({})).toEqual([]);
  });
});
