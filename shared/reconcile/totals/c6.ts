import { formatUnits, type Units } from '../../money';
import { periodOfInstant, type Period } from '../../period';
import { reason } from '../reasons';
import { customersNotRead, firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import type { ControlTotal, OrderRecord } from '../types';

/** New, renewal, change: the orders that #29 speaks of; an unsubscription is C3's. */
const TYPES: ReadonlySet<number> = new Set([1, 2, 3]);
const COMPLETED = 5;
const CANCELLED = 4;

/**
 * C6, completed orders = fee records with their trade ID (semantics.md #12, #29), order by order: the amount after discount of a new, renewal or
 * change order is what its fee records come to, in whatever month they stand; a cancelled order has none. An order belongs to the month it was
 * paid (else created) in. Only customers some of whose fee records of the month were read are tested, the others are counted. The parts of a combined order are
 * not followed: the desk keeps orders without their `sub_order_infos`. Informative: fee records explain and never settle (#39).
 */
export function c6(context: EngineContext): ControlTotal[] {
  const byPeriod = new Map<Period, OrderRecord[]>();
  for (const order of context.input.orders) {
    const time = order.paidAt ?? order.createdAt;
    if (!order.exists || time === null || !TYPES.has(order.type) || (order.status !== COMPLETED && order.status !== CANCELLED)) continue;
    const period = periodOfInstant(time);
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), order]);
  }
  return context.input.periods.map((period, index) => {
    const frame = {
      id: 'C6',
      period,
      currency: context.input.currency,
      taxBasis: 'unknown',
      blocking: false,
      basis: 'inferred',
      identity: '12, 29',
      covers: ['amount_after_discount', 'payment_amount', 'trade_id'],
    } as const;
    if (context.input.orders.length === 0) return { ...frame, ...UNPROVEN, sentence: reason('c6-unread', { period }) };
    if (context.fees.recordsOfPeriod[index] === 0) return { ...frame, ...UNPROVEN, sentence: reason('c6-no-fees', { period }) };
    return { ...frame, ...judge(context, period, index, byPeriod.get(period) ?? []) };
  });
}

type Judged = Pick<ControlTotal, 'left' | 'right' | 'difference' | 'tolerance' | 'status' | 'toleranceWhy' | 'buckets' | 'firstDivergence' | 'path' | 'checks' | 'sentence'>;

function judge(context: EngineContext, period: Period, index: number, orders: readonly OrderRecord[]): Judged {
  const unread = customersNotRead(context, period);
  let left = 0n;
  let right = 0n;
  let tested = 0;
  let untested = 0;
  const broken: Bucket[] = [];
  for (const order of orders) {
    const customer = context.codes.code(order.customer);
    if (unread.has(customer) || !context.customersWithFees.has(`${index}|${customer}`)) {
      untested++;
      continue;
    }
    const own = order.status === COMPLETED ? order.afterDiscount : 0n;
    const fees = feesOf(context, order.id);
    tested++;
    left += own;
    right += fees ?? 0n;
    // A cancelled order must not have any record, not even ones that cancel out.
    if (own !== (fees ?? 0n) || (order.status === CANCELLED && fees !== null))
      broken.push({ name: { customer: order.customer, order: order.id }, left: own, right: fees ?? 0n });
  }
  if (tested === 0 && untested > 0) return { ...UNPROVEN, sentence: reason('c6-all-untested', { period, untested: String(untested) }) };
  const params = {
    period,
    tested: String(tested),
    broken: String(broken.length),
    untested: String(untested),
    difference: formatUnits(left - right),
  };
  const key = broken.length > 0 ? 'c6-broken' : tested > 0 ? 'c6-equal' : 'c6-none';
  return {
    left,
    right,
    difference: left - right,
    tolerance: 0n,
    toleranceWhy: reason('tolerance-exact'),
    status: broken.length > 0 ? 'broken' : 'equal',
    buckets: { tested, broken: broken.length },
    ...firstOf(broken, broken, context),
    checks: [],
    sentence: untested > 0 ? reason('c6-untested', { ...params, sentence: `@${key}` }) : reason(key, params),
  };
}

/** What the records of a trade come to, null without any. */
function feesOf(context: EngineContext, order: string): Units | null {
  let sum: Units | null = null;
  for (const deduction of context.deductionsOf(context.input.trades.code(order))) sum = (sum ?? 0n) + context.fees.deducted[deduction]!;
  return sum;
}
