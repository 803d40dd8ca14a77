import { describe, expect, test } from 'vitest';
import {
  customerListSlices,
  listSlices,
  billSlices,
  candidatePeriods,
  directorySlices,
  feeSlices,
  isRefundOrder,
  monthSlices,
  orderSlices,
  refundSlice,
} from '../../../electron/sync/planner';
import { parseSliceId, sliceId, type SliceKey } from '../../../shared/sync/slices';

const ids = (keys: readonly SliceKey[]): string[] => keys.map(sliceId);
const sets = (entries: Record<string, string[]>): Map<string, Set<string>> =>
  new Map(Object.entries(entries).map(([key, values]) => [key, new Set(values)]));

test('the months looked at start with the one before today and go back 18', () => {
  const months = candidatePeriods('2026-01-31');
  expect(months.slice(0, 2)).toEqual(['2025-12', '2025-11']);
  expect(months).toHaveLength(18);
});

describe('China', () => {
  test("a month's bill is three charge modes, own and of each reseller", () => {
    expect(ids(billSlices('cn', '2026-10', '2026-11-05', ['r1']))).toEqual([
      'bill-lines|chargeMode=1|period=2026-10',
      'bill-lines|chargeMode=3|period=2026-10',
      'bill-lines|chargeMode=11|period=2026-10',
      'bill-lines|chargeMode=1|period=2026-10|reseller=r1',
      'bill-lines|chargeMode=3|period=2026-10|reseller=r1',
      'bill-lines|chargeMode=11|period=2026-10|reseller=r1',
    ]);
  });

  test('accounts are read per month and account, own and of each reseller', () => {
    expect(monthSlices('cn', '2026-10', [])).toHaveLength(3);
    expect(monthSlices('cn', '2026-10', ['r1', 'r2'])).toHaveLength(9);
    expect(orderSlices('2026-10', ['r1'])).toHaveLength(2);
    expect(ids(directorySlices('cn', 'zh_CN', ['r1']))).toEqual([
      'customers',
      'customers|reseller=r1',
      'service-types|language=zh_CN',
      'service-types|language=en_US',
      'usage-types|language=zh_CN',
      'balances',
    ]);
  });
});

describe('International', () => {
  test('the statement of past months only, no account of the partner', () => {
    expect(ids(billSlices('intl', '2026-10', '2026-11-05', ['r1']))).toEqual(['statement|period=2026-10']);
    expect(billSlices('intl', '2026-11', '2026-11-05', [])).toEqual([]);
    expect(monthSlices('intl', '2026-10', ['r1'])).toEqual([]);
    expect(ids(directorySlices('intl', 'en_US', []))).not.toContain('balances');
  });
});

describe('fee records of a month', () => {
  test('consuming customers and customers of the bill lines, each once', () => {
    expect(ids(feeSlices('2026-10', ['a', 'b'], sets({ '': ['b', 'c'] }), sets({ '': ['a', 'b', 'c'] })))).toEqual([
      'fee-records|customer=b|period=2026-10',
      'fee-records|customer=c|period=2026-10',
      'fee-records|customer=a|period=2026-10',
    ]);
  });

  test('a customer known only under a reseller is asked for with that reseller', () => {
    const slices = ids(feeSlices('2026-10', ['a', 'x', 'y'], sets({ '': ['a'], r1: ['x'] }), sets({ '': ['a'], r1: ['x', 'y'] })));
    expect(slices).toEqual([
      'fee-records|customer=a|period=2026-10',
      'fee-records|customer=x|period=2026-10|reseller=r1',
      'fee-records|customer=y|period=2026-10|reseller=r1',
    ]);
  });

  test('a customer that changed place in the month is asked for in both', () => {
    expect(ids(feeSlices('2026-10', ['a'], sets({ '': ['a'], r1: ['a'] }), sets({ '': [], r1: ['a'] })))).toEqual([
      'fee-records|customer=a|period=2026-10',
      'fee-records|customer=a|period=2026-10|reseller=r1',
    ]);
  });

  test('one that left since is asked for without a reseller', () => {
    expect(ids(feeSlices('2026-10', ['gone'], sets({ '': [] }), sets({ '': [] })))).toEqual(['fee-records|customer=gone|period=2026-10']);
  });
});

describe('refund orders', () => {
  const order = (type: string, amount: string | null) => ({
    order_id: 'CS1',
    customer_id: 'a',
    order_type: type,
    amount_after_discount: amount,
  });
  test('unsubscriptions always, changes when negative, nothing else', () => {
    expect(isRefundOrder(order('4', '-20'))).toBe(true);
    expect(isRefundOrder(order('4', '20'))).toBe(true);
    expect(isRefundOrder(order('3', '-0.01'))).toBe(true);
    expect(isRefundOrder(order('3', '12'))).toBe(false);
    expect(isRefundOrder(order('3', null))).toBe(false);
    expect(isRefundOrder(order('1', '-1'))).toBe(false);
  });

  test('their details are asked for with the customer, as a partner has to', () => {
    expect(refundSlice(order('4', '-1'), 'r1')).toEqual({ source: 'refund-details', order: 'CS1', customer: 'a', reseller: 'r1' });
  });
});

test('a slice name is read back to the same key', () => {
  for (const key of [
    ...billSlices('cn', '2026-10', '2026-11-05', ['r|1=ü']),
    refundSlice({ order_id: 'CS1', customer_id: 'a' }, undefined),
  ]) {
    expect(parseSliceId(sliceId(key))).toEqual(key);
  }
});

test("the day's lists: units and types in both languages, coupons of everyone; customers are asked about once they are known", () => {
  const ids = listSlices('cn', ['r1']).map(sliceId);
  expect(ids).toEqual([
    'measure-units|language=zh_CN',
    'measure-units|language=en_US',
    'conversions',
    'resource-types|language=zh_CN',
    'resource-types|language=en_US',
    'own-coupons',
    'own-coupons|reseller=r1',
  ]);
  const lists = [
    {
      reseller: undefined,
      customers: [
        { customer_id: 'a', association_type: '2' },
        { customer_id: 'b', association_type: '1' },
      ],
    },
    { reseller: 'r1', customers: [] },
  ];
  const asked = (site: 'cn' | 'intl') => customerListSlices(site, lists).map(({ key, customers }) => [sliceId(key), customers]);
  expect(asked('cn')).toEqual([['customer-tags', ['a']]]);
  expect(asked('intl')).toEqual([['customer-budgets', ['a']]]);
});
