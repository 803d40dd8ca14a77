import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/server';
import { fetchTransport } from '../../../electron/sync/http';
import { runSync } from '../../../electron/sync/run';
import { operationsBy } from '../../../shared/api/catalogue';
import { DEMAND_SOURCES } from '../../../shared/api/demand';
import type { SyncOutcome, SyncRequest } from '../../../shared/sync/slices';
import { Desk } from '../../unit/sync/desk';

let china: Sandbox;
let international: Sandbox;
beforeAll(async () => {
  china = await startSandbox({ site: 'cn', size: 'small', rate: 'off' });
  international = await startSandbox({ site: 'intl', size: 'small', rate: 'off' });
});
afterAll(async () => {
  await china.close();
  await international.close();
});

const of = (site: 'cn' | 'intl'): Sandbox => (site === 'cn' ? china : international);

async function sync(site: 'cn' | 'intl', more: Partial<SyncRequest>, from = of(site)): Promise<{ desk: Desk; outcome: SyncOutcome }> {
  const desk = new Desk();
  const outcome = await runSync({
    request: { site, today: from.today, periods: ['2026-10'], language: 'zh_CN', ...more },
    resume: desk.resume(),
    credentials: { accessKey: from.ak, secretKey: from.sk },
    endpoint: from.url,
    transport: fetchTransport(fetch),
    emit: (event) => desk.take(event),
    signal: new AbortController().signal,
    rate: 'off',
  });
  return { desk, outcome };
}

describe.each(['cn', 'intl'] as const)("the day's lists, %s", (site) => {
  test('are read when asked for, all of the table, and not otherwise', async () => {
    const without = await sync(site, {});
    const withLists = await sync(site, { lists: true });
    expect(withLists.outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    for (const { source } of operationsBy('daily', site)) {
      expect(without.desk.slices(source), source).toEqual([]);
      expect(withLists.desk.rowsOf(source), source).toBeGreaterThan(0);
    }
  });

  test('units and types come in both languages', async () => {
    const { desk } = await sync(site, { lists: true, groups: ['names'] });
    const names = (language: string): (string | null | undefined)[] =>
      desk.rows(`measure-units|language=${language}`).map((row) => row['measure_name']);
    expect(names('zh_CN')).toContain('秒');
    expect(names('en_US')).toContain('Second');
    const types = (language: string): (string | null | undefined)[] =>
      desk.rows(`resource-types|language=${language}`).map((row) => row['resource_type_name']);
    expect(types('zh_CN')).toContain('云主机');
    expect(types('en_US')).toContain('Cloud server');
  });
});

test('tags are asked about in batches of up to 200 and come whole, although the interface pages by ten unless told', async () => {
  const { desk } = await sync('cn', { lists: true });
  const own = desk.rows('customers').filter((row) => row['association_type'] !== '1');
  expect(own.length).toBeGreaterThan(10);
  expect(desk.rows('customer-tags')).toHaveLength(own.length);
});

test('budgets name currency and customer, and their used part is that of the month', async () => {
  const { desk } = await sync('intl', { lists: true });
  const budgets = desk.rows('customer-budgets');
  expect(budgets.length).toBeGreaterThan(0);
  for (const one of budgets) expect(one).toMatchObject({ currency: 'USD', measure_id: '1' });
});

describe('on demand', () => {
  test('nothing else is read: as many requests as slices', async () => {
    const { desk: directory } = await sync('cn', { groups: ['orders'] });
    const customer = directory.rows('orders|period=2026-10')[0]?.['customer_id'] ?? '';
    const { desk, outcome } = await sync('cn', {
      demand: [
        { source: 'period-resources', customer },
        { source: 'on-demand-resources', customer },
        { source: 'service-resources', service: 'hws.service.type.vpc' },
      ],
    });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [], requests: 3, periods: [] });
    expect([...desk.published.keys()].sort()).toEqual([
      `on-demand-resources|customer=${customer}`,
      `period-resources|customer=${customer}`,
      'service-resources|service=hws.service.type.vpc',
    ]);
    expect(desk.rows('service-resources|service=hws.service.type.vpc').map((row) => row['name'])).toEqual(['带宽', '弹性公网IP']);
    const [resource] = desk.rows(`period-resources|customer=${customer}`);
    expect(resource).toMatchObject({
      resource_id: expect.stringMatching(/./) as string,
      expire_time: expect.stringMatching(/Z$/) as string,
    });
  });

  test('invoices of a year, by pages counted from one', async () => {
    const { desk, outcome } = await sync('intl', { demand: [{ source: 'online-invoices', domain: 'account-1', year: '2026' }] });
    expect(outcome).toMatchObject({ stopped: null, problems: [] });
    const rows = desk.rows('online-invoices|domain=account-1|year=2026');
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.every((row) => /^2026-\d\d$/.test(row['billCycle'] ?? ''))).toBe(true);
  });

  test('every source of the table can be asked for', () => {
    expect([...new Set([...operationsBy('demand', 'cn'), ...operationsBy('demand', 'intl')].map(({ source }) => source))].sort()).toEqual(
      [...DEMAND_SOURCES].sort(),
    );
  });
});

test('a role that lacks an item is refused its interfaces and no others', async () => {
  const poor = await startSandbox({
    site: 'cn',
    size: 'tiny',
    rate: 'off',
    denied: ['BPC_ITEM_FINANCE_020100', 'BPC_ITEM_SUBCUSTSERV_060100', 'ListMeasureUnits'],
  });
  try {
    const { desk, outcome } = await sync('cn', { lists: true }, poor);
    // Orders have a second item that does as well.
    expect([...new Set(outcome.unpublished.map(({ slice, reason }) => `${slice.split('|')[0] ?? ''} ${reason}`))].sort()).toEqual([
      'fee-records permission',
      'measure-units permission',
    ]);
    expect(desk.rowsOf('orders')).toBeGreaterThan(0);
  } finally {
    await poor.close();
  }
});
