import { incentivesOf, invoicesOf } from '../../../electron/sandbox/exports/settlement';
import { balancesOn, couponStanding, quotaBalance } from '../../../electron/sandbox/world/benefit-rows';
import type { World } from '../../../electron/sandbox/world/model';
import { dayOfInstant, periodInstants, type Period } from '../../../shared/period';
import type { BalanceSnapshot, CouponRecords, EngineInput } from '../../../shared/reconcile/types';

/** What stands in for money in a sandbox world: coupons with their quotas and log, and balances answered at a moment. */

const HANDED_ON = '10';
const ISSUED = '1';

/** Coupons, quotas and their log after the world's last month. @param used coupon part of charges, from the fee records */
export function worldCoupons(world: World, used: CouponRecords['used']): CouponRecords {
  const until = world.periods.at(-1)!;
  return {
    quotas: world.quotas.map((quota) => ({
      id: quota.id,
      value: quota.value,
      balance: quotaBalance(world, quota, until),
      status: 0,
      createdAt: quota.createdAt,
      reseller: quota.resellerId,
      parent: quota.parentId,
    })),
    coupons: world.coupons.map((coupon) => {
      const { status, balance } = couponStanding(coupon, until);
      const { id, customerId: customer, face: faceValue, createdAt, resellerId: reseller } = coupon;
      return { id, customer, status, faceValue, balance, createdAt, expiresAt: null, reseller };
    }),
    operations: world.benefitEvents.map((one) => ({
      id: one.id,
      operation: one.operation === ISSUED || one.operation === HANDED_ON ? ('issue' as const) : ('reclaim' as const),
      quota: one.quotaId,
      parentQuota: one.parentId,
      coupon: one.couponId,
      customer: one.customerId,
      reseller: one.resellerId,
      amount: one.amount,
      time: one.time,
      succeeded: !one.failed,
    })),
    used,
  };
}

/** Invoices and incentive details as the exported files have them. */
export function worldSettlement(world: World, planted: boolean): Pick<EngineInput, 'invoices' | 'incentives'> {
  const invoices = invoicesOf(world, world.periods, planted).map(({ id, period, status, amount }) => ({
    ...{ id, period, order: null, status, taxRate: '6%', units: amount, appliedAt: null },
  }));
  const incentives = incentivesOf(world, world.periods.at(-1)!, planted).map(({ billId, dataId, period, amount }) => ({
    ...{ bill: billId, id: dataId, period, status: '已确认', units: amount },
  }));
  return { invoices, ...(world.site === 'cn' ? { incentives } : {}) };
}

/** The last second of a month in UTC+8. */
export const lastSecond = (period: Period): string => new Date(Date.parse(periodInstants(period).to) - 1000).toISOString();

/** Balances of the partner's accounts and of its customers as they were answered at the end of the last two months. */
export function worldBalances(world: World): BalanceSnapshot[] {
  return world.periods.slice(-2).flatMap((period): BalanceSnapshot[] => {
    const at = lastSecond(period);
    const none = { customer: null, reseller: null, debt: null };
    const own = (['BALANCE_TYPE_DEBIT', 'BALANCE_TYPE_CREDIT'] as const).map((account): BalanceSnapshot => {
      const last = world.movements.findLast((movement) => movement.balanceType === account && movement.time <= at);
      return { at, account, ...none, amount: last?.balance ?? 0n, designated: 0n };
    });
    const customers = balancesOn(world, dayOfInstant(at)).map(({ customer, standing }): BalanceSnapshot => ({
      ...{ at, account: null, customer: customer.id, reseller: customer.resellerId },
      ...{ amount: standing.amount, designated: null, debt: standing.debt },
    }));
    return [...own, ...customers];
  });
}
