import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { BreakIndex, openAmong } from '../../../renderer/desk/break-index';
import { OPEN_BREAKS, packBreaks } from '../../../renderer/store/breaks';
import { DeskStore } from '../../../renderer/store/schema';
import { rowKey } from '../../../shared/reconcile/break-id';
import { reasonText } from '../../../shared/reconcile/reasons';
import type { Break } from '../../../shared/reconcile/types';
import { aName } from './a-desk';

const ROWS = 8_200;
const CUSTOMER = 'c'.repeat(32);

function one(period: string, at: number): Break {
  const timing = at % 100 === 7;
  return {
    id: `b-${period}-${at}`,
    period,
    otherPeriod: timing ? '2026-11' : null,
    role: at % 3 === 0 ? null : 'cost',
    class: timing ? 'timing' : 'missing-in-bill',
    counterparty: at % 2 === 0 ? CUSTOMER : null,
    customer: at % 2 === 0 ? CUSTOMER : null,
    service: at % 5 === 0 ? 'hws.service.type.ec2' : null,
    ledgerAmount: at % 4 === 0 ? null : BigInt(at) * 1_000_000n,
    billAmount: null,
    expectedAmount: null,
    difference: -(2n ** 62n) + BigInt(at),
    reason: { key: 'c2-equal', params: { tested: String(at), broken: '0', difference: '0' } },
    rows:
      at % 6 === 0
        ? []
        : [
            { kind: 'entry', importId: 'i-1', row: at },
            { kind: 'bill', period, customer: CUSTOMER, service: null },
          ],
  };
}

const BREAKS = [
  ...Array.from({ length: ROWS }, (_, at) => one('2026-10', at)),
  ...Array.from({ length: 20 }, (_, at) => one('2026-11', at)),
];

let store: DeskStore;

async function stored(): Promise<DeskStore> {
  store = new DeskStore(aName());
  await store.open();
  await store.breakSets.bulkPut(packBreaks(BREAKS, (id) => (id === CUSTOMER ? '示例公司' : undefined)));
  return store;
}

afterEach(() => store.close());

describe('breaks in the store', () => {
  it('come back as they were found, in their order, over several sets', async () => {
    const { breaks, breakSets } = await stored();
    expect((await breakSets.toCollection().primaryKeys()).map((key) => key.slice(0, 7))).toEqual(['2026-10', '2026-10', '2026-11']);
    const found = await breaks.toArray();
    expect(await breaks.count()).toBe(BREAKS.length);
    expect(found.map((row) => row.id)).toEqual(BREAKS.map((row) => row.id));
    for (const at of [0, 1, 7, 8_191, 8_192, 8_219]) {
      const was = BREAKS[at]!;
      expect(found[at]).toMatchObject({
        period: was.period,
        otherPeriod: was.otherPeriod,
        role: was.role,
        class: was.class,
        customer: was.customer,
        customerName: was.customer && '示例公司',
        service: was.service,
        billAmount: null,
        reason: { zh: reasonText(was.reason, 'zh'), en: reasonText(was.reason, 'en') },
        rows: was.rows.map(rowKey),
        status: 'open',
        decision: null,
      });
    }
    expect(found[0]!.difference).toBe('-46116860184.27387904');
    expect([found[1]!.ledgerAmount, found[4]!.ledgerAmount]).toEqual(['0.01', null]);
  });

  it('of a month are its own and the timing breaks whose other side it is', async () => {
    const { breaks } = await stored();
    const november = await breaks.of('2026-11');
    expect(november.filter((row) => row.period === '2026-11')).toHaveLength(20);
    expect(november.filter((row) => row.period === '2026-10').every((row) => row.class === 'timing')).toBe(true);
    expect(november.length).toBe(20 + BREAKS.filter((row) => row.period === '2026-10' && row.otherPeriod === '2026-11').length);
    expect(await breaks.of('2026-12')).toEqual([]);
  });

  it('have the status of the last decision and of the sign-off, and count as open until then', async () => {
    const store = await stored();
    const { breaks, decisions, closings } = store;
    const count = async () => {
      await store.meta.put({ key: OPEN_BREAKS, value: openAmong(new BreakIndex(await breaks.sets(null)).all(), await decisions.book()) });
      return breaks.open();
    };
    const before = await count();
    expect(before.total).toBe(BREAKS.length);
    const decided = (breakId: string, action: 'explain' | 'assign' | 'carry') => ({
      breakId,
      period: '2026-10',
      acts: [{ seq: 1, at: '', by: '', action, period: '2026-10', reason: 'other' as const, note: '已核', owner: '示例会计' }],
    });
    await decisions.bulkPut([decided('b-2026-10-7', 'explain'), decided('b-2026-10-9', 'assign'), decided('b-2026-11-3', 'carry')]);
    const after = await count();
    expect([after.total, after.byMonth.get('2026-10'), after.byMonth.get('2026-11')]).toEqual([
      before.total - 2,
      before.byMonth.get('2026-10')! - 1,
      // The timing break was work there, too.
      before.byMonth.get('2026-11')! - 2,
    ]);
    // November's own and the timing breaks of October that are work there, with the sizes of what is below zero.
    const sizes = (some: readonly Break[]): bigint => some.reduce((sum, { difference }) => sum - difference!, 0n);
    const november = BREAKS.filter((row) => row.period === '2026-11' || row.otherPeriod === '2026-11');
    expect(before.money.get('2026-11')).toBe(sizes(november));
    expect(after.money.get('2026-11')).toBe(sizes(november.filter(({ id }) => id !== 'b-2026-10-7' && id !== 'b-2026-11-3')));
    const statuses = async () => (await breaks.bulkGet(['b-2026-10-7', 'b-2026-10-9', 'nobody', 'b-2026-11-3'])).map((row) => row?.status);
    expect(await statuses()).toEqual(['explained', 'assigned', undefined, 'carried']);
    await closings.put({
      period: '2026-10',
      archive: '',
      at: '',
      by: '',
      note: '',
      carried: [],
      carriedTotal: '0',
      drifted: false,
    });
    expect(await statuses()).toEqual(['approved', 'assigned', undefined, 'carried']);
    expect((await breaks.get('b-2026-10-7'))?.decision).toMatchObject({ action: 'explain', owner: '示例会计' });
  });
});
