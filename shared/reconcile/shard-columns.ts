/** Columns of a source taken row by row: a function for each width, because one for all would look at the width with every element. */
import { halvesOf } from '../columns';
import type { BillColumns, FeeColumns, LedgerColumns } from './types';

export type Columns = BillColumns | FeeColumns | LedgerColumns;
export type TypedColumn = Uint8Array | Uint16Array | Uint32Array | BigInt64Array;

export function isColumn(value: unknown): value is TypedColumn {
  return ArrayBuffer.isView(value);
}

/** The same source with other columns; what is no column stays as it is. */
export function madeColumns<T extends Columns>(columns: T, rows: number, columnOf: (column: TypedColumn) => TypedColumn): T {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(columns)) made[name] = isColumn(value) ? columnOf(value) : value;
  return { ...made, rows } as unknown as T;
}

/** Columns never change: each is gone through once. */
const constants = new WeakMap<TypedColumn, boolean>();

/** Whether all rows have the same: most columns of most books do, and need no dealing. */
export function isConstant(column: TypedColumn): boolean {
  let known = constants.get(column);
  if (known === undefined) {
    known = column instanceof BigInt64Array ? samePairs(halvesOf(column)) : sameNumbers(column);
    constants.set(column, known);
  }
  return known;
}

function sameNumbers(column: Uint8Array | Uint16Array | Uint32Array): boolean {
  const first = column[0];
  for (let i = 1; i < column.length; i++) if (column[i] !== first) return false;
  return true;
}

function samePairs(pairs: Int32Array): boolean {
  const [low, high] = [pairs[0], pairs[1]];
  for (let i = 2; i < pairs.length; i += 2) if (pairs[i] !== low || pairs[i + 1] !== high) return false;
  return true;
}

/** The column's rows that are named, side by side. */
export function picked(column: TypedColumn, rows: Uint32Array): TypedColumn {
  if (isConstant(column)) return column.subarray(0, rows.length);
  if (column instanceof BigInt64Array) {
    const to = new BigInt64Array(rows.length);
    pickPairs(halvesOf(column), rows, halvesOf(to));
    return to;
  }
  if (column instanceof Uint32Array) return pick32(column, rows, new Uint32Array(rows.length));
  if (column instanceof Uint16Array) return pick16(column, rows, new Uint16Array(rows.length));
  return pick8(column, rows, new Uint8Array(rows.length));
}

function pickPairs(from: Int32Array, rows: Uint32Array, to: Int32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i]! * 2;
    to[2 * i] = from[at]!;
    to[2 * i + 1] = from[at + 1]!;
  }
}

function pick32(from: Uint32Array, rows: Uint32Array, to: Uint32Array): Uint32Array {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

function pick16(from: Uint16Array, rows: Uint32Array, to: Uint16Array): Uint16Array {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

function pick8(from: Uint8Array, rows: Uint32Array, to: Uint8Array): Uint8Array {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

/** The column with each row at its place. */
export function scattered(column: TypedColumn, place: Uint32Array): TypedColumn {
  if (isConstant(column)) return column;
  if (column instanceof BigInt64Array) {
    const to = new BigInt64Array(place.length);
    scatterPairs(halvesOf(column), place, halvesOf(to));
    return to;
  }
  if (column instanceof Uint32Array) return scatter32(column, place, new Uint32Array(place.length));
  if (column instanceof Uint16Array) return scatter16(column, place, new Uint16Array(place.length));
  return scatter8(column, place, new Uint8Array(place.length));
}

function scatterPairs(from: Int32Array, place: Uint32Array, to: Int32Array): void {
  for (let row = 0; row < place.length; row++) {
    const at = place[row]! * 2;
    to[at] = from[2 * row]!;
    to[at + 1] = from[2 * row + 1]!;
  }
}

function scatter32(from: Uint32Array, place: Uint32Array, to: Uint32Array): Uint32Array {
  for (let row = 0; row < place.length; row++) to[place[row]!] = from[row]!;
  return to;
}

function scatter16(from: Uint16Array, place: Uint32Array, to: Uint16Array): Uint16Array {
  for (let row = 0; row < place.length; row++) to[place[row]!] = from[row]!;
  return to;
}

function scatter8(from: Uint8Array, place: Uint32Array, to: Uint8Array): Uint8Array {
  for (let row = 0; row < place.length; row++) to[place[row]!] = from[row]!;
  return to;
}

/** Whether rows of one column are, in their order, equal to rows of another. */
export function equalAt(mine: TypedColumn, rows: Uint32Array, theirs: TypedColumn, others: Uint32Array): boolean {
  if (mine[0] === theirs[0] && isConstant(mine) && isConstant(theirs)) return true;
  if (mine instanceof BigInt64Array) return equalPairs(halvesOf(mine), rows, halvesOf(theirs as BigInt64Array), others);
  for (let i = 0; i < rows.length; i++) if (mine[rows[i]!] !== theirs[others[i]!]) return false;
  return true;
}

function equalPairs(mine: Int32Array, rows: Uint32Array, theirs: Int32Array, others: Uint32Array): boolean {
  for (let i = 0; i < rows.length; i++) {
    const [at, other] = [rows[i]! * 2, others[i]! * 2];
    if (mine[at] !== theirs[other] || mine[at + 1] !== theirs[other + 1]) return false;
  }
  return true;
}
