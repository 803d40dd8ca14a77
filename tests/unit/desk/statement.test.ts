import { describe, expect, it } from 'vitest';
import { checkStatement, dueOf, type StatementInput } from '../../../shared/documents/statement';
import { parseUnits } from '../../../shared/money';
import { sentenceText } from '../../../shared/report';
import { aDesk, aName, Main, quiet, rebuilt } from './a-desk';

const A = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const MONTH = '2026-10';
const HEADS = ['客户ID', '账期', '账单类型', '计费模式', '产品类型编码', '订单号/交易号', '结算金额(元)'];
const row = (type: string, amount: string, trade: string): string[] => [A, MONTH, type, '按需', 'hws.service.type.ec2', trade, amount];
const BILL = {
  name: '伙伴账单明细_202610.csv',
  rows: [HEADS, row('消费', '100.00', 't-1'), row('消费', '0.00000001', 't-2'), row('退款', '-30.50', 't-3')],
};

const typed = (more: Partial<StatementInput> = {}): StatementInput => ({
  period: MONTH,
  consumption: '100.00',
  refunds: '-30.50',
  adjustments: '0',
  due: '69.50',
  number: 'B-1',
  note: '',
  ...more,
});

async function start() {
  const main = new Main();
  const name = aName();
  const { desk, store } = await aDesk(main, name);
  main.add('f', BILL);
  const preview = await desk.previewDocument({ token: 'f', kind: 'partner-bill', mapping: null, today: '2026-11-06' }, quiet);
  await desk.confirmDocument({ preview: preview.preview, skipBadRows: false });
  const c1 = async (): Promise<{ status?: string; zh?: string }> => {
    const total = await store.totals.get([MONTH, 'C1']);
    return { status: total?.status, zh: total && sentenceText(total.sentence, 'zh') };
  };
  return { main, desk, store, c1 };
}

describe('the figures of a bill, typed', () => {
  it('prove the lines of a file, which prove nothing alone; a cent off breaks the kind it is in', async () => {
    const { desk, store, c1 } = await start();
    expect(await c1()).toMatchObject({ status: 'not-provable' });
    expect((await c1()).zh).toContain('录入');
    expect((await store.figures.get(MONTH))?.source).toBe('bill-file');
    await desk.enterStatement(typed());
    expect(await c1()).toMatchObject({ status: 'within' });
    await desk.enterStatement(typed({ consumption: '100.00000001', due: '' }));
    expect(await c1()).toMatchObject({ status: 'equal' });
    await desk.enterStatement(typed({ refunds: '-30.49', due: '' }));
    const broken = await c1();
    expect(broken.status).toBe('broken');
    expect(broken.zh).toContain('不一致的是：退款');
    // One of them stands at a time, the others are undone; the audit says what was typed.
    const rows = (await store.documents.toArray()).filter((one) => one.document === 'statement-figures');
    expect(rows.map((one) => one.undone).filter((undone) => !undone)).toHaveLength(1);
    expect(rows.find((one) => !one.undone)).toMatchObject({ by: '示例会计', periods: [MONTH], statement: { due: null, number: 'B-1' } });
    const act = (await store.acts.toArray()).findLast((one) => one.kind === 'document');
    expect(act?.period).toBe(MONTH);
    expect(act?.summary.zh).toContain('退款 -30.49');
    await desk.undoImport(rows.find((one) => !one.undone)!.importId);
    expect(await c1()).toMatchObject({ status: 'not-provable' });
  });

  it('change nothing when typed again, come back after an undo, and are rebuilt from the journal', async () => {
    const { main, desk, store } = await start();
    const first = await desk.enterStatement(typed());
    expect(first.changed).toBe(true);
    expect(await desk.enterStatement(typed({ consumption: '100' }))).toMatchObject({ importId: first.importId, changed: false });
    await desk.undoImport(first.importId);
    expect(await desk.enterStatement(typed())).toMatchObject({ importId: first.importId, changed: true });
    expect((await store.documents.get(first.importId))?.undone).toBe(false);
    const digest = await desk.digest();
    const again = await rebuilt(main);
    expect(await again).toBe(digest);
  });

  it('are refused where they do not hold, and in a closed month', async () => {
    const { desk, store } = await start();
    await expect(desk.enterStatement(typed({ due: '69.51' }))).rejects.toMatchObject({ code: 'bad-document', detail: 'due' });
    await expect(desk.enterStatement(typed({ refunds: '' }))).rejects.toMatchObject({ code: 'bad-document', detail: 'amount' });
    const { importId } = await desk.enterStatement(typed());
    await store.closings.put({
      period: MONTH,
      archive: '0'.repeat(64),
      at: '2026-11-20T08:00:00.000Z',
      by: '',
      note: '',
      carried: [],
      carriedTotal: '0',
      drifted: false,
    });
    const closed = { code: 'period-closed', detail: MONTH };
    await expect(desk.enterStatement(typed({ note: 'x' }))).rejects.toMatchObject(closed);
    await expect(desk.undoImport(importId)).rejects.toMatchObject(closed);
  });
});

describe('checking typed figures', () => {
  it('takes exact decimals of up to eight places, a due that adds up, and 0 for a negative bill', () => {
    expect(checkStatement(typed({ consumption: '1,234.12345678', due: '' }))).toMatchObject({
      figures: { consumption: parseUnits('1234.12345678'), due: null },
    });
    const negative = checkStatement(typed({ consumption: '10', due: '0' }));
    expect('figures' in negative && dueOf(negative.figures)).toBe(0n);
    const blank = checkStatement(typed({ consumption: '10', due: '' }));
    expect('figures' in blank && dueOf(blank.figures)).toBe(0n);
  });

  it.each<[Partial<StatementInput>, unknown]>([
    [{ consumption: '1.123456789' }, { kind: 'amount', field: 'consumption' }],
    [{ consumption: '一百' }, { kind: 'amount', field: 'consumption' }],
    [{ consumption: '¥100' }, { kind: 'amount', field: 'consumption' }],
    [{ adjustments: '' }, { kind: 'amount', field: 'adjustments' }],
    [{ due: '69.5x' }, { kind: 'amount', field: 'due' }],
    [{ due: '0' }, { kind: 'due', sum: parseUnits('69.5'), due: 0n }],
    [{ period: '2026-13' }, { kind: 'period' }],
  ])('refuses %j', (more, fault) => {
    expect(checkStatement(typed(more))).toEqual({ fault });
  });
});
