import { periodRange, type Period } from '../../../shared/period';
import { byCodeUnit } from '../../../shared/digest';
import type { Site } from '../dataset';
import { makeAccounts } from './accounts';
import { makeBillLines } from './bill-lines';
import { couponUse, makeBenefits, type Benefits } from './coupons';
import { makeCharges } from './charges';
import type { FeeRecord, World, WorldSize } from './model';
import { groupBy } from './group';
import { makeOrders } from './orders';
import { makeParties } from './parties';
import { makeStatements } from './statement';

const PERIODS: Readonly<Record<WorldSize, readonly [Period, Period]>> = {
  tiny: ['2026-09', '2026-10'],
  small: ['2026-05', '2026-10'],
  medium: ['2025-05', '2026-10'],
};

/** The International site's interfaces show neither coupons of customers nor incentive. */
const NO_BENEFITS: Benefits = { quotas: [], coupons: [], events: [], incentives: [] };

const feeOrder = (a: FeeRecord, b: FeeRecord): number =>
  byCodeUnit(a.period, b.period) ||
  byCodeUnit(a.customerId, b.customerId) ||
  byCodeUnit(a.tradeTime, b.tradeTime) ||
  byCodeUnit(a.id, b.id);

/** A whole world without any planted break. Pure: the same arguments give the same records on any machine. */
export function generateWorld(site: Site, size: WorldSize, seed: number): World {
  const periods = periodRange(...PERIODS[size]);
  const { customers, resellers } = makeParties(site, size, seed);
  const charges = makeCharges(seed, size, periods, customers);
  const ordering = makeOrders(seed, size, periods, customers);
  const feeRecords = [...charges.feeRecords, ...ordering.feeRecords].sort(feeOrder);
  const billLines = makeBillLines(site, feeRecords, charges.writeOffs);
  const accounts = makeAccounts(seed, size, periods, customers, resellers);
  const feesBy = groupBy(feeRecords, (fee) => fee.customerId);
  const benefits =
    site === 'cn'
      ? makeBenefits(seed, size, periods, customers, resellers, ({ id }) => couponUse(feesBy.get(id) ?? []), accounts.rebate)
      : NO_BENEFITS;
  return {
    site,
    size,
    seed,
    currency: site === 'cn' ? 'CNY' : 'USD',
    periods,
    customers,
    resellers,
    feeRecords,
    billLines,
    orders: ordering.orders,
    refundLines: ordering.refundLines,
    movements: accounts.movements,
    adjustRecords: accounts.adjustRecords,
    quotas: benefits.quotas,
    coupons: benefits.coupons,
    benefitEvents: benefits.events,
    incentives: benefits.incentives,
    statements: site === 'intl' ? makeStatements(periods, billLines) : [],
  };
}
