import { byCodeUnit } from '../digest';
import { absolute, formatUnits, type Units } from '../money';
import { periodOfInstant, type Period } from '../period';
import { counterpartyOf, type EngineContext } from './context';
import { reason } from './reasons';
import type { BreakDraft } from './break-id';
import type { CreditCase } from './refund-credit';
import type { OrderRecord, RefundLine, RefundTrace } from './types';

/** A refund order with everything known of it; amounts in units of 10^-8. */
export interface TracedRefund {
  readonly order: string;
  readonly period: Period;
  readonly customer: string;
  readonly service: string;
  readonly bases: readonly string[];
  /** Sum of the negative lines, as a positive amount (semantics.md #26). */
  readonly givenBack: Units;
  /** Sum of the positive lines: used-up part and fee. */
  readonly kept: Units;
  /** The refund order's amount after discount, absolute; null when the order was not read. */
  readonly orderAmount: Units | null;
  /** What the fee records of the order give back, absolute; null when the customer's fee records were not read. */
  readonly billed: Units | null;
  /** What the details give back by the reading of the order's amount that holds (#27): with what was kept, or without. */
  readonly stated: Units;
  /** True where details, order and fee records agree, false where they do not, null with nothing to compare. */
  readonly agrees: boolean | null;
  readonly orphanOf: string | null;
  /** What the unsubscription order says it kept: fee and used-up value (semantics.md #25). */
  readonly commission: Units | null;
  readonly consumed: Units | null;
  readonly credit: RefundTrace['credit'];
  /** The original order that this refund brings above what was paid for it. */
  readonly overOf: string | null;
}

export interface RefundChain {
  readonly refunds: readonly TracedRefund[];
  readonly trace: readonly RefundTrace[];
  readonly breaks: readonly BreakDraft[];
}

/**
 * Refund orders traced to their original orders (semantics.md #26 to #28; interfaces.md, reading 9): details = order = fee records in absolute
 * values, never more given back than was paid for an original (amount after discount, coupons included), no original that does not exist.
 * @param creditOf what the revenue ledger says of a refund (#55)
 */
export function traceRefunds(context: EngineContext, creditOf: (refund: CreditCase) => RefundTrace['credit']): RefundChain {
  const facts = factsOf(context);
  const gross = holdsGross(facts);
  const over = overRefunds(context, facts);
  const refunds = facts.map((fact): TracedRefund => {
    const { lines, ...shown } = fact;
    return {
      ...shown,
      stated: statedBy(fact, gross),
      agrees: agreement(fact, gross),
      credit: creditOf(fact),
      orphanOf: fact.bases.find((base) => context.orders.get(base)?.exists === false) ?? null,
      overOf: over.find((one) => one.by === fact.order)?.base ?? null,
    };
  });
  return { refunds, trace: refunds.flatMap((refund, i) => traceOf(context, refund, facts[i]!.lines)), breaks: breaksOf(context, facts, refunds, over) };
}

interface RefundFacts extends Omit<TracedRefund, 'agrees' | 'stated' | 'orphanOf' | 'overOf' | 'credit'> {
  readonly lines: readonly RefundLine[];
}

interface OverRefund {
  readonly base: string;
  readonly by: string;
  readonly paid: Units;
  readonly refunded: Units;
}

function factsOf(context: EngineContext): RefundFacts[] {
  const byOrder = new Map<string, RefundLine[]>();
  for (const line of context.input.refunds) {
    const list = byOrder.get(line.refundOrder);
    if (list) list.push(line);
    else byOrder.set(line.refundOrder, [line]);
  }
  const facts: RefundFacts[] = [];
  for (const [order, lines] of byOrder) {
    const record = context.orders.get(order);
    const charged = feesOf(context, order, lines[0]!.customer, record);
    if (charged.period === null) continue;
    facts.push({
      order,
      lines,
      period: charged.period,
      customer: lines[0]!.customer,
      service: [...new Set(lines.map((line) => line.service))].sort(byCodeUnit)[0]!,
      bases: [...new Set(lines.flatMap((line) => line.baseOrder ?? []))].sort(byCodeUnit),
      givenBack: -sumWhere(lines, (amount) => amount < 0n),
      kept: sumWhere(lines, (amount) => amount > 0n),
      orderAmount: record ? absolute(record.afterDiscount) : null,
      commission: record?.commission ?? null,
      consumed: record?.consumed ?? null,
      billed: charged.sum === null ? null : absolute(charged.sum),
    });
  }
  return facts.sort((a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.order, b.order));
}

/** Fee records of the refund order: their sum and month; the order's own time where none came. 0 when the customer's others were read. */
function feesOf(context: EngineContext, order: string, customer: string, record: OrderRecord | undefined): { sum: Units | null; period: Period | null } {
  const { input, codes } = context;
  const { all } = context.fees;
  let sum: Units | null = null;
  let at = -1;
  for (const deduction of all.of(input.trades.code(order))) {
    if (all.kind[deduction] === 0) continue;
    sum = (sum ?? 0n) + all.deducted[deduction]!;
    at = Math.max(at, all.period[deduction]!);
  }
  if (at >= 0) return { sum, period: input.periods[at]! };
  const time = record?.paidAt ?? record?.createdAt ?? null;
  const period = time === null ? null : periodOfInstant(time);
  const index = period === null ? -1 : input.periods.indexOf(period);
  const read = index >= 0 && context.hasFees(index, codes.code(customer));
  return { sum: read ? 0n : null, period };
}

/** #27 sums all lines; data whose orders hold the money given back without used-up parts is accepted when that holds throughout. */
function holdsGross(facts: readonly RefundFacts[]): boolean {
  const telling = facts.filter((fact) => fact.kept !== 0n && fact.orderAmount !== null);
  return telling.length > 0 && telling.every((fact) => fact.orderAmount === fact.givenBack);
}

const statedBy = (fact: RefundFacts, gross: boolean): Units => (gross ? fact.givenBack : fact.givenBack - fact.kept);

function agreement(fact: RefundFacts, gross: boolean): boolean | null {
  const own = absolute(statedBy(fact, gross));
  const others = [fact.orderAmount, fact.billed].filter((side) => side !== null);
  return others.length === 0 ? null : others.every((side) => side === own);
}

/** Originals whose refunds exceed what was paid (#28), each with the refund that crossed the line. */
function overRefunds(context: EngineContext, facts: readonly RefundFacts[]): OverRefund[] {
  const byBase = new Map<string, { by: string; amount: Units }[]>();
  for (const fact of facts) {
    for (const base of fact.bases) {
      const amount = -sumWhere(fact.lines.filter((line) => line.baseOrder === base), (units) => units < 0n);
      const list = byBase.get(base);
      if (list) list.push({ by: fact.order, amount });
      else byBase.set(base, [{ by: fact.order, amount }]);
    }
  }
  const found: OverRefund[] = [];
  for (const [base, given] of byBase) {
    const paid = paidFor(context, base);
    if (paid === null) continue;
    let refunded = 0n;
    let by: string | null = null;
    for (const one of given) {
      refunded += one.amount;
      if (by === null && refunded > paid) by = one.by;
    }
    if (by !== null) found.push({ base, by, paid, refunded });
  }
  return found;
}

function paidFor(context: EngineContext, base: string): Units | null {
  const order = context.orders.get(base);
  return order?.exists === true ? absolute(order.afterDiscount) : null;
}

function traceOf(context: EngineContext, refund: TracedRefund, lines: readonly RefundLine[]): RefundTrace[] {
  const status = refund.orphanOf !== null ? 'orphan' : refund.overOf !== null ? 'over-refund' : refund.agrees === null ? 'not-provable' : refund.agrees ? 'equal' : 'broken';
  const bases = refund.bases.length > 0 ? refund.bases : [null];
  return bases.map((baseOrder) => {
    const own = lines.filter((line) => line.baseOrder === baseOrder);
    const base = baseOrder === null ? undefined : context.orders.get(baseOrder);
    const time = base?.paidAt ?? base?.createdAt ?? null;
    const kept = sumWhere(own, (amount) => amount > 0n);
    return {
      refundOrder: refund.order,
      period: refund.period,
      customer: refund.customer,
      baseOrder,
      baseType: base?.exists === true ? base.type : null,
      basePeriod: time === null ? null : periodOfInstant(time),
      paid: baseOrder === null ? null : paidFor(context, baseOrder),
      vouchers: base?.exists === true ? (base.vouchers ?? null) : null,
      refunded: -sumWhere(own, (amount) => amount < 0n),
      kept,
      ...keptApart(refund, kept, bases.length),
      orderAmount: refund.orderAmount,
      billAmount: refund.billed,
      credit: refund.credit,
      status,
    };
  });
}

/** Fee and used-up part of one original: the order states them once, so with several originals only where one of the two is all there is. */
function keptApart({ commission, consumed }: TracedRefund, kept: Units, bases: number): Pick<RefundTrace, 'fee' | 'used'> {
  if (commission === null || consumed === null) return { fee: commission, used: consumed };
  if (bases === 1) return { fee: commission, used: consumed };
  if (kept === 0n) return { fee: 0n, used: 0n };
  if (commission === 0n) return { fee: 0n, used: kept };
  return consumed === 0n ? { fee: kept, used: 0n } : { fee: null, used: null };
}

function breaksOf(context: EngineContext, facts: readonly RefundFacts[], refunds: readonly TracedRefund[], over: readonly OverRefund[]): BreakDraft[] {
  const judged = new Set(context.input.periods);
  const drafts: BreakDraft[] = [];
  refunds.forEach((refund, i) => {
    if (!judged.has(refund.period)) return;
    if (refund.orphanOf !== null) {
      const orphaned = facts[i]!.lines.filter((line) => line.baseOrder === refund.orphanOf);
      const amount = sumWhere(orphaned, () => true);
      const why = reason('refund-without-order', { refund: refund.order, order: refund.orphanOf });
      drafts.push(draft(context, refund, 'refund-without-order', { billAmount: amount, expectedAmount: null, difference: amount }, why, [refund.order, refund.orphanOf]));
    }
    for (const one of over.filter((item) => item.by === refund.order)) {
      const difference = one.paid - one.refunded;
      const why = reason('over-refund', { order: one.base, paid: formatUnits(one.paid), refunded: formatUnits(one.refunded), over: formatUnits(-difference) });
      drafts.push(draft(context, refund, 'over-refund', { billAmount: -one.refunded, expectedAmount: -one.paid, difference }, why, [refund.order, one.base]));
    }
  });
  return drafts;
}

function draft(
  context: EngineContext,
  refund: TracedRefund,
  kind: 'refund-without-order' | 'over-refund',
  amounts: Pick<BreakDraft, 'billAmount' | 'expectedAmount' | 'difference'>,
  why: BreakDraft['reason'],
  orders: readonly string[],
): BreakDraft {
  const counterparty = counterpartyOf(context, context.codes.code(refund.customer), 0);
  return {
    period: refund.period,
    otherPeriod: null,
    role: null,
    class: kind,
    counterparty: context.codes.optional(counterparty),
    customer: refund.customer,
    service: refund.service === '' ? null : refund.service,
    ledgerAmount: null,
    ...amounts,
    reason: why,
    rows: orders.map((order) => ({ kind: 'order', order })),
  };
}

function sumWhere(lines: readonly RefundLine[], keep: (amount: Units) => boolean): Units {
  let total = 0n;
  for (const line of lines) if (keep(line.amount)) total += line.amount;
  return total;
}
