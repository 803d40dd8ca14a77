import { formatUnits, sum, type Units } from '../../../shared/money';
import { dayOfInstant, periodInstants, periodOfInstant, shiftPeriod, type Period } from '../../../shared/period';
import type { Row } from '../dataset';
import type { WireRecord } from '../wire';
import { balanceOf, type CustomerBalance } from './customer-balances';
import { groupBy } from './group';
import type { BenefitEvent, Coupon, Customer, Quota, World } from './model';
import { sumOfKind } from './statement';

/** Wire records of coupons, quotas and balances on a day. Months are served whole, so what happens in them counts whole. */

type BenefitOperation =
  | 'ListQuotaCoupons'
  | 'ListIssuedCouponQuotas'
  | 'ListIssuedPartnerCoupons'
  | 'ListPartnerCouponsRecord'
  | 'ListCouponQuotasRecords'
  | 'ListCustomersBalancesDetail'
  | 'ShowPartnerConsumptionQuota';

const VALID_MONTHS = 24;

const row = (record: WireRecord, asks: Record<string, string> = {}): Row => ({ record, asks });
const ofReseller = (id: string | null): Record<string, string> => (id === null ? {} : { indirect_partner_id: id });
const expiry = (created: string, months: number): string =>
  periodInstants(shiftPeriod(periodOfInstant(created), months)).from.slice(0, 19) + 'Z';

/** Issues and reclaims that the day knows. */
const known = (time: string, until: Period): boolean => periodOfInstant(time) <= until;

/** What a quota has left: its value less what was issued from it or handed on, plus what came back into it (semantics.md #35). */
export function quotaBalance(world: World, quota: Quota, until: Period): Units {
  const of = world.benefitEvents.filter(
    (one) => (one.quotaId === quota.id || one.parentId === quota.id) && !one.failed && known(one.time, until),
  );
  const change = (one: BenefitEvent): Units => {
    const out = one.operation === '1' || one.operation === '10';
    // Handing on takes from the parent; what the reseller's own quota is worth is its value.
    if (one.parentId !== null && one.quotaId === quota.id) return out ? 0n : -one.amount;
    return out ? -one.amount : one.amount;
  };
  return quota.value + sum(of.map(change)) - quota.missing;
}

function quotaRecord(world: World, quota: Quota, until: Period): WireRecord {
  const reseller = world.resellers.find(({ id }) => id === quota.resellerId);
  return {
    quota_id: quota.id,
    quota_type: 0,
    create_time: quota.createdAt,
    last_update_time: quota.createdAt,
    quota_value: quota.value,
    quota_status: 0,
    balance: quotaBalance(world, quota, until),
    measure_id: 1,
    currency: world.currency,
    effective_time: quota.createdAt,
    expire_time: expiry(quota.createdAt, VALID_MONTHS),
    limit_infos: [],
    indirect_partner_id: reseller?.id,
    indirect_partner_account_name: reseller?.accountName,
    indirect_partner_name: reseller?.name,
    parent_quota_id: quota.parentId ?? undefined,
  };
}

/** What a coupon has left once a month is over, and its status: 2 usable, 3 used, 5 reclaimed. */
export function couponStanding(coupon: Coupon, until: Period): { readonly status: 2 | 3 | 5; readonly balance: Units } {
  const uses = coupon.uses.filter(({ period }) => period <= until);
  const reclaimed = coupon.reclaim !== null && known(coupon.reclaim.time, until) ? coupon.reclaim : null;
  const balance = coupon.face - sum(uses.map(({ amount }) => amount)) - (reclaimed?.amount ?? 0n) - coupon.missing;
  return { status: reclaimed !== null ? 5 : balance === 0n ? 3 : 2, balance };
}

function couponRow(coupon: Coupon, until: Period): Row {
  const { status, balance } = couponStanding(coupon, until);
  const record: WireRecord = {
    coupon_id: coupon.id,
    status,
    customer_id: coupon.customerId,
    coupon_type: 1,
    measure_id: 1,
    face_value: coupon.face,
    balance,
    effective_time: coupon.createdAt,
    expire_time: expiry(coupon.createdAt, VALID_MONTHS),
    promotion_plan_name: '示例代金券',
    media_type: 1,
    fetch_method: 3,
    use_limits: [],
    create_time: coupon.createdAt,
    is_frozen: '0',
  };
  return row(record, ofReseller(coupon.resellerId));
}

function couponEventRow(one: BenefitEvent): Row {
  const record: WireRecord = {
    id: one.id,
    operation_type: one.operation,
    quota_id: one.quotaId,
    quota_type: 0,
    coupon_id: one.couponId ?? undefined,
    customer_id: one.customerId ?? undefined,
    operation_amount: one.amount,
    operation_time: one.time,
    result: one.failed ? '-1' : '0',
    remark: one.failed ? '客户不满足发放条件' : undefined,
  };
  return row(record, ofReseller(one.resellerId));
}

function quotaEventRow(world: World, one: BenefitEvent): Row {
  const reseller = world.resellers.find(({ id }) => id === one.resellerId);
  return row({
    id: one.id,
    operator: 'demo_operator',
    operation_type: one.operation,
    quota_id: one.quotaId,
    parent_quota_id: one.parentId ?? undefined,
    amount: one.amount,
    operation_time: one.time,
    result: one.failed ? '-1' : '0',
    indirect_partner_account_name: reseller?.accountName,
    indirect_partner_id: one.resellerId ?? undefined,
    indirect_partner_name: reseller?.name,
  });
}

/** Balances of everyone listed on the day; of referral customers none. */
export function balancesOn(world: World, today: string): { readonly customer: Customer; readonly standing: CustomerBalance }[] {
  const lines = groupBy(world.billLines, (line) => line.customerId);
  const movements = groupBy(
    world.movements.filter((movement) => movement.customerId !== null),
    (movement) => movement.customerId ?? '',
  );
  return world.customers
    .filter((customer) => customer.association !== '1' && dayOfInstant(customer.associatedOn) <= today)
    .filter((customer) => customer.leftOn === null || dayOfInstant(customer.leftOn) > today)
    .map((customer) => ({
      customer,
      standing: balanceOf(customer, world.periods, lines.get(customer.id) ?? [], movements.get(customer.id) ?? [], today),
    }));
}

function balanceRows(world: World, today: string): Row[] {
  return balancesOn(world, today).map(({ customer, standing }) => {
    const record = {
      customer_id: customer.id,
      debt_amount: standing.debt,
      amount: standing.amount,
      currency: world.currency,
      measure_id: 1,
    };
    return row(record, ofReseller(customer.resellerId));
  });
}

/** The International quota: the last bill is due, the month of the day is not billed yet (semantics.md #34). */
function consumptionQuota(world: World, today: string): Row {
  const month = today.slice(0, 7);
  const due = world.statements.find(({ period }) => period === shiftPeriod(month, -1))?.due ?? 0n;
  const unbilled = sumOfKind(world.billLines, month, '0');
  return row({
    consumption_quota: formatUnits(due * 4n),
    amount: '0',
    coupon_amount: '0',
    due_amount: formatUnits(due),
    unbilled_amount: formatUnits(unbilled),
    used_consumption_quota: formatUnits(due + unbilled),
    measure_id: 1,
    currency: world.currency,
  });
}

/** Rows of all operations that read coupons, quotas and customers' balances; newest log lines first. */
export function benefitRows(world: World, today: string): Record<BenefitOperation, Row[]> {
  const until = today.slice(0, 7);
  const events = world.benefitEvents.filter((one) => known(one.time, until)).reverse();
  const quotas = world.quotas.filter((quota) => known(quota.createdAt, until));
  const cn = world.site === 'cn';
  return {
    ListQuotaCoupons: quotas.filter((quota) => quota.resellerId === null).map((quota) => row(quotaRecord(world, quota, until))),
    ListIssuedCouponQuotas: quotas.filter((quota) => quota.resellerId !== null).map((quota) => row(quotaRecord(world, quota, until))),
    ListIssuedPartnerCoupons: world.coupons.filter((coupon) => known(coupon.createdAt, until)).map((coupon) => couponRow(coupon, until)),
    ListPartnerCouponsRecord: events.filter((one) => one.operation.length === 1).map(couponEventRow),
    ListCouponQuotasRecords: events.filter((one) => one.operation.length === 2).map((one) => quotaEventRow(world, one)),
    ListCustomersBalancesDetail: cn ? balanceRows(world, today) : [],
    ShowPartnerConsumptionQuota: cn ? [] : [consumptionQuota(world, today)],
  };
}
