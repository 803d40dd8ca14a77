import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import type { DeskCore } from '../../../renderer/desk/core';
import { HeldFeeParts } from '../../../renderer/desk/fee-parts';
import { Resident } from '../../../renderer/desk/resident';
import { seeded } from '../../bench/cost-rows';
import { aDesk, aName, Main, quiet } from './a-desk';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const C = 'c'.repeat(32);

function fees(period: string, customer: string, amounts: readonly string[], coupon: string | null = null): Main['gateway'][number] {
  const of = (text: string): string[] => amounts.map(() => text);
  return {
    key: { source: 'fee-records', period, customer },
    rows: amounts.length,
    columns: {
      bill_cycle: of(period),
      customer_id: of(customer),
      association_type: of('2'),
      service_type_code: of('hws.service.type.ec2'),
      charging_mode: of('3'),
      bill_detail_type: of('5'),
      trade_id: amounts.map((_, at) => `t-${period}-${at}`),
      payment_amount: [...amounts],
      coupon_amount: amounts.map((_, at) => (at % 2 === 0 ? coupon : null)),
    },
  };
}

function lines(period: string, amount: string): Main['gateway'][number] {
  return {
    key: { source: 'bill-lines', period, chargeMode: '3' },
    rows: 1,
    columns: { customer_id: [A], cloud_service_type: ['hws.service.type.ec2'], bill_type: ['0'], charge_mode: ['3'], amount: [amount] },
  };
}

let open: { desk: Desk; store: DeskStore } | null = null;
afterEach(async () => {
  await open?.desk.close();
  open?.store.close();
});

const core = (desk: Desk): DeskCore => (desk as unknown as { open_: { core: DeskCore } }).open_.core;
/** Everything comes from the store. */
const forgetful = (desk: Desk): void => void Object.assign(core(desk), { resident: new Resident(-1) });
const sync = (desk: Desk) => desk.sync({ periods: ['2026-09', '2026-10'], today: '2026-11-20', language: 'zh' }, quiet);
const WORLD = [lines('2026-09', '1.00'), lines('2026-10', '3.00'), fees('2026-09', A, ['1.00']), fees('2026-10', A, ['1.00', '2.00'])];

describe('the fee records of a month', () => {
  it('are made again for the month that moved alone, and give what all of them would', async () => {
    const main = new Main();
    main.gateway = WORLD;
    open = await aDesk(main, aName());
    const { desk, store } = open;
    forgetful(desk);
    await sync(desk);
    const before = await store.feeMonths.toArray();
    expect(before.map(({ period, rows }) => [period, rows])).toEqual([
      ['2026-09', 1],
      ['2026-10', 2],
    ]);
    expect((await store.totals.get(['2026-10', 'C2']))?.status).toBe('equal');
    // What is kept of September is what is read: its segments are not looked at while October is.
    await store.feeMonths.update('2026-09', { checks: [] });
    main.gateway = [...WORLD.slice(0, 3), fees('2026-10', A, ['1.00', '2.50']), fees('2026-10', B, ['7.00'])];
    await sync(desk);
    const after = await store.feeMonths.toArray();
    expect([after[0]!.stamp, after[0]!.checks]).toEqual([before[0]!.stamp, []]);
    expect(after[1]!.rows).toBe(3);
    expect(await store.totals.get(['2026-10', 'C2'])).toMatchObject({ status: 'broken', left: '3.00', right: '10.50' });
    const digest = await desk.digest();
    await store.feeMonths.clear();
    await desk.reconcile(quiet);
    expect(await desk.digest()).toBe(digest);
  });

  it('are put together from what publishing made: a changed slice costs its own rows only', async () => {
    const main = new Main();
    main.gateway = [...WORLD, fees('2026-10', B, ['4.00'])];
    open = await aDesk(main, aName());
    const { desk, store } = open;
    forgetful(desk);
    await sync(desk);
    const read = new Set<string>();
    const get = vi.spyOn(core(desk).store.segments, 'bulkGet');
    main.gateway = [...WORLD, fees('2026-10', B, ['4.50', '0.25'])];
    await sync(desk);
    expect((await store.feeMonths.toArray()).map(({ period, rows }) => [period, rows])).toEqual([
      ['2026-09', 1],
      ['2026-10', 4],
    ]);
    expect(await store.totals.get(['2026-10', 'C2'])).toMatchObject({ left: '3.00', right: '7.75' });
    for (const [keys] of get.mock.calls) for (const key of keys as string[]) if (key.startsWith('fee-records')) read.add(key);
    expect([...read]).toEqual([]);
    // Without the parts there is nothing but the segments.
    await store.feeMonths.clear();
    await store.feeParts.clear();
    await desk.reconcile(quiet);
    expect(get.mock.calls.flatMap(([keys]) => keys as string[]).filter((key) => key.startsWith('fee-records'))).toHaveLength(3);
  });

  it.each(Array.from({ length: 4 }, (_, seed) => seed))('are the same however often slices changed before (%i)', async (seed) => {
    const next = seeded(seed + 1);
    const main = new Main();
    open = await aDesk(main, aName());
    const { desk, store } = open;
    forgetful(desk);
    const world = new Map<string, Main['gateway'][number]>();
    for (let step = 0; step < 6; step++) {
      for (let i = 0; i < 4; i++) {
        const [period, customer] = [`2026-${next(2) === 0 ? '09' : '10'}`, [A, B, C][next(3)]!];
        const amounts = Array.from({ length: next(12) }, () => `${next(99)}.${next(9)}`);
        world.set(`${period}${customer}`, fees(period, customer, amounts, next(3) === 0 ? null : '1.5'));
      }
      main.gateway = [...WORLD.slice(0, 2), ...world.values()];
      await sync(desk);
      if (next(4) === 0) await store.feeParts.clear();
      const kept = await store.feeMonths.toArray();
      const digest = await desk.digest();
      await store.feeMonths.clear();
      await store.feeParts.clear();
      await desk.reconcile(quiet);
      expect(kept).toEqual(await store.feeMonths.toArray());
      expect(await desk.digest()).toBe(digest);
    }
  });

  it('survive a kill between publishing and the run: stored parts count, what was only held is read from its slices', async () => {
    const main = new Main();
    const name = aName();
    main.gateway = [
      ...WORLD,
      fees('2026-10', B, ['1.5', '2.5']),
      fees('2026-10', C, ['3.5', '4.5', '0.5']),
      fees('2026-10', 'd'.repeat(32), ['7.00']),
    ];
    open = await aDesk(main, name);
    Object.assign(core(open.desk), { feeParts: new HeldFeeParts(3) });
    const killed = vi.spyOn(HeldFeeParts.prototype, 'of').mockImplementation(() => {
      throw new Error('killed');
    });
    await sync(open.desk).catch(() => undefined);
    killed.mockRestore();
    expect(await open.store.feeMonths.count()).toBe(0);
    expect(await open.store.feeParts.count()).toBeGreaterThan(0);
    await open.desk.close();
    open.store.close();
    open = await aDesk(main, name);
    forgetful(open.desk);
    await open.desk.reconcileIfStale(quiet);
    const kept = await open.store.feeMonths.toArray();
    const digest = await open.desk.digest();
    await open.store.feeMonths.clear();
    await open.store.feeParts.clear();
    await open.desk.reconcile(quiet);
    expect(kept[1]!.rows).toBe(8);
    expect(kept).toEqual(await open.store.feeMonths.toArray());
    expect(await open.desk.digest()).toBe(digest);
  });

  it('stay in memory between runs, with bill lines: one changed slice is read alone, and the result is that of reading everything', async () => {
    const main = new Main();
    main.gateway = WORLD;
    open = await aDesk(main, aName());
    const { desk, store } = open;
    await sync(desk);
    const kept = core(desk).store;
    const [months, segments] = [vi.spyOn(kept.feeMonths, 'get'), vi.spyOn(kept.segments, 'bulkGet')];
    await desk.reconcile(quiet);
    expect([...months.mock.calls, ...segments.mock.calls]).toEqual([]);
    main.gateway = [lines('2026-09', '1.25'), ...WORLD.slice(1, 3), fees('2026-10', A, ['1.00', '2.50'])];
    await sync(desk);
    expect(months.mock.calls).toEqual([['2026-10']]);
    expect(await store.totals.get(['2026-09', 'C2'])).toMatchObject({ left: '1.25', right: '1.00' });
    expect(await store.totals.get(['2026-10', 'C2'])).toMatchObject({ left: '3.00', right: '3.50' });
    const digest = await desk.digest();
    forgetful(desk);
    await desk.reconcile(quiet);
    expect(await desk.digest()).toBe(digest);
  });

  it('are not reconciled again when nothing moved', async () => {
    const main = new Main();
    main.gateway = WORLD;
    open = await aDesk(main, aName());
    const { desk, store } = open;
    await sync(desk);
    const mark = await store.meta.get('result');
    await store.totals.update(['2026-10', 'C2'], { identity: 'kept' });
    expect(await desk.reconcileIfStale(quiet)).toEqual({ periods: ['2026-09', '2026-10'], breaks: await store.breaks.count(), seconds: 0 });
    expect((await store.totals.get(['2026-10', 'C2']))?.identity).toBe('kept');
    await desk.setRuleSet({ version: 1, tolerance: '0.01', taxRates: ['0.06'], movementHours: 24, adjacentPeriods: 1 });
    expect(await store.meta.get('result')).not.toEqual(mark);
  });

  it('stand in a view of their month alone', async () => {
    const main = new Main();
    main.gateway = WORLD;
    open = await aDesk(main, aName());
    const { desk, store } = open;
    await sync(desk);
    await store.segments
      .where('key')
      .startsWith('fee-records')
      .filter(({ slice }) => slice.includes('2026-09'))
      .delete();
    const spec = { source: 'fee-records', language: 'zh', filters: [], sort: [] } as const;
    const view = await desk.view({ ...spec, period: '2026-10' });
    expect([view.rows, view.totals['payment']]).toEqual([2, '3.00']);
    await expect(desk.view({ ...spec, period: null })).rejects.toMatchObject({ code: 'store-lost' });
  });
});
