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

/**
 * Joins rows that agree in period, party, service and amount to the last unit. Rows equal in all four are interchangeable: k against m
 * meet min(k, m) times, lower row numbers first (interfaces.md, reading 5). Linear in both sides; amounts are compared as two 32-bit
 * halves, so no bigint is made.
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
  const [small, big, ofSmall, ofBig] = left.rows <= right.rows ? [left, right, ofLeft, ofRight] : [right, left, ofRight, ofLeft];
  const matched = probe(small, big, ofSmall, ofBig);
  return { ofLeft, ofRight, matched };
}

/** The two halves of each amount, low word first (every platform Electron runs on is little-endian). */
function halvesOf(amount: BigInt64Array): Int32Array {
  return new Int32Array(amount.buffer, amount.byteOffset, amount.length * 2);
}

function probe(table: JoinSide, asked: JoinSide, ofTable: Int32Array, ofAsked: Int32Array): number {
  const { rows, period, party, service } = table;
  const halves = halvesOf(table.amount);
  const mask = powerOfTwo(Math.max(16, rows * 2)) - 1;
  // Per slot: a row that shows the key, and the first of its equals that is still free. Equal rows hang together by `next`.
  const shown = new Int32Array(mask + 1).fill(-1);
  const free = new Int32Array(mask + 1);
  const next = new Int32Array(rows);
  // From the last row to the first, so that the chain runs in row order.
  for (let row = rows - 1; row >= 0; row--) {
    const low = halves[2 * row]!;
    const high = halves[2 * row + 1]!;
    const p = period[row]!;
    const who = party[row]!;
    const what = service[row]!;
    let slot = hash(who, low, what ^ Math.imul(p, 0x9e3779b1), high) & mask;
    let other = shown[slot]!;
    while (
      other >= 0 &&
      !(party[other] === who && halves[2 * other] === low && service[other] === what && period[other] === p && halves[2 * other + 1] === high)
    ) {
      slot = (slot + 1) & mask;
      other = shown[slot]!;
    }
    if (other < 0) {
      shown[slot] = row;
      next[row] = -1;
    } else {
      next[row] = free[slot]!;
    }
    free[slot] = row;
  }
  const askedHalves = halvesOf(asked.amount);
  let matched = 0;
  for (let row = 0; row < asked.rows; row++) {
    const low = askedHalves[2 * row]!;
    const high = askedHalves[2 * row + 1]!;
    const p = asked.period[row]!;
    const who = asked.party[row]!;
    const what = asked.service[row]!;
    let slot = hash(who, low, what ^ Math.imul(p, 0x9e3779b1), high) & mask;
    let other = shown[slot]!;
    while (
      other >= 0 &&
      !(party[other] === who && halves[2 * other] === low && service[other] === what && period[other] === p && halves[2 * other + 1] === high)
    ) {
      slot = (slot + 1) & mask;
      other = shown[slot]!;
    }
    if (other < 0) continue;
    const taken = free[slot]!;
    if (taken < 0) continue;
    free[slot] = next[taken]!;
    ofTable[taken] = row;
    ofAsked[row] = taken;
    matched++;
  }
  return matched;
}
