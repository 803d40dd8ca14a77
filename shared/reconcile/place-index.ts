import { KeyTable } from './key-table';

/** Bitmaps up to this many places: 32 MB of bits and as much of counts at the very most. */
const LIMIT = 1 << 28;

/**
 * Dense ids for numbers ("places") below a size, in their order: one bit per place and, per 32 places, how many bits stand before. A place that
 * was added costs two words to look up, and the words of a million keys fit into a processor's cache, where a hash table of them does not.
 * Spaces too large for bits are hashed; their ids come in order of first appearance.
 */
export class PlaceIndex {
  private readonly bits: Uint32Array;
  private before = new Uint32Array();
  private readonly hashed: KeyTable | null;
  /** Ids given; known once sealed. */
  size = 0;

  constructor(places: number) {
    this.hashed = places > LIMIT ? new KeyTable(1024) : null;
    this.bits = new Uint32Array(this.hashed ? 0 : Math.ceil(places / 32));
  }

  /** An array for places: 32 bits each where they fit. */
  static places(space: number, rows: number): Uint32Array | Float64Array {
    return space > LIMIT ? new Float64Array(rows) : new Uint32Array(rows);
  }

  add(place: number): void {
    if (this.hashed) this.hashed.idOf(place >>> 0, Math.floor(place / 2 ** 32));
    else this.bits[place >>> 5] = this.bits[place >>> 5]! | (1 << (place & 31));
  }

  /** To be called when everything was added, before ids are asked for. */
  seal(): void {
    if (this.hashed) {
      this.size = this.hashed.size;
      return;
    }
    const { bits } = this;
    const before = new Uint32Array(bits.length);
    let count = 0;
    for (let word = 0; word < bits.length; word++) {
      before[word] = count;
      count += ones(bits[word]!);
    }
    this.before = before;
    this.size = count;
  }

  /** Id of a place that was added. */
  idOf(place: number): number {
    if (this.hashed) return this.hashed.find(place >>> 0, Math.floor(place / 2 ** 32));
    const word = place >>> 5;
    return this.before[word]! + ones(this.bits[word]! & ((1 << (place & 31)) - 1));
  }

  /** Id of any place, -1 when it was not added. */
  find(place: number): number {
    if (place < 0) return -1;
    if (this.hashed) return this.idOf(place);
    const word = place >>> 5;
    return word < this.bits.length && (this.bits[word]! >>> (place & 31)) & 1 ? this.idOf(place) : -1;
  }

  /** Places by id. */
  all(): Uint32Array | Float64Array {
    if (this.hashed) {
      const high = this.hashed.column(1);
      return Float64Array.from(this.hashed.column(0), (low, id) => high[id]! * 2 ** 32 + low);
    }
    const places = new Uint32Array(this.size);
    let id = 0;
    for (let word = 0; word < this.bits.length; word++) {
      for (let rest = this.bits[word]!; rest !== 0; rest = (rest & (rest - 1)) >>> 0)
        places[id++] = word * 32 + 31 - Math.clz32(rest & -rest);
    }
    return places;
  }
}

/** Bits that are set in a word. */
function ones(word: number): number {
  word -= (word >>> 1) & 0x5555_5555;
  word = (word & 0x3333_3333) + ((word >>> 2) & 0x3333_3333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
