import { describe, expect, test } from 'vitest';
import { chargesBy } from '../../../electron/sandbox/world/charges';
import { FeeRecords } from '../../../electron/sandbox/world/fees';
import { makeParties } from '../../../electron/sandbox/world/parties';
import { plantedWorld } from '../../../electron/sandbox/world';
import { costLedger } from '../../../electron/sandbox/ledgers/cost';
import { SIZES } from '../../../electron/sandbox/world/defaults';

/** The large world without the pass over all of it that its bill lines take. */
function sliceOf(size: 'small' | 'large', index: number, period: string): unknown[] {
  const { customers } = makeParties('cn', size, 7);
  const charges = chargesBy(7, size, customers);
  const indexOf = new Map(customers.map(({ id }, at) => [id, at]));
  const fees = new FeeRecords(customers, [period], (id, month) => charges(indexOf.get(id) ?? -1, month).feeRecords);
  return [...fees.of(customers[index]!.id, period)];
}

describe('fee records on demand', () => {
  test('of the large world are the same whenever a customer and month are asked for, and others for others', () => {
    expect(SIZES).toContain('large');
    const slice = sliceOf('large', 2999, '2024-11');
    expect(slice.length).toBeGreaterThan(5);
    expect(sliceOf('large', 2999, '2024-11')).toEqual(slice);
    expect(sliceOf('large', 2998, '2024-11')).not.toEqual(slice);
    expect(sliceOf('large', 2999, '2024-12')).not.toEqual(slice);
  });

  test('who only adds up gets the same sums without the texts', () => {
    const { customers } = makeParties('cn', 'small', 7);
    const [whole, lean] = [true, false].map((texts) => chargesBy(7, 'small', customers, texts));
    for (const index of [0, 4, 6, 10, 19])
      for (const period of ['2026-08', '2026-10']) {
        const bare = whole!(index, period).feeRecords.map((fee) => ({
          ...fee,
          ...{ tradeTime: '', id: '', resourceId: '', resourceName: '', region: '', usageSeconds: null },
        }));
        const made = lean!(index, period).feeRecords;
        expect(made.map((fee) => ({ ...fee, usageSeconds: null }))).toEqual(bare);
      }
  });

  test('what the planter changed stands in its place, and no other slice moves', () => {
    const [clean, planted] = [true, false].map((without) => plantedWorld({ site: 'cn', size: 'small', seed: 7, clean: without }).world);
    const moved = clean!.customers.flatMap(({ id }) =>
      clean!.periods.filter(
        (period) => JSON.stringify(clean!.fees.of(id, period), text) !== JSON.stringify(planted!.fees.of(id, period), text),
      ),
    );
    // A record lost (2026-10) and a refund that is too high (2026-10).
    expect(moved).toEqual(['2026-10', '2026-10']);
  });

  test('every bill line is what the fee records of its customer and month add up to, through month and whole iteration alike', () => {
    const { world } = plantedWorld({ site: 'cn', size: 'small', seed: 7, clean: true });
    const all = [...world.fees];
    expect(all).toEqual(world.periods.flatMap((period) => [...world.fees.month(period)]));
    expect(new Set(all.map((fee) => fee.id)).size).toBe(all.length);
    expect(world.fees.of('nobody', '2026-10')).toEqual([]);
    expect(costLedger(plantedWorld({ site: 'cn', size: 'small', seed: 7, clean: true })).rows.length).toBeGreaterThan(100);
  });
});

const text = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
