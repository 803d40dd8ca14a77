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
    const checks = records.coupons && records.operations ? [reclaims(records.coupons, records.operations)] : [];
    return { ...frame, period, checks: inOrder(checks), ...judge(context, period, rolls, checks) };
  });
  return { totals, rolls: rolls.map(({ roll }) => roll) };
}

/** {@link UNPROVEN} without the single identities, which may hold all the same. */
const { checks: _none, ...UNTOLD } = UNPROVEN;

type Judged = Pick<
  ControlTotal,
  'left' | 'right' | 'difference' | 'tolerance' | 'toleranceWhy' | 'status' | 'buckets' | 'firstDivergence' | 'path' | 'sentence'
>;

function judge(context: EngineContext, period: Period, rolls: readonly Rolled[], checks: readonly TotalCheck[]): Judged {
  const told = rolls.filter(({ holds }) => holds !== null);
  if (told.length === 0)
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
  const off = checks.reduce((sum, one) => sum + one.broken, 0);
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
    buckets: { tested: told.length, broken: broken.length },
    ...firstOf(broken.map(bucketOf), told.map(bucketOf), context),
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

/** A quota: value - balance = issued - reclaimed (#35). */
function quotaRolls({ quotas, operations }: CouponRecords, reach: Reach): Rolled[] {
  const bySource = groupBy(
    (operations ?? []).filter((one) => one.succeeded),
    sourceOf,
  );
  return [...(quotas ?? [])]
    .sort((a, b) => byCodeUnit(a.id, b.id))
    .map((quota): Rolled => {
      const own = bySource.get(quota.id) ?? [];
      const issued = sumOf(own, 'issue');
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

/** A reclaim takes the whole remaining balance, so nothing is left on the coupon, and never more than its face (#36). */
function reclaims(coupons: readonly Coupon[], operations: readonly CouponOperation[]): TotalCheck {
  const byId = new Map(coupons.map((coupon) => [coupon.id, coupon]));
  let [tested, broken, left] = [0, 0, 0n];
  let first: string | null = null;
  for (const one of operations) {
    const coupon = one.succeeded && one.coupon !== null ? byId.get(one.coupon) : undefined;
    if (!coupon) continue;
    tested++;
    const holds = one.operation === 'issue' ? one.amount === coupon.faceValue : coupon.balance === 0n && one.amount <= coupon.faceValue;
    if (one.operation === 'reclaim') left += one.amount;
    if (holds) continue;
    broken++;
    if (first === null || byCodeUnit(coupon.id, first) < 0) first = coupon.id;
  }
  const params = { tested: String(tested), broken: String(broken), name: first ?? '' };
  return check(
    '36',
    'documented',
    { left, right: null, tested, broken },
    tested === 0 ? reason('check-none') : reason(broken > 0 ? 'check-36-broken' : 'check-36', params),
  );
}

function sumOf(operations: readonly CouponOperation[], kind: CouponOperation['operation']): Units {
  return operations.reduce((sum, one) => (one.operation === kind ? sum + one.amount : sum), 0n);
}
