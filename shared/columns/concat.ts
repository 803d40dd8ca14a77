/** Merging columns of consecutive segments into one. */
import type { FieldKind } from '../api/sources';
import { rowsOf, type AmountColumn, type IntColumn, type PackedColumn, type TextColumn } from './types';

function kindOf(column: PackedColumn): FieldKind {
  return column.kind === 'absent' ? column.of : column.kind;
}

/**
 * One column with the rows of all, in order. Parts that hold no value cost nothing unless another part does.
 * @throws TypeError when the parts are of different kinds
 */
export function concatColumn(parts: readonly PackedColumn[]): PackedColumn {
  const rows = parts.reduce((sum, part) => sum + rowsOf(part), 0);
  const present = parts.filter((part) => part.kind !== 'absent');
  const first = present[0];
  if (!first) return { kind: 'absent', of: parts[0] ? kindOf(parts[0]) : 'text', rows };
  if (parts.some((part) => kindOf(part) !== first.kind)) throw new TypeError('columns of different kinds');
  if (parts.length === 1) return first;
  switch (first.kind) {
    case 'code':
      return concatCodes(parts, rows);
    case 'amount': {
      const units = new BigInt64Array(rows);
      fill(parts, (part, at) => units.set((part as AmountColumn).units, at));
      return { kind: 'amount', units, nulls: concatNulls(parts, rows) };
    }
    case 'int': {
      const values = new Int32Array(rows);
      fill(parts, (part, at) => values.set((part as IntColumn).values, at));
      return { kind: 'int', values, nulls: concatNulls(parts, rows) };
    }
    case 'text':
      return concatTexts(parts, rows);
  }
}

/** All columns of all parts; a column that a part does not have is null there. */
export function concatColumns(
  parts: readonly { readonly rows: number; readonly columns: Readonly<Record<string, PackedColumn>> }[],
): Record<string, PackedColumn> {
  const only = parts[0];
  if (parts.length === 1 && only) return { ...only.columns };
  const kinds = new Map<string, FieldKind>();
  for (const part of parts)
    for (const [name, column] of Object.entries(part.columns)) if (!kinds.has(name)) kinds.set(name, kindOf(column));
  const merged: Record<string, PackedColumn> = {};
  for (const [name, kind] of kinds) {
    merged[name] = concatColumn(parts.map((part) => part.columns[name] ?? { kind: 'absent', of: kind, rows: part.rows }));
  }
  return merged;
}

/** Calls `write` for each part that holds values, with the row it starts at. */
function fill(parts: readonly PackedColumn[], write: (part: PackedColumn, at: number) => void): void {
  let at = 0;
  for (const part of parts) {
    if (part.kind !== 'absent') write(part, at);
    at += rowsOf(part);
  }
}

function concatCodes(parts: readonly PackedColumn[], rows: number): PackedColumn {
  const codes = new Uint32Array(rows);
  fill(parts, (part, at) => part.kind === 'code' && codes.set(part.codes, at));
  return { kind: 'code', codes };
}

function concatTexts(parts: readonly PackedColumn[], rows: number): PackedColumn {
  const texts = parts.filter((part): part is TextColumn => part.kind === 'text');
  const length = texts.reduce((sum, part) => sum + part.bytes.length, 0);
  if (length > 0xffff_ffff) throw new RangeError('more text than one column can address');
  const bytes = new Uint8Array(length);
  const offsets = new Uint32Array(rows + 1);
  const hashes = texts.every((part) => part.hashes !== null) ? new BigUint64Array(rows) : null;
  let row = 0;
  let at = 0;
  for (const part of parts) {
    const count = rowsOf(part);
    if (part.kind === 'text') {
      bytes.set(part.bytes, at);
      for (let i = 1; i <= count; i++) offsets[row + i] = at + (part.offsets[i] ?? 0);
      if (hashes && part.hashes) hashes.set(part.hashes, row);
      at += part.bytes.length;
    } else offsets.fill(at, row + 1, row + count + 1);
    row += count;
  }
  return { kind: 'text', bytes, offsets, nulls: concatNulls(parts, rows), hashes };
}

function concatNulls(parts: readonly PackedColumn[], rows: number): Uint8Array | null {
  if (parts.every((part) => part.kind !== 'absent' && (part.kind === 'code' || part.nulls === null))) return null;
  const bits = new Uint8Array((rows + 7) >> 3);
  let at = 0;
  for (const part of parts) {
    const count = rowsOf(part);
    const nulls = part.kind === 'absent' ? 'all' : part.kind === 'code' ? null : part.nulls;
    if (nulls !== null) {
      for (let row = 0; row < count; row++) {
        if (nulls === 'all' || ((nulls[row >> 3] ?? 0) & (1 << (row & 7))) !== 0)
          bits[(at + row) >> 3] = (bits[(at + row) >> 3] ?? 0) | (1 << ((at + row) & 7));
      }
    }
    at += count;
  }
  return bits;
}
