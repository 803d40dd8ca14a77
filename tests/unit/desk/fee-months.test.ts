import { afterEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import { aDesk, aName, Main, quiet } from './a-desk';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);

function fees(period: string, customer: string, amounts: readonly string[]): Main['gateway'][number] {
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

const sync = (desk: Desk) => desk.sync({ periods: ['2026-09', '2026-10'], today: '2026-11-20', language: 'zh' }, quiet);
const WORLD = [lines('2026-09', '1.00'), lines('2026-10', '3.00'), fees('2026-09', A, ['1.00']), fees('2026-10', A, ['1.00', '2.00'])];

describe('the fee records of a month', () => {
  it('are made again for the month that moved alone, and give what all of them would', async () => {
    const main = new Main();
    main.gateway = WORLD;
    open = await aDesk(main, aName());
    const { desk, store } = open;
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
    await store.segments.where('key').startsWith('fee-records').filter(({ slice }) => slice.includes('2026-09')).delete();
    const spec = { source: 'fee-records', language: 'zh', filters: [], sort: [] } as const;
    const view = await desk.view({ ...spec, period: '2026-10' });
    expect([view.rows, view.totals['payment']]).toEqual([2, '3.00']);
    await expect(desk.view({ ...spec, period: null })).rejects.toMatchObject({ code: 'store-lost' });
  });
});
