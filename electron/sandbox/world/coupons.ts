import { CENT, ONE, sum, type Units } from '../../../shared/money';
import { shiftPeriod, type Period } from '../../../shared/period';
import { byCodeUnit } from '../../../shared/digest';
import { incentivesOf, type IncentivePlan } from './incentives';
import type { BenefitEvent, Coupon, Customer, Incentive, Quota, Reseller, WorldSize } from './model';
import { Random } from './random';
import { instantIn, stamp } from './times';

/**
 * Coupons that explain the coupon parts of the fee records to the last cent, the quotas they were issued from, and the log of both
 * (semantics.md #35 to #38). A referral customer's charges have coupon parts, too, but no coupon is shown for it (#38).
 */
export interface Benefits {
  readonly quotas: readonly Quota[];
  readonly coupons: readonly Coupon[];
  readonly events: readonly BenefitEvent[];
  readonly incentives: readonly Incentive[];
}

/** Months that one coupon pays for. */
const MONTHS_OF_A_COUPON = 3;
const TEN = 10n * ONE;

/** The partner's quotas by number: bought or granted; paid out of incentive. */
export const BOUGHT = 'PQ-A';
const EARNED = 'PQ-I';

/** Face values are round. */
const roundUp = (units: Units, to: Units): Units => ((units + to - 1n) / to) * to;

/** Customers whose coupons the interfaces show. */
export const hasCoupons = (customer: Customer): boolean => customer.association !== '1';

function couponsOf(
  seed: number,
  customer: Customer,
  periods: readonly Period[],
  used: ReadonlyMap<Period, Units>,
  quotas: readonly string[],
): Coupon[] {
  const random = new Random(seed, `coupons-${customer.id}`);
  const coupons: Coupon[] = [];
  for (let from = 0; from < periods.length; from += MONTHS_OF_A_COUPON) {
    const months = periods.slice(from, from + MONTHS_OF_A_COUPON);
    const uses = months.flatMap((period) => (used.has(period) ? [{ period, amount: used.get(period) ?? 0n }] : []));
    const [first] = uses;
    if (!first) continue;
    const paid = sum(uses.map((use) => use.amount));
    const face = roundUp(paid, TEN) + BigInt(random.pick([0, 0, 20, 50])) * ONE;
    const next = shiftPeriod(months[months.length - 1] ?? first.period, 1);
    const rest = face - paid;
    const createdAt = instantIn(first.period, 1, 300);
    const left = customer.leftOn !== null && customer.lastPeriod !== null && months.includes(customer.lastPeriod) ? customer.leftOn : null;
    const taken = rest > 0n && (left !== null || (next <= (periods[periods.length - 1] ?? '') && random.chance(60)));
    coupons.push({
      // Thousands are issued in one second: six random digits alone would come twice.
      id: `CP${stamp(createdAt)}${random.hex(6)}${customer.id.slice(0, 6)}`,
      quotaId: random.pick(quotas),
      customerId: customer.id,
      resellerId: customer.resellerId,
      face,
      createdAt,
      uses,
      reclaim: taken
        ? { time: left ?? instantIn(next, 2, 39_600), amount: rest, operation: left !== null ? '3' : random.pick(['2', '4']) }
        : null,
      missing: 0n,
    });
  }
  return coupons;
}

/** One call for three customers of which the last got nothing: a 200 with `error_details` (interface 2, CreatePartnerCoupons). */
function batchIssue(
  seed: number,
  size: WorldSize,
  customers: readonly Customer[],
  period: Period,
): { coupons: Coupon[]; events: BenefitEvent[] } {
  const random = new Random(seed, 'batch-issue');
  const three = (size === 'tiny' ? [0, 1, 2] : [3, 5, 7]).flatMap((index) => customers[index] ?? []);
  const time = instantIn(period, 12, 37_800);
  const coupons = three.slice(0, 2).map((customer): Coupon => ({
    id: `CP${stamp(time)}${random.hex(6)}`,
    quotaId: BOUGHT,
    customerId: customer.id,
    resellerId: customer.resellerId,
    face: 100n * ONE,
    createdAt: time,
    uses: [],
    reclaim: null,
    missing: 0n,
  }));
  const failed = three[2];
  const events = failed ? [{ ...event('1', BOUGHT, 100n * ONE, time, `CR${stamp(time)}failed`), customerId: failed.id, failed: true }] : [];
  return { coupons, events };
}

function event(operation: string, quotaId: string, amount: Units, time: string, id: string): BenefitEvent {
  return { id, operation, quotaId, parentId: null, couponId: null, customerId: null, resellerId: null, amount, time, failed: false };
}

function eventsOf(coupon: Coupon): BenefitEvent[] {
  const of = { couponId: coupon.id, customerId: coupon.customerId, resellerId: coupon.resellerId };
  const issue = { ...event('1', coupon.quotaId, coupon.face, coupon.createdAt, `CR${coupon.id.slice(2)}-1`), ...of };
  if (coupon.reclaim === null) return [issue];
  const { operation, amount, time } = coupon.reclaim;
  return [issue, { ...event(operation, coupon.quotaId, amount, time, `CR${coupon.id.slice(2)}-2`), ...of }];
}

/** What was issued from a quota and not taken back. */
function issuedFrom(coupons: readonly Coupon[], quotaId: string): Units {
  return sum(coupons.filter((coupon) => coupon.quotaId === quotaId).map((coupon) => coupon.face));
}

/** Quota of a reseller, cut from the partner's own, and the line of the log that says so. */
function handedOn(reseller: Reseller, number: number, coupons: readonly Coupon[], first: Period): { quota: Quota; event: BenefitEvent } {
  const id = `RQ-${String(number + 1)}`;
  const time = instantIn(first, 1, 120);
  const value = roundUp(issuedFrom(coupons, id), 500n * ONE) + 500n * ONE;
  const quota: Quota = { id, resellerId: reseller.id, parentId: BOUGHT, value, createdAt: time, missing: 0n };
  return {
    quota,
    event: { ...event('10', id, value, time, `QR${stamp(time)}${String(number + 1)}`), parentId: BOUGHT, resellerId: reseller.id },
  };
}

/** The distributor takes a part of a reseller's quota back, into the one it was cut from. @param number of the reseller, from 1 */
export function takenBack(reseller: Reseller, number: number, amount: Units, period: Period): BenefitEvent {
  const time = instantIn(period, 20, 36_600);
  const id = `QR${stamp(time)}${String(number)}`;
  return { ...event('11', `RQ-${String(number)}`, amount, time, id), parentId: BOUGHT, resellerId: reseller.id };
}

/** Lines of the log, oldest first. */
export const inOrder = (events: readonly BenefitEvent[]): BenefitEvent[] =>
  [...events].sort((a, b) => byCodeUnit(a.time, b.time) || byCodeUnit(a.id, b.id));

/**
 * Makes coupons, quotas and their log.
 * @param usedBy coupon part of a customer's charges by month, months without are not in it; asked once for each customer, in order
 */
export function makeBenefits(
  seed: number,
  size: WorldSize,
  periods: readonly Period[],
  customers: readonly Customer[],
  resellers: readonly Reseller[],
  usedBy: (customer: Customer) => ReadonlyMap<Period, Units>,
  rebate: IncentivePlan | null,
): Benefits {
  const first = periods[0] ?? '2026-09';
  const last = periods[periods.length - 1] ?? first;
  const own = size === 'tiny' ? [BOUGHT] : [BOUGHT, BOUGHT, EARNED];
  const quotaOf = (customer: Customer): readonly string[] => {
    const number = resellers.findIndex((reseller) => reseller.id === customer.resellerId);
    return number < 0 ? own : [`RQ-${String(number + 1)}`];
  };
  const batch = batchIssue(seed, size, customers, last);
  const coupons = [
    ...customers.filter(hasCoupons).flatMap((customer) => couponsOf(seed, customer, periods, usedBy(customer), quotaOf(customer))),
    ...batch.coupons,
  ];
  const handed = resellers.map((reseller, number) => handedOn(reseller, number, coupons, first));
  const createdAt = instantIn(first, 1, 60);
  const toResellers = sum(handed.map(({ quota }) => quota.value));
  const earned = roundUp(issuedFrom(coupons, EARNED), 100n * CENT) + 88_050n * CENT;
  const bought = roundUp(issuedFrom(coupons, BOUGHT) + toResellers, 1000n * ONE) + 5000n * ONE;
  const quotas: Quota[] = [
    { id: BOUGHT, resellerId: null, parentId: null, value: bought, createdAt, missing: 0n },
    ...(size === 'tiny' ? [] : [{ id: EARNED, resellerId: null, parentId: null, value: earned, createdAt, missing: 0n }]),
    ...handed.map(({ quota }) => quota),
  ];
  const paid: IncentivePlan[] = [
    ...(size === 'tiny' ? [] : [{ period: shiftPeriod(first, -1), amount: earned }]),
    ...(rebate === null ? [] : [rebate]),
  ];
  return {
    quotas,
    coupons,
    events: inOrder([
      ...coupons.flatMap(eventsOf),
      ...batch.events,
      ...handed.map((one) => one.event),
      ...resellers.slice(1, 2).map((reseller) => takenBack(reseller, 2, 200n * ONE, last)),
    ]),
    incentives: incentivesOf(seed, paid, customers),
  };
}
