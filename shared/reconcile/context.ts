import { shiftPeriod, type Period } from '../period';
import { parseUnits, type Units } from '../money';
import { byCodeUnit } from '../digest';
import { linesHoldArrears, type ArrearsTest } from './arrears';
import { aggregateBillCells, assertBillsSummable, type CellsOfLines } from './bill-cells';
import { joinBilled, type MonthBilled } from './billed';
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
import { changedEntries, changedRows, sameNames, sameRecords } from './changes';
import { Components, joinByTrade, joinColumns } from './components';
import { DealtColumns, markChanged, markRows, rowsByShard } from './shards';
import type { BillColumns, EngineInput, FeeColumns, LedgerColumns, OrderRecord, RowChanges } from './types';

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
  readonly bills: DealtColumns<BillColumns>;
  /** The cost book, whose rows are dealt into shards. */
  readonly book: DealtColumns<LedgerColumns>;
  /** The bill's months, by index of the input's periods. */
  readonly billed: readonly MonthBilled[];
  readonly fees: JoinedFees;
  readonly shards: readonly Shard[];
  /** Rows and tables of a shard. */
  shardContext(shard: number): ShardContext;
  /** Number of a customer's shard, by its code; that of its reseller. */
  shardOf(customer: number): number;
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
 * @param work what is to be found in each shard while its rows are at hand; `before` is the shard of that number in the last run
 * @throws InvariantError `amounts-too-large`
 */
export function engineContext(
  input: EngineInput,
  memory: RunMemory = new RunMemory(),
  work: (shard: Shard, context: ShardContext, before: Shard | null) => void = () => undefined,
): EngineContext {
  const before = memory.last;
  // A run that fails leaves nothing behind.
  memory.last = null;
  const kept =
    before !== null && before.texts === input.texts && before.tradeTexts === input.trades && before.codes.holds && before.trades.holds;
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
  const last = kept && before.components.count === count && sameRecords(before.customers, input.customers) ? before : null;
  const changes = last && changesSince(last, input, books);
  const components = componentsOf({ input, cost, codes, count }, last && changes && { components: last.components, ...changes });
  const dealt = <T extends BillColumns | FeeColumns | LedgerColumns>(
    old: DealtColumns<T> | undefined,
    columns: T,
    codes: Uint32Array,
    instead?: Uint32Array,
  ): DealtColumns<T> => (old?.columns === columns ? old.by(components) : new DealtColumns(columns, components, codes, instead));
  const bills = dealt(before?.bills, input.bills, input.bills.customer, input.bills.reseller);
  const book = dealt(before?.book, cost, cost.customer, cost.reseller);
  const fees = dealt(before?.fees, input.fees, input.fees.customer);
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
  const picking = (months: CostMonths, wanted: Uint8Array): ((shard: number) => ShardContext) => {
    const [billsOf, bookOf, feesOf] = [rowsByShard(bills, wanted), rowsByShard(book, wanted), rowsByShard(fees, wanted)];
    return (shard) => shardOf({ ...run, months }, billsOf(shard), bookOf(shard), feesOf(shard));
  };
  const months = costMonths(run, cost, () => picking({ takesPart: feesRead, names: feesRead }, new Uint8Array(count).fill(1)), count);
  const facts = JSON.stringify([input.site, input.currency, periods, input.ruleSet, run.arrears.reading, [...feesRead], count]);
  const changed = new Uint8Array(count);
  if (last && changes && last.facts === facts && sameMonths(last.months, months) && sameRun(last, input, resellers)) {
    if (components !== last.components) for (const shard of components.moved) changed[shard] = 1;
    markChanged(last.bills.by(components), bills, changes.bills, changed);
    if (changes.comparable) markChanged(last.book.by(components), book, changes.book, changed);
    else {
      markRows(last.book.by(components), changes.book.gone, changed);
      markRows(book, changes.book.fresh, changed);
    }
    markChanged(last.fees.by(components), fees, changes.fees, changed);
  } else changed.fill(1);
  memory.fresh = changed.reduce((sum, own) => sum + own, 0);
  const contextOf = picking(months, changed);
  const shards: Shard[] = [];
  for (let number = 0; number < count; number++) {
    if (changed[number] === 0) {
      shards.push(before!.shards[number]!);
      continue;
    }
    const context = contextOf(number);
    const shard = new Shard(context);
    work(shard, context, before?.shards[number] ?? null);
    if (count > 1) shard.release();
    shards.push(shard);
  }
  memory.last = {
    facts,
    files: input.files,
    texts: input.texts,
    tradeTexts: input.trades,
    codes,
    trades,
    customers: input.customers,
    orders: input.orders,
    resellers,
    months,
    books,
    components,
    bills,
    fees,
    book,
    shards,
  };
  return {
    ...run,
    months,
    ledger,
    bills,
    book,
    billed: joinBilled(
      shards.map((shard) => shard.billed),
      input.periods.length,
    ),
    fees: new JoinedFees(
      shards.map((shard) => shard.fees),
      input.periods.length,
    ),
    shards,
    shardContext: (shard) =>
      shards[shard]!.rows(() =>
        picking(
          months,
          Uint8Array.from(shards, (_, own) => Number(own === shard)),
        )(shard),
      ),
    shardOf: (customer) => components.shardOf(customer),
    hasFees: (period, customer) => shards[components.shardOf(customer)]!.hasFees(period, customer),
    memory,
  };
}

/** Whether what all shards look at is the same; what is told apart by `facts` aside. */
function sameRun(before: LastRun, input: EngineInput, resellers: ReadonlySet<number>): boolean {
  const sameResellers = before.resellers.size === resellers.size && [...resellers].every((code) => before.resellers.has(code));
  return sameResellers && sameRecords(before.orders, input.orders) && sameNames(before.files, input.files);
}

interface SourceChanges {
  readonly bills: RowChanges;
  readonly fees: RowChanges;
  readonly book: RowChanges;
  /** Whether the book's changed rows can be told apart by their content. */
  readonly comparable: boolean;
}

/** What the sources changed since the last run; null where the books cannot be compared. */
function changesSince(last: LastRun, input: EngineInput, { cost }: Books): SourceChanges | null {
  const since = input.ledger?.since !== undefined && input.ledger.since.importIndex === last.books.input?.importIndex;
  const book = changedEntries(last.book.columns, cost, since);
  return (
    book && {
      bills: changedRows(last.bills.columns, input.bills),
      fees: changedRows(last.fees.columns, input.fees),
      book,
      comparable: !since,
    }
  );
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

/** @param last those of the run before with what has changed since; without them all are found anew */
function componentsOf(
  {
    input,
    cost,
    codes,
    count,
  }: { readonly input: EngineInput; readonly cost: LedgerColumns; readonly codes: CodeSpace; readonly count: number },
  last: (SourceChanges & { readonly components: Components }) | null,
): Components {
  const components = new Components(count, last?.components);
  if (count === 1) return last?.components ?? components;
  const allOf = ({ rows }: { readonly rows: number }): RowChanges['fresh'] => [[0, rows]];
  if (!last) for (const { id, reseller } of input.customers) if (reseller !== null) components.join(codes.code(id), codes.code(reseller));
  joinColumns(components, input.bills.customer, input.bills.reseller, last?.bills.fresh ?? allOf(input.bills));
  joinColumns(components, cost.customer, cost.reseller, last?.book.fresh ?? allOf(cost));
  const sameBook = last?.book.fresh.length === 0;
  if (!sameBook || last.fees.fresh.length > 0) joinByTrade(components, cost, input.fees, sameBook ? last.fees.fresh : allOf(input.fees));
  return last && components.moved.size === 0 ? last.components : components;
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
  space.addParties(
    Uint32Array.from(space.parties(), (party) => run.resellerOf.get(party) >>> 0),
    space.parties().length,
  );
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
