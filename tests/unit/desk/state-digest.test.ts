import { describe, expect, it } from 'vitest';
import { REASONS } from '../../../shared/reconcile/reasons';
import { sentenceText } from '../../../shared/report';
import { aDesk, aName, Main, quiet, type Gateway } from './a-desk';

const A = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const B = '77aa00bb11cc22dd33ee44ff55660077';
const ECS = 'hws.service.type.ec2';
const OBS = 'hws.service.type.obs';
const TODAY = '2026-11-06';

type Slice = Gateway[number];

const LINES: readonly (readonly string[])[] = [
  [A, ECS, '0', '100.00000001'],
  [A, ECS, '0', '7.5'],
  [A, ECS, '0', '7.5'],
  [B, OBS, '0', '33.3'],
  [B, ECS, '1', '-3'],
];

const bills = (period: string, lines: readonly (readonly string[])[]): Slice => ({
  key: { source: 'bill-lines', period, chargeMode: '3' },
  rows: lines.length,
  columns: {
    customer_id: lines.map(([customer = '']) => customer),
    cloud_service_type: lines.map(([, service = '']) => service),
    bill_type: lines.map(([, , kind = '']) => kind),
    charge_mode: lines.map(() => '3'),
    amount: lines.map(([, , , amount = '']) => amount),
  },
});

const fees = (period: string, lines: readonly (readonly string[])[]): Slice => ({
  key: { source: 'fee-records', period },
  rows: lines.length,
  columns: {
    customer_id: lines.map(([customer = '']) => customer),
    service_type_code: lines.map(([, service = '']) => service),
    charging_mode: lines.map(() => '3'),
    bill_detail_type: lines.map(() => '1'),
    trade_id: lines.map((line) => `T-${line.join('-')}`),
    payment_amount: lines.map(([, , , amount = '']) => amount),
  },
});

/** Two records without an ID, equal in every field but one. */
const adjustments = (amounts: readonly string[]): Slice => ({
  key: { source: 'adjust-records' },
  rows: amounts.length,
  columns: {
    customer_id: amounts.map(() => A),
    operation_type: amounts.map(() => '1'),
    amount: [...amounts],
    operation_time: amounts.map(() => '2026-10-03T02:00:00Z'),
  },
});

const world = (turn: <T>(list: readonly T[]) => T[]): Gateway =>
  turn([
    bills('2026-09', turn([[A, ECS, '0', '12']])),
    bills('2026-10', turn(LINES)),
    fees('2026-10', turn(LINES)),
    adjustments(turn(['50', '50', '20'])),
  ]);

const asIs = <T>(list: readonly T[]): T[] => [...list];
const reversed = <T>(list: readonly T[]): T[] => [...list].reverse();
const rotated = <T>(list: readonly T[]): T[] => [...list.slice(2), ...list.slice(0, 2)];

const BOOK = [
  ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'],
  ['2026-10', A, ECS, '115'],
  ['2026-10', B, OBS, '30.3'],
  ['2026-10', B, ECS, '-3'],
];

async function worked(gateway: Gateway, main = new Main(), name = aName()) {
  const { desk, store } = await aDesk(main, name);
  main.gateway = gateway;
  await desk.sync({ periods: null, today: TODAY, language: 'zh' }, quiet);
  return { main, desk, store };
}

async function withBook(gateway: Gateway, rows: readonly (readonly string[])[] = BOOK) {
  const all = await worked(gateway);
  all.main.add('l', { name: '成本台账.csv', rows });
  const { preview } = await all.desk.preview({ token: 'l', options: { role: 'cost' }, mapping: null }, quiet);
  await all.desk.confirmImport({ preview, skipBadRows: false });
  return all;
}

describe('the state digest', () => {
  it.each([
    ['reversed', reversed],
    ['rotated', rotated],
  ])('is the same for rows and slices that came %s', async (_name, turn) => {
    const [one, two] = [await withBook(world(asIs)), await withBook(world(turn))];
    expect(await one.store.breaks.count()).toBeGreaterThan(0);
    expect((await one.store.generations.toArray()).map((row) => row.digest)).toEqual(
      (await two.store.generations.toArray()).map((row) => row.digest),
    );
    expect(await two.desk.digest()).toBe(await one.desk.digest());
  });

  it('is another one when an amount, a repeated row or a row of the book is other', async () => {
    const digest = await (await withBook(world(asIs))).desk.digest();
    const changed = (lines: typeof LINES): Gateway =>
      world(asIs).map((slice) => (slice.key.source === 'fee-records' ? fees('2026-10', lines) : slice));
    const others = [
      await withBook(changed(LINES.map((line, at) => (at === 3 ? [...line.slice(0, 3), '33.30000001'] : line)))),
      await withBook(changed(LINES.slice(1))),
      await withBook(changed([...LINES.slice(0, 3), LINES[0]!, LINES[4]!])),
      await withBook(world(asIs), [...BOOK.slice(0, 3), ['2026-10', B, ECS, '-3.01']]),
    ];
    for (const other of others) expect(await other.desk.digest()).not.toBe(digest);
  });

  it('is the same in whatever words the findings are said, and none of them is stored', async () => {
    const { desk, store } = await withBook(world(asIs));
    const digest = await desk.digest();
    const said = new Map(Object.entries(REASONS));
    try {
      for (const key of said.keys())
        (REASONS as Record<string, { zh: string; en: string }>)[key] = { zh: '换了说法', en: 'In other words' };
      expect((await store.breaks.toArray()).map(({ reason }) => reason.zh)).toContain('换了说法');
      expect((await store.totals.toArray()).every(({ sentence }) => sentenceText(sentence, 'en') === 'In other words')).toBe(true);
      expect(await desk.digest()).toBe(digest);
    } finally {
      for (const [key, words] of said) (REASONS as Record<string, typeof words>)[key] = words;
    }
  });

  it('is the same after the store is gone, the journal replayed and everything synced again in another order', async () => {
    const { main, desk, store } = await withBook(world(asIs));
    main.add('gone', { name: '误入.csv', rows: [BOOK[0]!, ['2026-10', A, ECS, '1']] });
    const wrong = await desk.preview({ token: 'gone', options: { role: 'cost' }, mapping: null }, quiet);
    const { importId } = await desk.confirmImport({ preview: wrong.preview, skipBadRows: false });
    await desk.undoImport(importId);
    await desk.setAliases([{ ledger: '甲公司', customer: A }]);
    const [first, ...others] = await store.breaks.toArray();
    const decide = (ids: string[], action: 'explain' | 'carry' | 'reopen') =>
      desk.decide({ breaks: ids, period: '2026-10', action, reason: 'other', note: '已核', owner: '示例会计' });
    await decide([first!.id, ...others.map((one) => one.id)], 'explain');
    await decide([first!.id], 'reopen');
    await decide([first!.id], 'carry');
    for (const total of await store.totals.where('period').equals('2026-10').toArray())
      if (total.status === 'broken') await desk.explainTotal({ total: total.id, period: '2026-10', note: '已核', owner: '示例会计' });
    await desk.signOff({ period: '2026-10', note: '关账' });
    await desk.reopen({ period: '2026-10', reason: '复核' });
    await desk.signOff({ period: '2026-10', note: '再关账' });
    const before = await desk.digest();
    await desk.close();
    store.close();

    const again = await worked(world(reversed), main);
    expect(await again.desk.digest()).toBe(before);
    expect(await again.store.closings.toArray()).toMatchObject([{ period: '2026-10', drifted: false }]);
  });
});
