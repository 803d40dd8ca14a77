import { byCodeUnit } from '../../digest';
import { formatUnits, type Units } from '../../money';
import { periodOfInstant, periodRange, shiftPeriod, type Period } from '../../period';
import { adjustmentsRead } from '../account-chain';
import { signedAdjustment } from '../figures';
import { groupBy } from '../group-by';
import { reason } from '../reasons';
import { check } from './total';
import type { EngineContext } from '../context';
import type { BalanceSnapshot, TotalCheck } from '../types';

/** Two answers of a customer's balance, one after the other, that the bill of every month between them can be held against. */
interface Span {
  readonly customer: string;
  /** Month of the second answer. */
  readonly period: Period;
  /** What charges took between the two: given less taken back, less what the balance rose by; arrears count as negative balance. */
  readonly spent: Units;
  /** Months in which something charged between the two may have been consumed; of the whole ones everything was. */
  readonly touched: readonly Period[];
  readonly whole: readonly Period[];
}

/**
 * A customer's money between two answers of its balance (semantics.md #32): allocated - reclaimed - what the bill charged = change of its balance. The
 * answers are of the moments of two syncs and the bill is by month of consumption, so of a month that lies between them only in part anything
 * from nothing to all may have been charged there; the month before the first answer is one, because what was used at its end is charged later. What the
 * customer spent must lie in that span, which is told for each; arrears by the reading of the bill (#6), coupons may have paid the rest.
 * Null where no customer has two answers within the synced months.
 */
export function customerBalances(context: EngineContext): ((period: Period) => TotalCheck | null) | null {
  const spans = spansOf(context);
  if (spans.length === 0) return null;
  const charged = chargesOf(context, new Set(spans.map(({ customer }) => customer)));
  const rated = spans.map((span) => {
    let [low, high] = [0n, 0n];
    for (const period of span.touched) {
      const { charges, refunds, coupons } = charged(span.customer, period);
      // Refunds may be given back to the balance, or not: the documents do not say it of write-offs.
      low += refunds + (span.whole.includes(period) && charges > coupons ? charges - coupons : 0n);
      high += charges;
    }
    return { ...span, low, high, holds: low <= span.spent && span.spent <= high };
  });
  const byPeriod = groupBy(rated, ({ period }) => period);
  return (period) => {
    const own = byPeriod.get(period);
    if (!own) return null;
    const off = own.filter(({ holds }) => !holds).sort((a, b) => byCodeUnit(a.customer, b.customer));
    const sum = (of: 'spent' | 'low' | 'high'): Units => own.reduce((total, one) => total + one[of], 0n);
    const first = off[0];
    const shown = first ?? { spent: sum('spent'), low: sum('low'), high: sum('high') };
    const params = {
      tested: String(own.length),
      broken: String(off.length),
      name: first ? nameOf(context, first.customer) : '',
      left: formatUnits(shown.spent),
      low: formatUnits(shown.low),
      high: formatUnits(shown.high),
    };
    const sides = { left: sum('spent'), right: null, tested: own.length, broken: off.length, within: true };
    return check('32', 'inferred', sides, reason(off.length > 0 ? 'check-32-broken' : 'check-32', params));
  };
}

function spansOf(context: EngineContext): Span[] {
  const { adjustments, balances = [], periods } = context.input;
  const known = new Set(periods);
  const answers = groupBy(
    balances.filter((one) => one.account === null && one.customer !== null),
    ({ customer }) => customer!,
  );
  const records = groupBy(adjustments, ({ customer }) => customer);
  const readers = new Map<string, (period: Period) => boolean>();
  const readBy = (reseller: string | null): ((period: Period) => boolean) => {
    const reader = readers.get(reseller ?? '') ?? adjustmentsRead(context, reseller ?? undefined);
    readers.set(reseller ?? '', reader);
    return reader;
  };
  const spans: Span[] = [];
  for (const [customer, own] of answers) {
    const inOrder = [...own].sort((a, b) => byCodeUnit(a.at, b.at));
    for (let at = 1; at < inOrder.length; at++) {
      const [before, after] = [inOrder[at - 1]!, inOrder[at]!];
      // A customer that moved to another reseller, or two answers of one moment, have no account in common.
      if (before.reseller !== after.reseller || before.at === after.at) continue;
      const [from, to] = [periodOfInstant(before.at), periodOfInstant(after.at)];
      const months = periodRange(from, to);
      const touched = [shiftPeriod(from, -1), ...months];
      if (!touched.every((period) => known.has(period)) || !months.every(readBy(after.reseller))) continue;
      const given = (records.get(customer) ?? []).reduce(
        (sum, one) => (isBetween(one.time, before.at, after.at) ? sum + (signedAdjustment(one) ?? 0n) : sum),
        0n,
      );
      // What was used up to the end of a month may be charged in the one after it.
      const whole = months.filter((period) => period > from && shiftPeriod(period, 1) < to);
      spans.push({ customer, period: to, spent: given - (netOf(after) - netOf(before)), touched, whole });
    }
  }
  return spans;
}

const netOf = ({ amount, debt }: BalanceSnapshot): Units => amount - (debt ?? 0n);

const isBetween = (time: string, after: string, until: string): boolean =>
  Date.parse(time) > Date.parse(after) && Date.parse(time) <= Date.parse(until);

interface Charges {
  readonly charges: Units;
  /** Refunds and write-offs, 0 or below. */
  readonly refunds: Units;
  /** What vouchers paid of it, where that is known. */
  readonly coupons: Units;
}

/** The bill of some customers by month. */
function chargesOf(
  { arrears, codes, input, shards }: EngineContext,
  customers: ReadonlySet<string>,
): (customer: string, period: Period) => Charges {
  const months = input.periods.length;
  const places = new Map([...customers].map((customer, at): [number, number] => [codes.code(customer), at * months]));
  const charges = new BigInt64Array(customers.size * months);
  const refunds = new BigInt64Array(customers.size * months);
  for (const { cells } of shards) {
    for (let cell = 0; cell < cells.count; cell++) {
      const place = places.get(cells.customer[cell]!);
      if (place === undefined) continue;
      const at = place + cells.period[cell]!;
      const units = cells.amount[cell]! + (arrears.reading === '6b' ? 0n : cells.debt[cell]! + cells.adjustment[cell]!);
      // A charge may be negative on its own (a correction): it takes part on the side it belongs to.
      if (units < 0n) refunds[at] = refunds[at]! + units;
      else charges[at] = charges[at]! + units;
    }
  }
  const used = new Map((input.coupons?.used ?? []).map((one) => [`${one.period}|${one.customer}`, one.units]));
  const known = input.coupons !== undefined;
  return (customer, period) => {
    const at = (places.get(codes.code(customer)) ?? 0) + input.periods.indexOf(period);
    const all = charges[at]!;
    // Without coupon records any part of the charges may have been paid by them.
    return { charges: all, refunds: refunds[at]!, coupons: known ? (used.get(`${period}|${customer}`) ?? 0n) : all };
  };
}

function nameOf({ input }: EngineContext, customer: string): string {
  const known = input.customers.find(({ id }) => id === customer);
  return known?.name || known?.accountName || customer;
}
