import { halvesOf } from '../columns';
import { InvariantError } from './invariant';
import { hash, powerOfTwo } from './key-table';

/** One side of an exact join: up to three dictionary-coded key columns and the amounts, one element per row. */
export interface JoinSide {
  readonly rows: number;
  readonly period: Uint16Array | Uint32Array;
  readonly party: Uint32Array;
  readonly service: Uint32Array;
  readonly amount: BigInt64Array;
}

export interface JoinResult {
  /** Row of the right side that a left row met, or -1. */
  readonly ofLeft: Int32Array;
  /** Row of the left side that a right row met, or -1. */
  readonly ofRight: Int32Array;
  readonly matched: number;
}

/** Rows of a partition at most, on average: its records and hash slots stay inside a processor's second-level cache. */
const PARTITION_ROWS = 1 << 12;
/** Words of a record: party, service, period, low and high half of the amount, row number. */
const WORDS = 6;
const [PARTY, SERVICE, PERIOD, LOW, HIGH, ROW] = [0, 1, 2, 3, 4, 5] as const;

/**
 * Joins rows that agree in period, party, service and amount to the last unit. Rows equal in all four are interchangeable: k against m
 * meet min(k, m) times, lower row numbers first (interfaces.md, reading 5).
 *
 * Linear in both sides: rows are first dealt into partitions by their hash and each partition is joined on its own, so that the cost per row
 * does not grow with the cache misses of one large table. Amounts are compared as two 32-bit halves; no bigint is made.
 * @throws InvariantError when a column is shorter than `rows`
 */
export function joinExact(left: JoinSide, right: JoinSide): JoinResult {
  for (const side of [left, right]) {
    if (Math.min(side.period.length, side.party.length, side.service.length, side.amount.length) < side.rows) {
      throw new InvariantError('columns', 'a join column is shorter than its rows');
    }
  }
  const ofLeft = new Int32Array(left.rows).fill(-1);
  const ofRight = new Int32Array(right.rows).fill(-1);
  const partitions = powerOfTwo(Math.ceil(Math.max(left.rows, right.rows) / PARTITION_ROWS));
  const dealtLeft = deal(left, partitions);
  const dealtRight = deal(right, partitions);
  let largest = 0;
  for (let p = 0; p < partitions; p++) largest = Math.max(largest, dealtLeft.start[p + 1]! - dealtLeft.start[p]!);
  const slots = new Int32Array(powerOfTwo(Math.max(16, largest * 2)));
  const next = new Int32Array(largest);
  let matched = 0;
  for (let p = 0; p < partitions; p++) matched += joinPartition(dealtLeft, dealtRight, p, slots, next, ofLeft, ofRight);
  return { ofLeft, ofRight, matched };
}

interface Dealt {
  /** Records of {@link WORDS} words, partition by partition, in row order inside each. */
  readonly records: Int32Array;
  readonly start: Uint32Array;
}

function deal(side: JoinSide, partitions: number): Dealt {
  const { rows, period, party, service } = side;
  // Low word first: every platform Electron runs on is little-endian.
  const halves = halvesOf(side.amount);
  const hashes = new Int32Array(rows);
  const start = new Uint32Array(partitions + 1);
  const shift = 32 - Math.log2(partitions);
  const partitionOf = (h: number): number => (partitions === 1 ? 0 : h >>> shift);
  for (let row = 0; row < rows; row++) {
    const h = hash(party[row]!, halves[2 * row]!, service[row]! ^ Math.imul(period[row]!, 0x9e3779b1), halves[2 * row + 1]!);
    hashes[row] = h;
    const p = partitionOf(h) + 1;
    start[p] = start[p]! + 1;
  }
  for (let p = 0; p < partitions; p++) start[p + 1] = start[p + 1]! + start[p]!;
  const next = start.slice();
  const records = new Int32Array(rows * WORDS);
  for (let row = 0; row < rows; row++) {
    const h = hashes[row]!;
    const p = partitionOf(h);
    const place = next[p]!;
    next[p] = place + 1;
    const at = place * WORDS;
    records[at + PARTY] = party[row]!;
    records[at + SERVICE] = service[row]!;
    records[at + PERIOD] = period[row]!;
    records[at + LOW] = halves[2 * row]!;
    records[at + HIGH] = halves[2 * row + 1]!;
    records[at + ROW] = row;
  }
  return { records, start };
}

/** Left records go into the slots, equal ones chained in row order; each right record takes the first of its equals that is free. */
function joinPartition(
  left: Dealt,
  right: Dealt,
  partition: number,
  slots: Int32Array,
  next: Int32Array,
  ofLeft: Int32Array,
  ofRight: Int32Array,
): number {
  const first = left.start[partition]!;
  const count = left.start[partition + 1]! - first;
  if (count === 0) return 0;
  const mask = powerOfTwo(Math.max(16, count * 2)) - 1;
  slots.fill(-1, 0, mask + 1);
  const mine = left.records;
  // A slot holds the first free record of its key, `next` the one after it.
  for (let record = first + count - 1; record >= first; record--) {
    const at = record * WORDS;
    let slot = hashOf(mine, at) & mask;
    let other = slots[slot]!;
    while (other >= 0 && !sameKey(mine, at, mine, other * WORDS)) {
      slot = (slot + 1) & mask;
      other = slots[slot]!;
    }
    next[record - first] = other;
    slots[slot] = record;
  }
  const theirs = right.records;
  const last = right.start[partition + 1]!;
  let matched = 0;
  for (let record = right.start[partition]!; record < last; record++) {
    const at = record * WORDS;
    let slot = hashOf(theirs, at) & mask;
    let other = slots[slot]!;
    while (other >= 0 && !sameKey(theirs, at, mine, other * WORDS)) {
      slot = (slot + 1) & mask;
      other = slots[slot]!;
    }
    if (other < 0) continue;
    const taken = other * WORDS;
    if (mine[taken + ROW]! < 0) continue;
    const row = mine[taken + ROW]!;
    ofLeft[row] = theirs[at + ROW]!;
    ofRight[theirs[at + ROW]!] = row;
    matched++;
    // The last of equal records stays in its slot, marked as taken, so that probing past it still works.
    const following = next[other - first]!;
    if (following >= 0) slots[slot] = following;
    else mine[taken + ROW] = -1;
  }
  return matched;
}

function hashOf(records: Int32Array, at: number): number {
  return hash(
    records[at + PARTY]!,
    records[at + LOW]!,
    records[at + SERVICE]! ^ Math.imul(records[at + PERIOD]!, 0x9e3779b1),
    records[at + HIGH]!,
  );
}

function sameKey(a: Int32Array, at: number, b: Int32Array, bt: number): boolean {
  return (
    a[at + LOW] === b[bt + LOW] &&
    a[at + PARTY] === b[bt + PARTY] &&
    a[at + SERVICE] === b[bt + SERVICE] &&
    a[at + PERIOD] === b[bt + PERIOD] &&
    a[at + HIGH] === b[bt + HIGH]
  );
}
