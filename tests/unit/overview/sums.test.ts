import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { formatUnits } from '../../../shared/money';
import { sliceId } from '../../../shared/sync/slices';
import { marginMonths } from '../../../renderer/store/margin-months';
import { eachRollupPage, monthGroups, monthSums } from '../../../renderer/store/rollup-pages';
import { DeskStore, type GenerationRow, type RollupRow } from '../../../renderer/store/schema';

let store: DeskStore;
afterEach(() => store?.close());

const ROWS = 4_500;
const slices = [
  { source: 'bill-lines', period: '2026-10', chargeMode: '1' },
  { source: 'bill-lines', period: '2026-10', chargeMode: '11' },
  { source: 'bill-lines', period: '2026-10', chargeMode: '1', reseller: 'r1' },
  { source: 'bill-lines', period: '2026-09', chargeMode: '1' },
] as const;

async function filled(): Promise<DeskStore> {
  store = new DeskStore(`sums-${String(Math.random())}`);
  await store.open();
  for (const [at, key] of slices.entries()) {
    const slice = sliceId(key);
    await store.generations.put({ slice, source: 'bill-lines', period: key.period, generation: 1 } as GenerationRow);
    await store.rollups.bulkPut(
      Array.from({ length: at === 0 ? ROWS : 3 }, (_, row): RollupRow => ({
        key: `${slice}#c${String(row)}#s#1#0`,
        period: key.period,
        counterparty: 'reseller' in key ? key.reseller : `c${String(row % 3)}`,
        customer: `c${String(row)}`,
        service: row % 2 === 0 ? 'ec2' : 'obs',
        chargeMode: key.chargeMode,
        kind: '0',
        currency: 'CNY',
        amount: '0.01',
        lines: 1,
      })),
    );
  }
  return store;
}

describe('sums of a month read in pages', () => {
  it('miss no row at the end of a page and take none of another slice or month', async () => {
    const sums = await monthSums(await filled(), '2026-10');
    expect([...sums.counterparties].sort()).toEqual([
      ['c0', 1_501_000_000n],
      ['c1', 1_501_000_000n],
      ['c2', 1_501_000_000n],
      ['r1', 3_000_000n],
    ]);
    const total = [...sums.services.values()].reduce((a, b) => a + b, 0n);
    expect(total).toBe(BigInt(ROWS + 6) * 1_000_000n);
  });
  it('are never all rows at once', async () => {
    const sizes: number[] = [];
    await eachRollupPage(await filled(), { period: '2026-10' }, (rows) => sizes.push(rows.length));
    expect(sizes.sort((a, b) => a - b)).toEqual([3, 3, 500, 2_000, 2_000]);
    const own: string[] = [];
    await eachRollupPage(store, { period: null, reseller: 'r1' }, (rows) => own.push(...rows.map(({ counterparty }) => counterparty)));
    expect(own).toEqual(['r1', 'r1', 'r1']);
  });
});

describe('a month by customer or service', () => {
  it('has each one’s kinds and net, the largest first whatever its sign, of that month alone', async () => {
    const open = await filled();
    const [slice] = slices.map(sliceId);
    const more = { period: '2026-10', counterparty: 'c1', customer: 'c1', chargeMode: '1', currency: 'CNY', lines: 1 };
    await open.rollups.bulkPut([
      { ...more, key: `${slice!}#c1#obs#1#1`, service: 'obs', kind: '1', amount: '-90.00' },
      { ...more, key: `${slice!}#c1#obs#1#2`, service: 'obs', kind: '2', amount: '1.00' },
    ]);
    const customers = await monthGroups(open, '2026-10', 'customer');
    expect(customers).toHaveLength(ROWS);
    expect(customers.slice(0, 3).map(({ id, net }) => [id, formatUnits(net)])).toEqual([
      ['c1', '-88.97'],
      ['c0', '0.03'],
      ['c2', '0.03'],
    ]);
    const services = await monthGroups(open, '2026-10', 'service');
    expect(services.map(({ id, kinds }) => [id, ...kinds.map((units) => formatUnits(units))])).toEqual([
      ['obs', '22.52', '-90.00', '1.00'],
      ['ec2', '22.54', '0.00', '0.00'],
    ]);
  });
});

describe('margin by month', () => {
  it('adds up exactly and has no rate without revenue', () => {
    const rows = [
      { period: '2026-10', revenue: 200n, cost: 150n },
      { period: '2026-09', revenue: 0n, cost: 5n },
      { period: '2026-10', revenue: 100n, cost: 120n },
    ].map((row) => ({ ...row, revenue: row.revenue * 1_000_000n, cost: row.cost * 1_000_000n }));
    expect(marginMonths(rows)).toEqual([
      { period: '2026-09', revenue: '0.00', cost: '0.05', margin: '-0.05', rate: null },
      { period: '2026-10', revenue: '3.00', cost: '2.70', margin: '0.30', rate: '0.1000' },
    ]);
  });
});
