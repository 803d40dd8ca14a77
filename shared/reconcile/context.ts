import { shiftPeriod, type Period } from '../period';
import { parseUnits, type Units } from '../money';
import { byCodeUnit } from '../digest';
import { linesHoldArrears, type ArrearsTest } from './arrears';
import { aggregateBillCells, assertBillsSummable, joinCells, type BillCells, type CellsOfLines } from './bill-cells';
import { CodeMap } from './code-map';
import { CodeSpace } from './code-space';
import { sameMonths, type CostMonths } from './cost-months';
import { assertSummable } from './invariant';
import { deductionsByTrade, indexFees, JoinedFees, type FeeIndex } from './fee-index';
import { KeySpace } from './key-space';
import { bookOf, entriesToColumns, inBookOrder } from './ledger-columns';
import { RunMemory, type LastRun } from './run-memory';
import { Shard } from './shard';
import { costMonths } from './shard-facts';
import { Components, DealtColumns, joinByTrade, joinColumns, markChanged, markChangedFees, namesTrades, rowsByShard } from './shards';
import type { BillColumns, EngineInput, FeeColumns, LedgerColumns, OrderRecord } from './types';

/** What every part of one run looks at: the input and its codes. */
export interface RunContext {
  readonly input: EngineInput;
  readonly codes: CodeSpace;
  /** Trade and order IDs: of fee records, then those only books and orders name. */
  readonly trades: CodeSpace;
  /** Index into {@link periods} of the ledger's periods. */
  readonly periodOfLedger: Uint16Array;
  readonly arrears: ArrearsTest;
  /** The input's periods, then those only ledgers name, which are never judged. */
  readonly periods: readonly Period[];
  readonly periodIndex: ReadonlyMap<Period, number>;
  /** Reseller code of a customer code, 0 for the partner's own. */
  readonly resellerOf: CodeMap;
  /** Codes of everything known to be a reseller. */
  readonly resellers: ReadonlySet<number>;
  readonly tolerance: Units;
  readonly orders: ReadonlyMap<string, OrderRecord>;
  readonly months: CostMonths;
  /** 1 for months some fee record of which was read. */
  readonly feesRead: Uint8Array;
}

/** The whole of a run. Made once by the engine. */
export interface EngineContext extends RunContext {
  /** All books, in book order. */
  readonly ledger: LedgerColumns;
  /** The cost book, whose rows are dealt into shards. */
  readonly book: DealtColumns<LedgerColumns>;
  readonly cells: BillCells;
  readonly fees: JoinedFees;
  readonly shards: readonly Shard[];
  /** Rows and tables of a shard. */
  shardContext(shard: number): ShardContext;
  /** Fee records of a customer code. */
  feesOfCustomer(customer: number): FeeIndex;
  /** Whether fee records of a customer code were read in a month. */
  hasFees(period: number, customer: number): boolean;
  readonly memory: RunMemory;
}

/** A part of a run that has nothing to do with the others (shards.ts). */
export interface ShardContext extends RunContext {
  readonly bills: BillColumns;
  /** Rows of the cost book. */
  readonly book: LedgerColumns;
  /** Parties and services that its keys are made of. */
  readonly space: KeySpace;
  readonly cells: CellsOfLines;
  readonly fees: FeeIndex;
  /** Deductions of a trade number that an entry of this shard names. */
  readonly deductionsOf: (trade: number) => Uint32Array;
}

/**
 * @param memory findings of the last run: kept for shards whose input is the same
 * @param work what is to be found in each shard while its rows are at hand
 * @throws InvariantError `amounts-too-large`
 */
export function engineContext(
  input: EngineInput,
  memory: RunMemory = new RunMemory(),
  work: (shard: Shard, context: ShardContext) => void = () => undefined,
): EngineContext {
  const before = memory.last;
  // A run that fails leaves nothing behind.
  memory.last = null;
  const kept = before !== null && before.texts === input.texts && before.tradeTexts === input.trades && before.codes.holds && before.trades.holds;
  const codes = kept ? before.codes : new CodeSpace(input.texts);
  const trades = kept ? before.trades : new CodeSpace(input.trades);
  const sameBooks = kept && input.ledger !== undefined && before.books.input === input.ledger;
  const books = sameBooks ? before.books : booksOf(input, codes, trades);
  const { ledger, cost } = books;
  assertSummable(input.fees.payment, input.fees.rows, 'payment_amount');
  if (before?.bills.columns !== input.bills) assertBillsSummable(input.bills);
  const known = new Set(input.periods);
  const periods = [...input.periods, ...ledger.periods.filter((period) => !known.has(period)).sort(byCodeUnit)];
  const periodIndex = new Map(periods.map((period, index) => [period, index]));
  const resellerOf = new CodeMap();
  const resellers = new Set<number>();
  for (const customer of input.customers) {
    if (customer.reseller === null) continue;
    const [own, through] = [codes.code(customer.id), codes.code(customer.reseller)];
    resellerOf.set(own, through);
    resellers.add(through);
  }
  for (const code of [...knownResellers(input.bills), ...knownResellers(ledger)]) resellers.add(code);
  const count = memory.shardsFor(Math.max(input.bills.rows, input.fees.rows, ledger.rows));
  // Who belongs together hangs on the customers, the lines and the books; on fee records only where entries name their trades.
  const same =
    sameBooks &&
    before.components.count === count &&
    before.bills.columns === input.bills &&
    !namesTrades(cost) &&
    sameRecords(before.customers, input.customers);
  const components = same ? before.components : componentsOf(input, cost, codes, count);
  const bills = same ? before.bills : new DealtColumns(input.bills, components, input.bills.customer, input.bills.reseller);
  const book = same ? before.book : new DealtColumns(cost, components, cost.customer, cost.reseller);
  const fees = new DealtColumns(input.fees, components, input.fees.customer);
  const periodOfLedger = Uint16Array.from(ledger.periods, (period) => periodIndex.get(period)!);
  const feesRead = monthsOf(input.fees, input.periods.length);
  const run = {
    input,
    codes,
    trades,
    periodOfLedger,
    arrears: linesHoldArrears(input.bills),
    periods,
    periodIndex,
    resellerOf,
    resellers,
    tolerance: parseUnits(input.ruleSet.tolerance),
    orders: new Map(input.orders.map((order) => [order.id, order])),
    feesRead,
  };
  const one = count === 1;
  const picking = (months: CostMonths, wanted: number): ((shard: number) => ShardContext) => {
    const [billsOf, bookOf, feesOf] = [rowsByShard(bills, wanted), rowsByShard(book, wanted), rowsByShard(fees, wanted)];
    return (shard) => shardOf({ ...run, months }, billsOf(shard), bookOf(shard), feesOf(shard));
  };
  const months = costMonths(run, cost, () => picking({ takesPart: feesRead, names: feesRead }, count), count);
  const facts = JSON.stringify([
    input.site,
    input.currency,
    periods,
    ledger.periods,
    ledger.imports,
    input.ruleSet,
    input.files ?? {},
    run.arrears.reading,
    [...feesRead],
    count,
  ]);
  const changed = new Uint8Array(count);
  const linesChanged = new Uint8Array(count);
  if (kept && before.facts === facts && sameMonths(before.months, months) && sameRun(before, input, resellers)) {
    markChanged(before.bills, bills, changed);
    linesChanged.set(changed);
    markChanged(before.book, book, changed);
    if (!markChangedFees(before.fees, fees, changed)) markChanged(before.fees, fees, changed);
  } else {
    changed.fill(1);
    linesChanged.fill(1);
    memory.matches = null;
  }
  memory.fresh = changed.reduce((sum, own) => sum + own, 0);
  const contextOf = picking(months, memory.fresh);
  const shards: Shard[] = [];
  for (let number = 0; number < count; number++) {
    if (changed[number] === 0) {
      shards.push(before!.shards[number]!);
      continue;
    }
    const context = contextOf(number);
    const { cellOfLine: _, ...cells } = context.cells;
    // Cells come of the lines alone: where those are the same, so are the cells and all that is made of them.
    const shard = new Shard(context, linesChanged[number] === 0 ? before!.shards[number]!.cells : cells, context.fees);
    work(shard, context);
    if (!one) shard.release();
    shards.push(shard);
  }
  const sameCells = before !== null && before.shards.length === shards.length && shards.every((shard, i) => shard.cells === before.shards[i]!.cells);
  const cells = sameCells ? before.cells : joinCells(shards.map((shard) => shard.cells));
  memory.last = { facts, texts: input.texts, tradeTexts: input.trades, codes, trades, customers: input.customers, orders: input.orders, resellers, months, books, components, bills, fees, book, shards, cells };
  return {
    ...run,
    months,
    ledger,
    book,
    cells,
    fees: new JoinedFees(
      shards.map((shard) => shard.fees),
      input.periods.length,
    ),
    shards,
    shardContext: (shard) => shards[shard]!.rows(() => picking(months, 1)(shard)),
    feesOfCustomer: (customer) => shards[components.shardOf(customer)]!.fees,
    hasFees: (period, customer) => shards[components.shardOf(customer)]!.hasFees(period, customer),
    memory,
  };
}

/** Whether what all shards look at is the same; what is told apart by `facts` aside. */
function sameRun(before: LastRun, input: EngineInput, resellers: ReadonlySet<number>): boolean {
  const sameResellers = before.resellers.size === resellers.size && [...resellers].every((code) => before.resellers.has(code));
  return sameResellers && sameRecords(before.customers, input.customers) && sameRecords(before.orders, input.orders);
}

function sameRecords<T extends object>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((one, i) => sameFields(one, b[i]!));
}

function sameFields(a: object, b: object): boolean {
  const other = b as Record<string, unknown>;
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  return entries.every(([name, value]) => {
    const theirs = other[name];
    if (Array.isArray(value) && Array.isArray(theirs)) return sameRecords(value as object[], theirs as object[]);
    return value === theirs;
  });
}

/** All books in book order, the cost book out of them, and what they were made from. */
export interface Books {
  readonly input: LedgerColumns | undefined;
  readonly ledger: LedgerColumns;
  readonly cost: LedgerColumns;
}

function booksOf(input: EngineInput, codes: CodeSpace, trades: CodeSpace): Books {
  const ledger = input.ledger ? inBookOrder(input.ledger) : entriesToColumns(input.entries, codes, trades);
  assertSummable(ledger.units, ledger.rows, 'amount of the ledgers');
  return { input: input.ledger, ledger, cost: bookOf(ledger, 'cost') };
}

function componentsOf(input: EngineInput, cost: LedgerColumns, codes: CodeSpace, count: number): Components {
  const components = new Components(count);
  if (count === 1) return components;
  for (const { id, reseller } of input.customers) {
    if (reseller !== null) components.join(codes.code(id), codes.code(reseller));
  }
  joinColumns(components, input.bills.customer, input.bills.reseller, input.bills.rows);
  joinColumns(components, cost.customer, cost.reseller, cost.rows);
  joinByTrade(components, cost, input.fees);
  return components;
}

/** Columns never change: each is gone through once. */
const resellersIn = new WeakMap<Uint32Array, ReadonlySet<number>>();

function knownResellers({ reseller, rows }: { readonly reseller: Uint32Array; readonly rows: number }): ReadonlySet<number> {
  const before = resellersIn.get(reseller);
  if (before) return before;
  const found = new Set<number>();
  let last = 0;
  for (let row = 0; row < rows; row++) {
    const code = reseller[row]!;
    if (code !== last && code !== 0) found.add(code);
    last = code;
  }
  resellersIn.set(reseller, found);
  return found;
}

function monthsOf({ period, rows }: FeeColumns, periods: number): Uint8Array {
  const read = new Uint8Array(periods);
  for (let row = 0; row < rows; row++) read[period[row]!] = 1;
  return read;
}

function shardOf(run: RunContext, bills: BillColumns, book: LedgerColumns, fees: FeeColumns): ShardContext {
  const space = new KeySpace(run.periods.length);
  for (const codes of [bills.customer, bills.reseller]) space.addParties(codes, bills.rows);
  for (const codes of [book.customer, book.reseller]) space.addParties(codes, book.rows);
  space.addServices(bills.service, bills.rows);
  space.addServices(book.service, book.rows);
  space.addParties(fees.customer, fees.rows);
  space.addServices(fees.service, fees.rows);
  space.addParties(Uint32Array.from(space.parties(), (party) => run.resellerOf.get(party) >>> 0), space.parties().length);
  const index = indexFees(fees, run.input.periods.length, space);
  return { ...run, bills, book, space, cells: aggregateBillCells(bills, space), fees: index, deductionsOf: deductionsByTrade(index) };
}

/** Counterparty of a bill cell or customer: the reseller it settles through, else the customer itself. */
export function counterpartyOf(context: RunContext, customer: number, reseller: number): number {
  return reseller !== 0 ? reseller : context.resellerOf.get(customer) >>> 0 || customer;
}

/** Reseller a customer settles through by the master data, 0 for none. */
export function resellerOfCustomer(context: RunContext, customer: number): number {
  return context.resellerOf.get(customer) >>> 0;
}

/** Index of the period `months` later, or -1 when nothing is known of it. */
export function neighbour(context: RunContext, period: number, months: number): number {
  return context.periodIndex.get(shiftPeriod(context.periods[period]!, months)) ?? -1;
}
