import { describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../electron/sandbox/server';
import { systemClock } from '../../../electron/sync/clock';
import { fetchTransport } from '../../../electron/sync/http';
import { runSync, type SyncOptions } from '../../../electron/sync/run';
import type { SyncEvent } from '../../../shared/bridge/link';
import type { SyncOutcome } from '../../../shared/sync/slices';
import { Desk } from '../../unit/sync/desk';

async function sandbox<T>(options: SandboxOptions, work: (running: Sandbox) => Promise<T>): Promise<T> {
  const running = await startSandbox(options);
  try {
    return await work(running);
  } finally {
    await running.close();
  }
}

async function sync(from: Sandbox, site: 'cn' | 'intl', desk: Desk, more: Partial<SyncOptions> = {}): Promise<SyncOutcome> {
  return runSync({
    request: { site, today: from.today, periods: null, language: 'zh_CN' },
    resume: desk.resume(),
    credentials: { accessKey: from.ak, secretKey: from.sk },
    endpoint: from.url,
    transport: fetchTransport(fetch),
    emit: (event: SyncEvent) => desk.take(event),
    signal: new AbortController().signal,
    rate: 'off',
    ...more,
  });
}

describe('sync from the sandbox over loopback', () => {
  test('a tiny world is complete within 40 requests', async () => {
    await sandbox({ site: 'cn', size: 'tiny', rate: 'off' }, async (running) => {
      const desk = new Desk();
      const outcome = await sync(running, 'cn', desk);
      expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [], retries: 0, periods: ['2026-09', '2026-10'] });
      for (const source of [
        'bill-lines',
        'fee-records',
        'orders',
        'order-details',
        'movements',
        'adjust-records',
        'customers',
        'balances',
      ] as const) {
        expect(desk.rowsOf(source), source).toBeGreaterThan(0);
      }
      expect(running.stats()).toMatchObject({ refused: 0, requests: outcome.requests });
      expect(outcome.requests).toBeLessThanOrEqual(40);
    });
  });

  test('a small world is complete: resellers, refunds traced to their orders, all months found', async () => {
    await sandbox({ site: 'cn', size: 'small', rate: 'off' }, async (running) => {
      const desk = new Desk();
      const outcome = await sync(running, 'cn', desk);
      expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [], retries: 0 });
      expect(outcome.periods).toEqual(['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']);
      expect(desk.rowsOf('resellers')).toBe(2);
      expect(desk.slices('bill-lines').some((slice) => slice.includes('reseller='))).toBe(true);
      expect(desk.slices('fee-records').some((slice) => slice.includes('reseller='))).toBe(true);

      const ordered = new Set(desk.slices('orders').flatMap((slice) => desk.rows(slice).map((row) => row['order_id'])));
      const detailed = new Set(desk.slices('order-details').flatMap((slice) => desk.rows(slice).map((row) => row['order_id'])));
      const bases = desk.slices('refund-details').flatMap((slice) => desk.rows(slice).map((row) => row['base_order_id']));
      expect(ordered.size).toBeGreaterThan(0);
      for (const id of ordered) expect(detailed).toContain(id);
      // Each order that a refund points to was found, or is known not to exist.
      for (const base of bases)
        expect(base === null || detailed.has(base) || desk.failures.get(`order-details|order=${base}`) === 'not-found').toBe(true);
      // Records refused by the sandbox are the orders that do not exist, nothing else.
      expect(running.stats().refused).toBe([...desk.failures.values()].filter((failure) => failure === 'not-found').length);
    });
  });

  test('International: the statements of all months, no bill lines', async () => {
    await sandbox({ site: 'intl', size: 'small', rate: 'off' }, async (running) => {
      const desk = new Desk();
      const outcome = await sync(running, 'intl', desk);
      expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
      expect(outcome.periods.at(-1)).toBe('2026-10');
      expect(desk.slices('statement')).toEqual(outcome.periods.map((period) => `statement|period=${period}`));
      expect(desk.rows('statement|period=2026-10')[0]?.['currency']).toBe('USD');
      expect(desk.rowsOf('orders')).toBeGreaterThan(0);
      expect(desk.slices('bill-lines')).toEqual([]);
    });
  });

  test('at the default pace the sandbox with its documented quotas refuses nothing', { timeout: 40_000 }, async () => {
    await sandbox({ site: 'cn', size: 'small' }, async (running) => {
      const outcome = await runSync({
        request: { site: 'cn', today: running.today, periods: ['2026-10'], language: 'zh_CN' },
        resume: { checkpoints: [], doneSlices: [] },
        credentials: { accessKey: running.ak, secretKey: running.sk },
        endpoint: running.url,
        transport: fetchTransport(fetch),
        emit: () => Promise.resolve(),
        signal: new AbortController().signal,
      });
      expect(outcome).toMatchObject({ stopped: null, throttled: 0, problems: [] });
      expect(outcome.seconds).toBeLessThan(20);
    });
  });

  test('faults on the way change nothing of what is read', async () => {
    const read = async (faults: SandboxOptions['faults']): Promise<{ content: string; outcome: SyncOutcome }> =>
      sandbox({ site: 'cn', size: 'tiny', rate: 'off', ...(faults === undefined ? {} : { faults }) }, async (running) => {
        const desk = new Desk();
        // Waits of seconds shrink to milliseconds: what is tested is what follows from them.
        const outcome = await sync(running, 'cn', desk, {
          clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 500, signal) },
        });
        return { content: desk.content(), outcome };
      });
    const calm = await read(undefined);
    const rough = await read({
      rules: [
        { operation: 'ListSubcustomerMonthlyBills', from: 2, count: 1, status: 429 },
        { operation: 'ListSubCustomerBillDetail', from: 1, count: 2, status: 503 },
        { operation: 'ListSubCustomers', from: 1, count: 1, dropAfter: 20 },
        { operation: 'ListCustomerOrders', from: 1, count: 1, dropAfter: 0 },
        { operation: 'ListServiceTypes', from: 1, count: 1, totalDelta: 1 },
      ],
    });
    expect(rough.outcome).toMatchObject({ stopped: null, problems: [], unpublished: [], throttled: 1 });
    expect(rough.outcome.retries).toBe(5);
    expect(rough.content).toBe(calm.content);
  });

  test('a machine whose clock is 40 minutes late corrects itself once; 14 minutes need no correction', async () => {
    for (const [minutes, offset] of [
      [40, 2400],
      [14, 0],
    ] as const) {
      await sandbox({ site: 'cn', size: 'tiny', rate: 'off', clock: () => new Date(Date.now() + minutes * 60_000) }, async (running) => {
        const outcome = await sync(running, 'cn', new Desk());
        expect(outcome).toMatchObject({ stopped: null, problems: [], retries: offset === 0 ? 0 : 1 });
        expect(Math.abs(outcome.clockOffsetSeconds - offset)).toBeLessThanOrEqual(2);
      });
    }
  });

  test('a wrong secret key ends the run with one refused call', async () => {
    await sandbox({ site: 'cn', size: 'tiny', rate: 'off' }, async (running) => {
      const outcome = await sync(running, 'cn', new Desk(), { credentials: { accessKey: running.ak, secretKey: 'wrong' } });
      expect(outcome.stopped).toBe('credentials');
      expect(running.stats()).toMatchObject({ requests: 1, refused: 1 });
    });
  });
});
