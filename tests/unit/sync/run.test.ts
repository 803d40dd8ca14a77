import { describe, expect, test } from 'vitest';
import { TransportError } from '../../../electron/sync/http';
import { aRun, fee, line, order } from './a-run';
import { Desk } from './desk';
import { PATHS, reply, type Lists, type StubOptions } from './stub-api';

/** One month: 250 lines of three customers (one under a reseller), fee records, an order and its refund of an order of May. */
const WORLD: Lists = {
  [PATHS.customers]: ({ parameters }) =>
    parameters['indirect_partner_id'] ? [{ customer_id: 'x' }] : [{ customer_id: 'a' }, { customer_id: 'b' }],
  [PATHS.resellers]: () => [{ indirect_partner_id: 'r1', name: 'one' }],
  [PATHS.lines]: ({ parameters }) => {
    if (parameters['cycle'] !== '2026-10' || parameters['charge_mode'] !== '3') return [];
    return parameters['indirect_partner_id'] ? [line('x')] : Array.from({ length: 250 }, (_, i) => line(i % 2 ? 'a' : 'b', i / 100));
  },
  [PATHS.consuming]: () => [{ customer_id: 'a' }, { customer_id: 'x' }],
  [PATHS.fees]: ({ parameters }) =>
    Array.from({ length: parameters['customer_id'] === 'a' ? 2500 : 1 }, (_, i) => fee(parameters['customer_id'] ?? '', String(i))),
  [PATHS.orders]: ({ parameters }) => (parameters['indirect_partner_id'] ? [] : [order('CS10', 'a'), order('CS11', 'a', 4, -40)]),
  [PATHS.refunds]: () => [{ id: '1', amount: -40, base_order_id: 'CS05' }],
  details: () => [order('CS10', 'a'), order('CS11', 'a', 4, -40), order('CS05', 'a')],
  [PATHS.movements]: () => [],
  [PATHS.adjusts]: () => [],
};

const byPath =
  (path: string, hook: NonNullable<StubOptions['hook']>): StubOptions['hook'] =>
  (asked, usual) =>
    asked.path === path ? hook(asked, usual) : null;

describe('a whole run', () => {
  test('reads everything the month consists of and hands it on in order', async () => {
    const { outcome, desk, api } = await aRun({ lists: WORLD });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [], retries: 0, periods: ['2026-10'] });
    expect(outcome.requests).toBe(api.asked.length);
    expect(desk.rowsOf('bill-lines')).toBe(251);
    expect(desk.slices('fee-records')).toEqual([
      'fee-records|customer=a|period=2026-10',
      'fee-records|customer=b|period=2026-10',
      'fee-records|customer=x|period=2026-10|reseller=r1',
    ]);
    expect(desk.slices('order-details')).toEqual(['order-details|order=CS05', 'order-details|order=CS10', 'order-details|order=CS11']);
    expect(desk.slices('refund-details')).toEqual(['refund-details|customer=a|order=CS11']);
    expect(outcome.records).toBe([...desk.published.values()].flat().reduce((sum, page) => sum + page.rows, 0));
  });

  test('progress counts slices up to all of them and ends with the phase done', async () => {
    const { desk } = await aRun({ lists: WORLD });
    const reports = desk.events.flatMap((event) => (event.kind === 'progress' ? [event.progress] : []));
    expect(reports.length).toBeGreaterThan(3);
    const last = reports.at(-1);
    expect(last).toMatchObject({ phase: 'done', slicesDone: last?.slicesTotal });
    for (let i = 1; i < reports.length; i++) expect(reports[i]?.slicesDone).toBeGreaterThanOrEqual(reports[i - 1]?.slicesDone ?? 0);
  });

  test('no more than eight pages are on the way to a desk that is slow', async () => {
    let waiting = 0;
    let most = 0;
    const desk = new Desk();
    const { outcome } = await aRun(
      { lists: WORLD },
      {
        rate: 'off',
        request: { periods: ['2026-08', '2026-09', '2026-10'] },
        emit: async (event) => {
          if (event.kind === 'page') most = Math.max(most, ++waiting);
          await new Promise((done) => setTimeout(done, 1));
          await desk.take(event);
          if (event.kind === 'page') waiting--;
        },
      },
    );
    expect(outcome.stopped).toBeNull();
    expect(most).toBeGreaterThan(2);
    expect(most).toBeLessThanOrEqual(8);
  });

  test('no interface is called beyond its quota in any second', async () => {
    const { api } = await aRun({ lists: WORLD, latencyMs: 30 }, { request: { periods: ['2026-07', '2026-08', '2026-09', '2026-10'] } });
    for (const path of new Set(api.asked.map((asked) => asked.path))) {
      const times = api.of(path).map((asked) => asked.at);
      for (const from of times)
        expect(times.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(path === PATHS.orders ? 20 : 10);
    }
  });
});

describe('finding the months', () => {
  const monthsWith = (months: readonly string[]): Lists => ({
    ...WORLD,
    [PATHS.resellers]: () => [],
    [PATHS.lines]: ({ parameters }) =>
      months.includes(parameters['cycle'] ?? '') && parameters['charge_mode'] === '11' ? [line('a')] : [],
  });

  test('goes back until three months in a row are empty; a gap inside is a month like any other', async () => {
    const { outcome, desk } = await aRun({ lists: monthsWith(['2026-10', '2026-07']) }, { request: { periods: null } });
    expect(outcome.periods).toEqual(['2026-07', '2026-08', '2026-09', '2026-10']);
    const read = new Set(desk.slices('bill-lines').map((slice) => /period=([\d-]+)/.exec(slice)?.[1]));
    expect([...read].sort()).toEqual(['2026-07', '2026-08', '2026-09', '2026-10']);
    expect(desk.slices('consuming-customers')).toHaveLength(4);
  });

  test('stops after 18 months, and finds none where nothing is', async () => {
    const all = Array.from(
      { length: 40 },
      (_, i) => `${String(2023 + Math.floor(i / 12))}-${String((i % 12) + 1).padStart(2, '0')}`,
    ).concat('2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10');
    const { outcome } = await aRun({ lists: monthsWith(all) }, { request: { periods: null }, rate: 'off' });
    expect(outcome.periods).toHaveLength(18);
    expect(outcome.periods[0]).toBe('2025-05');
    expect((await aRun({ lists: monthsWith([]) }, { request: { periods: null } })).outcome.periods).toEqual([]);
  });

  test('International: a statement of zeros is an empty month', async () => {
    const lists: Lists = {
      ...WORLD,
      [PATHS.statement]: ({ parameters: { bill_cycle: cycle = '' } }) =>
        cycle >= '2026-09' ? [{ bill_cycle: cycle, initial_amount_due: 10.5, currency: 'USD' }] : [],
    };
    const { outcome, desk } = await aRun({ lists }, { request: { site: 'intl', periods: null } });
    expect(outcome.periods).toEqual(['2026-09', '2026-10']);
    expect(desk.slices('statement')).toEqual(['statement|period=2026-09', 'statement|period=2026-10']);
    expect(desk.slices('bill-lines')).toEqual([]);
  });
});

describe('a list that moves while it is read', () => {
  const own = (cycle: Record<string, string>): boolean => cycle['charge_mode'] === '3' && !cycle['indirect_partner_id'];
  const shifting = (times: number): StubOptions['hook'] => {
    let shifted = 0;
    return byPath(PATHS.lines, (asked, usual) => {
      if (!own(asked.parameters) || Number(asked.parameters['offset']) < 150 || shifted++ >= times) return usual();
      return reply(200, { bill_sums: Array.from({ length: 51 }, (_, i) => line('a', i)), count: 251, currency: 'CNY' });
    });
  };

  test('is read again from the start and then complete, nothing doubled', async () => {
    const undisturbed = await aRun({ lists: WORLD });
    const { outcome, desk } = await aRun({ lists: WORLD, hook: shifting(2) });
    expect(outcome.unpublished).toEqual([]);
    expect(desk.content()).toBe(undisturbed.desk.content());
    const indexes = desk.events.flatMap((event) =>
      event.kind === 'page' && event.page.slice === 'bill-lines|chargeMode=3|period=2026-10' ? [event.page.index] : [],
    );
    expect(indexes).toEqual([0, 1, 0, 1, 0, 1, 2]);
  });

  test('is given up after four readings; everything else is read', async () => {
    const { outcome, desk } = await aRun({ lists: WORLD, hook: shifting(99) });
    expect(outcome.stopped).toBeNull();
    expect(outcome.unpublished).toEqual([{ slice: 'bill-lines|chargeMode=3|period=2026-10', reason: 'unstable' }]);
    expect(desk.problems).toHaveLength(1);
    expect(desk.slices('fee-records')).toHaveLength(3);
  });

  test.each([
    ['fewer records than announced', 249, 250],
    ['more records than announced', 250, 249],
  ])('%s is a count mismatch', async (_name, sent, announced) => {
    const { outcome } = await aRun({
      lists: WORLD,
      hook: byPath(PATHS.lines, (asked, usual) => {
        if (!own(asked.parameters)) return usual();
        const offset = Number(asked.parameters['offset']);
        return reply(200, {
          bill_sums: Array.from({ length: sent }, (_, i) => line('a', i)).slice(offset, offset + 100),
          count: announced,
        });
      }),
    });
    expect(outcome.unpublished).toEqual([{ slice: 'bill-lines|chargeMode=3|period=2026-10', reason: 'count-mismatch' }]);
  });

  test('a full page without the total that the contract promises proves nothing; a short one is the whole list', async () => {
    const { outcome, desk } = await aRun({
      lists: WORLD,
      hook: byPath(PATHS.lines, (asked, usual) => {
        const { count: _count, ...rest } = JSON.parse(Buffer.from(usual().body).toString()) as Record<string, unknown>;
        return reply(200, rest);
      }),
    });
    expect(outcome.unpublished).toEqual([{ slice: 'bill-lines|chargeMode=3|period=2026-10', reason: 'contract' }]);
    expect(desk.problems.map(({ place }) => place)).toEqual(['count: missing']);
    expect(desk.slices('bill-lines').length).toBeGreaterThan(1);
  });

  describe('records that come twice under a total that stays', () => {
    const many = Array.from({ length: 250 }, (_, i) => i);
    const orders = many.map((i) => order(`CS${String(i)}`, 'a'));
    const lines = many.map((i) => line('a', i));
    /** Pages after the first as if records had been put in front of the list, so many times. */
    const pushed =
      (rows: readonly object[], name: string, total: string, times: number, change: (row: object) => object = (row) => row) =>
      (): StubOptions['hook'] => {
        let left = times;
        return (asked) => {
          const offset = Number(asked.parameters['offset']);
          const at = offset > 0 && left-- > 0 ? offset - 2 : offset;
          const page = rows.slice(at, at + Number(asked.parameters['limit']));
          return reply(200, { [name]: at === offset ? page : page.map(change), [total]: rows.length, currency: 'CNY' });
        };
      };
    const run = (path: string, hook: StubOptions['hook']) => aRun({ lists: WORLD, hook: byPath(path, hook!) });
    const billed = 'bill-lines|chargeMode=3|period=2026-10';

    test.each([
      ['by key', PATHS.orders, pushed(orders, 'order_infos', 'total_count', 3), 'orders|period=2026-10'],
      [
        'where they have no key, by the page that begins as the last one ended',
        PATHS.lines,
        pushed(lines, 'bill_sums', 'count', 3),
        billed,
      ],
    ])('are noticed %s, and the list is read again', async (_name, path, hook, slice) => {
      const { outcome, desk } = await run(path, hook());
      expect(outcome.unpublished).toEqual([]);
      expect(desk.rows(slice)).toHaveLength(250);
      expect(new Set(desk.rows(slice).map((row) => row['order_id'] ?? row['amount'])).size).toBe(250);
    });

    test.each([
      ['keyed', PATHS.orders, pushed(orders, 'order_infos', 'total_count', 999), 'unstable'],
      ['unkeyed', PATHS.lines, pushed(lines, 'bill_sums', 'count', 999), 'unstable'],
      [
        'with another content',
        PATHS.orders,
        pushed(orders, 'order_infos', 'total_count', 999, (row) => ({ ...row, status: 6 })),
        'conflict',
      ],
    ])('in all of four readings: nothing is published (%s)', async (_name, path, hook, reason) => {
      const { outcome, desk, api } = await run(path, hook());
      expect(new Set(outcome.unpublished.map((one) => one.reason))).toEqual(new Set([reason]));
      const [first] = outcome.unpublished;
      expect(desk.published.has(first?.slice ?? '')).toBe(false);
      expect(new Set(api.of(path).map(({ parameters }) => parameters['limit'])).size).toBe(4);
    });

    test('equal lines that happen to meet at the end of a page are lines like any other', async () => {
      const twins = many.map((i) => line('a', i === 100 ? 99 : i));
      const { outcome, desk, api } = await run(PATHS.lines, pushed(twins, 'bill_sums', 'count', 0)());
      expect(outcome.unpublished).toEqual([]);
      expect(desk.rows(billed)).toHaveLength(250);
      expect(new Set(api.of(PATHS.lines).map(({ parameters }) => parameters['limit']))).toEqual(new Set(['100', '97']));
    });

    test('lines of one order that come twice are read again', async () => {
      let shifted = 0;
      const ids = many.map((i) => ({ order_line_item_id: String(i) }));
      const { outcome, desk } = await aRun({
        lists: WORLD,
        hook: (asked) => {
          if (!asked.path.includes('/details/')) return null;
          const offset = Number(asked.parameters['offset']);
          const at = offset > 0 && shifted++ === 0 ? offset - 1 : offset;
          const order_info = order(asked.path.split('/').at(-1) ?? '', 'a');
          return reply(200, { total_count: 250, order_info, order_line_items: ids.slice(at, at + Number(asked.parameters['limit'])) });
        },
      });
      expect(outcome.unpublished).toEqual([]);
      for (const slice of desk.slices('order-details')) {
        const items = JSON.parse(desk.rows(slice)[0]?.['order_line_items'] ?? '[]') as { order_line_item_id: string }[];
        expect(new Set(items.map(({ order_line_item_id }) => order_line_item_id)).size).toBe(250);
      }
    });
  });
});

describe('what was asked for and what came', () => {
  test('a record of another customer is outside the contract', async () => {
    const { outcome, desk } = await aRun({
      lists: { ...WORLD, [PATHS.fees]: () => [fee('a', '1'), fee('somebody-else', '2')] },
    });
    expect(new Set(outcome.unpublished.map(({ reason }) => reason))).toEqual(new Set(['contract']));
    expect(desk.problems.map(({ place }) => place)).toContain('fee_records[1].customer_id: not-asked-for');
  });

  test('a customer who consumed and whose records come back empty is reported, and the empty answer is kept', async () => {
    const { outcome, desk } = await aRun({
      lists: {
        ...WORLD,
        [PATHS.consuming]: () => [{ customer_id: 'a' }, { customer_id: 'b' }],
        [PATHS.fees]: ({ parameters }) => (parameters['customer_id'] === 'b' ? [] : [fee(parameters['customer_id'] ?? '', '1')]),
      },
    });
    expect(outcome.unpublished).toEqual([]);
    expect(desk.problems.map(({ slice, failure }) => [slice, failure])).toEqual([['fee-records|customer=b|period=2026-10', 'foreign']]);
    expect(desk.slices('fee-records')).toContain('fee-records|customer=b|period=2026-10');
  });

  test('customers that an answer leaves out silently are reported; the others are kept', async () => {
    const { outcome, desk } = await aRun({
      lists: {
        ...WORLD,
        [PATHS.customerBalances]: ({ parameters }) =>
          /"a"/.test(parameters['customer_infos'] ?? '') ? [{ customer_id: 'a', amount: 5 }] : [],
      },
    });
    expect(outcome.unpublished).toEqual([]);
    expect(desk.problems.filter(({ failure }) => failure === 'foreign').map(({ place }) => place)).toEqual(
      desk.slices('customer-balances').map(() => expect.stringMatching(/^asked \d+, left out \d+$/) as string),
    );
  });
});

describe('refusals and faults', () => {
  test('429 and 5xx on the way are tried again and leave no trace but the count', async () => {
    const undisturbed = await aRun({ lists: WORLD });
    const { outcome, desk } = await aRun({
      lists: WORLD,
      hook: (asked) => {
        if (asked.nth % 7 === 3) return reply(429, { error_code: 'APIGW.0308', error_msg: 'limit:10' });
        if (asked.nth % 11 === 5) return reply(503, { error_code: 'APIGW.0613' });
        if (asked.nth % 13 === 6) throw new TransportError('network', 'ECONNRESET');
        return null;
      },
    });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    expect(outcome.retries).toBeGreaterThan(5);
    expect(outcome.throttled).toBeGreaterThan(2);
    expect(desk.content()).toBe(undisturbed.desk.content());
  });

  test('an interface that stays down costs its slices and nothing else, and is not hammered', async () => {
    const lists = { ...WORLD, [PATHS.consuming]: () => Array.from({ length: 30 }, (_, i) => ({ customer_id: `c${String(i)}` })) };
    const { outcome, desk, api } = await aRun({ lists, hook: byPath(PATHS.fees, () => reply(500, { error_code: 'CBC.0999' })) });
    expect(outcome.stopped).toBeNull();
    expect(new Set(outcome.unpublished.map(({ reason }) => reason))).toEqual(new Set(['service']));
    expect(outcome.unpublished.length).toBeGreaterThan(30);
    expect(api.of(PATHS.fees).length).toBeLessThan(40);
    expect(desk.slices('order-details')).toHaveLength(3);
  });

  test('a permission that is missing is met once, not once for each customer', async () => {
    const { outcome, desk, api } = await aRun({ lists: WORLD, hook: byPath(PATHS.fees, () => reply(403, { error_code: 'CBC.0151' })) });
    expect(outcome.stopped).toBeNull();
    // Once for own customers and once for those of resellers, which may be allowed by themselves.
    expect(api.of(PATHS.fees)).toHaveLength(2);
    expect(desk.problems.map(({ failure, code }) => [failure, code])).toEqual([
      ['permission', 'CBC.0151'],
      ['permission', 'CBC.0151'],
    ]);
    expect(outcome.unpublished.map(({ slice }) => slice.split('|')[0])).toEqual(['fee-records', 'fee-records', 'fee-records']);
    expect(desk.rowsOf('bill-lines')).toBe(251);
  });

  test('a plain solution provider has no resellers: recorded, and the run goes on', async () => {
    const { outcome, desk } = await aRun({ lists: WORLD, hook: byPath(PATHS.resellers, () => reply(403, { error_code: 'CBC.0151' })) });
    expect(outcome.stopped).toBeNull();
    expect(outcome.unpublished).toEqual([{ slice: 'resellers', reason: 'permission' }]);
    expect(desk.rowsOf('bill-lines')).toBe(250);
  });

  test('an order that does not exist is data, not a problem', async () => {
    const { outcome, desk } = await aRun({ lists: { ...WORLD, details: () => [order('CS10', 'a'), order('CS11', 'a', 4, -40)] } });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    expect(desk.failures.get('order-details|order=CS05')).toBe('not-found');
  });

  test('a record outside the contract costs its slice, and its place is named without its value', async () => {
    const lists = { ...WORLD, [PATHS.adjusts]: () => [{ operation_type: 'X', operation_time: '2026-10-01T00:00:00Z', amount: 'twelve' }] };
    const { outcome, desk } = await aRun({ lists });
    expect(outcome.unpublished).toContainEqual({ slice: 'adjust-records|period=2026-10', reason: 'contract' });
    expect(desk.problems[0]).toMatchObject({ failure: 'contract', place: 'records[0].amount: not-an-amount' });
    expect(JSON.stringify(desk.problems)).not.toContain('twelve');
  });

  test('an answer in another currency than the site has is refused: sums never mix two', async () => {
    const { outcome, desk } = await aRun({ lists: WORLD, currency: 'USD' });
    expect(outcome.unpublished.every(({ reason }) => reason === 'contract')).toBe(true);
    expect(outcome.unpublished.length).toBeGreaterThan(0);
    expect(desk.problems[0]).toMatchObject({ failure: 'contract', place: 'currency: unknown-unit' });
    expect(desk.rowsOf('bill-lines')).toBe(0);
  });

  test('an order ID that is no name cannot lead the call elsewhere', async () => {
    const lists = { ...WORLD, [PATHS.orders]: () => [order('../../v1', 'a')] };
    const { outcome, api } = await aRun({ lists });
    expect(outcome.unpublished.map(({ reason }) => reason)).toContain('contract');
    expect(api.asked.filter(({ path }) => path.includes('v1'))).toEqual([]);
  });

  test('a page size that the gateway refuses is replaced by the safe one', async () => {
    const { outcome, api, desk } = await aRun({
      lists: WORLD,
      hook: byPath(PATHS.fees, (asked, usual) =>
        Number(asked.parameters['limit']) > 100 ? reply(400, { error_code: 'CBC.0100' }) : usual(),
      ),
    });
    expect(outcome).toMatchObject({ problems: [], unpublished: [] });
    expect(desk.rowsOf('fee-records')).toBe(2502);
    expect(api.of(PATHS.fees).filter(({ parameters }) => parameters['limit'] === '1000').length).toBeLessThanOrEqual(3);
  });

  test('a certificate that does not hold ends the run at once', async () => {
    const { outcome, api } = await aRun({
      lists: WORLD,
      hook: () => {
        throw new TransportError('certificate', 'CERT_HAS_EXPIRED');
      },
    });
    expect(outcome.stopped).toBe('certificate');
    expect(api.asked).toHaveLength(1);
  });

  test('a network that is not there ends the run after one call has tried long enough', async () => {
    const { outcome, api } = await aRun({
      lists: WORLD,
      hook: () => {
        throw new TransportError('network', 'ENOTFOUND');
      },
    });
    expect(outcome.stopped).toBe('network');
    expect(api.asked).toHaveLength(5);
  });
});

describe('keys and clock', () => {
  const refused = (date: string) => reply(401, { error_code: 'APIGW.0301' }, { date });

  test('a wrong key ends the run with one call', async () => {
    const { outcome, api, clock } = await aRun({
      lists: WORLD,
      hook: () => refused(new Date(Date.parse('2026-11-05T04:00:00Z')).toUTCString()),
    });
    expect(clock.now()).toBeGreaterThan(0);
    expect(outcome.stopped).toBe('credentials');
    expect(api.asked).toHaveLength(1);
  });

  test('a clock 40 minutes off is corrected once and the run goes through', async () => {
    const ahead = 40 * 60_000;
    let now = 0;
    const { outcome, api } = await aRun({
      lists: WORLD,
      hook: (asked) => {
        const theirs = asked.at + ahead;
        now = theirs;
        const signed = (asked.headers['x-sdk-date'] ?? '').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
        return Math.abs(Date.parse(signed) - theirs) > 15 * 60_000 ? refused(new Date(theirs).toUTCString()) : null;
      },
    });
    expect(now).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ stopped: null, problems: [], retries: 1 });
    expect(outcome.clockOffsetSeconds).toBeGreaterThan(2395);
    expect(outcome.clockOffsetSeconds).toBeLessThan(2405);
    expect(api.asked.length).toBe(outcome.requests);
  });

  test('a gateway whose clock jumps again ends the run: never more than two refused calls', async () => {
    const { outcome, api } = await aRun({
      lists: WORLD,
      hook: (asked) => refused(new Date(asked.at + (asked.nth + 1) * 3_600_000).toUTCString()),
    });
    expect(outcome.stopped).toBe('clock');
    expect(api.asked).toHaveLength(2);
  });

  test('keys that are locked in the middle of a run end it without a storm', async () => {
    const { outcome, api } = await aRun({
      lists: WORLD,
      hook: (asked) => (asked.nth > 20 ? reply(401, { error_code: 'APIGW.0301' }) : null),
    });
    expect(outcome.stopped).toBe('credentials');
    expect(api.asked.length).toBeLessThan(60);
    expect(outcome.problems).toHaveLength(1);
  });

  test('temporary keys send their token, signed', async () => {
    const { api } = await aRun({ lists: WORLD }, { credentials: { accessKey: 'a', secretKey: 's', securityToken: 'token-1' } });
    for (const { headers } of api.asked) {
      expect(headers['x-security-token']).toBe('token-1');
      expect(headers['authorization']).toContain('x-security-token');
    }
  });
});

describe('cancelling and going on', () => {
  test('a cancelled run ends at once and says so', async () => {
    const cancel = new AbortController();
    const desk = new Desk();
    const { outcome, api } = await aRun(
      { lists: WORLD },
      {
        signal: cancel.signal,
        emit: (event) => {
          if (event.kind === 'page' && event.page.slice.startsWith('fee-records')) cancel.abort();
          return desk.take(event);
        },
      },
    );
    expect(outcome.stopped).toBe('cancelled');
    expect(outcome.unpublished.length).toBeGreaterThan(0);
    const before = api.asked.length;
    await new Promise((done) => setTimeout(done, 20));
    expect(api.asked).toHaveLength(before);
  });

  test('a desk that cannot store ends the run as such', async () => {
    const { outcome } = await aRun(
      { lists: WORLD },
      {
        emit: (event) =>
          event.kind === 'page' && event.page.slice.startsWith('fee') ? Promise.reject(new Error('full')) : Promise.resolve(),
      },
    );
    expect(outcome.stopped).toBe('storage');
  });

  test('cut off after any number of events, the next run ends with the same content and reads no fee record twice', async () => {
    const whole = await aRun({ lists: WORLD });
    const events = whole.desk.events.filter((event) => event.kind !== 'progress').length;
    for (let cut = 1; cut < events; cut += Math.ceil(events / (3 * Number(process.env['RD_SEEDS'] ?? '10')))) {
      const desk = new Desk();
      const kill = new AbortController();
      let taken = 0;
      await aRun(
        { lists: WORLD },
        {
          signal: kill.signal,
          emit: async (event) => {
            if (event.kind !== 'progress' && ++taken > cut) kill.abort();
            if (!kill.signal.aborted) await desk.take(event);
          },
        },
      );
      const resumed = await aRun({ lists: WORLD }, { desk, resume: desk.resume() });
      expect(resumed.outcome.unpublished).toEqual([]);
      expect(desk.content()).toBe(whole.desk.content());
      const feeRows = desk.events.reduce(
        (sum, event) => sum + (event.kind === 'page' && event.page.slice.startsWith('fee-records') ? event.page.rows : 0),
        0,
      );
      expect(feeRows).toBe(2502);
    }
  });

  test('a checkpoint whose list moved since is not trusted: the slice is read from the start', async () => {
    const slice = 'fee-records|customer=a|period=2026-10';
    const { desk } = await aRun(
      { lists: WORLD },
      { resume: { checkpoints: [{ slice, generation: 1, nextOffset: 1000, nextIndex: 1, announced: 2400 }], doneSlices: [] } },
    );
    expect(desk.rows(slice)).toHaveLength(2500);
  });
});
