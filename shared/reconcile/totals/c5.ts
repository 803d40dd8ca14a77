import { byCodeUnit } from '../../digest';
import { formatUnits, type Units } from '../../money';
import { groupBy } from '../group-by';
import { reason } from '../reasons';
import { check, firstOf, inOrder, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import { periodOfInstant, type Period } from '../../period';
import type { ControlTotal, Coupon, CouponOperation, CouponQuota, CouponRecords, CouponRoll, TotalCheck } from '../types';

/** Coupon states: expired and reclaimed ones may have lost their balance without a charge (partner-api.yaml). */
const EXPIRED = 4;
const COVERS = ['quota_value', 'quota.balance', 'face_value', 'coupon.balance', 'operation_amount', 'coupon_amount'] as const;

/** A roll with what its identity says: false is broken, null cannot be told. */
interface Rolled {
  readonly roll: CouponRoll;
  readonly holds: boolean | null;
  /** Sides of the identity. */
  readonly left: Units;
  readonly right: Units;
}

export interface CouponResult {
  readonly totals: readonly ControlTotal[];
  readonly rolls: readonly CouponRoll[];
}

/**
 * C5, coupons: what a quota lost = what was issued from it - what was reclaimed into it (semantics.md #35); a reclaim takes all that was left (#36);
 * what a customer's coupons lost otherwise = the coupon part of its charges (#37). Balances are answered for the moment of the call, so all of it is
 * judged once, under the newest month. What lies before the first synced month is unknown: a quota or coupon made earlier cannot be broken by a fall that
 * nobody read. Coupons that Huawei Cloud issued are charged too and no interface shows them, so charges may exceed falls and never the other way round.
 * Informative: every equality here but #36 is inferred.
 */
export function c5(context: EngineContext): CouponResult {
  const { periods, coupons: records, currency } = context.input;
  const newest = periods.at(-1);
  const first = periods[0];
  const frame = {
    id: 'C5',
    currency,
    taxBasis: 'unknown',
    blocking: false,
    basis: 'inferred',
    identity: '35, 37',
    covers: COVERS,
  } as const;
  const reach = records && first !== undefined && newest !== undefined ? reachOf(records, first, newest) : null;
  const rolls: Rolled[] = records && reach ? [...quotaRolls(records, reach), ...customerRolls(records, reach)] : [];
  const totals = periods.map((period): ControlTotal => {
    if (!records || (records.quotas === null && records.coupons === null))
      return { ...frame, ...UNPROVEN, period, sentence: reason('c5-unread', { period }) };
    if (period !== newest) return { ...frame, ...UNPROVEN, period, sentence: reason('c5-earlier', { period, newest: newest ?? '' }) };
    const told = records.coupons && records.operations ? operationsAgainst(context, records.coupons, records.operations) : null;
    const checks = told === null ? [] : [told.check];
    return { ...frame, period, checks: inOrder(checks), ...judge(context, period, rolls, told?.faults ?? []) };
  });
  return { totals, rolls: rolls.map(({ roll }) => roll) };
}

/** {@link UNPROVEN} without the single identities, which may hold all the same. */
const { checks: _none, ...UNTOLD } = UNPROVEN;

type Judged = Pick<
  ControlTotal,
  'left' | 'right' | 'difference' | 'tolerance' | 'toleranceWhy' | 'status' | 'buckets' | 'firstDivergence' | 'path' | 'sentence'
>;

function judge(context: EngineContext, period: Period, rolls: readonly Rolled[], faults: readonly Bucket[]): Judged {
  const told = rolls.filter(({ holds }) => holds !== null);
  if (told.length === 0 && faults.length === 0)
    return {
      ...UNTOLD,
      sentence: rolls.length === 0 ? reason('c5-none', { period }) : reason('c5-untold', { untold: String(rolls.length) }),
    };
  const bucketOf = ({ roll, left, right }: Rolled): Bucket => ({
    name: roll.kind === 'quota' ? { quota: roll.id } : { customer: roll.id },
    left,
    right,
  });
  const broken = told.filter(({ holds }) => holds === false);
  const off = faults.length;
  const sum = (side: 'left' | 'right'): Units => told.reduce((total, one) => total + one[side], 0n);
  const [left, right] = [sum('left'), sum('right')];
  const params = {
    tested: String(told.length),
    broken: String(broken.length),
    untold: String(rolls.length - told.length),
    others: formatUnits(right - left),
    reclaims: String(off),
  };
  const status = broken.length + off > 0 ? 'broken' : left === right ? 'equal' : 'within';
  const said = reason(`c5-${status}`, params);
  return {
    left,
    right,
    difference: left - right,
    tolerance: null,
    toleranceWhy: reason('tolerance-c5'),
    status,
    buckets: { tested: told.length + off, broken: broken.length + off },
    ...firstOf([...broken.map(bucketOf), ...faults], [...told.map(bucketOf), ...faults], context),
    sentence: told.length === rolls.length ? said : reason('c5-some-untold', { ...params, sentence: `@${said.key}` }),
  };
}

/** Where an operation takes from or gives back to: a coupon's quota, or the quota a reseller's was cut from. */
const sourceOf = ({ coupon, quota, parentQuota }: CouponOperation): string | null => (coupon === null ? (parentQuota ?? quota) : quota);

const before = (time: string | null, first: Period): boolean => time === null || periodOfInstant(time) < first;

/** What of the log was read. */
interface Reach {
  /** Before it nothing is known. */
  readonly first: Period;
  /** The log ends before the balances were answered, so that what differs may have been done since. */
  readonly ended: boolean;
}

function reachOf({ logged }: CouponRecords, first: Period, newest: Period): Reach {
  if (!logged) return { first, ended: false };
  return { first: logged.from > first ? logged.from : first, ended: logged.to < newest };
}

/** A quota: value - balance = issued - reclaimed (#35); of a reseller's quota what was taken back from it counts as gone, as the quota given keeps its value. */
function quotaRolls({ quotas, operations }: CouponRecords, reach: Reach): Rolled[] {
  const bySource = groupBy(
    (operations ?? []).filter((one) => one.succeeded),
    sourceOf,
  );
  const returned = groupBy(
    (operations ?? []).filter((one) => one.succeeded && one.coupon === null && one.operation === 'reclaim'),
    ({ quota }) => quota,
  );
  return [...(quotas ?? [])]
    .sort((a, b) => byCodeUnit(a.id, b.id))
    .map((quota): Rolled => {
      const own = bySource.get(quota.id) ?? [];
      // What the distributor took back left a reseller's quota as what is issued does.
      const takenBack = (returned.get(quota.id) ?? []).filter((one) => quota.parent !== null && one.parentQuota === quota.parent);
      const issued = sumOf(own, 'issue') + sumOf(takenBack, 'reclaim');
      const reclaimed = sumOf(own, 'reclaim');
      const [left, right] = [quota.value - quota.balance, issued - reclaimed];
      const roll = { kind: 'quota', id: quota.id, value: quota.value, issued, reclaimed, used: null, left: quota.balance } as const;
      const holds = operations === null ? null : heldByQuota(quota, left, right, reach);
      return { roll: { ...roll, difference: holds === null ? null : left - right }, holds, left, right };
    });
}

/** More lost than read may have been issued before the first synced month. */
function heldByQuota({ createdAt }: CouponQuota, left: Units, right: Units, { first, ended }: Reach): boolean | null {
  if (left === right) return true;
  if (ended) return null;
  return left > right && before(createdAt, first) ? null : false;
}

/** A customer: faces - balances - reclaimed = the coupon part of its charges (#37). */
function customerRolls({ coupons, operations, used }: CouponRecords, reach: Reach): Rolled[] {
  if (coupons === null) return [];
  const reclaimedOf = new Map<string, Units>();
  for (const one of operations ?? []) {
    if (one.succeeded && one.operation === 'reclaim' && one.coupon !== null)
      reclaimedOf.set(one.coupon, (reclaimedOf.get(one.coupon) ?? 0n) + one.amount);
  }
  const usedBy = new Map<string, Units>();
  for (const one of used) usedBy.set(one.customer, (usedBy.get(one.customer) ?? 0n) + one.units);
  const byCustomer = [...groupBy(coupons, ({ customer }) => customer)].sort(([a], [b]) => byCodeUnit(a, b));
  return byCustomer.map(([customer, own]): Rolled => {
    const value = own.reduce((sum, coupon) => sum + coupon.faceValue, 0n);
    const balance = own.reduce((sum, coupon) => sum + coupon.balance, 0n);
    const reclaimed = own.reduce((sum, coupon) => sum + (reclaimedOf.get(coupon.id) ?? 0n), 0n);
    const charged = usedBy.get(customer) ?? 0n;
    const fell = value - balance - reclaimed;
    const holds = operations === null ? null : heldByCharges(own, fell, charged, reach);
    const roll = { kind: 'customer', id: customer, value, issued: value, reclaimed, used: charged, left: balance } as const;
    return { roll: { ...roll, difference: holds === null ? null : fell - charged }, holds, left: fell, right: charged };
  });
}

/** Charges above the fall are coupons of Huawei Cloud's; a fall above the charges may be an expiry, or of before the first synced month. */
function heldByCharges(coupons: readonly Coupon[], fell: Units, charged: Units, { first, ended }: Reach): boolean | null {
  if (fell <= charged) return true;
  if (ended) return null;
  return coupons.some(({ status, createdAt }) => status === EXPIRED || before(createdAt, first)) ? null : false;
}

/** Association of a referral customer: its coupons are on no list (#38). */
const REFERRAL = '1';

/**
 * Each coupon against its log (#36): what was issued is the face value of a coupon that is on the customer's list; a reclaim takes all that was left, so
 * nothing is left after it, there is no second one, and it never takes more than the face. What differs is a bucket of its own, for it moves no sum. Coupons
 * missing from the list are judged for customers who are on the list of customers only: nothing says how long those of a customer that left are shown.
 */
function operationsAgainst(
  context: EngineContext,
  coupons: readonly Coupon[],
  operations: readonly CouponOperation[],
): { readonly check: TotalCheck; readonly faults: readonly Bucket[] } {
  const byId = new Map(coupons.map((coupon) => [coupon.id, coupon]));
  const listed = new Set(context.input.customers.filter((one) => one.associationType !== REFERRAL).map(({ id }) => id));
  const log = groupBy(
    operations.filter((one) => one.succeeded && one.coupon !== null && one.customer !== null),
    (one) => one.coupon!,
  );
  let [tested, left] = [0, 0n];
  const faults: Bucket[] = [];
  for (const [id, own] of [...log].sort(([a], [b]) => byCodeUnit(a, b))) {
    const coupon = byId.get(id);
    if (coupon === undefined && !listed.has(own[0]!.customer!)) continue;
    tested += own.length;
    left += sumOf(own, 'reclaim');
    const fault = (one: Units, other: Units): void =>
      void faults.push({ name: { customer: coupon?.customer ?? own[0]!.customer!, coupon: id }, left: one, right: other });
    const issued = own.filter(({ operation }) => operation === 'issue');
    const face = coupon?.faceValue ?? 0n;
    if (issued.length > 0 && sumOf(own, 'issue') !== face) fault(sumOf(own, 'issue'), face);
    const taken = own.filter(({ operation, amount }) => operation === 'reclaim' && amount !== 0n).map(({ amount }) => amount);
    if (coupon === undefined || taken.length === 0) continue;
    const [sum, most] = [sumOf(own, 'reclaim'), taken.reduce((most, one) => (one > most ? one : most))];
    if (taken.length > 1) fault(sum, most);
    else if (coupon.balance !== 0n) fault(sum, sum + coupon.balance);
    else if (sum > face) fault(sum, face);
  }
  const params = { tested: String(tested), broken: String(faults.length), name: faults[0]?.name['coupon'] ?? '' };
  const sentence = tested === 0 ? reason('check-none') : reason(faults.length > 0 ? 'check-36-broken' : 'check-36', params);
  return { check: check('36', 'documented', { left, right: null, tested, broken: faults.length }, sentence), faults };
}

function sumOf(operations: readonly CouponOperation[], kind: CouponOperation['operation']): Units {
  return operations.reduce((sum, one) => (one.operation === kind ? sum + one.amount : sum), 0n);
}
