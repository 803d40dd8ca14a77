/** Words of a key in {@link KeyTable}. */
const WORDS = 4;

/**
 * Open hash from up to four 32-bit key parts to dense ids 0, 1, 2, ... in order of first appearance. The four parts of a key stand side by
 * side, so that a probe costs one cache line for the slot and one for the key: no strings and no objects per row.
 */
export class KeyTable {
  /** Id + 1 of a slot's key, 0 when it is free. */
  private slots: Int32Array;
  private mask: number;
  private parts: Uint32Array;
  size = 0;

  /** @param expected ids to make room for; the table grows when there are more */
  constructor(expected = 64) {
    const room = powerOfTwo(Math.max(64, expected));
    this.slots = new Int32Array(room * 2);
    this.mask = room * 2 - 1;
    this.parts = new Uint32Array(room * WORDS);
  }

  /** Id of the key, made when it is new. */
  idOf(a: number, b: number, c = 0, d = 0): number {
    a >>>= 0;
    b >>>= 0;
    c >>>= 0;
    d >>>= 0;
    const { slots, mask, parts } = this;
    let slot = hash(a, b, c, d) & mask;
    for (;;) {
      const id = slots[slot]! - 1;
      if (id < 0) break;
      const at = id * WORDS;
      if (parts[at] === a && parts[at + 1] === b && parts[at + 2] === c && parts[at + 3] === d) return id;
      slot = (slot + 1) & mask;
    }
    const id = this.size;
    if (id * WORDS === parts.length) {
      this.grow();
      return this.idOf(a, b, c, d);
    }
    this.size++;
    slots[slot] = id + 1;
    const at = id * WORDS;
    parts[at] = a;
    parts[at + 1] = b;
    parts[at + 2] = c;
    parts[at + 3] = d;
    return id;
  }

  /** Id of the key, or -1. */
  find(a: number, b: number, c = 0, d = 0): number {
    a >>>= 0;
    b >>>= 0;
    c >>>= 0;
    d >>>= 0;
    const { slots, mask, parts } = this;
    let slot = hash(a, b, c, d) & mask;
    for (;;) {
      const id = slots[slot]! - 1;
      if (id < 0) return -1;
      const at = id * WORDS;
      if (parts[at] === a && parts[at + 1] === b && parts[at + 2] === c && parts[at + 3] === d) return id;
      slot = (slot + 1) & mask;
    }
  }

  /** One part of all keys as a column of its own, by id. */
  column(part: 0 | 1 | 2 | 3): Uint32Array {
    const column = new Uint32Array(this.size);
    for (let id = 0, at: number = part; id < column.length; id++, at += WORDS) column[id] = this.parts[at]!;
    return column;
  }

  private grow(): void {
    const parts = new Uint32Array(this.parts.length * 2);
    parts.set(this.parts);
    this.parts = parts;
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0, at = 0; id < this.size; id++, at += WORDS) {
      let slot = hash(parts[at]!, parts[at + 1]!, parts[at + 2]!, parts[at + 3]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    }
    this.slots = slots;
    this.mask = mask;
  }
}

/** Mixes four 32-bit words into one (murmur3's steps). */
export function hash(a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0xcc9e2d51);
  h = Math.imul(((h << 15) | (h >>> 17)) ^ b, 0x85ebca6b);
  h = Math.imul(((h << 13) | (h >>> 19)) ^ c, 0xc2b2ae35);
  h = Math.imul(((h << 16) | (h >>> 16)) ^ d, 0x27d4eb2f);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

export function powerOfTwo(atLeast: number): number {
  let n = 1;
  while (n < atLeast) n *= 2;
  return n;
}

/** Rows grouped by a dense id, in row order: rows of group g stand in `rows[start[g]] .. rows[start[g + 1] - 1]`. */
export interface Groups {
  readonly start: Uint32Array;
  readonly rows: Uint32Array;
}

/** Counting sort of rows by group; rows whose group is negative belong to none. */
export function groupRows(groupOf: Int32Array | Uint32Array, rows: number, groups: number): Groups {
  const start = new Uint32Array(groups + 1);
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    const group = groupOf[row]!;
    if (group < 0) continue;
    start[group + 1] = start[group + 1]! + 1;
    kept++;
  }
  for (let g = 0; g < groups; g++) start[g + 1] = start[g + 1]! + start[g]!;
  const next = start.slice();
  const sorted = new Uint32Array(kept);
  for (let row = 0; row < rows; row++) {
    const group = groupOf[row]!;
    if (group < 0) continue;
    const at = next[group]!;
    sorted[at] = row;
    next[group] = at + 1;
  }
  return { start, rows: sorted };
}
