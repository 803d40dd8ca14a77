/** Coupons from the gateway to the stored result: signed sync, publishing, the engine's input, C5. */
import { beforeAll, expect, test } from 'vitest';
import { startSandbox } from '../../../electron/sandbox/server';
import { fetchTransport } from '../../../electron/sync/http';
import { runSync } from '../../../electron/sync/run';
import type { DeskCore } from '../../../renderer/desk/core';
import { engineInput } from '../../../renderer/desk/engine-input';
import { COUPON_ROLLS, parseCouponRolls } from '../../../renderer/store/coupon-rolls';
import type { SourceId } from '../../../shared/api/sources';
import { parseUnits, sum } from '../../../shared/money';
import { parseSliceId } from '../../../shared/sync/slices';
import { aDesk, aName, Main, quiet, type Gateway } from '../../unit/desk/a-desk';
import { Desk } from '../../unit/sync/desk';

type Row = Record<string, string | null>;

/** What a sync of a tiny world brought, as slices. */
async function synced(): Promise<Desk> {
  const running = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
  try {
    const read = new Desk();
    const outcome = await runSync({
      request: { site: 'cn', today: running.today, periods: null, language: 'zh_CN' },
      resume: read.resume(),
      credentials: { accessKey: running.ak, secretKey: running.sk },
      endpoint: running.url,
      transport: fetchTransport(fetch),
      emit: (event) => read.take(event),
      signal: new AbortController().signal,
      rate: 'off',
    });
    expect(outcome).toMatchObject({ stopped: null, problems: [], unpublished: [] });
    return read;
  } finally {
    await running.close();
  }
}

/** Slices in the pages' form; `change` may take rows away or alter them. */
function gatewayOf(change: (source: SourceId, rows: Row[]) => Row[]): Gateway {
  return [...read.published.keys()].map((slice) => {
    const key = parseSliceId(slice);
    const rows = change(key.source, read.rows(slice));
    const names = [...new Set((read.published.get(slice) ?? []).flatMap((page) => Object.keys(page.columns)))];
    return { key, rows: rows.length, columns: Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name] ?? null)])) };
  });
}

async function reconciled(gateway: Gateway) {
  const main = Object.assign(new Main(), { gateway });
  const { desk, store } = await aDesk(main, aName());
  await desk.sync({ periods: null, today: '2026-11-06', language: 'zh' }, quiet);
  const { core } = Reflect.get(desk, 'open_') as { core: DeskCore };
  const input = await engineInput(core);
  const rolls = parseCouponRolls((await store.blobs.get(COUPON_ROLLS))?.text);
  const newest = input.periods.at(-1)!;
  const c5 = await store.totals.get([newest, 'C5']);
  await desk.close();
  store.close();
  return { input, rolls, c5 };
}

let read: Desk;
beforeAll(async () => {
  read = await synced();
});

const amountsOf = (source: SourceId, field: string): bigint =>
  sum(read.slices(source).flatMap((slice) => read.rows(slice).map((row) => parseUnits(row[field] ?? '0'))));

test('coupons, quotas and their log of a sync are in the engine’s input, and rolled forward in the stored result', async () => {
  const { input, rolls, c5 } = await reconciled(gatewayOf((_, rows) => rows));
  const { coupons } = input;
  expect(coupons?.quotas).toHaveLength(read.rowsOf('coupon-quotas') + read.rowsOf('issued-quotas'));
  expect(coupons?.coupons).toHaveLength(read.rowsOf('coupons'));
  expect(coupons?.coupons?.length).toBeGreaterThan(0);
  expect(sum((coupons?.coupons ?? []).map(({ balance }) => balance))).toBe(amountsOf('coupons', 'balance'));
  expect(coupons?.operations?.length).toBeGreaterThan(0);
  expect(coupons?.used.length).toBeGreaterThan(0);

  const customers = rolls.filter(({ kind }) => kind === 'customer');
  const quotas = rolls.filter(({ kind }) => kind === 'quota');
  expect(sum(customers.map(({ value }) => parseUnits(value)))).toBe(amountsOf('coupons', 'face_value'));
  expect(sum(customers.map(({ left }) => parseUnits(left)))).toBe(amountsOf('coupons', 'balance'));
  expect(sum(quotas.map(({ left }) => parseUnits(left)))).toBe(
    amountsOf('coupon-quotas', 'balance') + amountsOf('issued-quotas', 'balance'),
  );
  expect(quotas.map(({ difference }) => difference)).toEqual(quotas.map(() => '0.00'));
  expect(c5).toMatchObject({ status: expect.stringMatching(/^(?:equal|within)$/), buckets: { broken: 0 } });
}, 60_000);

test('a lost balance, and a log that was not read, are said by C5', async () => {
  const [first] = read.slices('coupon-quotas').flatMap((slice) => read.rows(slice));
  const less = (parseUnits(first?.['balance'] ?? '0') - parseUnits('0.01')) / 1_000_000n;
  const off = await reconciled(
    gatewayOf((source, rows) =>
      source === 'coupon-quotas'
        ? rows.map((row) =>
            row['quota_id'] === first?.['quota_id'] ? { ...row, balance: `${less / 100n}.${String(less % 100n).padStart(2, '0')}` } : row,
          )
        : rows,
    ),
  );
  expect(off.c5?.status).toBe('broken');
  expect(off.c5?.firstDivergence?.bucket).toEqual({ quota: first?.['quota_id'] });
  expect(off.rolls.find(({ id }) => id === first?.['quota_id'])?.difference).toBe('0.01');

  const unread = await reconciled(gatewayOf((_, rows) => rows).filter(({ key }) => key.source !== 'coupon-records'));
  expect(unread.input.coupons?.operations).toBeNull();
  expect(unread.c5?.status).toBe('not-provable');
  expect(unread.rolls.every(({ difference }) => difference === null)).toBe(true);
}, 60_000);
