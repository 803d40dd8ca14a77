import { CENT, type Units } from '../../../shared/money';
import { periodOfInstant, type Period } from '../../../shared/period';
import { EBS, EC2, RDS, REGIONS, type Service } from './catalogue';
import type { Customer, FeeRecord, Order, OrderPart, OrderType, RefundLine, WorldSize } from './model';
import { ROLES } from './parties';
import { Random } from './random';
import { instantIn, later, stamp } from './times';

export interface Ordering {
  readonly orders: readonly Order[];
  readonly refundLines: readonly RefundLine[];
  /** Yearly/monthly charges and order refunds, trade ID = order ID (semantics.md #12). */
  readonly feeRecords: readonly FeeRecord[];
}

/** What is ordered when; a refund returns the customer's new order of the same service. */
interface Plan {
  readonly customer: number;
  readonly period: Period;
  readonly type: OrderType;
  readonly service: Service;
  readonly status?: 4 | 6;
  /** Refund without used-up part and fee. */
  readonly whole?: boolean;
  /** Bought together with the first one: a combined transaction of two orders. */
  readonly together?: Service;
}

const TINY: readonly Plan[] = [
  { customer: 0, period: '2026-09', type: 1, service: EC2 },
  { customer: 0, period: '2026-10', type: 4, service: EC2 },
];

/** Months of new orders by customer, so that each refund has an earlier original. */
const NEW_IN: readonly Period[] = [
  '2026-05',
  '2026-06',
  '2026-05',
  '2026-07',
  '2026-06',
  '2026-08',
  '2026-07',
  '2026-08',
  '2026-07',
  '2026-08',
  '2026-09',
];

const SMALL: readonly Plan[] = [
  ...NEW_IN.map((period, customer): Plan => ({ customer, period, type: 1, service: [EC2, RDS, EBS][customer % 3] ?? EC2 })),
  { customer: 0, period: '2026-08', type: 2, service: EC2 },
  { customer: 3, period: '2026-09', type: 2, service: EC2 },
  { customer: 10, period: '2026-10', type: 2, service: RDS },
  { customer: 1, period: '2026-07', type: 3, service: RDS },
  { customer: 5, period: '2026-10', type: 3, service: EBS },
  { customer: 13, period: '2026-06', type: 1, service: EC2 },
  { customer: 16, period: '2026-09', type: 1, service: RDS },
  { customer: 4, period: '2026-07', type: 1, service: EBS, status: 4 },
  { customer: 6, period: '2026-10', type: 1, service: RDS, status: 6 },
  { customer: 2, period: '2026-06', type: 4, service: EBS },
  { customer: 6, period: '2026-09', type: 4, service: EC2 },
  { customer: ROLES.returner, period: '2026-10', type: 4, service: RDS },
  { customer: 0, period: '2026-09', type: 1, service: EC2, together: EBS },
  { customer: ROLES.combined, period: '2026-09', type: 1, service: EC2, together: EBS },
  { customer: ROLES.orphanRefund, period: '2026-09', type: 4, service: EBS, whole: true },
  { customer: ROLES.overRefund, period: '2026-10', type: 4, service: EC2, whole: true },
];

/** Customers whose return always costs a fee: one in tiny, one in the larger worlds. */
const WITH_FEE: readonly number[] = [0, ROLES.returner];

/** Customers who pay part of a new order by voucher; none of them returns it. */
const VOUCHER_USERS: readonly number[] = [4, 5, 10];

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

function orderId(time: string, random: Random): string {
  let tail = '';
  for (let i = 0; i < 5; i++) tail += ALPHABET.charAt(random.whole(0, ALPHABET.length - 1));
  return `CS${stamp(time).slice(0, 10)}${tail}`;
}

function draft(plan: Plan, customer: Customer, random: Random): Order {
  const createTime = instantIn(plan.period, random.whole(3, 24), random.whole(30_000, 60_000));
  const official = random.units(30_000n, 600_000n) * CENT;
  const discount = (((official / CENT) * BigInt(random.whole(0, 9))) / 100n) * CENT;
  const coupon = plan.type === 1 && VOUCHER_USERS.includes(plan.customer) ? 5000n * CENT : 0n;
  return {
    id: orderId(createTime, random),
    customerId: customer.id,
    resellerId: customer.resellerId,
    service: plan.service.code,
    resource: plan.service.resources[0].code,
    status: plan.status ?? 5,
    type: plan.type,
    official,
    discount,
    amount: official - discount,
    coupon,
    commission: 0n,
    consumed: 0n,
    createTime,
    paymentTime: plan.status === undefined ? later(createTime, 95) : null,
    months: plan.type === 4 ? null : random.pick([1, 3, 12]),
    parts: [],
  };
}

/** A combined transaction: its amounts are those of its orders, which have IDs of their own. */
function combined(order: Order, plan: Plan, random: Random): Order {
  if (plan.together === undefined) return order;
  const share = (units: Units): Units => (((units / CENT) * 2n) / 5n) * CENT;
  const second = { official: share(order.official), discount: share(order.discount) };
  const part = (service: Service, official: Units, discount: Units): OrderPart => ({
    ...{ id: orderId(order.createTime, random), service: service.code, resource: service.resources[0].code },
    ...{ official, discount, amount: official - discount },
  });
  return {
    ...order,
    parts: [
      part(plan.service, order.official - second.official, order.discount - second.discount),
      part(plan.together, second.official, second.discount),
    ],
  };
}

/** An unsubscription: list price and amount are the refund, fee and used-up value beside (semantics.md #25). */
function asRefund(order: Order, base: Order, plan: Plan, random: Random): Order {
  const consumed = plan.whole === true ? 0n : (((base.amount / CENT) * BigInt(random.whole(15, 60))) / 100n) * CENT;
  const free = plan.whole === true || (random.chance(50) && !WITH_FEE.includes(plan.customer));
  const commission = free ? 0n : 500n * CENT;
  const refund = base.amount - consumed - commission;
  return { ...order, official: refund, discount: 0n, amount: refund, coupon: 0n, consumed, commission };
}

function refundLinesOf(order: Order, base: Order, random: Random): RefundLine[] {
  const parts: Units[] = [-base.amount, order.consumed, order.commission].filter((units) => units !== 0n);
  const region = random.pick(REGIONS).code;
  return parts.map((amount, i) => ({
    id: `${order.id}-${String(i + 1)}`,
    orderId: order.id,
    customerId: order.customerId,
    service: order.service,
    resource: order.resource,
    region,
    amount,
    baseOrderId: base.id,
  }));
}

function feeOf(order: Order, paymentTime: string, association: Customer['association'], random: Random): FeeRecord {
  const sign = order.type === 4 ? -1n : 1n;
  return {
    period: periodOfInstant(paymentTime),
    customerId: order.customerId,
    resellerId: order.resellerId,
    association,
    service: order.service,
    resource: order.resource,
    mode: 1,
    billType: order.type,
    tradeTime: paymentTime,
    tradeId: order.id,
    id: random.uuid(),
    resourceId: random.uuid(),
    resourceName: `demo-order-${order.id.slice(-5).toLowerCase()}`,
    region: REGIONS[0].code,
    consumeTime: paymentTime,
    usageType: null,
    usageSeconds: null,
    official: sign * order.official,
    discount: order.discount,
    payment: sign * order.amount,
    cash: sign * order.amount - order.coupon,
    coupon: order.coupon,
    debt: 0n,
  };
}

/** Customers beyond those with a role: one new order each, renewed three months later where the world goes on. */
function plansOf(periods: readonly Period[], customers: readonly Customer[]): Plan[] {
  return customers.slice(ROLES.referral + 1).flatMap((_, i): Plan[] => {
    const customer = ROLES.referral + 1 + i;
    const at = (customer * 7) % periods.length;
    const service = [EC2, RDS, EBS][customer % 3] ?? EC2;
    const [first, renewal] = [periods[at], periods[at + 3]];
    return [
      ...(first === undefined ? [] : [{ customer, period: first, type: 1, service } as const]),
      ...(renewal === undefined ? [] : [{ customer, period: renewal, type: 2, service } as const]),
    ];
  });
}

/** Orders with their refunds and the charges they make; only completed ones charge (semantics.md #29). */
export function makeOrders(seed: number, size: WorldSize, periods: readonly Period[], customers: readonly Customer[]): Ordering {
  const orders: Order[] = [];
  const refundLines: RefundLine[] = [];
  const feeRecords: FeeRecord[] = [];
  for (const plan of size === 'tiny' ? TINY : [...SMALL, ...plansOf(periods, customers)]) {
    const customer = customers[plan.customer];
    if (!customer) continue;
    const random = new Random(seed, `order-${customer.id}-${plan.period}-${String(plan.type)}-${String(plan.status ?? 5)}`);
    let order = draft(plan, customer, random);
    if (plan.type === 4) {
      const base = orders.find((o) => o.customerId === customer.id && o.type === 1 && o.service === plan.service.code && o.status === 5);
      if (!base) throw new Error(`no order to return for customer ${String(plan.customer)}`);
      order = asRefund(order, base, plan, random);
      refundLines.push(...refundLinesOf(order, base, random));
    }
    order = combined(order, plan, random);
    orders.push(order);
    if (order.paymentTime === null) continue;
    for (const charged of order.parts.length === 0 ? [order] : order.parts.map((part): Order => ({ ...order, ...part })))
      feeRecords.push(feeOf(charged, order.paymentTime, customer.association, random));
  }
  return { orders, refundLines, feeRecords };
}
