import { costKeys, type CostKeys } from './cost-keys';
import { InvariantError } from './invariant';
import { groupRows, type Groups } from './key-table';
import { PASS_NAMES, type LedgerColumns, type PassName, type Reason, type RowRef } from './types';
import type { BreakDraft } from './break-id';
import type { ShardContext } from './context';
import type { KeyEvidence } from './key-evidence';
import type { BillKey, FoundMatches, MatchKeys } from './match-columns';
import type { Units } from '../money';

/** Cost book and bill while the passes use rows up: columns over keys and over entries (rows of the book). */
export class CostState {
  /** Judged and unjudged cost entries, in book order. */
  readonly book: LedgerColumns;
  readonly keys: CostKeys;
  readonly units: BigInt64Array;
  /** 1 for entries that nothing may use again. */
  readonly used: Uint8Array;
  /** 1 for entries that a pass matched or booked as timing: what a duplicate repeats. */
  readonly settled: Uint8Array;
  /** What of a key's bill no row has used yet. */
  readonly rest: BigInt64Array;
  /** 1 where a currency break took the cell out of every sum. */
  readonly taken: Uint8Array;
  /** 1 for bill lines that an entry of a book kept by line met; made when first needed. */
  lineUsed: Uint8Array | null = null;
  readonly breaks: BreakDraft[] = [];
  readonly evidence = new Map<number, KeyEvidence>();
  /** Keys whose groups were not all tried: rows there were on either side, and rows of a side that were tried at most. */
  readonly searched = new Map<number, { readonly bills: number; readonly entries: number; readonly most: number }>();
  private counted: Uint32Array | null = null;
  private byKey: Groups | null = null;
  private lines: Groups | null = null;
  private count = 0;
  private filled = 0;
  private readonly matchPass: Uint8Array;
  private readonly matchKey: Uint32Array;
  private readonly matchBill: BigInt64Array;
  private readonly matchReason: Uint32Array;
  private readonly matchStart: Uint32Array;
  private readonly matchEntry: Uint32Array;
  private readonly reasons: Reason[] = [];
  private readonly keysOfGroup = new Map<number, readonly number[]>();

  constructor(readonly context: ShardContext) {
    const { book } = context;
    const keys = costKeys(context);
    const rows = book.rows;
    this.book = book;
    this.keys = keys;
    this.units = book.units;
    this.used = new Uint8Array(rows);
    this.settled = new Uint8Array(rows);
    this.rest = keys.bill.slice();
    this.taken = new Uint8Array(keys.count);
    this.matchPass = new Uint8Array(rows);
    this.matchKey = new Uint32Array(rows);
    this.matchBill = new BigInt64Array(rows);
    this.matchReason = new Uint32Array(rows);
    this.matchStart = new Uint32Array(rows + 1);
    this.matchEntry = new Uint32Array(rows);
  }

  /** Entries of a key that no row has used; counted when first asked for, which is best done after the exact pass. */
  get open(): Uint32Array {
    return (this.counted ??= countOpen(this.keys.keyOf, this.used, this.keys.count));
  }

  /** Entries of a key that no row has used, in book order. */
  left(key: number): number[] {
    const found: number[] = [];
    if (this.open[key] === 0) return found;
    for (const entry of this.all(key)) if (this.used[entry] === 0) found.push(entry);
    return found;
  }

  /** Entries of a key in book order, used or not, as long as one of them is not used; to be asked after the exact pass. */
  all(key: number): Uint32Array {
    const { start, rows } = (this.byKey ??= this.openRows());
    return rows.subarray(start[key]!, start[key + 1]!);
  }

  /** Entries by key, without the keys that need no further look: nearly all of them, after the exact pass. */
  private openRows(): Groups {
    const { keyOf } = this.keys;
    const wanted = new Int32Array(keyOf.length).fill(-1);
    for (let entry = 0; entry < wanted.length; entry++) {
      const key = keyOf[entry]!;
      if (key >= 0 && this.open[key] !== 0) wanted[entry] = key;
    }
    return groupRows(wanted, wanted.length, this.keys.count);
  }

  /** Bill lines of a key that no entry met. */
  linesOf(key: number): number[] {
    const { cellOfLine } = this.context.cells;
    const { keyOfCell } = this.keys;
    if (!this.lines) {
      const keyOfLine = new Int32Array(cellOfLine.length);
      for (let line = 0; line < keyOfLine.length; line++) keyOfLine[line] = keyOfCell[cellOfLine[line]!]!;
      this.lines = groupRows(keyOfLine, keyOfLine.length, this.keys.count);
    }
    const { start, rows } = this.lines;
    return [...rows.subarray(start[key]!, start[key + 1]!)].filter((line) => this.lineUsed?.[line] !== 1);
  }

  sumOf(entries: readonly number[]): Units {
    let total = 0n;
    for (const entry of entries) total += this.units[entry]!;
    return total;
  }

  isJudged(key: number): boolean {
    return this.keys.period[key]! < this.context.input.periods.length;
  }

  /** @throws InvariantError when a row is used a second time */
  use(entry: number): void {
    if (this.used[entry] === 1) throw new InvariantError('row-used-twice', `ledger row ${this.book.row[entry]!}`);
    this.used[entry] = 1;
    const key = this.keys.keyOf[entry]!;
    if (this.counted && key >= 0) this.counted[key] = this.counted[key]! - 1;
  }

  /**
   * One entry meets all that is left of its key, equal to it. The same as {@link matchOne} for the one pass that runs over every row of a
   * book; `pass` is an index into {@link PASS_NAMES}, `why` one of {@link reasonNumber}.
   */
  meet(pass: number, key: number, entry: number, why: number): void {
    if (this.counted) this.use(entry);
    const m = this.count++;
    this.used[entry] = 1;
    this.settled[entry] = 1;
    this.matchEntry[this.filled++] = entry;
    this.matchStart[m + 1] = this.filled;
    this.matchPass[m] = pass;
    this.matchKey[m] = key;
    this.matchReason[m] = why;
    this.matchBill[m] = this.units[entry]!;
    this.rest[key] = 0n;
  }

  /** Number of a reason for {@link meet}. */
  reasonNumber(why: Reason): number {
    return this.reasons.push(why) - 1;
  }

  /** One entry meets a part of the key's bill that is equal to it. */
  matchOne(pass: PassName, key: number, entry: number, why: Reason): void {
    this.settle(entry);
    this.matchBill[this.count] = this.units[entry]!;
    this.rest[key] = this.rest[key]! - this.units[entry]!;
    this.close(pass, key, why);
  }

  /** Entries meet `billAmount` of the key's bill, which is used up by it. */
  match(pass: PassName, key: number, entries: readonly number[], billAmount: Units, why: Reason): void {
    for (const entry of entries) this.settle(entry);
    this.matchBill[this.count] = billAmount;
    this.rest[key] = this.rest[key]! - billAmount;
    this.close(pass, key, why);
  }

  /** Entries, in book order, meet all that is left of several keys of one period. */
  matchGroup(pass: PassName, keys: readonly number[], entries: readonly number[], why: Reason): void {
    for (const entry of entries) this.settle(entry);
    let bill = 0n;
    for (const key of keys) {
      bill += this.rest[key]!;
      this.rest[key] = 0n;
    }
    this.matchBill[this.count] = bill;
    if (keys.length > 1) this.keysOfGroup.set(this.count, keys);
    this.close(pass, keys[0]!, why);
  }

  private settle(entry: number): void {
    this.use(entry);
    this.settled[entry] = 1;
    this.matchEntry[this.filled++] = entry;
  }

  private close(pass: PassName, key: number, why: Reason): void {
    const m = this.count++;
    this.matchStart[m + 1] = this.filled;
    this.matchPass[m] = PASS_NAMES.indexOf(pass);
    this.matchKey[m] = key;
    if (this.reasons.at(-1) !== why) this.reasons.push(why);
    this.matchReason[m] = this.reasons.length - 1;
  }

  /** All matches so far, as {@link FoundMatches}. Groups of several bill keys get places after the keys. */
  get matches(): FoundMatches {
    const { keys, count, keysOfGroup } = this;
    const groups = new Map<number, BillKey[]>();
    const key = this.matchKey.slice(0, count);
    const places = matchKeys(this, [...keysOfGroup.values()]);
    let place = keys.count;
    for (const [match, several] of keysOfGroup) {
      key[match] = place++;
      groups.set(
        match,
        several.map((one) => ({ party: keys.party[one]!, service: keys.service[one]! })),
      );
    }
    return {
      role: 'cost',
      book: this.book,
      count,
      keys: places,
      key,
      pass: this.matchPass,
      bill: this.matchBill,
      reason: this.matchReason.subarray(0, count),
      reasons: this.reasons,
      start: this.matchStart,
      entry: this.matchEntry,
      groups,
    };
  }

  where(key: number): { period: string; counterparty: string | null; customer: string | null; service: string | null } {
    const { codes, resellers, periods } = this.context;
    const party = this.keys.party[key]!;
    return {
      period: periods[this.keys.period[key]!]!,
      counterparty: codes.optional(this.keys.counterparty[key]!),
      customer: resellers.has(party) ? null : codes.optional(party),
      service: codes.optional(this.keys.service[key]!),
    };
  }

  billRow(key: number): RowRef {
    const { codes, periods } = this.context;
    return {
      kind: 'bill',
      period: periods[this.keys.period[key]!]!,
      customer: codes.text(this.keys.party[key]!),
      service: codes.optional(this.keys.service[key]!),
    };
  }

  entryRow(entry: number): RowRef {
    return { kind: 'entry', importId: this.book.imports[this.book.importIndex[entry]!]!, row: this.book.row[entry]! };
  }

  /** Period a book row names. */
  periodOfEntry(entry: number): number {
    return this.context.periodOfLedger[this.book.period[entry]!]!;
  }
}

function countOpen(keyOf: Int32Array, used: Uint8Array, keys: number): Uint32Array {
  const open = new Uint32Array(keys);
  for (let entry = 0; entry < keyOf.length; entry++) {
    const key = keyOf[entry]!;
    if (key >= 0 && used[entry] === 0) open[key] = open[key]! + 1;
  }
  return open;
}

/** What the keys show of themselves, then one place for each group: what its keys have in common. */
function matchKeys({ keys, context }: CostState, groups: readonly (readonly number[])[]): MatchKeys {
  if (groups.length === 0 && context.resellers.size === 0) {
    const { period, counterparty, service, party } = keys;
    return { period, counterparty, customer: party, service, party };
  }
  const room = keys.count + groups.length;
  const period = new Uint16Array(room);
  period.set(keys.period);
  const wider = (column: Uint32Array): Uint32Array => {
    const wide = new Uint32Array(room);
    wide.set(column);
    return wide;
  };
  const [counterparty, service, party] = [wider(keys.counterparty), wider(keys.service), wider(keys.party)];
  const customer = party.slice();
  if (context.resellers.size > 0) for (let key = 0; key < keys.count; key++) if (context.resellers.has(customer[key]!)) customer[key] = 0;
  groups.forEach((several, i) => {
    const place = keys.count + i;
    const common = (column: Uint32Array): number =>
      several.every((key) => column[key] === column[several[0]!]) ? column[several[0]!]! : 0;
    period[place] = keys.period[several[0]!]!;
    counterparty[place] = common(keys.counterparty);
    service[place] = common(keys.service);
    customer[place] = common(customer);
    party[place] = 0;
  });
  return { period, counterparty, customer, service, party };
}
