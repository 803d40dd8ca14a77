import { byCodeUnit } from '../../digest';
import { absolute, formatUnits, type Units } from '../../money';
import { periodOfInstant, type Period } from '../../period';
import { reason } from '../reasons';
import { isRebate } from './c8';
import { listedOnce } from './listed-once';
import { firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import type { ControlTotal, Incentive } from '../types';

const COVERS = ['incentive.amount', 'incentive_bill_id', 'change_amount', 'quota_value'] as const;

/** An incentive bill: the sum of its details. */
interface IncentiveBill {
  readonly id: string;
  readonly period: Period;
  readonly units: Units;
}

/** What incentive can arrive as: a top-up movement or a voucher quota. */
interface Payment {
  readonly id: string;
  readonly kind: 'movement' | 'quota';
  readonly period: Period;
  readonly units: Units;
}

/**
 * C9, incentive: one incentive bill = the sum of its details = one voucher quota or one top-up movement of the same amount, not before its month
 * (semantics.md #47). Equal amounts are interchangeable: each payment settles one bill, the earliest first. A bill without a payment may have been
 * paid by bank transfer, which no source shows: not provable. It is broken where a payment of incentive is left over that no bill explains, because then
 * both sides are there and differ. Informative: the equality is inferred.
 */
export function c9(context: EngineContext): ControlTotal[] {
  const { incentives, currency, periods } = context.input;
  const frame = { id: 'C9', currency, taxBasis: 'unknown', blocking: false, basis: 'inferred', identity: '47', covers: COVERS } as const;
  const { once, repeats } = listedOnce(incentives ?? [], ({ id }) => id !== '');
  const bills = billsOf(context, once);
  const payments = paymentsOf(context);
  const settled = settle(bills, payments);
  const spent = new Set(settled.values());
  const earliest = bills[0]?.period;
  return periods.map((period): ControlTotal => {
    const own = bills.filter((bill) => bill.period === period);
    const stray = payments.filter((payment) => payment.period === period && payment.kind === 'movement' && !spent.has(payment));
    if (!incentives || incentives.length === 0) {
      const paid = stray.reduce((sum, one) => sum + one.units, 0n);
      const sentence = paid === 0n ? reason('c9-unread', { period }) : reason('c9-import', { period, right: formatUnits(paid) });
      return { ...frame, ...UNPROVEN, period, right: paid === 0n ? null : paid, sentence };
    }
    // Payments of months before the first imported incentive bill belong to bills nobody imported.
    const leftOver = earliest !== undefined && period >= earliest ? stray : [];
    if (own.length === 0 && leftOver.length === 0) return { ...frame, ...UNPROVEN, period, sentence: reason('c9-none', { period }) };
    const open = own.filter((bill) => !settled.has(bill));
    const contested = leftOver.length > 0;
    const broken: Bucket[] = contested
      ? [
          ...open.map((bill) => ({ name: { incentiveBill: bill.id }, left: bill.units, right: null })),
          ...leftOver.map((one) => ({ name: { movement: one.id }, left: null, right: one.units })),
        ]
      : [];
    const left = own.reduce((sum, bill) => sum + bill.units, 0n);
    const right =
      own.reduce((sum, bill) => sum + (settled.get(bill)?.units ?? 0n), 0n) + leftOver.reduce((sum, one) => sum + one.units, 0n);
    const params = {
      period,
      bills: String(own.length),
      settled: String(own.length - open.length),
      open: String(open.length),
      amount: formatUnits(open.reduce((sum, bill) => sum + bill.units, 0n)),
      stray: String(leftOver.length),
      left: formatUnits(left),
      right: formatUnits(right),
    };
    const told = reason(contested ? 'c9-broken' : open.length > 0 ? 'c9-open' : 'c9-equal', params);
    const again = repeats.filter((one) => one.period === period).length;
    const status = contested ? 'broken' : open.length > 0 ? 'not-provable' : 'equal';
    return {
      ...frame,
      period,
      left,
      right,
      difference: left - right,
      tolerance: status === 'not-provable' ? null : 0n,
      toleranceWhy: reason('tolerance-exact'),
      status,
      buckets: { tested: own.length - open.length + broken.length, broken: broken.length },
      ...firstOf(broken),
      checks: [],
      sentence: again === 0 ? told : reason('c9-repeats', { ...params, sentence: `@${told.key}`, repeats: String(again) }),
    };
  });
}

/** In order of month and ID. Details without a bill's ID are one bill of their month; without a month they cannot be placed and stand nowhere. */
function billsOf({ input }: EngineContext, details: readonly Incentive[]): IncentiveBill[] {
  const bills = new Map<string, { id: string; period: Period; units: Units }>();
  for (const { bill, period, units, currency } of details) {
    if (period === null || (currency ?? input.currency) !== input.currency) continue;
    const key = `${period}|${bill ?? ''}`;
    const known = bills.get(key);
    if (known) known.units += units;
    else bills.set(key, { id: bill ?? period, period, units });
  }
  // Details that cancel out (an unsubscription takes back all of it) are paid by nothing.
  return [...bills].sort(([a], [b]) => byCodeUnit(a, b)).flatMap(([, bill]) => (bill.units === 0n ? [] : [bill]));
}

function paymentsOf({ input }: EngineContext): Payment[] {
  const movements = input.movements
    .filter(({ detailType }) => isRebate(detailType))
    .map((one): Payment => ({
      id: one.id,
      kind: 'movement',
      period: periodOfInstant(one.time),
      units: one.type === '2' ? -absolute(one.change) : absolute(one.change),
    }));
  const quotas = (input.coupons?.quotas ?? []).flatMap((one): Payment[] =>
    one.createdAt === null || one.reseller !== null || one.parent !== null
      ? []
      : [{ id: one.id, kind: 'quota', period: periodOfInstant(one.createdAt), units: one.value }],
  );
  return [...movements, ...quotas].sort((a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.kind, b.kind) || byCodeUnit(a.id, b.id));
}

function settle(bills: readonly IncentiveBill[], payments: readonly Payment[]): Map<IncentiveBill, Payment> {
  const settled = new Map<IncentiveBill, Payment>();
  const spent = new Set<Payment>();
  for (const bill of bills) {
    const found = payments.find((payment) => !spent.has(payment) && payment.units === bill.units && payment.period >= bill.period);
    if (!found) continue;
    spent.add(found);
    settled.set(bill, found);
  }
  return settled;
}
