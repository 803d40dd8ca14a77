import { shiftPeriod, type Period } from '../period';
import { parseUnits, type Units } from '../money';
import { aggregateBillCells, type BillCells } from './bill-cells';
import { CodeSpace } from './code-space';
import { deductionsOfTrades, indexFees, type FeeIndex } from './fee-index';
import { byCodeUnit } from '../digest';
import { linesHoldArrears, type ArrearsTest } from './arrears';
import type { EngineInput, OrderRecord } from './types';

/** What every part of one run looks at: the input, its aggregates, its codes. Made once by the engine. */
export interface EngineContext {
  readonly input: EngineInput;
  readonly codes: CodeSpace;
  readonly cells: BillCells;
  readonly fees: FeeIndex;
  readonly arrears: ArrearsTest;
  /** The input's periods, then those only ledgers name, which are never judged. */
  readonly periods: readonly Period[];
  readonly periodIndex: ReadonlyMap<Period, number>;
  /** Reseller code of a customer code, 0 for the partner's own. */
  readonly resellerOf: ReadonlyMap<number, number>;
  /** Codes of everything known to be a reseller. */
  readonly resellers: ReadonlySet<number>;
  readonly tolerance: Units;
  /** Deductions of the trades that references or refund orders name. */
  readonly deductionsOf: ReadonlyMap<number, readonly number[]>;
  readonly orders: ReadonlyMap<string, OrderRecord>;
  /** `period index|customer code` of all with fee records in the month. */
  readonly customersWithFees: ReadonlySet<string>;
}

export function engineContext(input: EngineInput): EngineContext {
  const codes = new CodeSpace(input.texts);
  const known = new Set(input.periods);
  const named = new Set<Period>();
  const wanted = new Set<number>();
  const want = (id: string | null): void => {
    const trade = id === null ? 0 : input.trades.code(id);
    if (trade !== 0) wanted.add(trade);
  };
  for (const entry of input.entries) {
    if (!known.has(entry.period)) named.add(entry.period);
    want(entry.reference);
  }
  for (const line of input.refunds) want(line.refundOrder);
  const periods = [...input.periods, ...[...named].sort(byCodeUnit)];
  const resellerOf = new Map<number, number>();
  for (const customer of input.customers) {
    if (customer.reseller !== null) resellerOf.set(codes.code(customer.id), codes.code(customer.reseller));
  }
  const cells = aggregateBillCells(input.bills);
  const resellers = new Set(resellerOf.values());
  for (let cell = 0; cell < cells.count; cell++) if (cells.reseller[cell] !== 0) resellers.add(cells.reseller[cell]!);
  for (const entry of input.entries) if (entry.reseller !== null) resellers.add(codes.code(entry.reseller));
  const fees = indexFees(input.fees, input.periods.length);
  const customersWithFees = new Set<string>();
  for (let bucket = 0; bucket < fees.buckets; bucket++) customersWithFees.add(`${fees.period[bucket]!}|${fees.customer[bucket]!}`);
  return {
    input,
    codes,
    cells,
    fees,
    arrears: linesHoldArrears(input.bills),
    periods,
    periodIndex: new Map(periods.map((period, index) => [period, index])),
    resellerOf,
    resellers,
    tolerance: parseUnits(input.ruleSet.tolerance),
    deductionsOf: deductionsOfTrades(fees, wanted),
    orders: new Map(input.orders.map((order) => [order.id, order])),
    customersWithFees,
  };
}

/** Counterparty of a bill cell or customer: the reseller it settles through, else the customer itself. */
export function counterpartyOf(context: EngineContext, customer: number, reseller: number): number {
  return reseller !== 0 ? reseller : (context.resellerOf.get(customer) ?? 0) || customer;
}

/** Index of the period `months` later, or -1 when nothing is known of it. */
export function neighbour(context: EngineContext, period: number, months: number): number {
  return context.periodIndex.get(shiftPeriod(context.periods[period]!, months)) ?? -1;
}
