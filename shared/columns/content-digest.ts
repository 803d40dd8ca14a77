/**
 * Digest of a slice's content: equal for the same records (a repeated one as often), whatever their order, the cut into pages and segments,
 * the dictionary's codes and the generation; different for any other content. A gateway promises no order of its rows, so none may count.
 *
 * Rows are put into an order that follows from their content alone, then the columns go through SHA-256. A sum of row hashes would need no
 * order, but is only as strong as the row hash: this is as strong as SHA-256 and costs no more, because the order is found with a cheap hash
 * and rows of one hash are compared cell by cell. Columns without any value do not count, so a field added to the table later changes nothing.
 */
import { byCodeUnit, canonicalJson, Digest, sha256Hex } from '../digest';
import { cellAt, type CodeTexts } from './cells';
import { hashBytes } from './hash';
import { isNullAt, rowsOf, type PackedColumn } from './types';
import { encodeUtf8 } from './utf8';

const NULL_LENGTH = 0xffff_ffff;

/** The cells of one field, segment by segment; null where a segment does not have it. */
type Field = readonly (PackedColumn | null)[];

/** Takes segments in any order; holds on to them until the digest is made. */
export class ContentDigest {
  private readonly segments: { readonly rows: number; readonly columns: Readonly<Record<string, PackedColumn>> }[] = [];

  constructor(private readonly texts: CodeTexts) {}

  add(rows: number, columns: Readonly<Record<string, PackedColumn>>): this {
    if (rows > 0) this.segments.push({ rows, columns });
    return this;
  }

  hex(): string {
    const starts = new Uint32Array(this.segments.length + 1);
    this.segments.forEach(({ rows }, at) => (starts[at + 1] = starts[at]! + rows));
    const rows = starts[this.segments.length]!;
    const names = new Set(this.segments.flatMap(({ columns }) => Object.keys(columns)));
    const fields = [...names]
      .sort(byCodeUnit)
      .map((name): [string, Field] => [name, this.segments.map(({ columns }) => columns[name] ?? null)])
      .filter(([, field]) => field.some(hasValue));
    const order = this.order(fields, starts, rows);
    const digests = fields.map(([name, field]) => [name, digestOf(field, order, this.texts)]);
    return sha256Hex(canonicalJson({ rows, columns: Object.fromEntries(digests) as Record<string, string> }));
  }

  /** All rows, by the hash of their content and then by the content itself. */
  private order(fields: readonly (readonly [string, Field])[], starts: Uint32Array, rows: number): Order {
    const hashes = new Uint32Array(rows);
    fields.forEach(([name, field]) => {
      const [seed] = hashOf(name);
      const codes = new CodeHashes(this.texts);
      field.forEach((column, at) => column && addHashes(column, seed, hashes.subarray(starts[at], starts[at + 1]), codes));
    });
    // The row's number in the low half carries the order along and makes every key its own.
    const keys = new BigUint64Array(rows);
    for (let row = 0; row < rows; row++) keys[row] = (BigInt(hashes[row]!) << 32n) | BigInt(row);
    keys.sort();
    const sorted = new Uint32Array(keys.buffer);
    const segment = new Uint32Array(rows);
    const place = new Uint32Array(rows);
    const put = (at: number, row: number): void => {
      const of = segmentOf(starts, row);
      segment[at] = of;
      place[at] = row - starts[of]!;
    };
    for (let at = 0; at < rows;) {
      let end = at + 1;
      while (end < rows && sorted[end * 2 + 1] === sorted[at * 2 + 1]) end++;
      if (end === at + 1) put(at, sorted[at * 2]!);
      else {
        const tied = Array.from({ length: end - at }, (_, i) => sorted[(at + i) * 2]!);
        tied.sort((a, b) => this.compare(fields, starts, a, b)).forEach((row, i) => put(at + i, row));
      }
      at = end;
    }
    return { segment, place };
  }

  private compare(fields: readonly (readonly [string, Field])[], starts: Uint32Array, a: number, b: number): number {
    const [ofA, ofB] = [segmentOf(starts, a), segmentOf(starts, b)];
    const cell = (field: Field, of: number, row: number): string | null => {
      const column = field[of] ?? null;
      return column && cellAt(column, row - starts[of]!, this.texts);
    };
    for (const [, field] of fields) {
      const [one, two] = [cell(field, ofA, a), cell(field, ofB, b)];
      if (one !== two) return one === null ? -1 : two === null ? 1 : byCodeUnit(one, two);
    }
    return 0;
  }
}

/** Where the n-th row stands: its segment and its number there. */
interface Order {
  readonly segment: Uint32Array;
  readonly place: Uint32Array;
}

function segmentOf(starts: Uint32Array, row: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= row) low = middle;
    else high = middle;
  }
  return low;
}

function hasValue(column: PackedColumn | null): boolean {
  if (column === null || column.kind === 'absent') return false;
  const rows = rowsOf(column);
  for (let row = 0; row < rows; row++) if (!isNullAt(column, row)) return true;
  return false;
}

/** Hash of a text as two numbers. */
function hashOf(text: string): Uint32Array & { 0: number; 1: number } {
  const halves = new Uint32Array(2);
  const bytes = encodeUtf8(text);
  hashBytes(bytes, 0, bytes.length, halves, 0);
  return halves as Uint32Array & { 0: number; 1: number };
}

/** Hashes of a dictionary's texts, each made once. */
class CodeHashes {
  private table = new Uint32Array(1024);
  private known = new Uint8Array(1024);

  constructor(private readonly texts: CodeTexts) {}

  of(code: number): number {
    if (code >= this.table.length) {
      const size = 2 ** Math.ceil(Math.log2(code + 1));
      const [table, known] = [new Uint32Array(size), new Uint8Array(size)];
      table.set(this.table);
      known.set(this.known);
      [this.table, this.known] = [table, known];
    }
    if (this.known[code] === 0) {
      this.known[code] = 1;
      this.table[code] = hashOf(this.texts.text(code))[0];
    }
    return this.table[code]!;
  }
}

/** Adds a column's part to the hashes of its rows; a null cell adds nothing, as an absent column. */
function addHashes(column: PackedColumn, seed: number, hashes: Uint32Array, codes: CodeHashes): void {
  const rows = rowsOf(column);
  const halves = new Uint32Array(2);
  const words = column.kind === 'amount' ? new Uint32Array(column.units.buffer, column.units.byteOffset, rows * 2) : null;
  for (let row = 0; row < rows; row++) {
    if (isNullAt(column, row)) continue;
    let value = 0;
    if (column.kind === 'code') value = codes.of(column.codes[row]!);
    else if (column.kind === 'int') value = column.values[row]!;
    else if (column.kind === 'text') {
      hashBytes(column.bytes, column.offsets[row]!, column.offsets[row + 1]!, halves, 0);
      value = halves[0]!;
    } else if (words) value = mix(words[row * 2]!, words[row * 2 + 1]!);
    hashes[row] = hashes[row]! + mix(seed, value);
  }
}

function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ b;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}

/** SHA-256 of one field in the rows' order: the values, and which rows have one. */
function digestOf(field: Field, { segment, place }: Order, texts: CodeTexts): string {
  const rows = segment.length;
  const shape = new Uint32Array(rows);
  const kind = field.find((column) => column !== null && column.kind !== 'absent')?.kind;
  const at = (n: number): PackedColumn | null => field[segment[n]!] ?? null;
  const each = (visit: (column: never, row: number, n: number) => void): void => {
    for (let n = 0; n < rows; n++) {
      const column = at(n);
      const row = place[n]!;
      if (column === null || isNullAt(column, row)) shape[n] = NULL_LENGTH;
      else visit(column as never, row, n);
    }
  };
  const values = new Digest();
  const local: string[] = [];
  switch (kind) {
    case 'code': {
      const dense = new Map<number, number>();
      each((column: { codes: Uint32Array }, row, n) => {
        const code = column.codes[row]!;
        let number = dense.get(code);
        if (number === undefined) {
          dense.set(code, (number = local.length));
          local.push(texts.text(code));
        }
        shape[n] = number;
      });
      break;
    }
    case 'amount': {
      const units = new BigInt64Array(rows);
      let count = 0;
      each((column: { units: BigInt64Array }, row) => void (units[count++] = column.units[row]!));
      values.update(bytesIn(units.subarray(0, count)));
      break;
    }
    case 'int': {
      const numbers = new Int32Array(rows);
      let count = 0;
      each((column: { values: Int32Array }, row) => void (numbers[count++] = column.values[row]!));
      values.update(bytesIn(numbers.subarray(0, count)));
      break;
    }
    case 'text': {
      // Gathered some at a time: one update for each short text would cost more than hashing it.
      const buffer = new Uint8Array(1 << 16);
      let used = 0;
      each((column: { bytes: Uint8Array; offsets: Uint32Array }, row, n) => {
        const cell = column.bytes.subarray(column.offsets[row], column.offsets[row + 1]);
        shape[n] = cell.length;
        if (used + cell.length > buffer.length) {
          values.update(buffer.subarray(0, used));
          used = 0;
        }
        if (cell.length > buffer.length) values.update(cell);
        else {
          buffer.set(cell, used);
          used += cell.length;
        }
      });
      values.update(buffer.subarray(0, used));
    }
  }
  return sha256Hex(values.hex() + new Digest().update(bytesIn(shape)).hex() + canonicalJson(local));
}

function bytesIn(array: BigInt64Array | Int32Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
