/**
 * Packed columns: how records lie in the store and in memory. One column is a typed array with, where needed, a bitmap of nulls
 * (bit set = null, least significant bit first; absent when nothing is null). All arrays are little-endian, as every supported machine is.
 */
import type { FieldKind } from '../api/sources';

/** Codes of one append-only dictionary; 0 stands for null. */
export interface CodeColumn {
  readonly kind: 'code';
  readonly codes: Uint32Array;
}

/** Exact amounts in units of 10^-8; null cells hold 0. */
export interface AmountColumn {
  readonly kind: 'amount';
  readonly units: BigInt64Array;
  readonly nulls: Uint8Array | null;
}

export interface IntColumn {
  readonly kind: 'int';
  readonly values: Int32Array;
  readonly nulls: Uint8Array | null;
}

/** UTF-8 texts one after another; `offsets` has one element more than there are rows. */
export interface TextColumn {
  readonly kind: 'text';
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
  readonly nulls: Uint8Array | null;
  /** 64-bit hash of each text for joins; kept only where asked for. Equal hashes are always confirmed on the bytes. */
  readonly hashes: BigUint64Array | null;
}

/** A column in which every cell is null: most of what the gateway may send, it does not. */
export interface AbsentColumn {
  readonly kind: 'absent';
  readonly of: FieldKind;
  readonly rows: number;
}

export type PackedColumn = CodeColumn | AmountColumn | IntColumn | TextColumn | AbsentColumn;

/** Columns of equal length by field name. */
export type PackedColumns = Readonly<Record<string, PackedColumn>>;

export function rowsOf(column: PackedColumn): number {
  switch (column.kind) {
    case 'code':
      return column.codes.length;
    case 'amount':
      return column.units.length;
    case 'int':
      return column.values.length;
    case 'text':
      return column.offsets.length - 1;
    case 'absent':
      return column.rows;
  }
}

export function isNullAt(column: PackedColumn, row: number): boolean {
  switch (column.kind) {
    case 'code':
      return column.codes[row] === 0;
    case 'absent':
      return true;
    default:
      return column.nulls !== null && ((column.nulls[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }
}

/** Bytes the column's arrays take. */
export function bytesOf(column: PackedColumn): number {
  switch (column.kind) {
    case 'code':
      return column.codes.byteLength;
    case 'amount':
      return column.units.byteLength + (column.nulls?.byteLength ?? 0);
    case 'int':
      return column.values.byteLength + (column.nulls?.byteLength ?? 0);
    case 'text':
      return column.bytes.byteLength + column.offsets.byteLength + (column.nulls?.byteLength ?? 0) + (column.hashes?.byteLength ?? 0);
    case 'absent':
      return 0;
  }
}
