import { CENT, sum, type Units } from '../../../shared/money';
import { periodOfInstant, type Period } from '../../../shared/period';
import { plantInBenefits } from './benefit-plants';
import type { FeeRecords } from './fees';
import type { BillLine, FeeRecord, Order, RefundLine, World } from './model';
import { makeStatements } from './statement';
import { breakNote, type PlantNote } from './notes';
import { ROLES } from './parties';
import { instantIn, stamp } from './times';

/** A bill cell with a repeated line: the sample cost ledger books it once. */
export interface RepeatedLine {
  readonly period: Period;
  readonly customerId: string;
  readonly service: string;
  readonly amount: Units;
}

export interface Planted {
  readonly world: World;
  readonly notes: readonly PlantNote[];
  readonly repeated: RepeatedLine | null;
  /** `period|customer|service` of cells that no other plant may touch. */
  readonly taken: readonly string[];
}

const OVER_REFUND: Units = 3000n * CENT;
const LOST_ADJUSTMENT: Units = 66_666n * CENT;
/** A deduction must be worth this much to be missed with certainty, beyond any truncation. */
const CLEARLY_MISSED: Units = 500n * CENT;

function customerId(world: World, role: number): string {
  const customer = world.customers[role];
  if (!customer) throw new RangeError(`no customer ${String(role)}`);
  return customer.id;
}

function refundOrderOf(world: World, role: number): Order {
  const id = customerId(world, role);
  const order = world.orders.find((candidate) => candidate.customerId === id && candidate.type === 4);
  if (!order) throw new RangeError(`customer ${String(role)} returned nothing`);
  return order;
}

function refundPeriod(order: Order): Period {
  return periodOfInstant(order.paymentTime ?? order.createTime);
}

function refundTotal(line: { period: Period; customer: string; service: string; difference: Units }): PlantNote {
  return {
    kind: 'total',
    id: 'C3',
    period: line.period,
    status: 'broken',
    buckets: [{ customer: line.customer, service: line.service, chargeMode: '1', kind: '1', difference: line.difference }],
  };
}

/** A refund whose original order nobody knows: asking for it answers "no such order". */
function orphanRefund(world: World): { world: World; notes: PlantNote[]; taken: string[] } {
  const order = refundOrderOf(world, ROLES.orphanRefund);
  const period = refundPeriod(order);
  const refundLines = world.refundLines.map((line): RefundLine =>
    line.orderId === order.id ? { ...line, baseOrderId: 'CS2603151010ZZZZZ' } : line,
  );
  const amount = sum(refundLines.filter((line) => line.orderId === order.id).map((line) => line.amount));
  const where = { period, counterparty: order.customerId, customer: order.customerId, service: order.service };
  return {
    world: { ...world, refundLines },
    notes: [
      breakNote({ role: null, class: 'refund-without-order', ...where, billAmount: amount, difference: amount }),
      refundTotal({ period, customer: order.customerId, service: order.service, difference: amount }),
    ],
    taken: [`${period}|${order.customerId}|${order.service}`],
  };
}

/** More given back than was paid; order, details, fee record and bill line agree with each other (semantics.md #27, #28). */
function overRefund(world: World): { world: World; notes: PlantNote[]; taken: string[] } {
  const order = refundOrderOf(world, ROLES.overRefund);
  const period = refundPeriod(order);
  const base = world.refundLines.find((line) => line.orderId === order.id)?.baseOrderId;
  const paid = world.orders.find((candidate) => candidate.id === base)?.amount ?? 0n;
  const orders = world.orders.map((o): Order =>
    o.id === order.id ? { ...o, official: o.official + OVER_REFUND, amount: o.amount + OVER_REFUND } : o,
  );
  const refundLines = world.refundLines.map((line): RefundLine =>
    line.orderId === order.id ? { ...line, amount: line.amount - OVER_REFUND } : line,
  );
  const charged = world.fees
    .of(order.customerId, period)
    .map((fee): FeeRecord =>
      fee.tradeId === order.id
        ? { ...fee, official: fee.official - OVER_REFUND, payment: fee.payment - OVER_REFUND, cash: fee.cash - OVER_REFUND }
        : fee,
    );
  const fees = world.fees.with(order.customerId, period, charged);
  const billLines = world.billLines.map((line): BillLine =>
    line.kind === '1' && line.period === period && line.customerId === order.customerId && line.service === order.service
      ? { ...line, amount: line.amount - OVER_REFUND, cash: line.cash - OVER_REFUND }
      : line,
  );
  const refunded = sum(refundLines.filter((line) => line.baseOrderId === base && line.amount < 0n).map((line) => line.amount));
  const difference = paid + refunded;
  const where = { period, counterparty: order.customerId, customer: order.customerId, service: order.service };
  return {
    world: { ...world, orders, refundLines, fees, billLines },
    notes: [
      breakNote({ role: null, class: 'over-refund', ...where, billAmount: refunded, expectedAmount: -paid, difference }),
      refundTotal({ period, customer: order.customerId, service: order.service, difference }),
    ],
    taken: [`${period}|${order.customerId}|${order.service}`],
  };
}

/** An allocation that the partner's account never saw (semantics.md #31). */
function lostAdjustment(world: World): { world: World; notes: PlantNote[] } {
  const customer = world.customers[ROLES.timing];
  if (!customer) return { world, notes: [] };
  const period: Period = '2026-09';
  const time = instantIn(period, 18, 43_200);
  const record = {
    customerId: customer.id,
    customerName: customer.name,
    operation: 'SOURCE_OPERATION_BEADJUST' as const,
    amount: LOST_ADJUSTMENT,
    time,
    transId: `AD${stamp(time)}00lost`,
  };
  const bucket = { customer: customer.id, service: null, chargeMode: null, kind: null, difference: LOST_ADJUSTMENT };
  return {
    world: { ...world, adjustRecords: [...world.adjustRecords, record].sort((a, b) => (a.time < b.time ? -1 : 1)) },
    notes: [
      breakNote({
        role: null,
        class: 'adjustment-without-movement',
        period,
        counterparty: customer.id,
        customer: customer.id,
        billAmount: LOST_ADJUSTMENT,
        difference: LOST_ADJUSTMENT,
      }),
      { kind: 'total', id: 'C4', period, status: 'broken', buckets: [bucket] },
    ],
  };
}

function usageLine(world: World, role: number, period: Period): BillLine {
  const id = customerId(world, role);
  const plain = (line: BillLine): boolean => line.mode === 3 && line.kind === '0' && line.debt === 0n;
  const own = world.billLines.filter((line) => line.customerId === id && line.period === period);
  const alone = (line: BillLine): boolean => own.every((other) => other === line || other.service !== line.service);
  const found = own.find((line) => plain(line) && alone(line)) ?? own.find(plain);
  if (!found) throw new RangeError(`customer ${String(role)} used nothing in ${period}`);
  return found;
}

function bucketOf(line: BillLine, fees: FeeRecords, billLines: readonly BillLine[]): PlantNote {
  const same = (other: { period: Period; customerId: string; service: string; mode: number }): boolean =>
    other.period === line.period && other.customerId === line.customerId && other.service === line.service && other.mode === line.mode;
  const charged = sum(billLines.filter((other) => same(other) && other.kind === '0').map((other) => other.amount + (other.debt ?? 0n)));
  const records = fees.of(line.customerId, line.period).filter((fee) => same(fee) && fee.billType === 5);
  const paid = sum(records.map((fee) => fee.payment));
  const bucket = { customer: line.customerId, service: line.service, chargeMode: String(line.mode), kind: '0', difference: charged - paid };
  return { kind: 'total', id: 'C2', period: line.period, status: 'broken', buckets: [bucket] };
}

/** A deduction that the summary charges and the fee records do not show (semantics.md #19); one that no coupon paid, which C5 would miss as well. */
function lostFeeRecord(world: World): { world: World; notes: PlantNote[]; taken: string[] } {
  const line = usageLine(world, 10, '2026-10');
  const records = world.fees.of(line.customerId, line.period);
  const lost = records.find(
    (fee) => fee.service === line.service && fee.billType === 5 && fee.payment >= CLEARLY_MISSED && fee.coupon === 0n,
  );
  if (!lost) throw new RangeError('no deduction large enough to lose');
  const kept = records.filter((fee) => fee !== lost);
  const fees = world.fees.with(line.customerId, line.period, kept);
  return {
    world: { ...world, fees },
    notes: [bucketOf(line, fees, world.billLines)],
    taken: [`${line.period}|${line.customerId}|${line.service}`],
  };
}

/** A line of the summary that comes twice, equal in every field, while its fee records come once. */
function repeatedLine(world: World): { world: World; notes: PlantNote[]; repeated: RepeatedLine; taken: string[] } {
  const line = usageLine(world, 1, '2026-09');
  const billLines = world.billLines.flatMap((other) => (other === line ? [other, other] : [other]));
  return {
    world: { ...world, billLines },
    notes: [bucketOf(line, world.fees, billLines)],
    repeated: { period: line.period, customerId: line.customerId, service: line.service, amount: line.amount },
    taken: [`${line.period}|${line.customerId}|${line.service}`],
  };
}

/** Plants breaks into the records of a world and says what it did. Tiny's plants are in its ledgers only. */
export function plantInWorld(clean: World): Planted {
  if (clean.size === 'tiny') return { world: clean, notes: [], repeated: null, taken: [] };
  const orphan = orphanRefund(clean);
  const over = overRefund(orphan.world);
  const refunds = [...orphan.notes, ...over.notes];
  // The International site has neither bill lines nor account movements by interface; its statement is made of the lines as they are now.
  if (clean.site === 'intl') {
    const statements = makeStatements(over.world.periods, over.world.billLines);
    return { world: { ...over.world, statements }, notes: refunds, repeated: null, taken: [] };
  }
  const adjustment = lostAdjustment(over.world);
  const fee = lostFeeRecord(adjustment.world);
  const line = repeatedLine(fee.world);
  const benefits = plantInBenefits(line.world);
  return {
    // Smaller worlds have no list of more than one page, and a shift inside one could not be seen.
    world: { ...benefits.world, late: clean.size === 'small' ? null : { period: clean.periods.at(-1) ?? '', mode: 3 } },
    notes: [...refunds, ...adjustment.notes, ...fee.notes, ...line.notes, ...benefits.notes],
    repeated: line.repeated,
    taken: [...orphan.taken, ...over.taken, ...fee.taken, ...line.taken],
  };
}
