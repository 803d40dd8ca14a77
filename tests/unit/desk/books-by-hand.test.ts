import { describe, expect, it } from 'vitest';
import { aDesk, aName, Main, quiet } from './a-desk';

const A = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const HEADS = ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'];
const row = (amount: string, month = '2026-10') => [month, A, 'hws.service.type.ec2', amount];

async function start(name: string, rows: readonly string[][]) {
  const main = new Main();
  const { desk, store } = await aDesk(main, aName());
  main.add('f', { name, rows });
  return { main, desk, store };
}

describe('rows with bad cells', () => {
  it('of a book are left out one by one: until each is decided nothing is stored, and each decision is on record', async () => {
    const { main, desk, store } = await start('cost.xlsx', [HEADS, row('1'), row('x'), row('y'), row('2', '十月份')]);
    const preview = await desk.preview({ token: 'f', options: { role: 'cost' }, mapping: null }, quiet);
    expect(preview.refused.map((cell) => cell.row)).toEqual([3, 4, 5]);
    const confirm = (leaveOut: number[], skipBadRows = false) => desk.confirmImport({ preview: preview.preview, skipBadRows, leaveOut });
    await expect(confirm([])).rejects.toMatchObject({ code: 'bad-cells', detail: '3' });
    await expect(confirm([2, 3, 5])).rejects.toMatchObject({ code: 'bad-cells', detail: '1' });
    expect(await store.imports.count()).toBe(0);
    // A good row that is named all the same is no bad row, and stays.
    await confirm([2, 3, 4, 5]);
    expect(main.journal.at(-1)?.body).toMatchObject({
      rowCount: 1,
      leftOut: [3, 4, 5].map((one) => ({ row: one, why: 'by-hand' })),
      refused: [{ value: 'x' }, { value: 'y' }, { value: '十月份' }],
      sums: [{ period: '2026-10', amount: '1.00' }],
    });
  });

  it('of a book: what a person did not decide on is told apart from what they did', async () => {
    const { main, desk } = await start('cost.xlsx', [HEADS, row('1'), row('x'), row('y')]);
    const { preview } = await desk.preview({ token: 'f', options: { role: 'cost' }, mapping: null }, quiet);
    await desk.confirmImport({ preview, skipBadRows: true, leaveOut: [4] });
    expect(main.journal.at(-1)?.body).toMatchObject({
      leftOut: [
        { row: 3, why: 'bad-cells' },
        { row: 4, why: 'by-hand' },
      ],
    });
  });
});
