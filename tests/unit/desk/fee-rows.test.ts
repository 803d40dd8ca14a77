import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import type { DeskCore } from '../../../renderer/desk/core';
import { HeldFeeParts } from '../../../renderer/desk/fee-parts';
import { feeRows } from '../../../renderer/desk/fee-rows';
import { RunMemory } from '../../../shared/reconcile/run-memory';
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
      // A column that no record has may be missing.
      ...(coupon === null ? {} : { coupon_amount: amounts.map((_, at) => (at % 2 === 0 ? coupon : null)) }),
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
const forgetful = (desk: Desk): void => void Object.assign(core(desk), { resident: new Resident(-1), memory: new RunMemory() });
/** As after the app was started again: nothing is held either. */
const forget = (desk: Desk): void => {
  forgetful(desk);
  Object.assign(core(desk), { feeParts: new HeldFeeParts() });
};
/** Keys of fee records' segments that were read. */
const segmentsRead = (calls: readonly (readonly unknown[])[]): string[] =>
  calls.flatMap(([keys]) => keys as string[]).filter((key) => key.startsWith('fee-records'));
/** The records as the engine gets them, but for the numbers of trades, which are given as they come. */
const columnsOf = async (of: DeskCore): Promise<Record<string, string>> => {
  const { rows, customer, service, chargeMode, billType, payment, association, coupon, flexi } = await feeRows(
    of,
    (await of.generations.published()).of('fee-records'),
  );
  const zeros = new BigInt64Array(rows);
  const filled = [
    customer,
    service,
    chargeMode,
    billType,
    payment,
    association,
    ...[coupon, flexi].map((one) => (one.length > 0 ? one : zeros)),
  ];
  return Object.fromEntries(filled.map((column, at) => [String(at), Array.from(column, String).join()]));
};
const sync = (desk: Desk) => desk.sync({ periods: ['2026-09', '2026-10'], today: '2026-11-20', language: 'zh' }, quiet);
const WORLD = [lines('2026-09', '1.00'), lines('2026-10', '3.00'), fees('2026-09', A, ['1.00']), fees('2026-10', A, ['1.00', '2.00'])];

describe('the fee records of a month', () => {
  it('come from what publishing made: a changed slice costs its own rows only, and nothing is read of segments', async () => {
    const main = new Main();
    main.gateway = [...WORLD, fees('2026-10', B, ['4.00'])];
    open = await aDesk(main, aName());
    const { desk, store } = open;
    await sync(desk);
    const get = vi.spyOn(core(desk).store.segments, 'bulkGet');
    const parts = vi.spyOn(core(desk).store.feeParts, 'bulkGet');
    main.gateway = [...WORLD, fees('2026-10', B, ['4.50', '0.25'])];
    await sync(desk);
    expect(await store.totals.get(['2026-10', 'C2'])).toMatchObject({ left: '3.00', right: '7.75' });
    expect([segmentsRead(get.mock.calls), parts.mock.calls]).toEqual([[], []]);
    const digest = await desk.digest();
    // Without the parts there is nothing but the segments.
    forget(desk);
    await store.feeParts.clear();
    await desk.reconcile(quiet);
    expect(segmentsRead(get.mock.calls)).toHaveLength(3);
    expect(await desk.digest()).toBe(digest);
  });

  it.each(Array.from({ length: 6 }, (_, seed) => seed))('are the same however often slices changed before (%i)', async (seed) => {
    const next = seeded(seed + 1);
    const main = new Main();
    open = await aDesk(main, aName());
    const { desk, store } = open;
    Object.assign(core(desk), { feeParts: new HeldFeeParts(8), memory: new RunMemory(2) });
    const world = new Map<string, Main['gateway'][number]>();
    for (let step = 0; step < 8; step++) {
      // As many records as there were, so that all others stay where they are, or any number.
      const inPlace = step > 0 && next(3) > 0;
      for (let i = 0; i < 4; i++) {
        const [period, customer] = [`2026-${next(2) === 0 ? '09' : '10'}`, [A, B, C][next(3)]!];
        const before = world.get(`${period}${customer}`)?.rows;
        const amounts = Array.from({ length: inPlace ? (before ?? 0) : next(12) }, () => `${next(99)}.${next(9)}`);
        world.set(`${period}${customer}`, fees(period, customer, amounts, next(3) === 0 ? null : '1.5'));
      }
      main.gateway = [...WORLD.slice(0, 2), ...world.values()];
      await sync(desk);
      if (next(4) === 0) await store.feeParts.clear();
      if (next(4) === 0) forgetful(desk);
      const [digest, totals] = [await desk.digest(), await store.totals.toArray()];
      const own = core(desk);
      const columns = await columnsOf(own);
      const kept = { resident: own.resident, memory: own.memory, feeParts: own.feeParts };
      // From the parts, then from the segments.
      for (const clear of [false, true]) {
        forget(desk);
        if (clear) await store.feeParts.clear();
        await desk.reconcile(quiet);
        expect([await desk.digest(), await store.totals.toArray()]).toEqual([digest, totals]);
        expect(await columnsOf(own)).toEqual(columns);
      }
      Object.assign(own, kept);
    }
  });

  it('in parts that are mostly out of date are put into smaller ones', async () => {
    const main = new Main();
    open = await aDesk(main, aName());
    const { desk, store } = open;
    Object.assign(core(desk), { feeParts: new HeldFeeParts(4) });
    main.gateway = [...WORLD.slice(0, 2), fees('2026-10', A, ['1', '2']), fees('2026-10', B, ['3', '4', '5', '6', '7', '8'])];
    await sync(desk);
    main.gateway = [...WORLD.slice(0, 2), fees('2026-10', A, ['1', '2']), fees('2026-10', B, ['9', '10', '11', '12'])];
    await sync(desk);
    const rows = async (): Promise<number> =>
      (await store.feeParts.toArray()).flatMap(({ slices }) => slices.map((slice) => slice.rows)).reduce((sum, one) => sum + one, 0);
    expect(await rows()).toBeGreaterThan(6);
    const digest = await desk.digest();
    forget(desk);
    await desk.reconcile(quiet);
    expect(await rows()).toBe(6);
    expect(await desk.digest()).toBe(digest);
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
    const killed = vi.spyOn(HeldFeeParts.prototype, 'all').mockImplementation(() => {
      throw new Error('killed');
    });
    await sync(open.desk).catch(() => undefined);
    killed.mockRestore();
    const stored = (await open.store.feeParts.toArray()).flatMap(({ slices }) => slices).length;
    expect(stored).toBeGreaterThan(0);
    await open.desk.close();
    open.store.close();
    // What is read of segments becomes a part again.
    const added = vi.spyOn(HeldFeeParts.prototype, 'add');
    open = await aDesk(main, name);
    await open.desk.reconcileIfStale(quiet);
    expect(added.mock.calls).toHaveLength(5 - stored);
    added.mockRestore();
    expect(await open.store.totals.get(['2026-10', 'C2'])).toMatchObject({ right: '22.50' });
    const digest = await open.desk.digest();
    forget(open.desk);
    await open.store.feeParts.clear();
    await open.desk.reconcile(quiet);
    expect(await open.desk.digest()).toBe(digest);
  });

  it('stay in memory between runs, with bill lines: one changed slice is read alone, and the result is that of reading everything', async () => {
    const main = new Main();
    main.gateway = WORLD;
    open = await aDesk(main, aName());
    const { desk, store } = open;
    await sync(desk);
    const kept = core(desk).store;
    const [parts, segments, lists] = [
      vi.spyOn(kept.feeParts, 'bulkGet'),
      vi.spyOn(kept.segments, 'bulkGet'),
      vi.spyOn(kept.generations, 'toArray'),
    ];
    await desk.reconcile(quiet);
    expect([...parts.mock.calls, ...segments.mock.calls, ...lists.mock.calls]).toEqual([]);
    main.gateway = [lines('2026-09', '1.25'), ...WORLD.slice(1, 3), fees('2026-10', A, ['1.00', '2.50'])];
    await sync(desk);
    expect(parts.mock.calls).toEqual([]);
    expect(await store.totals.get(['2026-09', 'C2'])).toMatchObject({ left: '1.25', right: '1.00' });
    expect(await store.totals.get(['2026-10', 'C2'])).toMatchObject({ left: '3.00', right: '3.50' });
    const digest = await desk.digest();
    forget(desk);
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
