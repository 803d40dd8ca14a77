import { expect, it } from 'vitest';
import type { Progress } from '../../../shared/desk/api';
import { aDesk, aName, Main, quiet } from './a-desk';

const ROWS = [
  ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'],
  ['2026-10', '0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hws.service.type.ec2', '12.5'],
];

it('a reconciliation stopped while it reads leaves the result that stood, and the next one gives it again', async () => {
  const main = new Main();
  const { desk, store } = await aDesk(main, aName());
  main.add('book', { name: 'cost.csv', rows: ROWS });
  const { preview } = await desk.preview({ token: 'book', options: { role: 'cost' }, mapping: null }, quiet);
  await desk.confirmImport({ preview, skipBadRows: false });
  const before = await desk.digest();
  const mark = await store.meta.get('result');
  const steps: string[] = [];
  const stop = ({ step }: Progress): void => {
    steps.push(step);
    if (step === 'reading') void desk.cancelReconcile();
  };
  await expect(desk.reconcile(stop)).rejects.toMatchObject({ code: 'cancelled' });
  expect(steps).toEqual(['reading']);
  expect([await desk.digest(), await store.meta.get('result')]).toEqual([before, mark]);
  // What was stopped is over: the next one runs to its end.
  await desk.reconcile(({ step }) => void steps.push(step));
  expect(steps.slice(1)).toEqual(['reading', 'matching', 'storing', 'done']);
  expect(await desk.digest()).toBe(before);
});
