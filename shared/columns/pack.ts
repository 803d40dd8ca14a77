import type { FieldKind } from '../api/sources';
import { MAX_UNITS, type Units } from '../money';
import type { Dictionary } from './dictionary';
import { hashTexts } from './hash';
import type { PackedColumn } from './types';
import { ByteWriter } from './utf8';
import { writeUnits, halvesOf } from './amounts';

const INTEGER = /^-?\d{1,10}$/;

/** A cell that does not fit its column; callers add where it stands. */
export class CellFaultError extends Error {
  constructor(
    readonly row: number,
    readonly fault: 'not-an-integer' | 'not-an-amount',
    override readonly cause?: unknown,
  ) {
    super(`row ${row}: ${fault}`);
    this.name = 'CellFaultError';
  }
}

class Nulls {
  private bits: Uint8Array | null = null;
  count = 0;

  constructor(private readonly rows: number) {}

  mark(row: number): void {
    this.bits ??= new Uint8Array((this.rows + 7) >> 3);
    this.bits[row >> 3] = (this.bits[row >> 3] ?? 0) | (1 << (row & 7));
    this.count++;
  }

  take(): Uint8Array | null {
    return this.bits;
  }
}

type Cells = readonly (string | null | undefined)[];

/**
 * Packs one column of exact texts. Blank amounts and integers are null; an empty text is not.
 * @param hashed texts also get a 64-bit hash, for columns that take part in joins
 * @throws CellFaultError naming the row
 */
export function packColumn(kind: FieldKind, cells: Cells, dictionary: Dictionary, hashed = false): PackedColumn {
  switch (kind) {
    case 'code':
      return packCodes(cells, dictionary);
    case 'amount':
      return packAmounts(cells);
    case 'int':
      return packIntegers(cells);
    case 'text':
      return packTexts(cells, hashed);
  }
}

function packCodes(cells: Cells, dictionary: Dictionary): PackedColumn {
  const rows = cells.length;
  const codes = new Uint32Array(rows);
  let any = false;
  let lastText: string | null = null;
  let lastCode = 0;
  for (let row = 0; row < rows; row++) {
    const cell = cells[row];
    if (cell === null || cell === undefined) continue;
    // Neighbours are often equal; comparing is cheaper than looking up.
    if (cell !== lastText) {
      lastText = cell;
      lastCode = dictionary.add(cell);
    }
    codes[row] = lastCode;
    any = true;
  }
  return any ? { kind: 'code', codes } : { kind: 'absent', of: 'code', rows };
}

function packAmounts(cells: Cells): PackedColumn {
  const rows = cells.length;
  const units = new BigInt64Array(rows);
  const halves = halvesOf(units);
  const nulls = new Nulls(rows);
  for (let row = 0; row < rows; row++) {
    const cell = cells[row];
    if (cell === null || cell === undefined || cell === '') {
      nulls.mark(row);
      continue;
    }
    try {
      writeUnits(cell, units, halves, row);
    } catch (error) {
      throw new CellFaultError(row, 'not-an-amount', error);
    }
  }
  return nulls.count === rows ? { kind: 'absent', of: 'amount', rows } : { kind: 'amount', units, nulls: nulls.take() };
}

/**
 * Packs amounts that are read already.
 * @throws CellFaultError naming the row of one past int64
 */
export function packUnits(cells: readonly (Units | null)[]): PackedColumn {
  const rows = cells.length;
  const units = new BigInt64Array(rows);
  const nulls = new Nulls(rows);
  for (let row = 0; row < rows; row++) {
    const cell = cells[row] ?? null;
    if (cell === null) nulls.mark(row);
    else if (cell > MAX_UNITS || cell < -MAX_UNITS) throw new CellFaultError(row, 'not-an-amount');
    else units[row] = cell;
  }
  return nulls.count === rows ? { kind: 'absent', of: 'amount', rows } : { kind: 'amount', units, nulls: nulls.take() };
}

function packIntegers(cells: Cells): PackedColumn {
  const rows = cells.length;
  const values = new Int32Array(rows);
  const nulls = new Nulls(rows);
  for (let row = 0; row < rows; row++) {
    const cell = cells[row];
    if (cell === null || cell === undefined || cell === '') {
      nulls.mark(row);
      continue;
    }
    const value = INTEGER.test(cell) ? Number(cell) : NaN;
    if ((value | 0) !== value) throw new CellFaultError(row, 'not-an-integer');
    values[row] = value;
  }
  return nulls.count === rows ? { kind: 'absent', of: 'int', rows } : { kind: 'int', values, nulls: nulls.take() };
}

function packTexts(cells: Cells, hashed: boolean): PackedColumn {
  const rows = cells.length;
  const offsets = new Uint32Array(rows + 1);
  const nulls = new Nulls(rows);
  const writer = new ByteWriter(rows * 24);
  for (let row = 0; row < rows; row++) {
    const cell = cells[row];
    if (cell === null || cell === undefined) nulls.mark(row);
    else writer.append(cell);
    offsets[row + 1] = writer.length;
  }
  if (nulls.count === rows) return { kind: 'absent', of: 'text', rows };
  const bytes = writer.take();
  return { kind: 'text', bytes, offsets, nulls: nulls.take(), hashes: hashed ? hashTexts(bytes, offsets) : null };
}
