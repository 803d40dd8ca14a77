import { describe, expect, test } from 'vitest';
import { requestsOf, syncPlan, type Asked, type CountedSlice } from '../../../shared/sync/cost';
import { operationOf } from '../../../shared/api/catalogue';

const SETTLED = ['2026-11-06', '2026-11-07'];
const row = (slice: string, period: string | null, rows: number, agreedOn: readonly string[] = []): CountedSlice => ({
  slice: period === null ? slice : `${slice}|period=${period}`,
  source: slice.split('|')[0] as CountedSlice['source'],
  period,
  rows,
  digest: 'd',
  agreedOn,
  followed: agreedOn.length === 2,
});
const month = (period: string, agreedOn: readonly string[]): CountedSlice[] => [
  row('bill-lines|chargeMode=3', period, 250, agreedOn),
  row('consuming-customers', period, 2, agreedOn),
  row('fee-records|customer=a', period, 10, agreedOn),
  row('fee-records|customer=b', period, 10, agreedOn),
  row('orders', period, 5, agreedOn),
];
const asked = (more: Partial<Asked> = {}): Asked => ({ today: '2026-11-20', periods: null, everything: false, ...more });

describe('what a run will cost', () => {
  test('is unknown before anything was read', () => {
    expect(syncPlan(asked(), [], [])).toMatchObject({ requests: null, seconds: null });
  });

  test('is a page for each page of the last reading, and at least one', () => {
    const { paging } = operationOf('bill-lines');
    const max = paging.kind === 'records' ? paging.max : 0;
    expect([requestsOf('bill-lines', 0), requestsOf('bill-lines', max), requestsOf('bill-lines', max + 1)]).toEqual([1, 1, 2]);
  });

  test("counts the day's lists when they are due, and never what pages ask for", () => {
    const known = [
      ...month('2026-10', []),
      row('measure-units|language=zh_CN', null, 40),
      row('customer-tags', null, 450),
      row('period-resources|customer=a', null, 9),
    ];
    const without = syncPlan(asked(), known, []);
    const due = syncPlan(asked({ lists: true }), known, []);
    // One for the units, three batches of up to 200 customers.
    expect((due.requests ?? 0) - (without.requests ?? 0)).toBe(1 + 3);
  });

  test('counts a month that is not settled in full, details of orders with it', () => {
    const plan = syncPlan(asked(), [...month('2026-10', []), row('customers', null, 2)], []);
    const bill = requestsOf('bill-lines', 250);
    expect(plan.months).toEqual([{ period: '2026-10', state: 'settling', requests: bill + 1 + 2 + 1 + 5, saved: 0 }]);
    expect(plan.groups).toEqual({ bills: bill, fees: 3, orders: 6, names: 1 });
    expect(plan.requests).toBe(bill + 1 + 2 + 1 + 5 + 1);
    expect(plan.seconds).toBeGreaterThan(0);
  });

  test('leaves out what is settled, unless everything is asked for', () => {
    const known = month('2026-10', SETTLED);
    expect(syncPlan(asked(), known, []).months[0]).toMatchObject({ state: 'settled', saved: 1 + 5 });
    expect(syncPlan(asked({ everything: true }), known, []).months[0]).toMatchObject({ state: 'settled', saved: 0 });
  });

  test('calls no month settled that has a hole', () => {
    const plan = syncPlan(asked(), month('2026-10', SETTLED), [
      { slice: 'fee-records|customer=c', source: 'fee-records', period: '2026-10', failure: 'service' },
    ]);
    expect(plan.months[0]).toMatchObject({ state: 'settling', saved: 5 });
  });

  test('counts what refunds lead to: their details and older orders, once over all months', () => {
    const orders = Array.from({ length: 11 }, (_, i) => row(`order-details|order=CS${String(i)}`, null, 1));
    const refunds = ['CS1', 'CS2', 'CS3'].map((order) => row(`refund-details|order=${order}`, null, 2));
    const known = [...month('2026-10', []), ...month('2026-09', [])];
    const [plain, more] = [syncPlan(asked(), known, []), syncPlan(asked(), [...known, ...orders, ...refunds], [])];
    expect((more.requests ?? 0) - (plain.requests ?? 0)).toBe(3 + 1);
    expect((more.groups.orders ?? 0) - (plain.groups.orders ?? 0)).toBe(3 + 1);
  });

  test('takes a month never read to be like the last ones', () => {
    const [newest, before] = syncPlan(asked({ today: '2026-12-02' }), month('2026-10', SETTLED), []).months;
    expect(newest).toMatchObject({ period: '2026-11', state: 'new' });
    expect(newest?.requests).toBe((before?.requests ?? 0) + (before?.saved ?? 0));
  });

  test('follows what was picked', () => {
    const known = month('2026-10', []);
    const bill = requestsOf('bill-lines', 250);
    expect(syncPlan(asked({ groups: ['fees'], customers: ['a'], periods: ['2026-10'] }), known, []).requests).toBe(bill + 1 + 1);
    expect(syncPlan(asked({ groups: ['coupons'] }), known, []).months).toEqual([]);
  });
});
