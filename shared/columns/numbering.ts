/**
 * Dense numbers for texts of high cardinality (order and transaction IDs): equal numbers mean equal texts. Works on packed bytes with an
 * open hash table, so a million IDs never become a million strings. Number 0 stands for null.
 */
import { hashBytes, hashTexts } from './hash';
import { isNullAt, rowsOf, type PackedColumn, type TextColumn } from './types';
import { decodeUtf8, encodeUtf8 } from './utf8';

export class TextNumbering {
  /** Column and row that first had the text of a number; index 0 unused. */
  private readonly columns: (TextColumn | null)[] = [null];
  private readonly rows: number[] = [0];
  private slots = new Uint32Array(1024);
  private slotHash = new BigUint64Array(1024);

  /** Numbers given, 0 included. */
  get size(): number {
    return this.columns.length;
  }

  /** The number of each row. */
  number(column: PackedColumn): Uint32Array {
    const numbers = new Uint32Array(rowsOf(column));
    if (column.kind !== 'text') return numbers;
    const hashes = column.hashes ?? hashTexts(column.bytes, column.offsets);
    for (let row = 0; row < numbers.length; row++) {
      if (!isNullAt(column, row)) numbers[row] = this.find(hashes[row] ?? 0n, column, row, true);
    }
    return numbers;
  }

  text(number: number): string {
    const column = this.columns[number];
    const row = this.rows[number] ?? 0;
    return column ? decodeUtf8(column.bytes, column.offsets[row] ?? 0, column.offsets[row + 1] ?? 0) : '';
  }

  /** Number of a text, 0 when it was never seen. */
  code(text: string): number {
    const bytes = encodeUtf8(text);
    const hash = new BigUint64Array(1);
    hashBytes(bytes, 0, bytes.length, new Uint32Array(hash.buffer), 0);
    return this.find(hash[0] ?? 0n, { kind: 'text', bytes, offsets: Uint32Array.of(0, bytes.length), nulls: null, hashes: null }, 0, false);
  }

  private find(hash: bigint, column: TextColumn, row: number, add: boolean): number {
    const mask = this.slots.length - 1;
    let slot = Number(hash & 0xffff_ffffn) & mask;
    for (;;) {
      const number = this.slots[slot] ?? 0;
      if (number === 0) break;
      if (this.slotHash[slot] === hash && this.same(number, column, row)) return number;
      slot = (slot + 1) & mask;
    }
    if (!add) return 0;
    const number = this.columns.length;
    this.columns.push(column);
    this.rows.push(row);
    this.slots[slot] = number;
    this.slotHash[slot] = hash;
    if (number * 2 > this.slots.length) this.grow();
    return number;
  }

  private same(number: number, column: TextColumn, row: number): boolean {
    const other = this.columns[number];
    if (!other) return false;
    const otherRow = this.rows[number] ?? 0;
    let a = other.offsets[otherRow] ?? 0;
    const endA = other.offsets[otherRow + 1] ?? 0;
    let b = column.offsets[row] ?? 0;
    if (endA - a !== (column.offsets[row + 1] ?? 0) - b) return false;
    for (; a < endA; a++, b++) if (other.bytes[a] !== column.bytes[b]) return false;
    return true;
  }

  private grow(): void {
    const { slots, slotHash } = this;
    this.slots = new Uint32Array(slots.length * 2);
    this.slotHash = new BigUint64Array(slots.length * 2);
    const mask = this.slots.length - 1;
    for (let i = 0; i < slots.length; i++) {
      const number = slots[i] ?? 0;
      if (number === 0) continue;
      const hash = slotHash[i] ?? 0n;
      let slot = Number(hash & 0xffff_ffffn) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = number;
      this.slotHash[slot] = hash;
    }
  }
}
