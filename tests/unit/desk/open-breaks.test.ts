import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen } from '../../../shared/close';
import { absolute, parseUnits } from '../../../shared/money';
import { OPEN_BREAKS } from '../../../renderer/store/breaks';
import type { DeskStore } from '../../../renderer/store/schema';
import { aBreak, putBreaks } from './put-breaks';
import { aDesk, aName, Main, quiet, type Gateway } from './a-desk';
import { bill, ECS } from './two-months';

const BREAKS = Array.from({ length: 30 }, (_, at) =>
  aBreak(`b-${at}`, {
    period: at % 3 === 0 ? '2026-09' : '2026-10',
    otherPeriod: at % 7 === 0 ? '2026-10' : null,
    difference: at % 11 === 0 ? null : `${at % 2 === 0 ? '-' : ''}${at + 1}.25`,
  }),
);
/** Two of them have no break (any more). */
const IDS = [...BREAKS.map(({ id }) => id), 'b-gone', 'b-gone-2'];

/** Slow and obvious: every break is looked at. */
async function counted({ breaks }: DeskStore): Promise<unknown> {
  const months = new Map<string, { count: number; money: bigint }>();
  const open = (await breaks.toArray()).filter(({ status }) => isOpen(status));
  for (const { period, otherPeriod, difference } of open)
    for (const month of new Set([period, otherPeriod ?? period])) {
      const known = months.get(month) ?? { count: 0, money: 0n };
      months.set(month, { count: known.count + 1, money: known.money + absolute(parseUnits(difference ?? '0')) });
    }
  return { total: open.length, months };
}

async function stored({ breaks }: DeskStore): Promise<unknown> {
  const { total, byMonth, money } = await breaks.open();
  return { total, months: new Map([...byMonth].map(([month, count]) => [month, { count, money: money.get(month) }])) };
}

const anAct = fc.record({
  breaks: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 32 }),
  action: fc.constantFrom('explain' as const, 'carry' as const, 'assign' as const, 'reopen' as const, 'undo' as const),
});

describe('the count of breaks that wait', () => {
  it('is what looking at every break gives, after any acts, and in a store made again from the journal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { minLength: 1, maxLength: 6 }), async (acts) => {
        const main = new Main();
        const first = await aDesk(main, aName());
        await putBreaks(first.store, BREAKS);
        for (const { breaks, action } of acts) {
          if (action === 'undo') await first.desk.undoDecision({ breaks }).catch(() => undefined);
          else
            await first.desk.decide({
              breaks,
              action,
              period: '2026-10',
              reason: 'other',
              note: 'n',
              owner: action === 'reopen' ? '' : 'o',
            });
          expect(await stored(first.store)).toEqual(await counted(first.store));
        }
        const again = await aDesk(main, aName());
        await putBreaks(again.store, BREAKS);
        expect(await stored(again.store)).toEqual(await stored(first.store));
        expect(await again.store.decisions.toArray()).toEqual(await first.store.decisions.toArray());
        for (const { desk, store } of [first, again]) {
          await desk.close();
          store.close();
        }
      }),
      { numRuns: 15 },
    );
  });

  it('is counted anew where nothing was counted yet: after an upgrade the acts come again from the journal before the next result', async () => {
    const { desk, store } = await aDesk(new Main(), aName());
    await putBreaks(store, BREAKS);
    await desk.decide({ breaks: ['b-1', 'b-2'], action: 'carry', period: '2026-10', reason: 'other', note: 'n', owner: 'o' });
    await store.meta.delete(OPEN_BREAKS);
    await desk.decide({ breaks: ['b-3', 'b-4'], action: 'explain', period: '2026-10', reason: 'other', note: 'n', owner: 'o' });
    expect(await stored(store)).toEqual(await counted(store));
    expect((await store.breaks.open()).total).toBe(BREAKS.length - 4);
    await desk.close();
    store.close();
  });
});

const MONTHS = ['2026-09', '2026-10'] as const;
const CUSTOMERS = ['a', 'b', 'c', 'd'] as const;
const BOOK = [
  ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'],
  ...MONTHS.flatMap((month) => CUSTOMERS.map((customer, at) => [month, customer, ECS, `${at + 1}.00`])),
];

const aStep = fc.oneof(
  { weight: 3, arbitrary: anAct.map(({ action }) => ({ kind: 'act' as const, action })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'back' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('sync' as const),
      amounts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('close' as const), month: fc.constantFrom(...MONTHS) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const), month: fc.constantFrom(...MONTHS) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'start' as const }) },
);

describe('the count of breaks of real results', () => {
  it('is none once a sync brings what the books have, with a customer whose name nobody had', async () => {
    const main = new Main();
    const [a, b] = ['a'.repeat(32), 'b'.repeat(32)];
    main.gateway = bill([MONTHS[0], a, '1.00']);
    const { desk, store } = await aDesk(main, aName());
    const sync = () => desk.sync({ periods: [...MONTHS], today: '2026-11-20', language: 'zh' }, quiet);
    await sync();
    main.add('l', { name: '成本台账.csv', rows: [BOOK[0]!, [MONTHS[0], a, ECS, '2.00'], [MONTHS[0], b, ECS, '3.00']] });
    const { preview } = await desk.preview({ token: 'l', options: { role: 'cost' }, mapping: null }, quiet);
    await desk.confirmImport({ preview, skipBadRows: false });
    expect((await store.breaks.open()).total).toBe(2);
    const customers = { source: 'customers', reseller: '' } as const;
    main.gateway = [
      ...bill([MONTHS[0], a, '2.00'], [MONTHS[0], b, '3.00']),
      { key: customers, rows: 1, columns: { customer_id: [b], customer: ['示例客户'] } },
    ];
    await sync();
    expect(await store.breaks.count()).toBe(0);
    expect((await store.breaks.open()).total).toBe(0);
    await desk.close();
    store.close();
  });

  it('stays what looking at every break gives, whatever is decided, taken back, closed, opened again, synced, and when the app starts again', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 6, maxLength: 12 }), fc.infiniteStream(fc.nat()), async (steps, numbers) => {
        const main = new Main();
        const name = aName();
        const bills = (amounts: readonly number[]): Gateway =>
          bill(...MONTHS.flatMap((month, m) => CUSTOMERS.map((customer, c) => [month, customer, `${amounts[m * 4 + c]!}.00`] as const)));
        main.gateway = bills([1, 1, 3, 1, 2, 2, 2, 4]);
        let { desk, store } = await aDesk(main, name);
        const sync = () => desk.sync({ periods: [...MONTHS], today: '2026-11-20', language: 'zh' }, quiet);
        await sync();
        main.add('l', { name: '成本台账.csv', rows: BOOK });
        const { preview } = await desk.preview({ token: 'l', options: { role: 'cost' }, mapping: null }, quiet);
        await desk.confirmImport({ preview, skipBadRows: false });
        let act = 0;
        const ran = (kind: string) => () => void seen.add(kind);
        const refused = (): undefined => undefined;
        for (const step of steps) {
          const ids = (await store.breaks.toArray()).map(({ id }) => id).filter(() => numbers.next().value! % 3 > 0);
          if (step.kind === 'act' && ids.length > 0) {
            const word = { period: MONTHS[1], reason: 'other' as const, note: 'n', owner: step.action === 'reopen' ? '' : 'o' };
            if (step.action === 'undo') await desk.undoDecision({ breaks: ids }).then(ran('undo'), refused);
            else
              await desk.decide({ ...word, breaks: ids, action: step.action }).then(({ seqs }) => {
                act = seqs[0]!;
                seen.add(step.action);
              }, refused);
          }
          if (step.kind === 'back') await desk.undoDecision({ act }).then(ran('back'), refused);
          if (step.kind === 'sync') {
            main.gateway = bills(step.amounts);
            await sync();
          }
          if (step.kind === 'close') {
            const of = async () => (await store.breaks.of(step.month)).map(({ id }) => id);
            for (const id of await of())
              await desk
                .decide({ breaks: [id], action: 'explain', period: step.month, reason: 'other', note: 'n', owner: 'o' })
                .catch(refused);
            for (const { id, status } of await store.totals.where('period').equals(step.month).toArray())
              if (status === 'broken') await desk.explainTotal({ total: id, period: step.month, note: 'n', owner: 'o' }).catch(refused);
            await desk.signOff({ period: step.month, note: '' }).then(ran('close'), refused);
          }
          if (step.kind === 'reopen') await desk.reopen({ period: step.month, reason: 'r' }).then(ran('reopen'), refused);
          if (step.kind === 'start') {
            await desk.close();
            store.close();
            ({ desk, store } = await aDesk(main, name));
          }
          expect(await stored(store)).toEqual(await counted(store));
        }
        const again = await aDesk(main, aName());
        await again.desk.sync({ periods: [...MONTHS], today: '2026-11-20', language: 'zh' }, quiet);
        expect(await stored(again.store)).toEqual(await stored(store));
        for (const one of [{ desk, store }, again]) {
          await one.desk.close();
          one.store.close();
        }
      }),
      { numRuns: 8, seed: 2 },
    );
    for (const kind of ['explain', 'undo', 'back', 'close', 'reopen']) expect(seen).toContain(kind);
  }, 60_000);
});
