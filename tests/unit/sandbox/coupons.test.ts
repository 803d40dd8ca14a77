import { describe, expect, test } from 'vitest';
import { sum, type Units } from '../../../shared/money';
import { plantedWorld } from '../../../electron/sandbox/world';
import { datasetOf } from '../../../electron/sandbox/world/rows';
import type { Row } from '../../../electron/sandbox/dataset';

/** What the served records of a clean world add up to, worked out from the records alone. */
const units = (row: Row, field: string): Units => row.record[field] as Units;
const text = (row: Row, field: string): string => (row.record[field] ?? '') as string;
const succeeded = (row: Row): boolean => text(row, 'result') === '0';

describe.each(['tiny', 'small'] as const)('coupons of the clean %s world', (size) => {
  const { world } = plantedWorld({ site: 'cn', size, seed: 7, clean: true });
  const { rows } = datasetOf(world, '2026-11-06');
  const records = rows.ListPartnerCouponsRecord.filter(succeeded);
  const handed = rows.ListCouponQuotasRecords.filter(succeeded);

  test('a quota lacks what was issued from it and handed on, less what came back (semantics.md #35)', () => {
    const quotas = [...rows.ListQuotaCoupons, ...rows.ListIssuedCouponQuotas];
    expect(quotas.length).toBeGreaterThan(0);
    for (const quota of quotas) {
      const id = text(quota, 'quota_id');
      const own = records.filter((record) => text(record, 'quota_id') === id);
      const signed = own.map((record) => (text(record, 'operation_type') === '1' ? 1n : -1n) * units(record, 'operation_amount'));
      const isBack = (record: Row): boolean => text(record, 'operation_type') === '11';
      const on = handed.filter((record) => text(record, 'parent_quota_id') === id);
      const onward = on.map((record) => (isBack(record) ? -1n : 1n) * units(record, 'amount'));
      const back = handed.filter((record) => text(record, 'quota_id') === id && isBack(record)).map((record) => units(record, 'amount'));
      expect(units(quota, 'quota_value') - units(quota, 'balance'), id).toBe(sum(signed) + sum(onward) + sum(back));
      expect(units(quota, 'balance')).toBeGreaterThan(0n);
    }
  });

  test("a customer's coupons pay exactly the coupon parts of its charges (#36, #37); a referral customer's are not shown (#38)", () => {
    const referral = new Set(world.customers.filter(({ association }) => association === '1').map(({ id }) => id));
    const shown = new Set(rows.ListIssuedPartnerCoupons.map((coupon) => text(coupon, 'customer_id')));
    for (const { id } of world.customers) {
      const used = sum(
        rows.ListSubCustomerBillDetail.filter((fee) => text(fee, 'customer_id') === id).map((fee) => units(fee, 'coupon_amount')),
      );
      const coupons = rows.ListIssuedPartnerCoupons.filter((coupon) => text(coupon, 'customer_id') === id);
      const gone = sum(coupons.map((coupon) => units(coupon, 'face_value') - units(coupon, 'balance')));
      const back = records.filter((record) => text(record, 'customer_id') === id && text(record, 'operation_type') !== '1');
      const taken = sum(back.map((record) => units(record, 'operation_amount')));
      if (referral.has(id)) expect([shown.has(id), used > 0n]).toEqual([false, true]);
      else expect(gone - taken, id).toBe(used);
    }
    for (const coupon of rows.ListIssuedPartnerCoupons) {
      expect(units(coupon, 'balance')).toBeGreaterThanOrEqual(0n);
      if (coupon.record['status'] === 5) expect(units(coupon, 'balance')).toBe(0n);
    }
  });

  test('of three customers in one issue one got nothing', () => {
    const failed = rows.ListPartnerCouponsRecord.filter((record) => !succeeded(record));
    expect(failed).toHaveLength(1);
    expect(failed[0]?.record['coupon_id']).toBeUndefined();
    const time = text(failed[0] as Row, 'operation_time');
    expect(records.filter((record) => text(record, 'operation_time') === time)).toHaveLength(2);
  });

  test('incentive is one movement or one quota of the same amount (#47)', () => {
    const paid = [
      ...world.movements.filter(({ detail }) => detail === 'SOURCE_OPERAIION_RECHARGE_REBATE').map(({ change }) => change),
      ...world.quotas.filter(({ parentId }) => parentId === null).map(({ value }) => value),
    ];
    const bills = new Map<string, Units>();
    for (const line of world.incentives) bills.set(line.billId, (bills.get(line.billId) ?? 0n) + line.amount);
    expect(bills.size).toBe(size === 'tiny' ? 1 : 2);
    for (const [bill, amount] of bills) expect(paid, bill).toContain(amount);
  });
});

test('balances fall by what was consumed in cash and rise by what was allocated between two days (#32)', () => {
  const { world } = plantedWorld({ site: 'cn', size: 'small', seed: 7, clean: true });
  const at = (today: string): Map<string, Units> =>
    new Map(datasetOf(world, today).rows.ListCustomersBalancesDetail.map((row) => [text(row, 'customer_id'), units(row, 'amount')]));
  const [before, after] = [at('2026-08-31'), at('2026-10-31')];
  expect(before.size).toBeGreaterThan(10);
  for (const { id, association } of world.customers) {
    if (association === '1') expect(after.has(id)).toBe(false);
    if (!before.has(id) || !after.has(id)) continue;
    const between = (time: string): boolean => time > '2026-08-31T16:00:00Z' && time < '2026-10-31T16:00:00Z';
    const moved = world.movements
      .filter((one) => one.customerId === id && between(one.time))
      .map((one) => (one.income ? -one.change : one.change));
    const cash = world.billLines.filter((line) => line.customerId === id && line.period >= '2026-09').map((line) => line.cash);
    expect((after.get(id) ?? 0n) - (before.get(id) ?? 0n), id).toBe(sum(moved) - sum(cash));
    expect(after.get(id)).toBeGreaterThanOrEqual(0n);
  }
});

test('International: the quota used is what is due and not yet billed, less balance and coupons (#34)', () => {
  const { world } = plantedWorld({ site: 'intl', size: 'small', seed: 7, clean: true });
  const [row] = datasetOf(world, '2026-11-06').rows.ShowPartnerConsumptionQuota;
  const october = world.statements.find(({ period }) => period === '2026-10');
  expect(Number(row?.record['used_consumption_quota'])).toBe(Number(october?.due) / 1e8);
});
