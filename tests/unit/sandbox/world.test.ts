import { describe, expect, test } from 'vitest';
import { generateWorld } from '../../../electron/sandbox/world/generate';
import { plantedWorld } from '../../../electron/sandbox/world';
import { datasetOf } from '../../../electron/sandbox/world/rows';
import { writeJson } from '../../../electron/sandbox/wire';
import { OPERATIONS, type Site } from '../../../electron/sandbox/dataset';
import type { World } from '../../../electron/sandbox/world/model';
import { CENT, absolute, sum, type Units } from '../../../shared/money';
import { periodOfInstant } from '../../../shared/period';

const SEEDS = [0, 1, 2, 3, 7, 11, 42, 99, 1234, 4_294_967_295];

const served = (world: World): string => {
  const data = datasetOf(world, '2026-11-06');
  return OPERATIONS.map((operation) => data.rows[operation].map((row) => JSON.stringify(row.asks) + writeJson(row.record)).join('\n')).join(
    '\n\n',
  );
};

interface Bucket {
  fees: Units;
  charged: Units;
  trades: Set<string>;
}

/** semantics.md #19, per customer, service, charge mode and kind. */
function feeBuckets(world: World): Map<string, Bucket> {
  const buckets = new Map<string, Bucket>();
  const at = (key: string): Bucket => {
    const bucket = buckets.get(key) ?? { fees: 0n, charged: 0n, trades: new Set<string>() };
    buckets.set(key, bucket);
    return bucket;
  };
  for (const fee of world.fees) {
    if (fee.association === '1' || fee.billType === 9) continue;
    const bucket = at([fee.period, fee.customerId, fee.service, fee.mode, fee.billType === 4 ? '1' : '0'].join('|'));
    bucket.fees += fee.payment;
    if (fee.mode === 3) bucket.trades.add(fee.tradeId);
  }
  for (const line of world.billLines) {
    if (line.kind !== '2')
      at([line.period, line.customerId, line.service, line.mode, line.kind].join('|')).charged += line.amount + (line.debt ?? 0n);
  }
  return buckets;
}

describe.each(SEEDS)('the clean China world of seed %i', (seed) => {
  const world = generateWorld('cn', 'small', seed);

  test('fee records exceed what is charged by less than a cent per deduction, order charges by nothing (#19)', () => {
    const buckets = feeBuckets(world);
    expect(buckets.size).toBeGreaterThan(100);
    for (const { fees, charged, trades } of buckets.values()) {
      const erased = fees - charged;
      expect(erased >= 0n).toBe(true);
      if (trades.size === 0) expect(erased).toBe(0n);
      else expect(erased < CENT * BigInt(trades.size)).toBe(true);
    }
  });

  test('every amount is the sum of its parts, list less discount is the fee (#6, #10, #11)', () => {
    for (const line of world.billLines) expect(line.amount).toBe(line.cash + line.coupon);
    for (const fee of world.fees) {
      expect(fee.payment).toBe(fee.cash + fee.coupon + fee.debt);
      expect(fee.payment).toBe(fee.official - fee.discount);
    }
    expect(world.billLines.filter((line) => (line.debt ?? 0n) > 0n)).toHaveLength(1);
    expect(world.billLines.every((line) => line.amount % CENT === 0n)).toBe(true);
  });

  test('refund details, order, fee record and bill line agree, and give back no more than was paid (#27, #28)', () => {
    const refunds = world.orders.filter((order) => order.type === 4);
    expect(refunds.length).toBeGreaterThanOrEqual(5);
    for (const order of refunds) {
      const lines = world.refundLines.filter((line) => line.orderId === order.id);
      const net = sum(lines.map((line) => line.amount));
      expect(absolute(net)).toBe(order.amount);
      expect(sum([...world.fees].filter((fee) => fee.tradeId === order.id && fee.billType === 4).map((fee) => fee.payment))).toBe(net);
      const period = periodOfInstant(order.paymentTime ?? '');
      const billed = world.billLines.filter(
        (line) => line.kind === '1' && line.period === period && line.customerId === order.customerId && line.service === order.service,
      );
      expect(sum(billed.map((line) => line.amount))).toBe(net);
      const base = world.orders.find((candidate) => candidate.id === lines[0]?.baseOrderId);
      expect(base && base.createTime < order.createTime).toBe(true);
      expect(sum(lines.filter((line) => line.amount < 0n).map((line) => line.amount)) >= -(base?.amount ?? 0n)).toBe(true);
    }
  });

  test('a completed order has its fee record, a cancelled or unpaid one has none (#29)', () => {
    const all = [...world.fees];
    for (const order of world.orders) {
      const charged = order.parts.length === 0 ? [order] : order.parts;
      expect(order.amount).toBe(sum(charged.map(({ amount }) => amount)));
      for (const { id, amount } of charged) {
        const fees = all.filter((fee) => fee.tradeId === id).map((fee) => (order.type === 4 ? -fee.payment : fee.payment));
        expect(fees).toEqual(order.status === 5 ? [amount] : []);
      }
    }
    expect(world.orders.filter(({ parts }) => parts.length > 0)).toHaveLength(2);
  });

  test('balances follow their movements, no two in one second (#30)', () => {
    for (const type of ['BALANCE_TYPE_DEBIT', 'BALANCE_TYPE_CREDIT'] as const) {
      const chain = world.movements.filter((movement) => movement.balanceType === type);
      for (let i = 1; i < chain.length; i++) {
        const [before, now] = [chain[i - 1], chain[i]];
        if (!before || !now) throw new Error('gap');
        expect(now.time > before.time).toBe(true);
        expect(now.balance).toBe(before.balance + (now.income ? now.change : -now.change));
      }
    }
  });

  test('every adjust record has a movement of its own: customer, amount, direction, within 24 hours and in its month (#31, #46)', () => {
    const left = [...world.movements];
    expect(world.adjustRecords.length).toBeGreaterThan(80);
    for (const record of world.adjustRecords) {
      const at = left.findIndex(
        (movement) =>
          movement.customerId === record.customerId &&
          movement.change === record.amount &&
          movement.income === (record.operation !== 'SOURCE_OPERATION_BEADJUST') &&
          Math.abs(Date.parse(movement.time) - Date.parse(record.time)) < 86_400_000,
      );
      expect(at).toBeGreaterThanOrEqual(0);
      expect(periodOfInstant(left[at]?.time ?? '')).toBe(periodOfInstant(record.time));
      left.splice(at, 1);
    }
    expect(left.every((movement) => movement.customerId === null)).toBe(true);
  });

  test('holds the awkward cases: half past midnight in UTC+8, tiny amounts, vouchers, write-offs, two resellers, a referral customer', () => {
    expect(
      [...world.fees].some(
        (fee) =>
          fee.consumeTime.endsWith('T16:30:00Z') &&
          periodOfInstant(fee.consumeTime) === fee.period &&
          fee.consumeTime.slice(0, 7) < fee.period,
      ),
    ).toBe(true);
    expect(world.adjustRecords.some((record) => periodOfInstant(record.time) > record.time.slice(0, 7))).toBe(true);
    expect([...world.fees].some((fee) => fee.payment > 0n && fee.payment < 100n)).toBe(true);
    expect(world.billLines.some((line) => line.coupon > 0n)).toBe(true);
    expect(world.billLines.filter((line) => line.kind === '2').length).toBeGreaterThanOrEqual(4);
    expect(new Set(world.billLines.map((line) => line.resellerId)).size).toBe(3);
    const referral = world.customers.find((customer) => customer.association === '1');
    expect([...world.fees].some((fee) => fee.customerId === referral?.id)).toBe(true);
    expect(world.billLines.some((line) => line.customerId === referral?.id)).toBe(false);
    expect(new Set(world.billLines.map((line) => line.mode))).toEqual(new Set([1, 3, 11]));
    expect(world.customers).toHaveLength(20);
    expect(world.periods).toHaveLength(6);
  });
});

describe('the International world', () => {
  test('has statements that add up, one each month (#1)', () => {
    const world = generateWorld('intl', 'small', 7);
    expect(world.statements).toHaveLength(6);
    for (const s of world.statements) {
      expect(s.due).toBe(s.consumption + s.refunds + s.adjustments);
      expect([s.consumption, s.refunds, s.adjustments].every((units) => units % CENT === 0n)).toBe(true);
    }
  });
});

describe('generation', () => {
  test.each<[Site]>([['cn'], ['intl']])('the same seed gives the same records on %s, another seed others', (site) => {
    const spec = { site, size: 'small' as const, clean: false };
    expect(served(plantedWorld({ ...spec, seed: 5 }).world)).toBe(served(plantedWorld({ ...spec, seed: 5 }).world));
    expect(served(plantedWorld({ ...spec, seed: 5 }).world)).not.toBe(served(plantedWorld({ ...spec, seed: 6 }).world));
  });

  test('on an earlier day later months, orders and movements are not there yet', () => {
    const data = datasetOf(generateWorld('cn', 'small', 7), '2026-08-15');
    expect(data.rows.ListSubcustomerMonthlyBills.every((row) => (row.asks['cycle'] ?? '') <= '2026-08')).toBe(true);
    expect(data.rows.ListCustomerOrders.length).toBeLessThan(
      datasetOf(generateWorld('cn', 'small', 7), '2026-11-06').rows.ListCustomerOrders.length,
    );
  });
});
