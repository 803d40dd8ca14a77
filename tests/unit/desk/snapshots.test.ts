import { afterEach, expect, it } from 'vitest';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import { aDesk, aName, Main, quiet, type Gateway } from './a-desk';

const balance = (amount: string): Gateway => [
  {
    key: { source: 'bill-lines', period: '2026-09', chargeMode: '3' },
    rows: 1,
    columns: { customer_id: ['a'], cloud_service_type: ['ecs'], bill_type: ['0'], charge_mode: ['3'], amount: ['1'] },
  },
  { key: { source: 'balances' }, rows: 1, columns: { account_type: ['1'], amount: [amount], designated_amount: ['0'] } },
];

let desk: Desk;
let store: DeskStore;
afterEach(async () => {
  await desk.close();
  store.close();
});

it('a sync that finds the same balance makes no new input, and keeps when it was answered first and last', async () => {
  const main = Object.assign(new Main(), { gateway: balance('5') });
  ({ desk, store } = await aDesk(main, aName()));
  const sync = () => desk.sync({ periods: ['2026-09'], today: '2026-10-10', language: 'zh' }, quiet);
  const made = async () => ((await store.meta.get('result'))?.value as { madeFrom: string }).madeFrom;
  await sync();
  const [first, before] = [await made(), await store.snapshots.toArray()];
  await new Promise((resolve) => setTimeout(resolve, 5));
  await sync();
  expect(await made()).toBe(first);
  const [kept, ...more] = await store.snapshots.toArray();
  expect([kept?.at, more]).toEqual([before[0]?.at, []]);
  expect(kept!.last! > kept!.at).toBe(true);
  main.gateway = balance('6');
  await sync();
  expect(await store.snapshots.count()).toBe(2);
  expect(await made()).not.toBe(first);
});
