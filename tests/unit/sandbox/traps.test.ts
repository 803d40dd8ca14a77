import { describe, expect, it } from 'vitest';
import type { Dataset, Row } from '../../../electron/sandbox/dataset';
import { checkParameters } from '../../../electron/sandbox/routes/parameters';
import { plantedWorld } from '../../../electron/sandbox/world';
import type { World } from '../../../electron/sandbox/world/model';
import { customerById, isActive } from '../../../electron/sandbox/world/parties';
import { datasetOf } from '../../../electron/sandbox/world/rows';
import { halfUpToCent, sum } from '../../../shared/money';
import { periodOfInstant } from '../../../shared/period';

/** The list at the end of semantics.md, "Sandbox data that exercise the rules", one by one; world/README.md says where each is made. */

const TODAY = '2026-11-06';
const text = (row: Row, field: string): string => (row.record[field] ?? '') as string;

describe.each([7, 8, 9])('the traps of the small China world of seed %i', (seed) => {
  const { world } = plantedWorld({ site: 'cn', size: 'small', seed, clean: false });
  const data = datasetOf(world, TODAY);
  const fees = [...world.fees];

  it('a customer that left in the middle of a month: consuming in it, on no list after it', () => {
    const [gone] = world.customers.filter(({ leftOn }) => leftOn !== null);
    expect(gone!.leftOn!.slice(8, 10)).toBe('16');
    expect(isActive(gone!, gone!.lastPeriod!) && fees.some((fee) => fee.customerId === gone!.id && fee.period === gone!.lastPeriod)).toBe(
      true,
    );
    expect(data.rows.ListSubCustomers.map((row) => text(row, 'customer_id'))).not.toContain(gone!.id);
    const consumed = data.rows.ListConsumeSubCustomers.filter(({ asks }) => asks['bill_cycle'] === gone!.lastPeriod);
    expect(consumed.map((row) => text(row, 'customer_id'))).toContain(gone!.id);
  });

  it('a referral customer has charges and no bill line', () => {
    const referral = new Set(world.customers.filter(({ association }) => association === '1').map(({ id }) => id));
    expect(fees.some((fee) => referral.has(fee.customerId) && fee.payment > 0n)).toBe(true);
    expect(world.billLines.some((line) => referral.has(line.customerId))).toBe(false);
  });

  it('a refund order has a positive line beside what was given back', () => {
    const orders = new Set(world.refundLines.filter(({ amount }) => amount > 0n).map(({ orderId }) => orderId));
    expect(world.orders.some((order) => orders.has(order.id) && order.type === 4)).toBe(true);
    expect(world.orders.find(({ type, commission }) => type === 4 && commission > 0n)).toBeDefined();
  });

  it('a write-off, and one line with arrears', () => {
    expect(world.billLines.some((line) => line.kind === '2' && line.amount < 0n)).toBe(true);
    expect(world.billLines.filter((line) => (line.debt ?? 0n) > 0n)).toHaveLength(1);
  });

  it('a voucher pays part of a charge, not all of it', () => {
    expect(fees.some((fee) => fee.coupon > 0n && fee.cash > 0n)).toBe(true);
  });

  it('a charge at 16:30Z on the last day of a month is of the month that follows', () => {
    const late = fees.filter((fee) => fee.consumeTime.endsWith('T16:30:00Z') && fee.consumeTime.slice(0, 7) < fee.period);
    expect(late.length).toBeGreaterThan(0);
    for (const fee of late) expect([periodOfInstant(fee.consumeTime), fee.mode]).toEqual([fee.period, 3]);
  });

  it('the 8-decimal sum of a detail set rounds otherwise than the rounded rows add up', () => {
    expect(cells(world).some((payments) => halfUpToCent(sum(payments)) !== sum(payments.map(halfUpToCent)))).toBe(true);
  });

  it('of three customers in one issue of coupons one failed', () => {
    const [failed] = world.benefitEvents.filter((event) => event.failed);
    const same = world.benefitEvents.filter(({ time, operation }) => time === failed!.time && operation === '1');
    expect([same.length, same.filter((event) => event.failed).length]).toEqual([3, 1]);
    expect(customerById(world, failed!.customerId!)).toBeDefined();
  });
});

/** Payments of one customer, service and month. */
function cells(world: World): bigint[][] {
  const found = new Map<string, bigint[]>();
  for (const fee of world.fees) {
    const key = `${fee.period}|${fee.customerId}|${fee.service}`;
    found.set(key, [...(found.get(key) ?? []), fee.payment]);
  }
  return [...found.values()];
}

describe('a total that shifts by one between two pages', () => {
  const asked = (offset: number) =>
    checkParameters(
      new Map([
        ['cycle', ['2026-10']],
        ['charge_mode', ['3']],
        ['offset', [String(offset)]],
        ['limit', ['100']],
      ]),
      [{ name: 'cycle' }, { name: 'charge_mode' }],
      100,
    );
  const shifts = (data: Dataset, offset: number, total: number): number =>
    data.arriving!('ListSubcustomerMonthlyBills', asked(offset), total);

  it('is in the medium world, once for each start, where a list has a second page', () => {
    const { world } = plantedWorld({ site: 'cn', size: 'medium', seed: 7, clean: false });
    const data = datasetOf(world, TODAY);
    const own = world.billLines.filter((line) => line.period === '2026-10' && line.mode === 3 && line.resellerId === null);
    expect(own.length).toBeGreaterThan(100);
    expect([shifts(data, 0, 80), shifts(data, 100, own.length), shifts(data, 0, own.length), shifts(data, 0, own.length)]).toEqual([
      0, 0, 1, 0,
    ]);
    expect(shifts(datasetOf(world, TODAY), 0, own.length)).toBe(1);
  });

  it('is in no clean world', () => {
    const { world } = plantedWorld({ site: 'cn', size: 'medium', seed: 7, clean: true });
    expect(shifts(datasetOf(world, TODAY), 0, 500)).toBe(0);
  });
});
