/**
 * Dense numbers for texts of high cardinality (order and transaction IDs): equal numbers mean equal texts. Works on packed bytes with an
 * open hash table, so a million IDs never become a million strings. Number 0 stands for null.
 */
import { hashBytes, hashTexts } from './hash';
import { isNullAt, rowsOf, type PackedColumn, type TextColumn } from './types';
import { decodeUtf8, encodeUtf8 } from './utf8';

export class TextNumbering {
  /** Number in a slot, 0 when it is free. */
  private slots = new Uint32Array(1024);
  /** Hash of a slot's text, low and high half: read as a bigint it would be an object. */
  private hashes = new Uint32Array(2 * 1024);
  /** Columns that gave a number; which of them and which of its rows, by number. */
  private readonly columns: TextColumn[] = [];
  private columnOf = new Uint32Array(512);
  private rowOf = new Uint32Array(512);
  private count = 1;

  /** Numbers given, 0 included. */
  get size(): number {
    return this.count;
  }

  /** The number of each row. */
  number(column: PackedColumn): Uint32Array {
    const numbers = new Uint32Array(rowsOf(column));
    if (column.kind !== 'text') return numbers;
    const hashes = halvesOf(column.hashes ?? hashTexts(column.bytes, column.offsets));
    for (let row = 0; row < numbers.length; row++) {
      if (!isNullAt(column, row)) numbers[row] = this.find(hashes[2 * row]!, hashes[2 * row + 1]!, column, row, true);
    }
    return numbers;
  }

  text(number: number): string {
    if (number < 1 || number >= this.count) return '';
    const { bytes, offsets } = this.columns[this.columnOf[number]!]!;
    const row = this.rowOf[number]!;
    return decodeUtf8(bytes, offsets[row] ?? 0, offsets[row + 1] ?? 0);
  }

  /** Number of a text, 0 when it was never seen. */
  code(text: string): number {
    const bytes = encodeUtf8(text);
    const hash = new Uint32Array(2);
    hashBytes(bytes, 0, bytes.length, hash, 0);
    return this.find(
      hash[0]!,
      hash[1]!,
      { kind: 'text', bytes, offsets: Uint32Array.of(0, bytes.length), nulls: null, hashes: null },
      0,
      false,
    );
  }

  private find(low: number, high: number, column: TextColumn, row: number, add: boolean): number {
    const { slots, hashes } = this;
    const mask = slots.length - 1;
    let slot = low & mask;
    for (;;) {
      const number = slots[slot]!;
      if (number === 0) break;
      if (hashes[2 * slot] === low && hashes[2 * slot + 1] === high && this.same(number, column, row)) return number;
      slot = (slot + 1) & mask;
    }
    if (!add) return 0;
    const number = this.count++;
    if (this.columns.at(-1) !== column) this.columns.push(column);
    this.columnOf[number] = this.columns.length - 1;
    this.rowOf[number] = row;
    slots[slot] = number;
    hashes[2 * slot] = low;
    hashes[2 * slot + 1] = high;
    // Half of the slots stay free, and there is room for as many numbers.
    if (this.count * 2 >= slots.length) this.grow();
    return number;
  }

  private same(number: number, column: TextColumn, row: number): boolean {
    const other = this.columns[this.columnOf[number]!]!;
    const otherRow = this.rowOf[number]!;
    let a = other.offsets[otherRow] ?? 0;
    const endA = other.offsets[otherRow + 1] ?? 0;
    let b = column.offsets[row] ?? 0;
    if (endA - a !== (column.offsets[row + 1] ?? 0) - b) return false;
    for (; a < endA; a++, b++) if (other.bytes[a] !== column.bytes[b]) return false;
    return true;
  }

  private grow(): void {
    const { slots, hashes } = this;
    this.slots = new Uint32Array(slots.length * 2);
    this.hashes = new Uint32Array(hashes.length * 2);
    this.columnOf = longer(this.columnOf);
    this.rowOf = longer(this.rowOf);
    const mask = this.slots.length - 1;
    for (let i = 0; i < slots.length; i++) {
      if (slots[i] === 0) continue;
      let slot = hashes[2 * i]! & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = slots[i]!;
      this.hashes[2 * slot] = hashes[2 * i]!;
      this.hashes[2 * slot + 1] = hashes[2 * i + 1]!;
    }
  }
}

const halvesOf = (hashes: BigUint64Array): Uint32Array => new Uint32Array(hashes.buffer, hashes.byteOffset, hashes.length * 2);

function longer(column: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(column.length * 2);
  longer.set(column);
  return longer;
}
