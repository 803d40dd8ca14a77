import { sum, type Units } from '../../../shared/money';
import { periodRange, type Period } from '../../../shared/period';
import { byCodeUnit } from '../../../shared/digest';
import type { Site } from '../dataset';
import { makeAccounts } from './accounts';
import { makeBillLines } from './bill-lines';
import { makeBenefits, type Benefits } from './coupons';
import { chargesBy, type Charges } from './charges';
import { FeeRecords } from './fees';
import type { BillLine, Customer, FeeRecord, World, WorldSize } from './model';
import { groupBy } from './group';
import { makeOrders } from './orders';
import { makeParties } from './parties';
import { makeStatements } from './statement';

const PERIODS: Readonly<Record<WorldSize, readonly [Period, Period]>> = {
  tiny: ['2026-09', '2026-10'],
  small: ['2026-05', '2026-10'],
  medium: ['2025-05', '2026-10'],
  large: ['2024-11', '2026-10'],
};

/** Months of a world, ascending. */
export const worldPeriods = (size: WorldSize): Period[] => periodRange(...PERIODS[size]);

/** The International site's interfaces show neither coupons of customers nor incentive. */
const NO_BENEFITS: Benefits = { quotas: [], coupons: [], events: [], incentives: [] };

/**
 * Bill lines month by month, customer by customer, and what each customer paid by coupon: made in one pass over the fee records, which are not kept.
 */
function summed(
  site: Site,
  periods: readonly Period[],
  customers: readonly Customer[],
  chargesOf: (index: number, period: Period) => Charges,
  seen: SeenFees,
): { billLines: BillLine[]; used: Map<string, Map<Period, Units>> } {
  const order = customers.map(({ id }, index) => ({ id, index })).sort((a, b) => byCodeUnit(a.id, b.id));
  const billLines: BillLine[] = [];
  const used = new Map(customers.map(({ id }) => [id, new Map<Period, Units>()]));
  for (const period of periods) {
    for (const { id, index } of order) {
      const { feeRecords, writeOffs } = chargesOf(index, period);
      seen(feeRecords);
      billLines.push(...makeBillLines(site, feeRecords, writeOffs));
      if (feeRecords.some((record) => record.coupon !== 0n)) used.get(id)?.set(period, sum(feeRecords.map((record) => record.coupon)));
    }
  }
  return { billLines, used };
}

/** Gets the fee records of every customer and month once, in any order, while they are there: without times, names and identifiers of their own. */
export type SeenFees = (records: readonly FeeRecord[]) => void;

/** A whole world without any planted break. Pure: the same arguments give the same records on any machine. */
export function generateWorld(site: Site, size: WorldSize, seed: number, seen: SeenFees = () => undefined): World {
  const periods = worldPeriods(size);
  const { customers, resellers } = makeParties(site, size, seed);
  const ordering = makeOrders(seed, size, periods, customers);
  const ordered = groupBy(ordering.feeRecords, (fee) => `${fee.customerId}|${fee.period}`);
  const indexOf = new Map(customers.map(({ id }, index) => [id, index]));
  const chargesWith = (texts: boolean): ((index: number, period: Period) => Charges) => {
    const unordered = chargesBy(seed, size, customers, texts);
    return (index, period) => {
      const { feeRecords, writeOffs } = unordered(index, period);
      return { feeRecords: [...feeRecords, ...(ordered.get(`${customers[index]?.id ?? ''}|${period}`) ?? [])], writeOffs };
    };
  };
  const chargesOf = chargesWith(true);
  const fees = new FeeRecords(customers, periods, (id, period) => chargesOf(indexOf.get(id) ?? -1, period).feeRecords);
  const { billLines, used } = summed(site, periods, customers, chargesWith(false), seen);
  const accounts = makeAccounts(seed, size, periods, customers, resellers);
  const benefits =
    site === 'cn'
      ? makeBenefits(seed, size, periods, customers, resellers, ({ id }) => used.get(id) ?? new Map<Period, Units>(), accounts.rebate)
      : NO_BENEFITS;
  return {
    site,
    size,
    seed,
    currency: site === 'cn' ? 'CNY' : 'USD',
    periods,
    customers,
    resellers,
    fees,
    billLines,
    orders: ordering.orders,
    refundLines: ordering.refundLines,
    movements: accounts.movements,
    adjustRecords: accounts.adjustRecords,
    quotas: benefits.quotas,
    coupons: benefits.coupons,
    benefitEvents: benefits.events,
    incentives: benefits.incentives,
    late: null,
    statements: site === 'intl' ? makeStatements(periods, billLines) : [],
  };
}
