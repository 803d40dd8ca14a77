import { parse } from 'lossless-json';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/server';
import { answerKey } from '../../../electron/sandbox/answer-key';
import { plantedWorld } from '../../../electron/sandbox/world';
import { formatUnits, parseUnits, sum } from '../../../shared/money';
import { PATHS, call, type Reply } from './signed-client';

const spec = { site: 'cn' as const, size: 'small' as const, seed: 7, clean: false };
const { world } = plantedWorld(spec);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ ...spec, rate: 'off' });
});
afterAll(() => sandbox.close());

const get = (path: string, query: Record<string, string | number> = {}, headers: Record<string, string> = {}): Promise<Reply> =>
  call(sandbox, { path, query, headers });
const post = (path: string, body: unknown): Promise<Reply> => call(sandbox, { method: 'POST', path, body });
const listOf = (reply: Reply, key: string): Record<string, unknown>[] => reply.json[key] as Record<string, unknown>[];

async function allPages(
  path: string,
  query: Record<string, string | number>,
  key: string,
  total: string,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (;;) {
    const reply = await get(path, { ...query, offset: rows.length, limit });
    expect(reply.status).toBe(200);
    const page = listOf(reply, key);
    rows.push(...page);
    if (page.length < limit) {
      expect(rows).toHaveLength(reply.json[total] as number);
      return rows;
    }
  }
}

describe('paging', () => {
  test('ten records unless told, an offset of records, an empty page past the end, the total on every page', async () => {
    const first = await get(PATHS.lines, { cycle: '2026-10', charge_mode: '3' });
    expect(listOf(first, 'bill_sums')).toHaveLength(10);
    const shifted = await get(PATHS.lines, { cycle: '2026-10', charge_mode: '3', offset: 3, limit: 2 });
    expect(listOf(shifted, 'bill_sums')).toEqual(listOf(first, 'bill_sums').slice(3, 5));
    const past = await get(PATHS.lines, { cycle: '2026-10', charge_mode: '3', offset: 5000 });
    expect([listOf(past, 'bill_sums'), past.json['count']]).toEqual([[], first.json['count']]);
  });

  test('pages of seven put together are the lines of the month, own and of each reseller', async () => {
    const lines: Record<string, unknown>[] = [];
    for (const mode of ['1', '3', '11']) {
      for (const reseller of [null, ...world.resellers.map((r) => r.id)]) {
        lines.push(
          ...(await allPages(
            PATHS.lines,
            { cycle: '2026-09', charge_mode: mode, ...(reseller === null ? {} : { indirect_partner_id: reseller }) },
            'bill_sums',
            'count',
            7,
          )),
        );
      }
    }
    expect(lines).toHaveLength(world.billLines.filter((line) => line.period === '2026-09').length);
  });
});

describe('figures', () => {
  test('read from the wire they add up to the answer key to the last decimal', async () => {
    let due = 0n;
    for (const mode of ['1', '3', '11']) {
      for (const reseller of ['', ...world.resellers.map((r) => r.id)]) {
        const reply = await get(PATHS.lines, {
          cycle: '2026-10',
          charge_mode: mode,
          limit: 100,
          ...(reseller === '' ? {} : { indirect_partner_id: reseller }),
        });
        const body = parse(reply.text) as { bill_sums: { amount: { value: string } }[] };
        due += sum(body.bill_sums.map((line) => parseUnits(line.amount.value)));
      }
    }
    expect(formatUnits(due)).toBe(answerKey(spec).months.find((month) => month.period === '2026-10')?.due);
  });

  test('amounts are JSON numbers; of adjustments and movements they are text', async () => {
    const adjusts = listOf(await get(PATHS.adjusts), 'records');
    const movements = listOf(await get(PATHS.movements, { balance_type: 'BALANCE_TYPE_DEBIT' }), 'records');
    const orders = listOf(await get(PATHS.orders), 'order_infos');
    expect(typeof adjusts[0]?.['amount']).toBe('string');
    expect([typeof movements[0]?.['change_amount'], typeof movements[0]?.['balance_after_change']]).toEqual(['string', 'string']);
    expect(typeof orders[0]?.['amount_after_discount']).toBe('number');
  });

  test('tiny amounts arrive in exponent form', async () => {
    const tiny = [...world.fees].find((fee) => fee.payment > 0n && fee.payment < 100n && fee.resellerId === null);
    const reply = await get(PATHS.fees, {
      bill_cycle: tiny?.period ?? '',
      customer_id: tiny?.customerId ?? '',
      trade_id: tiny?.tradeId ?? '',
    });
    expect(reply.text).toMatch(/"payment_amount":\d(\.\d)?E-[78]/);
  });
});

describe('parameters', () => {
  test.each<[string, string, Record<string, string | number>]>([
    ['no charge mode', PATHS.lines, { cycle: '2026-10' }],
    ['no month', PATHS.lines, { charge_mode: '1' }],
    ['charge mode 10', PATHS.lines, { cycle: '2026-10', charge_mode: '10' }],
    ['a month that is none', PATHS.lines, { cycle: '2026-13', charge_mode: '1' }],
    ['a page above the maximum', PATHS.lines, { cycle: '2026-10', charge_mode: '1', limit: 101 }],
    ['a page of nothing', PATHS.lines, { cycle: '2026-10', charge_mode: '1', limit: 0 }],
    ['a negative offset', PATHS.lines, { cycle: '2026-10', charge_mode: '1', offset: -1 }],
    ['fee records of nobody', PATHS.fees, { bill_cycle: '2026-10' }],
    ['1001 fee records', PATHS.fees, { bill_cycle: '2026-10', customer_id: 'x', limit: 1001 }],
    ['one day without the other', PATHS.fees, { bill_cycle: '2026-10', customer_id: 'x', bill_date_begin: '2026-10-01' }],
    [
      'days of another month',
      PATHS.fees,
      { bill_cycle: '2026-10', customer_id: 'x', bill_date_begin: '2026-09-30', bill_date_end: '2026-10-02' },
    ],
    ['movements of no account', PATHS.movements, {}],
    [
      'movements of two years',
      PATHS.movements,
      { balance_type: 'BALANCE_TYPE_DEBIT', trade_time_begin: '2024-11-01', trade_time_end: '2026-11-01' },
    ],
    ['adjustments at a local time', PATHS.adjusts, { operation_time_begin: '2026-10-01 00:00:00' }],
    ['orders of two years', PATHS.orders, { create_time_begin: '2024-10-01T00:00:00Z', create_time_end: '2026-10-01T00:00:00Z' }],
    ['refund details without a customer', PATHS.refunds, { order_id: world.refundLines[0]?.orderId ?? '' }],
  ])('%s: 400 CBC.0100', async (_name, path, query) => {
    const reply = await get(path, query);
    expect([reply.status, reply.json['error_code']]).toEqual([400, 'CBC.0100']);
  });

  test('an empty bill type is no filter, an empty customer matches nobody', async () => {
    const query = { cycle: '2026-10', charge_mode: '1' };
    expect((await get(PATHS.lines, { ...query, bill_type: '' })).json['count']).toBe((await get(PATHS.lines, query)).json['count']);
    expect((await get(PATHS.lines, { ...query, customer_id: '' })).json['count']).toBe(0);
  });

  test('filters return the matching part', async () => {
    const refunds = await get(PATHS.lines, { cycle: '2026-10', charge_mode: '1', bill_type: '1' });
    expect(listOf(refunds, 'bill_sums').every((line) => line['bill_type'] === '1' && (line['amount'] as number) < 0)).toBe(true);
    expect(refunds.json['count']).toBeGreaterThan(0);
    const reclaims = await get(PATHS.movements, { balance_type: 'BALANCE_TYPE_DEBIT', trade_type: 'BEUNBIND' });
    expect(reclaims.json['total_count']).toBe(1);
  });

  test('a body that is no JSON object: 400 CBC.0100', async () => {
    const reply = await post(PATHS.customers, ['x']);
    expect([reply.status, reply.json['error_code']]).toEqual([400, 'CBC.0100']);
  });
});

describe('who may see what', () => {
  test('customers and fee records of a reseller come only under its ID', async () => {
    const customer = world.customers.find((c) => c.resellerId !== null);
    const own = await post(PATHS.customers, { limit: 100 });
    const theirs = await post(PATHS.customers, { limit: 100, indirect_partner_id: customer?.resellerId });
    expect(own.text).not.toContain(customer?.id);
    expect(theirs.text).toContain(customer?.id);
    const query = { bill_cycle: '2026-10', customer_id: customer?.id ?? '' };
    expect((await get(PATHS.fees, query)).json['total_count']).toBe(0);
    expect((await get(PATHS.fees, { ...query, indirect_partner_id: customer?.resellerId ?? '' })).json['total_count']).toBeGreaterThan(0);
  });

  test("someone else's reseller: 400 CBC.99000037; an unknown customer: an empty list", async () => {
    const reply = await get(PATHS.lines, { cycle: '2026-10', charge_mode: '1', indirect_partner_id: 'f'.repeat(32) });
    expect([reply.status, reply.json['error_code']]).toEqual([400, 'CBC.99000037']);
    expect((await post(PATHS.customers, { customer_id: 'f'.repeat(32) })).json).toEqual({ count: 0, customer_infos: [] });
  });

  test('a customer that left is not listed any more, but among those who consumed', async () => {
    const left = world.customers.find((c) => c.leftOn !== null);
    expect((await post(PATHS.customers, { customer_id: left?.id })).json['count']).toBe(0);
    expect((await post(PATHS.consuming, { bill_cycle: '2026-09', limit: 100 })).text).toContain(left?.id);
    expect((await post(PATHS.consuming, { bill_cycle: '2026-10', limit: 100 })).text).not.toContain(left?.id);
  });
});

describe('orders', () => {
  test('details by ID in any letter case; an unknown one: 400 CBC.30000010', async () => {
    const order = world.orders[0];
    const reply = await get(`${PATHS.orderDetails}/${(order?.id ?? '').toLowerCase()}`);
    expect(reply.json['order_info']).toMatchObject({ order_id: order?.id });
    expect(reply.json['total_count']).toBe(1);
    const none = await get(`${PATHS.orderDetails}/CS0000000000AAAAA`);
    expect([none.status, none.json['error_code']]).toEqual([400, 'CBC.30000010']);
  });

  test('the original of the orphan refund is such an unknown order', async () => {
    const key = answerKey(spec).entries.find((entry) => entry['class'] === 'refund-without-order');
    const orphan = world.orders.find((order) => order.type === 4 && order.customerId === key?.['customer']);
    const reply = await get(PATHS.refunds, { order_id: orphan?.id ?? '', customer_id: orphan?.customerId ?? '' });
    const base = listOf(reply, 'refund_infos')[0]?.['base_order_id'] as string;
    expect((await get(`${PATHS.orderDetails}/${base}`)).json['error_code']).toBe('CBC.30000010');
  });

  test('refund details of an order that is no refund: 400 CBC.99005026', async () => {
    const order = world.orders.find((candidate) => candidate.type === 1);
    const reply = await get(PATHS.refunds, { order_id: order?.id ?? '', customer_id: order?.customerId ?? '' });
    expect([reply.status, reply.json['error_code']]).toEqual([400, 'CBC.99005026']);
  });

  test('newest first unless asked otherwise', async () => {
    const times = async (query: Record<string, string>): Promise<unknown[]> =>
      listOf(await get(PATHS.orders, { limit: 100, ...query }), 'order_infos').map((o) => o['create_time']);
    const descending = await times({});
    expect(descending).toEqual([...descending].sort().reverse());
    expect(await times({ order_by: 'createTime' })).toEqual([...descending].reverse());
  });
});

describe('sites, languages and withdrawn interfaces', () => {
  test.each([
    ['/v2/bases/service-types'],
    ['/v2/accounts/partner-accounts/adjust-records'],
    ['/v2/customers/postal-addresses'],
    [PATHS.statement],
    [PATHS.customers],
  ])('GET %s on the China site: 404 APIGW.0101', async (path) => {
    const reply = await get(path, { bill_cycle: '2026-10' });
    expect([reply.status, reply.json['error_code']]).toEqual([404, 'APIGW.0101']);
  });

  test('names come in the language asked for', async () => {
    const name = async (headers: Record<string, string>): Promise<unknown> =>
      listOf(await get(PATHS.services, {}, headers), 'service_types')[0]?.['service_type_name'];
    expect(await name({})).toBe('弹性云服务器');
    expect(await name({ 'X-Language': 'en_US' })).toBe('Elastic Cloud Server');
    expect(await name({ 'X-Language': 'zh_CN' })).toBe('弹性云服务器');
  });

  test('the International site has statements in dollars, past months only, and no bill lines', async () => {
    const intl = await startSandbox({ site: 'intl', size: 'small', rate: 'off' });
    try {
      const reply = await call(intl, { path: PATHS.statement, query: { bill_cycle: '2026-10' } });
      const key = answerKey({ ...spec, site: 'intl' });
      expect(reply.json['currency']).toBe('USD');
      expect(reply.text).toContain(
        `"initial_amount_due":${formatUnits(parseUnits(key.months.find((m) => m.period === '2026-10')?.due ?? ''), 0)}`,
      );
      expect((await call(intl, { path: PATHS.statement, query: { bill_cycle: '2026-11' } })).json['error_code']).toBe('CBC.0100');
      expect((await call(intl, { path: PATHS.lines, query: { cycle: '2026-10', charge_mode: '1' } })).json['error_code']).toBe(
        'APIGW.0101',
      );
      expect((await call(intl, { path: PATHS.orders })).json['total_count']).toBeGreaterThan(0);
    } finally {
      await intl.close();
    }
  });
});
