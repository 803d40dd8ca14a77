import { shiftPeriod, type Period } from '../period';
import { parseUnits, type Units } from '../money';
import { byCodeUnit } from '../digest';
import { linesHoldArrears, type ArrearsTest } from './arrears';
import { aggregateBillCells, type BillCells } from './bill-cells';
import { CodeMap } from './code-map';
import { CodeSpace } from './code-space';
import { assertSummable } from './invariant';
import { deductionsByTrade, indexFees, type FeeIndex } from './fee-index';
import { KeySpace } from './key-space';
import { entriesToColumns, inBookOrder } from './ledger-columns';
import type { EngineInput, LedgerColumns, OrderRecord } from './types';

/** What every part of one run looks at: the input, its aggregates, its codes. Made once by the engine. */
export interface EngineContext {
  readonly input: EngineInput;
  readonly codes: CodeSpace;
  /** Trade and order IDs: of fee records, then those only books and orders name. */
  readonly trades: CodeSpace;
  /** All books, in book order. */
  readonly ledger: LedgerColumns;
  /** Index into {@link periods} of the ledger's periods. */
  readonly periodOfLedger: Uint16Array;
  /** Parties and services that keys of this run are made of. */
  readonly space: KeySpace;
  readonly cells: BillCells;
  readonly fees: FeeIndex;
  readonly arrears: ArrearsTest;
  /** The input's periods, then those only ledgers name, which are never judged. */
  readonly periods: readonly Period[];
  readonly periodIndex: ReadonlyMap<Period, number>;
  /** Reseller code of a customer code, 0 for the partner's own. */
  readonly resellerOf: CodeMap;
  /** Codes of everything known to be a reseller. */
  readonly resellers: ReadonlySet<number>;
  readonly tolerance: Units;
  /** Deductions of a trade number. */
  readonly deductionsOf: (trade: number) => Uint32Array;
  readonly orders: ReadonlyMap<string, OrderRecord>;
  /** `period index|customer code` of all with fee records in the month. */
  readonly customersWithFees: ReadonlySet<string>;
}

export function engineContext(input: EngineInput): EngineContext {
  const codes = new CodeSpace(input.texts);
  const trades = new CodeSpace(input.trades);
  const ledger = input.ledger ? inBookOrder(input.ledger) : entriesToColumns(input.entries, codes, trades);
  assertSummable(ledger.units, ledger.rows, 'amount of the ledgers');
  const known = new Set(input.periods);
  const periods = [...input.periods, ...ledger.periods.filter((period) => !known.has(period)).sort(byCodeUnit)];
  const periodIndex = new Map(periods.map((period, index) => [period, index]));
  const space = new KeySpace(periods.length);
  for (const codesOf of [input.bills.customer, input.bills.reseller]) space.addParties(codesOf, input.bills.rows);
  for (const codesOf of [ledger.customer, ledger.reseller]) space.addParties(codesOf, ledger.rows);
  space.addServices(input.bills.service, input.bills.rows);
  space.addServices(ledger.service, ledger.rows);
  space.addParties(input.fees.customer, input.fees.rows);
  space.addServices(input.fees.service, input.fees.rows);
  const resellerOf = new CodeMap();
  const resellers = new Set<number>();
  for (const customer of input.customers) {
    if (customer.reseller === null) continue;
    resellerOf.set(codes.code(customer.id), codes.code(customer.reseller));
    resellers.add(codes.code(customer.reseller));
    space.addParties(Uint32Array.of(codes.code(customer.reseller)), 1);
  }
  const cells = aggregateBillCells(input.bills, space);
  for (let cell = 0; cell < cells.count; cell++) if (cells.reseller[cell] !== 0) resellers.add(cells.reseller[cell]!);
  for (let i = 0; i < ledger.rows; i++) if (ledger.reseller[i] !== 0) resellers.add(ledger.reseller[i]!);
  const fees = indexFees(input.fees, input.periods.length, space);
  const customersWithFees = new Set<string>();
  for (let bucket = 0; bucket < fees.buckets; bucket++) customersWithFees.add(`${fees.period[bucket]!}|${fees.customer[bucket]!}`);
  return {
    input,
    codes,
    trades,
    ledger,
    space,
    periodOfLedger: Uint16Array.from(ledger.periods, (period) => periodIndex.get(period)!),
    cells,
    fees,
    arrears: linesHoldArrears(input.bills),
    periods,
    periodIndex,
    resellerOf,
    resellers,
    tolerance: parseUnits(input.ruleSet.tolerance),
    deductionsOf: deductionsByTrade(fees),
    orders: new Map(input.orders.map((order) => [order.id, order])),
    customersWithFees,
  };
}

/** Counterparty of a bill cell or customer: the reseller it settles through, else the customer itself. */
export function counterpartyOf(context: EngineContext, customer: number, reseller: number): number {
  return reseller !== 0 ? reseller : context.resellerOf.get(customer) >>> 0 || customer;
}

/** Reseller a customer settles through by the master data, 0 for none. */
export function resellerOfCustomer(context: EngineContext, customer: number): number {
  return context.resellerOf.get(customer) >>> 0;
}

/** Index of the period `months` later, or -1 when nothing is known of it. */
export function neighbour(context: EngineContext, period: number, months: number): number {
  return context.periodIndex.get(shiftPeriod(context.periods[period]!, months)) ?? -1;
}
