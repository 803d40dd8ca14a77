/**
 * Open hash from up to four 32-bit key parts to dense ids 0, 1, 2, ... in order of first appearance. Linear probing over one
 * Int32Array of slots, key parts in flat typed arrays: no strings and no objects per row, so a million rows stay near the
 * cost of their cache misses.
 */
export class KeyTable {
  private slots: Int32Array;
  private mask: number;
  /** Key parts by id; only the first `size` elements mean something. */
  a: Uint32Array;
  b: Uint32Array;
  c: Uint32Array;
  d: Uint32Array;
  size = 0;

  /** @param expected ids to make room for; the table grows when there are more */
  constructor(expected = 64) {
    const room = powerOfTwo(Math.max(64, expected));
    this.slots = new Int32Array(room * 2).fill(-1);
    this.mask = room * 2 - 1;
    this.a = new Uint32Array(room);
    this.b = new Uint32Array(room);
    this.c = new Uint32Array(room);
    this.d = new Uint32Array(room);
  }

  /** Id of the key, made when it is new. */
  idOf(a: number, b: number, c = 0, d = 0): number {
    a >>>= 0;
    b >>>= 0;
    c >>>= 0;
    d >>>= 0;
    let slot = hash(a, b, c, d) & this.mask;
    for (;;) {
      const id = this.slots[slot]!;
      if (id < 0) break;
      if (this.a[id] === a && this.b[id] === b && this.c[id] === c && this.d[id] === d) return id;
      slot = (slot + 1) & this.mask;
    }
    if (this.size === this.a.length) {
      this.grow();
      return this.idOf(a, b, c, d);
    }
    const id = this.size++;
    this.slots[slot] = id;
    this.a[id] = a;
    this.b[id] = b;
    this.c[id] = c;
    this.d[id] = d;
    return id;
  }

  /** Id of the key, or -1. */
  find(a: number, b: number, c = 0, d = 0): number {
    a >>>= 0;
    b >>>= 0;
    c >>>= 0;
    d >>>= 0;
    let slot = hash(a, b, c, d) & this.mask;
    for (;;) {
      const id = this.slots[slot]!;
      if (id < 0) return -1;
      if (this.a[id] === a && this.b[id] === b && this.c[id] === c && this.d[id] === d) return id;
      slot = (slot + 1) & this.mask;
    }
  }

  private grow(): void {
    const room = this.a.length * 2;
    this.a = longer(this.a, room);
    this.b = longer(this.b, room);
    this.c = longer(this.c, room);
    this.d = longer(this.d, room);
    this.slots = new Int32Array(room * 2).fill(-1);
    this.mask = room * 2 - 1;
    for (let id = 0; id < this.size; id++) {
      let slot = hash(this.a[id]!, this.b[id]!, this.c[id]!, this.d[id]!) & this.mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = id;
    }
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

function longer(column: Uint32Array, room: number): Uint32Array {
  const next = new Uint32Array(room);
  next.set(column);
  return next;
}

/** A BigInt64Array with room for `size` elements, keeping what it held: sums grow beside a {@link KeyTable}. */
export function longerSums(sums: BigInt64Array, size: number): BigInt64Array {
  if (sums.length >= size) return sums;
  const next = new BigInt64Array(Math.max(size, sums.length * 2));
  next.set(sums);
  return next;
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
