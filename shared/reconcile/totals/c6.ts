import { byCodeUnit } from '../../digest';
import { formatUnits, type Units } from '../../money';
import { periodOfInstant, type Period } from '../../period';
import { reason } from '../reasons';
import { check, customersNotRead, firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import type { ControlTotal, OrderRecord, TotalCheck } from '../types';

/** New, renewal, change: the orders that #29 speaks of; an unsubscription is C3's. */
const TYPES: ReadonlySet<number> = new Set([1, 2, 3]);
const COMPLETED = 5;
const CANCELLED = 4;

/**
 * C6, completed orders = fee records with their trade ID (semantics.md #12, #29), order by order: the amount after discount of a new, renewal or
 * change order is what its fee records come to, in whatever month they stand; a cancelled order has none. An order belongs to the month it was
 * paid (else created) in. Only customers some of whose fee records of the month were read are tested, the others are counted. The parts of a combined order
 * (`sub_order_infos`) are matched part by part, and their sum with the whole. Informative: fee records explain and never settle (#39).
 */
export function c6(context: EngineContext): ControlTotal[] {
  const byPeriod = new Map<Period, OrderRecord[]>();
  const parts = new Set(context.input.orders.flatMap((order) => (order.parts ?? []).map(({ id }) => id)));
  for (const order of context.input.orders) {
    const time = order.paidAt ?? order.createdAt;
    // A part that the list names as an order too is tested once, inside its whole.
    if (
      !order.exists ||
      parts.has(order.id) ||
      time === null ||
      !TYPES.has(order.type) ||
      (order.status !== COMPLETED && order.status !== CANCELLED)
    )
      continue;
    const period = periodOfInstant(time);
    const month = byPeriod.get(period);
    if (month) month.push(order);
    else byPeriod.set(period, [order]);
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

type Judged = Pick<
  ControlTotal,
  'left' | 'right' | 'difference' | 'tolerance' | 'status' | 'toleranceWhy' | 'buckets' | 'firstDivergence' | 'path' | 'checks' | 'sentence'
>;

function judge(context: EngineContext, period: Period, index: number, orders: readonly OrderRecord[]): Judged {
  const unread = customersNotRead(context, period);
  let left = 0n;
  let right = 0n;
  let tested = 0;
  let untested = 0;
  const broken: Bucket[] = [];
  const buckets: Bucket[] = [];
  const known: OrderRecord[] = [];
  for (const order of orders) {
    const customer = context.codes.code(order.customer);
    if (unread.has(customer) || !context.hasFees(index, customer)) {
      untested++;
      continue;
    }
    for (const bucket of bucketsOf(context, order)) {
      tested++;
      left += bucket.left;
      right += bucket.right;
      buckets.push(bucket);
      if (!bucket.holds) broken.push(bucket);
    }
    known.push(order);
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
    ...firstOf(broken, buckets, context),
    checks: discounts(known),
    sentence: untested > 0 ? reason('c6-untested', { ...params, sentence: `@${key}` }) : reason(key, params),
  };
}

interface Tested extends Bucket {
  readonly left: Units;
  readonly right: Units;
  readonly holds: boolean;
}

/**
 * An order against its fee records; a combined one part by part. Where no record names a part and some name the whole, the whole is compared.
 * What the parts leave of the whole's amount, or what records say about the whole beside its parts, is a bucket of its own.
 */
function bucketsOf(context: EngineContext, order: OrderRecord): Tested[] {
  const { customer, id, parts = [] } = order;
  const whole = feesOf(context, id);
  if (parts.length === 0 || (whole !== null && parts.every((part) => feesOf(context, part.id) === null)))
    return [compared({ customer, order: id }, order, whole)];
  const settled = parts.filter(({ status }) => status === COMPLETED || status === CANCELLED);
  const found = settled.map((part) => compared({ customer, order: id, part: part.id }, part, feesOf(context, part.id)));
  const together = parts.reduce((sum, part) => (part.status === CANCELLED ? sum : sum + part.afterDiscount), 0n);
  const rest = order.status === CANCELLED ? 0n : order.afterDiscount - together;
  return rest === 0n && whole === null
    ? found
    : [...found, { name: { customer, order: id }, left: rest, right: whole ?? 0n, holds: rest === (whole ?? 0n) }];
}

/** A cancelled order must not have any record, not even ones that cancel out. */
function compared(
  name: Tested['name'],
  { status, afterDiscount }: Pick<OrderRecord, 'status' | 'afterDiscount'>,
  fees: Units | null,
): Tested {
  const left = status === CANCELLED ? 0n : afterDiscount;
  return { name, left, right: fees ?? 0n, holds: left === (fees ?? 0n) && (status !== CANCELLED || fees === null) };
}

/** Amount after discount = list price - discounts (semantics.md #24), of orders that state theirs. */
function discounts(orders: readonly OrderRecord[]): TotalCheck[] {
  const telling = orders.filter((order) => order.discount !== undefined && order.discount !== null);
  if (telling.length === 0) return [];
  const sidesOf = (order: OrderRecord): readonly [Units, Units] => [order.afterDiscount, order.official - order.discount!];
  const off = telling.filter((order) => sidesOf(order)[0] !== sidesOf(order)[1]).sort((a, b) => byCodeUnit(a.id, b.id));
  const first = off[0] ? sidesOf(off[0]).map((units) => formatUnits(units)) : ['', ''];
  const sums = telling.map(sidesOf).reduce(([a, b], [left, right]) => [a + left, b + right], [0n, 0n]);
  const params = { tested: String(telling.length), broken: String(off.length), name: off[0]?.id ?? '', left: first[0]!, right: first[1]! };
  const sides = { left: sums[0], right: sums[1], tested: telling.length, broken: off.length };
  return [check('24', 'inferred', sides, reason(off.length > 0 ? 'check-24-broken' : 'check-24', params))];
}

/** What the records of a trade come to, null without any. */
function feesOf(context: EngineContext, order: string): Units | null {
  let sum: Units | null = null;
  const { all } = context.fees;
  for (const deduction of all.of(context.input.trades.code(order))) sum = (sum ?? 0n) + all.deducted[deduction]!;
  return sum;
}
