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

describe('the side that counts as plus', () => {
  const payables = (title: string, amount: string) => [
    [title, '', '', ''],
    ['会计期间', '客户', '借方', '贷方'],
    ['2026-10', A, '', amount],
  ];

  it('is told by the account, journalled, changed by a person, and never carried over to another account of the same layout', async () => {
    const { main, desk } = await start('a.xlsx', payables('应付账款', '10'));
    const preview = await desk.preview({ token: 'f', options: { role: 'cost' }, mapping: null }, quiet);
    expect(preview.options.side).toBe('credit');
    expect(preview.found).toContain('side');
    expect(preview.sums[0]?.amount).toBe('10.00');
    await desk.confirmImport({ preview: preview.preview, skipBadRows: false });
    expect(main.journal.at(-1)?.body).toMatchObject({ side: 'credit' });

    main.add('g', { name: 'b.xlsx', rows: payables('主营业务成本', '10') });
    const other = await desk.preview({ token: 'g', options: {}, mapping: null }, quiet);
    expect([other.mappingFrom, other.options.side, other.sums[0]?.amount]).toEqual(['remembered', 'debit', '-10.00']);

    main.add('h', { name: 'c.xlsx', rows: payables('往来', '20') });
    const silent = await desk.preview({ token: 'h', options: {}, mapping: null }, quiet);
    expect([silent.options.side, silent.sums[0]?.amount]).toEqual(['credit', '20.00']);
    const declared = await desk.preview({ token: 'h', options: { side: 'debit' }, mapping: null }, quiet);
    expect(declared.found).not.toContain('side');
    expect(declared.sums[0]?.amount).toBe('-20.00');
  });
});

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
