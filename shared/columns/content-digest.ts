/**
 * Digest of a slice's content: the same for the same records in the same order, whatever the dictionary's codes, the cut into segments
 * and the generation. Columns without any value do not count, so a field added to the table later changes nothing.
 */
import { byCodeUnit, canonicalJson, Digest, sha256Hex } from '../digest';
import type { CodeTexts } from './cells';
import { isNullAt, rowsOf, type PackedColumn } from './types';

const NULL_LENGTH = 0xffff_ffff;

class ColumnDigest {
  private readonly values = new Digest();
  private readonly shape = new Digest();
  private readonly local = new Map<number, number>();
  private readonly localTexts: string[] = [];
  private leadingNulls = 0;
  private started = false;

  constructor(private readonly texts: CodeTexts) {}

  add(column: PackedColumn): void {
    const rows = rowsOf(column);
    if (rows === 0) return;
    if (column.kind === 'absent') {
      if (this.started) this.nulls(rows);
      else this.leadingNulls += rows;
      return;
    }
    if (!this.started) {
      this.started = true;
      if (this.leadingNulls > 0) this.nulls(this.leadingNulls);
    }
    switch (column.kind) {
      case 'code':
        return this.codes(column.codes);
      case 'amount':
        this.values.update(bytesIn(column.nulls === null ? column.units : column.units.filter((_, row) => !isNullAt(column, row))));
        break;
      case 'int':
        this.values.update(bytesIn(column.nulls === null ? column.values : column.values.filter((_, row) => !isNullAt(column, row))));
        break;
      case 'text':
        this.values.update(column.bytes);
    }
    const shape = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      shape[row] = isNullAt(column, row)
        ? NULL_LENGTH
        : column.kind === 'text'
          ? (column.offsets[row + 1] ?? 0) - (column.offsets[row] ?? 0)
          : 0;
    }
    this.shape.update(bytesIn(shape));
  }

  /** Hex, or null when the column never held a value. */
  take(): string | null {
    if (!this.started) return null;
    return sha256Hex(this.values.hex() + this.shape.hex() + canonicalJson(this.localTexts));
  }

  /** Rows without a value: only the shape says so, whatever kind the column turns out to have. */
  private nulls(rows: number): void {
    this.shape.update(bytesIn(new Uint32Array(rows).fill(NULL_LENGTH)));
  }

  private codes(codes: Uint32Array): void {
    const shape = new Uint32Array(codes.length);
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row] ?? 0;
      if (code === 0) {
        shape[row] = NULL_LENGTH;
        continue;
      }
      let dense = this.local.get(code);
      if (dense === undefined) {
        dense = this.localTexts.length;
        this.local.set(code, dense);
        this.localTexts.push(this.texts.text(code));
      }
      shape[row] = dense;
    }
    this.shape.update(bytesIn(shape));
  }
}

function bytesIn(array: BigInt64Array | Int32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Takes segments in reading order. */
export class ContentDigest {
  private readonly columns = new Map<string, ColumnDigest>();
  private rows = 0;

  constructor(private readonly texts: CodeTexts) {}

  add(rows: number, columns: Readonly<Record<string, PackedColumn>>): this {
    for (const [name, column] of Object.entries(columns)) {
      let digest = this.columns.get(name);
      if (!digest) {
        digest = new ColumnDigest(this.texts);
        if (this.rows > 0) digest.add({ kind: 'absent', of: 'text', rows: this.rows });
        this.columns.set(name, digest);
      }
      digest.add(column);
    }
    for (const [name, digest] of this.columns) if (!Object.hasOwn(columns, name)) digest.add({ kind: 'absent', of: 'text', rows });
    this.rows += rows;
    return this;
  }

  hex(): string {
    const parts = [...this.columns]
      .map(([name, digest]) => [name, digest.take()] as const)
      .filter((part): part is readonly [string, string] => part[1] !== null)
      .sort((a, b) => byCodeUnit(a[0], b[0]));
    return sha256Hex(canonicalJson({ rows: this.rows, columns: Object.fromEntries(parts) }));
  }
}
