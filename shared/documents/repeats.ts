/** Rows of a bill that are equal in every cell. With a number they are one line twice; without one nothing says so. */
import type { Cell } from '../ledger/types';
import { isEmpty } from './cells';

/** What a row is to the rows before it. */
export const APART = { no: 0, first: 1, again: 2, unnumbered: 3 } as const;

/**
 * Finds the rows that are equal to an earlier one. In two steps, because most order and transaction numbers stand once: only rows whose
 * number came before are compared whole.
 * @param cellsOf cells of a row of the table, as a person put them right
 * @param number column of the order or transaction number, -1 without one
 * @param amount column of the money: rows without it are no lines
 * @returns for each row of the table one of {@link APART}: `first` and `again` carry the same number, `unnumbered` repeats a row without one
 */
export function repeatedRows(
  cellsOf: (row: number) => readonly Cell[],
  rows: { readonly from: number; readonly to: number },
  number: number,
  amount: number,
): Uint8Array {
  const found = new Uint8Array(rows.to);
  const same = (a: number, b: number): boolean => equalCells(cellsOf(a), cellsOf(b));
  const sameNumber = (a: number, b: number): boolean => cellsOf(a)[number] === cellsOf(b)[number];
  const numbers = new RowTable(sameNumber);
  const numbered = new RowTable(same);
  const unnumbered = new RowTable(same);
  for (let row = rows.from; row < rows.to; row++) {
    const cells = cellsOf(row);
    if (isEmpty(cells[amount] ?? null)) continue;
    const text = number < 0 ? null : (cells[number] ?? null);
    if (text === null || isEmpty(text)) {
      if (unnumbered.earlier(row, hashOfRow(cells)) >= 0) found[row] = APART.unnumbered;
      continue;
    }
    const before = numbers.earlier(row, hashOf(text, SEED));
    if (before < 0) continue;
    numbered.earlier(before, hashOfRow(cellsOf(before)));
    const equal = numbered.earlier(row, hashOfRow(cells));
    if (equal < 0) continue;
    found[equal] = APART.first;
    found[row] = APART.again;
  }
  return found;
}

function equalCells(a: readonly Cell[], b: readonly Cell[]): boolean {
  for (let column = Math.max(a.length, b.length) - 1; column >= 0; column--) if ((a[column] ?? '') !== (b[column] ?? '')) return false;
  return true;
}

const SEED = 0x811c9dc5 | 0;

/** FNV-1a over the text's code units, from `hash` on. */
function hashOf(text: string, hash: number): number {
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(hash ^ text.length, 0x01000193);
}

function hashOfRow(cells: readonly Cell[]): number {
  let hash = SEED;
  let width = cells.length;
  // A row that ends early is equal to one that ends in blanks.
  while (width > 0 && (cells[width - 1] ?? '') === '') width--;
  for (let column = 0; column < width; column++) hash = hashOf(cells[column] ?? '', hash);
  return hash;
}

/** Rows by a hash, open addressing: a million rows in two typed arrays. */
class RowTable {
  /** Row + 1; 0 is empty. */
  private slots = new Int32Array(1 << 10);
  private hashes = new Int32Array(1 << 10);
  private size = 0;

  constructor(private readonly same: (a: number, b: number) => boolean) {}

  /** The row entered before that is the same; -1 when there is none, and then the row is entered. */
  earlier(row: number, hash: number): number {
    const mask = this.slots.length - 1;
    let at = spread(hash) & mask;
    for (; this.slots[at] !== 0; at = (at + 1) & mask) {
      if (this.hashes[at] === hash && this.same(this.slots[at]! - 1, row)) return this.slots[at]! - 1;
    }
    this.slots[at] = row + 1;
    this.hashes[at] = hash;
    if (++this.size * 2 > this.slots.length) this.grow();
    return -1;
  }

  private grow(): void {
    const { slots, hashes } = this;
    const mask = slots.length * 2 - 1;
    this.slots = new Int32Array(mask + 1);
    this.hashes = new Int32Array(mask + 1);
    for (let old = 0; old < slots.length; old++) {
      if (slots[old] === 0) continue;
      let at = spread(hashes[old]!) & mask;
      while (this.slots[at] !== 0) at = (at + 1) & mask;
      this.slots[at] = slots[old]!;
      this.hashes[at] = hashes[old]!;
    }
  }
}

/** The low bits of FNV alone fill a table unevenly. */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 15);
}
