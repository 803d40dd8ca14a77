import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../renderer/pages/reconcile/compared-fields';
import type { BreakEvidence, StoredBreak } from '../../../shared/desk/api';
import { sentenceText } from '../../../shared/report';
import type { ResultMark } from '../../../renderer/desk/results';
import type { ViewSpec } from '../../../shared/desk/views';
import { aDesk, aName, Main, quiet } from './a-desk';

const A = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const B = '77aa00bb11cc22dd33ee44ff55660077';
const ECS = 'hws.service.type.ec2';

const SPEC: ViewSpec = { source: 'breaks', language: 'zh', period: null, filters: [], sort: [] };

/** A book with a row in dollars that the bill has in yuan, and one that is a yuan off. */
async function withDollars() {
  const main = new Main();
  const name = aName();
  const { desk, store } = await aDesk(main, name);
  const customers = [A, B];
  main.gateway = [
    {
      key: { source: 'bill-lines', period: '2026-10', chargeMode: '3' },
      rows: 2,
      columns: {
        customer_id: customers,
        cloud_service_type: [ECS, ECS],
        bill_type: ['0', '0'],
        charge_mode: ['3', '3'],
        amount: ['100', '50'],
      },
    },
  ];
  await desk.sync({ periods: null, today: '2026-11-06', language: 'zh' }, quiet);
  main.add('l', {
    name: '成本台账.csv',
    rows: [
      ['账期', '客户ID', '云服务类型编码', '成本金额(未税)', '币种'],
      ['2026-10', A, ECS, '14', 'USD'],
      ['2026-10', B, ECS, '51', 'CNY'],
    ],
  });
  const { preview } = await desk.preview({ token: 'l', options: { role: 'cost' }, mapping: null }, quiet);
  await desk.confirmImport({ preview, skipBadRows: false });
  return { main, name, desk, store };
}

describe('breaks of a book in another currency', () => {
  it('are not added up with the others, and a selection has a sum for each currency', async () => {
    const { desk, store } = await withDollars();
    expect((await store.breaks.toArray()).map((one) => [one.class, one.ledgerAmount, one.ledgerCurrency])).toEqual([
      ['amount', '51.00', null],
      ['currency', '14.00', 'USD'],
    ]);
    const view = await desk.view(SPEC);
    expect(view.totals).toEqual({});
    expect(view.mixed).toEqual(['ledgerCurrency']);
    const range = { fromRow: 0, toRow: 2, columns: ['ledgerAmount', 'billAmount'] };
    const [ledger, bill] = (await desk.summarise(view.id, range)).columns;
    expect(ledger?.sums.map(({ currency, sum }) => [currency, sum])).toEqual([
      [null, '51.00'],
      ['USD', '14.00'],
    ]);
    expect(bill?.sums.map(({ currency, sum }) => [currency, sum])).toEqual([[null, '150.00']]);
    const own = await desk.view({ ...SPEC, filters: [{ column: 'ledgerCurrency', op: 'is', value: '' }] });
    expect(own.totals).toMatchObject({ ledgerAmount: '51.00', difference: '-1.00' });
  });

  it('say both currencies where the sides are compared, whatever the sentence says', async () => {
    const { store } = await withDollars();
    const evidence = { ledger: { total: 0, rows: [] }, bill: { total: 0, rows: [] } } as unknown as BreakEvidence;
    const compared = (one: StoredBreak) => fieldsOf(one, evidence, 'CNY', (id) => id ?? '').filter(({ field }) => field === 'currency');
    const [amount, currency] = (await store.breaks.toArray()).map((one) => ({ ...one, reason: { zh: '', en: '' } }));
    expect(compared(amount!)).toEqual([]);
    expect(compared(currency!)).toEqual([{ field: 'currency', left: ['USD'], right: ['CNY'], differs: true }]);
  });
});

describe('a result of engine 7, which kept words and no currencies', () => {
  it('is shown as it is and made anew when the profile is opened', async () => {
    const { main, name, desk, store } = await withDollars();
    const now = await desk.digest();
    await desk.close();
    for (const { ledgerCurrency: _, ...columns } of (await store.breakSets.toArray()).map((set) => set.columns))
      await store.breakSets.toCollection().modify((set) => void (set.columns = columns));
    await store.totals.toCollection().modify((total) => {
      const say = (language: 'zh' | 'en'): string => sentenceText(total.sentence, language);
      Object.assign(total, { sentence: { zh: say('zh'), en: say('en') } });
    });
    const kept = await store.totals.get(['2026-10', 'C1']);
    expect(kept?.sentence).not.toHaveProperty('key');
    expect(sentenceText(kept!.sentence, 'zh')).toContain('尚不能证明');
    expect((await store.breaks.toArray()).map((one) => one.ledgerCurrency)).toEqual([null, null]);
    const mark = (await store.meta.get('result'))!.value as ResultMark;
    await store.meta.put({ key: 'result', value: { ...mark, madeFrom: 'engine 7' } });
    store.close();

    const again = await aDesk(main, name);
    expect((await again.store.breaks.toArray()).map((one) => one.ledgerCurrency)).toEqual([null, 'USD']);
    expect((await again.store.totals.get(['2026-10', 'C1']))?.sentence).toHaveProperty('key', 'c1-cn-import');
    expect(await again.desk.digest()).toBe(now);
  });
});
