import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { HeldFeeParts } from '../../../renderer/desk/fee-parts';
import { runReconcile } from '../../../renderer/desk/reconcile-job';
import { costRows } from '../../bench/cost-rows';
import { anEmptyDesk, fillCostDesk, fillFees } from '../../bench/desk-store';

it('changed slices whose parts were stored since are read from those parts, and from no other of their months', async () => {
  const core = await anEmptyDesk('likely-parts');
  Object.assign(core, { feeParts: new HeldFeeParts(100) });
  const rows = costRows(4_000);
  await fillCostDesk(core, rows);
  await runReconcile(core);
  const before = await core.store.feeParts.count();
  await fillFees(core, rows.bill, rows.months, { generation: 2, every: 7, more: 1_000_000n });
  const changed = (await core.store.feeParts.toArray()).filter(({ slices }) => slices.some(({ generation }) => generation === 2));
  expect(changed.length).toBeGreaterThan(2);
  expect(before).toBeGreaterThan(2 * changed.length);
  const get = vi.spyOn(core.store.feeParts, 'bulkGet');
  await runReconcile(core);
  const read = get.mock.calls.flatMap(([keys]) => keys);
  expect(read.length).toBeGreaterThan(0);
  expect(changed.map(({ key }) => key)).toEqual(expect.arrayContaining(read));
  await core.store.delete();
});
