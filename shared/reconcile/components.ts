/**
 * Which parties can meet in any pass: *components*. A customer stands with the reseller it settles through, by the master data, the bill's lines or the
 * books, and with every customer whose fee records one of its entries names. A run is dealt into shards by them (shards.ts).
 */
import { CodeMap } from './code-map';
import type { FeeColumns, LedgerColumns, RowRange } from './types';

/** Sets of party codes that belong together; the smallest code stands for its set. */
export class Components {
  /** The code above + 1; 0 for the smallest of a set. */
  private readonly above: CodeMap;
  private readonly shards = new CodeMap(-1);
  /** Shards that got or lost a party by joins. */
  readonly moved = new Set<number>();

  /**
   * @param count shards; a power of two
   * @param before those to begin with: sets may always be larger than they need to be
   */
  constructor(
    readonly count: number,
    before?: Components,
  ) {
    this.above = before ? before.above.copy() : new CodeMap();
  }

  join(a: number, b: number): void {
    const [one, other] = [this.top(a), this.top(b)];
    if (one === other) return;
    this.moved.add(this.shardBy(one)).add(this.shardBy(other));
    this.above.set(Math.max(one, other), Math.min(one, other) + 1);
  }

  /** To be asked when everything is joined. */
  shardOf(code: number): number {
    const known = this.shards.get(code);
    if (known >= 0) return known;
    const shard = this.shardBy(this.top(code));
    this.shards.set(code, shard);
    return shard;
  }

  private shardBy(top: number): number {
    const h = Math.imul(top, 0x9e37_79b1);
    return ((h ^ (h >>> 15)) >>> 3) & (this.count - 1);
  }

  private top(code: number): number {
    let top = code;
    for (let next = this.above.get(top) >>> 0; next !== 0; next = this.above.get(top) >>> 0) top = next - 1;
    return top;
  }
}

/** Joins two columns' parties row by row, where both are there. */
export function joinColumns(components: Components, a: Uint32Array, b: Uint32Array, ranges: readonly RowRange[]): void {
  let [one, other] = [0, 0];
  for (const [from, to] of ranges) {
    for (let row = from; row < to; row++) {
      if (b[row] === 0 || a[row] === 0 || (a[row] === one && b[row] === other)) continue;
      components.join((one = a[row]!), (other = b[row]!));
    }
  }
}

/** Joins every entry that names an order or trade with all customers that have fee records of it, in some rows of the fee records. */
export function joinByTrade(components: Components, book: LedgerColumns, fees: FeeColumns, ranges: readonly RowRange[]): void {
  const most = largestTrade(book);
  if (most === 0) return;
  /** Party + 1 of what names a trade; 0 where nothing does. */
  const names = new Uint32Array(most + 1);
  for (let row = 0; row < book.rows; row++) {
    const trade = book.reference[row]!;
    if (trade === 0 || trade > most) continue;
    const party = book.customer[row]! || book.reseller[row]!;
    if (names[trade] !== 0) components.join(names[trade]! - 1, party);
    names[trade] = party + 1;
  }
  for (const [from, to] of ranges) {
    for (let row = from; row < to; row++) {
      const trade = fees.trade[row]!;
      if (trade !== 0 && trade <= most && names[trade] !== 0) components.join(names[trade]! - 1, fees.customer[row]!);
    }
  }
}

/** Columns never change: each is gone through once. */
const largest = new WeakMap<Uint32Array, number>();

/** Largest number of a trade that a book names and fee records may have; 0 where it names none. */
function largestTrade({ reference, rows }: LedgerColumns): number {
  let most = largest.get(reference);
  if (most !== undefined) return most;
  most = 0;
  for (let row = 0; row < rows; row++) if (reference[row]! < OWN && reference[row]! > most) most = reference[row]!;
  largest.set(reference, most);
  return most;
}

/** Numbers from here on belong to one run and stand in no fee record (code-space.ts). */
const OWN = 0x8000_0000;
