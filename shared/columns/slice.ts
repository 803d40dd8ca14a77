/** A run of rows out of a column. */
import { isNullAt, type PackedColumn } from './types';

/** Rows `from` up to `to` of every column, as a column of its own; arrays are shared with the whole where that is possible. */
export function sliceColumns(columns: Readonly<Record<string, PackedColumn>>, from: number, to: number): Record<string, PackedColumn> {
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, sliceColumn(column, from, to)]));
}

function sliceColumn(column: PackedColumn, from: number, to: number): PackedColumn {
  switch (column.kind) {
    case 'absent':
      return { ...column, rows: to - from };
    case 'code':
      return { kind: 'code', codes: column.codes.subarray(from, to) };
    case 'amount':
      return { kind: 'amount', units: column.units.subarray(from, to), nulls: sliceNulls(column, from, to) };
    case 'int':
      return { kind: 'int', values: column.values.subarray(from, to), nulls: sliceNulls(column, from, to) };
    case 'text': {
      const [start, end] = [column.offsets[from] ?? 0, column.offsets[to] ?? 0];
      return {
        kind: 'text',
        bytes: column.bytes.subarray(start, end),
        offsets: start === 0 ? column.offsets.subarray(from, to + 1) : column.offsets.subarray(from, to + 1).map((at) => at - start),
        nulls: sliceNulls(column, from, to),
        hashes: column.hashes?.subarray(from, to) ?? null,
      };
    }
  }
}

/** Absent when none of the rows is null, as a column packed from them alone would have it. */
function sliceNulls(column: PackedColumn & { readonly nulls: Uint8Array | null }, from: number, to: number): Uint8Array | null {
  if (column.nulls === null) return null;
  let bits: Uint8Array | null = null;
  for (let row = from; row < to; row++) {
    if (!isNullAt(column, row)) continue;
    bits ??= new Uint8Array((to - from + 7) >> 3);
    bits[(row - from) >> 3] = bits[(row - from) >> 3]! | (1 << ((row - from) & 7));
  }
  return bits;
}
