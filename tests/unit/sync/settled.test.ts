/** Runs over settled months, and runs that were asked for a part only. */
import { describe, expect, test } from 'vitest';
import { parseExact } from '../../../electron/sync/exact-json';
import { extract } from '../../../electron/sync/extract';
import type { SyncOptions } from '../../../electron/sync/run';
import { SliceContent } from '../../../electron/sync/slice-content';
import { MONTH_PARTS, type MonthPart, type SettledPart } from '../../../shared/sync/freshness';
import { aRun, fee, line, order } from './a-run';
import type { Desk } from './desk';
import { PATHS, type Lists, type Row } from './stub-api';

const LINES = [line('a', 1), line('b', 2), line('a', 3)];

const world = (lines: readonly Row[] = LINES, more: Lists = {}): Lists => ({
  [PATHS.customers]: () => [{ customer_id: 'a' }, { customer_id: 'b' }],
  [PATHS.lines]: ({ parameters }) => (parameters['charge_mode'] === '3' ? lines : []),
  [PATHS.consuming]: () => [{ customer_id: 'a' }, { customer_id: 'b' }],
  [PATHS.fees]: ({ parameters }) => [fee(parameters['customer_id'] ?? '', '1')],
  [PATHS.orders]: () => [order('CS1', 'a'), order('CS2', 'b')],
  details: () => [order('CS1', 'a'), order('CS2', 'b')],
  ...more,
});

/** What a desk would say of the month after two readings on different days. */
function settledBy(desk: Desk): SettledPart[] {
  return (Object.keys(MONTH_PARTS) as MonthPart[]).map((part) => ({
    period: '2026-10',
    part,
    shownBy: MONTH_PARTS[part].shownBy.flatMap((source) =>
      desk.slices(source).map((slice): [string, string] => {
        const content = new SliceContent(source);
        for (const page of desk.published.get(slice) ?? []) content.add(page.columns, page.rows);
        return [slice, content.digest() ?? ''];
      }),
    ),
  }));
}

const readOnce = async (): Promise<SettledPart[]> => settledBy((await aRun({ lists: world() })).desk);

describe('a settled month', () => {
  test('is looked at by its bill, its consumers and its list of orders; its fee records and details are left', async () => {
    const { outcome, api, desk } = await aRun({ lists: world() }, { settled: await readOnce() });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    expect(api.of(PATHS.lines)).toHaveLength(3);
    expect(api.of(PATHS.fees)).toHaveLength(0);
    expect(desk.slices('order-details')).toEqual([]);
  });

  test('is not taken for changed because its rows come in another order', async () => {
    const { api } = await aRun({ lists: world([...LINES].reverse()) }, { settled: await readOnce() });
    expect(api.of(PATHS.fees)).toHaveLength(0);
  });

  test('is read again when its bill changed by a cent: the fee records, not the orders', async () => {
    const { api, desk } = await aRun({ lists: world([line('a', 1.01), ...LINES.slice(1)]) }, { settled: await readOnce() });
    expect(api.of(PATHS.fees)).toHaveLength(2);
    expect(desk.slices('order-details')).toEqual([]);
  });

  test('is read again when somebody else consumed, or a reseller is new', async () => {
    const settled = await readOnce();
    const others = await aRun({ lists: world(LINES, { [PATHS.consuming]: () => [{ customer_id: 'a' }] }) }, { settled });
    expect(others.api.of(PATHS.fees).length).toBeGreaterThan(0);
    const reseller = await aRun({ lists: world(LINES, { [PATHS.resellers]: () => [{ indirect_partner_id: 'r' }] }) }, { settled });
    expect(reseller.api.of(PATHS.fees).length).toBeGreaterThan(0);
  });

  test('is left as it is when a reseller is gone and the rest came out the same', async () => {
    const r = { [PATHS.resellers]: () => [{ indirect_partner_id: 'r' }] };
    const settled = settledBy((await aRun({ lists: world(LINES, r) })).desk);
    const { api } = await aRun({ lists: world() }, { settled });
    expect(api.of(PATHS.fees)).toHaveLength(0);
  });

  test('has its orders read again when one changed', async () => {
    const lists = world(LINES, { [PATHS.orders]: () => [order('CS1', 'a'), order('CS2', 'b', 1, 99)] });
    const { api, desk } = await aRun({ lists }, { settled: await readOnce() });
    expect(desk.slices('order-details')).toHaveLength(2);
    expect(api.of(PATHS.fees)).toHaveLength(0);
  });
});

describe('what is looked at of a settled month', () => {
  const b = 'fee-records|customer=b|period=2026-10';
  const digestOf = (rows: readonly Row[]): string => {
    const content = new SliceContent('fee-records');
    const { columns } = extract('fee-records', parseExact(Buffer.from(JSON.stringify(rows))) as never, {}, 'x');
    content.add(columns, rows.length);
    return content.digest() ?? '';
  };
  const looked = (digest: string | null): Pick<SyncOptions, 'looked'> => ({ looked: { again: [[b, digest]], empty: [] } });

  test('is one request where its fee records came out the same', async () => {
    const { api } = await aRun({ lists: world() }, { settled: await readOnce(), ...looked(digestOf([fee('b', '1')])) });
    expect(api.of(PATHS.fees)).toHaveLength(1);
  });

  test('has the whole month read when fee records changed and bill and consumers did not', async () => {
    const { api, desk } = await aRun({ lists: world() }, { settled: await readOnce(), ...looked(digestOf([fee('b', '2')])) });
    expect(api.of(PATHS.fees)).toHaveLength(2);
    expect(desk.slices('order-details')).toEqual([]);
  });

  test('is what was refused before, and nothing else when it is refused again or answered now', async () => {
    const settled = await readOnce();
    const gone = await aRun({ lists: world() }, { settled, ...looked(null) });
    expect(gone.api.of(PATHS.fees)).toHaveLength(1);
    const order: Pick<SyncOptions, 'looked'> = { looked: { again: [['order-details|order=CS2', null]], empty: [] } };
    const { desk } = await aRun({ lists: world() }, { settled, ...order });
    expect(desk.slices('order-details')).toEqual(['order-details|order=CS2']);
  });

  test('an older order that was refused is asked for although the refund that points to it is not read again', async () => {
    const looked = { again: [['order-details|order=CS9', null]], empty: [] } satisfies SyncOptions['looked'];
    const { api } = await aRun({ lists: world() }, { settled: await readOnce(), looked, request: { periods: null } });
    expect(api.asked.filter(({ path }) => path.includes('CS9'))).toHaveLength(1);
  });

  test('somebody who consumed and has no fee records is named with every run', async () => {
    const settled = await readOnce();
    const looked = { again: [], empty: [b] } satisfies SyncOptions['looked'];
    const { outcome, api } = await aRun({ lists: world() }, { settled, looked });
    expect(api.of(PATHS.fees)).toHaveLength(0);
    expect(outcome.problems).toMatchObject([{ slice: b, failure: 'foreign' }]);
  });
});

describe('a run for a part only', () => {
  test('of fee records reads what leads to them and nothing else', async () => {
    const { api, desk } = await aRun({ lists: world() }, { request: { groups: ['fees'] } });
    expect(desk.slices('fee-records')).toHaveLength(2);
    for (const path of [PATHS.orders, PATHS.movements, PATHS.coupons, PATHS.services, PATHS.customerBalances])
      expect(api.of(path), path).toHaveLength(0);
  });

  test('of one customer reads its fee records and its orders', async () => {
    const { desk } = await aRun({ lists: world() }, { request: { customers: ['b'] } });
    expect(desk.slices('fee-records')).toEqual(['fee-records|customer=b|period=2026-10']);
    expect(desk.slices('order-details')).toEqual(['order-details|order=CS2']);
    expect(desk.rowsOf('bill-lines')).toBe(3);
  });

  test('of coupons has no months', async () => {
    const { outcome, api } = await aRun({ lists: world() }, { request: { groups: ['coupons'], periods: null } });
    expect(outcome.periods).toEqual([]);
    expect(api.of(PATHS.lines)).toHaveLength(0);
    expect(api.of(PATHS.quotas)).toHaveLength(2);
  });

  test('of accounts does not read the bill of a month that was named', async () => {
    const { api } = await aRun({ lists: world() }, { request: { groups: ['accounts'] } });
    expect(api.of(PATHS.lines)).toHaveLength(0);
    expect(api.of(PATHS.movements)).toHaveLength(2);
    expect(api.of(PATHS.customerBalances)).toHaveLength(1);
  });
});
