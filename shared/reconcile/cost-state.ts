import { counterpartyOf, type EngineContext } from './context';
import { InvariantError } from './invariant';
import { groupRows, KeyTable, longerSums, type Groups } from './key-table';
import { byCodeUnit } from '../digest';
import type { BreakDraft, MatchDraft } from './break-id';
import type { LedgerEntry, PassName, Reason, RowRef } from './types';
import type { Units } from '../money';

/**
 * Cost ledger and bill on one grain, while the passes use rows up. A *key* is (period, party, service); its bill side is the netted cell.
 * Grain is found per party and month: a party with an entry that names no service is compared as a whole there, and so is a reseller
 * with an entry of its own. Who has no entry follows the month: whole when none of its entries names a service.
 */
export class CostState {
  /** Judged and unjudged cost entries, by import and row. */
  readonly entries: readonly LedgerEntry[];
  /** Key of an entry; -1 when unresolved, in another currency, or zero. */
  readonly keyOf: Int32Array;
  readonly units: BigInt64Array;
  readonly used: Uint8Array;
  /** 1 for entries that a pass matched or booked as timing: what a duplicate repeats. */
  readonly settled: Uint8Array;
  readonly keys: KeyTable;
  /** Netted bill of a key, units of 10^-8. */
  readonly bill: BigInt64Array;
  /** What of it no row has used yet. */
  readonly rest: BigInt64Array;
  /** Key of a bill cell, -1 when its month takes no part. */
  readonly keyOfCell: Int32Array;
  readonly counterparty: Uint32Array;
  /** 1 where a currency break took the cell out of every sum. */
  readonly taken: Uint8Array;
  /** Judged months: synced, and named by at least one cost entry. */
  readonly takesPart: Uint8Array;
  readonly matches: MatchDraft[] = [];
  readonly breaks: BreakDraft[] = [];
  readonly matchedEntries: { readonly period: number; readonly pass: PassName; readonly entries: number; readonly tolerated: Units }[] = [];
  private readonly byKey: Groups;

  constructor(readonly context: EngineContext) {
    const { codes, cells, input } = context;
    const entries = input.entries.filter((entry) => entry.role === 'cost').sort((a, b) => byCodeUnit(a.importId, b.importId) || a.row - b.row);
    const count = entries.length;
    this.entries = entries;
    this.units = BigInt64Array.from(entries, (entry) => entry.units);
    this.used = new Uint8Array(count);
    this.settled = new Uint8Array(count);
    this.takesPart = new Uint8Array(context.periods.length);

    const period = new Uint32Array(count);
    const party = new Uint32Array(count);
    const service = new Uint32Array(count);
    const wholeReseller = new KeyTable();
    const hasWhole = new KeyTable();
    const hasEntry = new KeyTable();
    const monthNamesService = new Uint8Array(context.periods.length);
    for (let i = 0; i < count; i++) {
      const entry = entries[i]!;
      const at = context.periodIndex.get(entry.period)!;
      period[i] = at;
      if (at < input.periods.length) this.takesPart[at] = 1;
      service[i] = codes.code(entry.service) || serviceOfReference(context, entry, at);
      if (service[i] !== 0) monthNamesService[at] = 1;
      if (entry.customer === null && entry.reseller !== null) wholeReseller.idOf(at, codes.code(entry.reseller));
    }
    const partyOf = (at: number, customer: number, reseller: number): number => {
      if (wholeReseller.size === 0) return customer;
      const through = reseller !== 0 ? reseller : (context.resellerOf.get(customer) ?? 0);
      return through !== 0 && wholeReseller.find(at, through) >= 0 ? through : customer;
    };
    for (let i = 0; i < count; i++) {
      const entry = entries[i]!;
      party[i] = entry.customer === null ? codes.code(entry.reseller) : partyOf(period[i]!, codes.code(entry.customer), codes.code(entry.reseller));
      if (party[i] === 0) continue;
      hasEntry.idOf(period[i]!, party[i]!);
      if (service[i] === 0) hasWhole.idOf(period[i]!, party[i]!);
    }
    const serviceOf = (at: number, who: number, what: number): number => {
      if (hasWhole.find(at, who) >= 0) return 0;
      return hasEntry.find(at, who) >= 0 || monthNamesService[at] === 1 ? what : 0;
    };

    this.keys = new KeyTable(Math.min(1 << 20, count + cells.count));
    let bill: BigInt64Array = new BigInt64Array(this.keys.a.length);
    const counterparties: number[] = [];
    this.keyOfCell = new Int32Array(cells.count).fill(-1);
    for (let cell = 0; cell < cells.count; cell++) {
      const at = cells.period[cell]!;
      if (this.takesPart[at] === 0) continue;
      const who = partyOf(at, cells.customer[cell]!, cells.reseller[cell]!);
      const key = this.keys.idOf(at, who, serviceOf(at, who, cells.service[cell]!));
      bill = longerSums(bill, key + 1);
      bill[key] = bill[key]! + cells.amount[cell]!;
      counterparties[key] = laterByText(context, counterparties[key], counterpartyOf(context, who, cells.reseller[cell]!));
      this.keyOfCell[cell] = key;
    }
    const billed = this.keys.size;
    this.keyOf = new Int32Array(count).fill(-1);
    for (let i = 0; i < count; i++) {
      if (party[i] === 0 || entries[i]!.currency !== input.currency || this.units[i] === 0n) continue;
      const key = this.keys.idOf(period[i]!, party[i]!, serviceOf(period[i]!, party[i]!, service[i]!));
      this.keyOf[i] = key;
      if (key >= billed) counterparties[key] = laterByText(context, counterparties[key], counterpartyOf(context, party[i]!, codes.code(entries[i]!.reseller)));
    }
    for (let i = 0; i < count; i++) {
      if (party[i] === 0 || entries[i]!.currency === input.currency) continue;
      const key = this.keys.idOf(period[i]!, party[i]!, serviceOf(period[i]!, party[i]!, service[i]!));
      if (key >= billed) counterparties[key] = laterByText(context, counterparties[key], counterpartyOf(context, party[i]!, codes.code(entries[i]!.reseller)));
      this.foreign.set(i, key);
    }
    this.bill = new BigInt64Array(this.keys.size);
    this.bill.set(bill.subarray(0, this.keys.size));
    this.rest = this.bill.slice();
    this.taken = new Uint8Array(this.keys.size);
    this.counterparty = Uint32Array.from(counterparties);
    this.byKey = groupRows(this.keyOf, count, this.keys.size);
  }

  /** Keys of entries in other currencies, by entry. */
  readonly foreign = new Map<number, number>();

  /** Entries of a key that no row has used, in book order. */
  left(key: number): number[] {
    const found: number[] = [];
    for (let i = this.byKey.start[key]!; i < this.byKey.start[key + 1]!; i++) {
      const entry = this.byKey.rows[i]!;
      if (this.used[entry] === 0) found.push(entry);
    }
    return found;
  }

  /** Entries of a key in book order, used or not. */
  all(key: number): readonly number[] {
    return [...this.byKey.rows.subarray(this.byKey.start[key]!, this.byKey.start[key + 1]!)];
  }

  sumOf(entries: readonly number[]): Units {
    let total = 0n;
    for (const entry of entries) total += this.units[entry]!;
    return total;
  }

  isJudged(key: number): boolean {
    return this.keys.a[key]! < this.context.input.periods.length;
  }

  /** @throws InvariantError when a row is used a second time */
  use(entries: readonly number[]): void {
    for (const entry of entries) {
      if (this.used[entry] === 1) throw new InvariantError('row-used-twice', `ledger row ${this.entries[entry]!.row}`);
      this.used[entry] = 1;
    }
  }

  /** Entries meet `billAmount` of the key's bill, which is used up by it. */
  match(pass: PassName, key: number, entries: readonly number[], billAmount: Units, why: Reason): void {
    this.use(entries);
    for (const entry of entries) this.settled[entry] = 1;
    this.rest[key] = this.rest[key]! - billAmount;
    const ledgerAmount = this.sumOf(entries);
    this.matchedEntries.push({ period: this.keys.a[key]!, pass, entries: entries.length, tolerated: billAmount - ledgerAmount });
    const { period, counterparty, customer, service } = this.where(key);
    this.matches.push({
      period,
      role: 'cost',
      pass,
      counterparty,
      customer,
      service,
      ledgerAmount,
      billAmount,
      entries: entries.map((entry) => ({ importId: this.entries[entry]!.importId, row: this.entries[entry]!.row })),
      reason: why,
      rows: [this.billRow(key), ...entries.map((entry) => this.entryRow(entry))],
    });
  }

  where(key: number): { period: string; counterparty: string | null; customer: string | null; service: string | null } {
    const { codes } = this.context;
    const counterparty = this.counterparty[key]!;
    const party = this.keys.b[key]!;
    const isReseller = this.context.resellers.has(party);
    return {
      period: this.context.periods[this.keys.a[key]!]!,
      counterparty: codes.optional(counterparty),
      customer: isReseller ? null : codes.optional(party),
      service: codes.optional(this.keys.c[key]!),
    };
  }

  billRow(key: number): RowRef {
    const { codes } = this.context;
    return { kind: 'bill', period: this.context.periods[this.keys.a[key]!]!, customer: codes.text(this.keys.b[key]!), service: codes.optional(this.keys.c[key]!) };
  }

  entryRow(entry: number): RowRef {
    return { kind: 'entry', importId: this.entries[entry]!.importId, row: this.entries[entry]!.row };
  }
}

/** The only service among the fee records of the entry's order or trade in its month, for books kept by order; 0 when unknown or several. */
function serviceOfReference(context: EngineContext, entry: LedgerEntry, period: number): number {
  if (entry.grain !== 'order' || entry.reference === null) return 0;
  const { fees } = context;
  let service = 0;
  for (const deduction of context.deductionsOf.get(context.input.trades.code(entry.reference)) ?? []) {
    const bucket = fees.bucketOf[deduction]!;
    if (fees.period[bucket] !== period) continue;
    if (service !== 0 && fees.service[bucket] !== service) return 0;
    service = fees.service[bucket]!;
  }
  return service;
}

/** A customer that moved in mid-month has two counterparties; a cost cell (or a key without one) shows the later by text, whatever the row order. */
function laterByText(context: EngineContext, known: number | undefined, other: number): number {
  if (known === undefined || known === other) return other;
  return byCodeUnit(context.codes.text(known), context.codes.text(other)) > 0 ? known : other;
}
