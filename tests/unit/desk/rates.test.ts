import { describe, expect, it } from 'vitest';
import { aDesk, aName, Main, quiet } from './a-desk';

const RATE = { month: '2026-10', from: 'CNY', to: 'USD', rate: '0.14', date: '2026-10-31', source: '示例银行' };
const ROWS = [
  ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'],
  ['2026-10', '0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hws.service.type.ec2', '12.5'],
];

async function withBook() {
  const main = new Main();
  const { desk, store } = await aDesk(main, aName());
  main.add('book', { name: 'cost.csv', rows: ROWS });
  const { preview } = await desk.preview({ token: 'book', options: { role: 'cost' }, mapping: null }, quiet);
  await desk.confirmImport({ preview, skipBadRows: false });
  return { main, desk, store };
}

describe('setting rates', () => {
  it('is journalled, kept in versions and comes back on another store; a wrong table changes nothing', async () => {
    const { main, desk, store } = await withBook();
    const before = await desk.digest();
    await expect(desk.setRates({ version: 1, rates: [{ ...RATE, rate: '0' }] })).rejects.toMatchObject({ code: 'bad-document' });
    expect(await desk.digest()).toBe(before);
    await desk.setRates({ version: 1, rates: [RATE] });
    await desk.setRates({ version: 1, rates: [RATE, { ...RATE, month: '2026-11' }] });
    expect(await desk.ruleVersions('rates')).toMatchObject([{ rules: 2 }, { rules: 1 }]);
    const [, first] = await desk.ruleVersions('rates');
    expect(await desk.ruleVersion({ which: 'rates', seq: first!.seq })).toEqual({ version: 1, rates: [RATE] });
    expect((await store.meta.get('rates'))?.value).toMatchObject({ rates: [{ month: '2026-10' }, { month: '2026-11' }] });
    const again = await aDesk(main, aName());
    expect((await again.store.meta.get('rates'))?.value).toEqual((await store.meta.get('rates'))?.value);
  });

  it('moves no result: what is found, its totals and its rules stay as they are', async () => {
    const { desk, store } = await withBook();
    const results = async () =>
      JSON.stringify([
        await store.meta.get('result'),
        await store.totals.toArray(),
        await store.breaks.toArray(),
        await store.figures.toArray(),
        await store.margin.toArray(),
      ]);
    const before = await results();
    await desk.setRates({ version: 1, rates: [RATE, { ...RATE, from: 'USD', to: 'CNY', rate: '7.1' }] });
    expect(await results()).toBe(before);
    await desk.reconcile(quiet);
    const at = / ?"(at|seconds|time)":"?[^",]*"?,?/g;
    expect((await results()).replace(at, '')).toBe(before.replace(at, ''));
  });
});

describe('reading a table of rates', () => {
  it('gives its rates or its faults, and keeps nothing', async () => {
    const { main, desk } = await withBook();
    const entries = main.journal.length;
    main.add('r', {
      name: '汇率.csv',
      rows: [
        ['日期', '原币种', '目标币种', '汇率'],
        ['2026-10-31', '人民币', '美元', '0.14'],
      ],
    });
    expect(await desk.readRates('r')).toEqual({ rates: [{ ...RATE, source: '汇率.csv' }], faults: [] });
    main.add('r', {
      name: '汇率.csv',
      rows: [
        ['日期', '原币种', '目标币种', '汇率'],
        ['2026-10-31', '人民币', '美元', ''],
      ],
    });
    expect((await desk.readRates('r')).faults).toMatchObject([{ row: 2, column: '汇率' }]);
    expect(main.journal.length).toBe(entries);
  });
});
