import { PlaceIndex } from './place-index';

/**
 * Which parties and services can stand in a key of one run, each numbered densely, so that every (period, party, service) has a number of its
 * own: its place. Code 0 is part of it: "no service".
 */
export class KeySpace {
  private readonly ranked = new Ranks();
  private readonly services = new Ranks();

  constructor(private readonly periods: number) {}

  addParties(codes: Uint32Array, rows: number): void {
    this.ranked.addAll(codes, rows);
  }

  addServices(codes: Uint32Array, rows: number): void {
    this.services.addAll(codes, rows);
  }

  /** All parties there are, 0 included. */
  parties(): readonly number[] {
    return this.ranked.codes;
  }

  /** Number of places. */
  get size(): number {
    return this.periods * this.ranked.count * this.services.count;
  }

  /** The key's place; negative when a part of it was never added. */
  place(period: number, party: number, service: number): number {
    const who = this.ranked.of(party);
    const what = this.services.of(service);
    return who < 0 || what < 0 ? -1 : (who * this.periods + period) * this.services.count + what;
  }

  /** Keys of places. */
  columns(places: Uint32Array | Float64Array): { period: Uint16Array; party: Uint32Array; service: Uint32Array } {
    const { periods, ranked, services } = this;
    const period = new Uint16Array(places.length);
    const party = new Uint32Array(places.length);
    const service = new Uint32Array(places.length);
    // Places stand in their order, but for those of spaces too large for it: most have the month and party of the one before, and need no division.
    let [from, to, at, who] = [0, 0, 0, 0];
    for (let id = 0; id < places.length; id++) {
      const place = places[id]!;
      if (place < from || place >= to) {
        const month = Math.floor(place / services.count);
        from = month * services.count;
        to = from + services.count;
        const rank = Math.floor(month / periods);
        at = month - rank * periods;
        who = ranked.codes[rank]!;
      }
      period[id] = at;
      party[id] = who;
      service[id] = services.codes[place - from]!;
    }
    return { period, party, service };
  }
}

/**
 * Dense numbers of codes in order of first appearance; code 0 is 0. A hash as small as what is in it: there is one per shard, and a table by code
 * would be as large as the dictionary.
 */
class Ranks {
  readonly codes: number[] = [0];
  /** Rank of the code in a slot, 0 when it is free: code 0 has no slot. */
  private slots = new Int32Array(32);
  private keys = new Uint32Array(32);

  get count(): number {
    return this.codes.length;
  }

  of(code: number): number {
    if (code === 0) return 0;
    const { slots, keys } = this;
    const mask = slots.length - 1;
    for (let slot = scattered(code) & mask; ; slot = (slot + 1) & mask) {
      const rank = slots[slot]!;
      if (rank === 0) return -1;
      if (keys[slot] === code) return rank;
    }
  }

  addAll(codes: Uint32Array, rows: number): void {
    let last = 0;
    for (let row = 0; row < rows; row++) {
      const code = codes[row]!;
      if (code === last) continue;
      last = code;
      if (this.of(code) < 0) this.put(code, this.codes.push(code) - 1);
    }
  }

  private put(code: number, rank: number): void {
    if (rank * 2 > this.slots.length) {
      this.slots = new Int32Array(this.slots.length * 2);
      this.keys = new Uint32Array(this.slots.length);
      for (let known = 1; known < rank; known++) this.put(this.codes[known]!, known);
    }
    const mask = this.slots.length - 1;
    let slot = scattered(code) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = rank;
    this.keys[slot] = code;
  }
}

/** Codes that stand close together come to stand apart. */
function scattered(code: number): number {
  const h = Math.imul(code, 0x9e37_79b1);
  return h ^ (h >>> 15);
}

/** Rows of one source that are told apart by their key and by a few numbers more. */
export interface Grouped {
  /** Cells: different (period, party, service, variant). */
  readonly count: number;
  readonly cellOfRow: Uint32Array;
  readonly period: Uint16Array;
  readonly party: Uint32Array;
  readonly service: Uint32Array;
  /** Variant of a cell. */
  readonly variant: Uint32Array;
  /** Cell of a key and variant, or -1. */
  find(period: number, party: number, service: number, variant: number): number;
}

/**
 * Groups rows by key and variant; variants are small dense numbers (`variants` of them) of whatever else tells rows apart.
 * Ids are in order of places, so that what belongs to one key stands together.
 */
export function groupByKey(
  space: KeySpace,
  rows: { readonly rows: number; readonly period: Uint16Array; readonly customer: Uint32Array; readonly service: Uint32Array },
  variantOf: Uint8Array | Uint16Array | Uint32Array,
  variants: number,
): Grouped {
  const size = space.size * variants;
  const index = new PlaceIndex(size);
  const places = PlaceIndex.places(size, rows.rows);
  const { period, customer, service } = rows;
  for (let row = 0; row < rows.rows; row++) {
    const place = space.place(period[row]!, customer[row]!, service[row]!) * variants + variantOf[row]!;
    places[row] = place;
    index.add(place);
  }
  index.seal();
  const cellOfRow = new Uint32Array(rows.rows);
  for (let row = 0; row < rows.rows; row++) cellOfRow[row] = index.idOf(places[row]!);
  const all = index.all();
  const variant = new Uint32Array(index.size);
  for (let cell = 0; variants > 1 && cell < all.length; cell++) {
    const place = all[cell]!;
    const key = Math.floor(place / variants);
    variant[cell] = place - key * variants;
    all[cell] = key;
  }
  return {
    count: index.size,
    cellOfRow,
    ...space.columns(all),
    variant,
    find: (p, party, s, v) => {
      const place = space.place(p, party, s);
      return place < 0 ? -1 : index.find(place * variants + v);
    },
  };
}

/** `table[number]` for each number, written into `to`. A loop: `from` with a function makes an object per element. */
export function looked<T extends Uint8Array | Uint16Array | Uint32Array>(numbers: Uint32Array, table: ArrayLike<number>, to: T): T {
  for (let i = 0; i < numbers.length; i++) to[i] = table[numbers[i]!]!;
  return to;
}

/** The space of one source's own keys. */
export function spaceOf(source: {
  readonly rows: number;
  readonly period: Uint16Array;
  readonly customer: Uint32Array;
  readonly service: Uint32Array;
}): KeySpace {
  let periods = 0;
  for (let row = 0; row < source.rows; row++) periods = Math.max(periods, source.period[row]! + 1);
  const space = new KeySpace(periods);
  space.addParties(source.customer, source.rows);
  space.addServices(source.service, source.rows);
  return space;
}
