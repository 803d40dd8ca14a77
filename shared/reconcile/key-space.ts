import { CodeMap } from './code-map';
import { KeyTable } from './key-table';

/** Combinations up to this number are addressed directly: 16 million take 64 MB, most of it never touched. */
const DIRECT = 1 << 24;

/**
 * Which parties and services can stand in a key of one run, each numbered densely, so that (period, party, service) has a place of its own in
 * one array. Code 0 is part of it: "no service".
 */
export class KeySpace {
  private readonly parties = new CodeMap(-1);
  private readonly services = new CodeMap(-1);

  constructor(private readonly periods: number) {
    this.parties.set(0, 0);
    this.services.set(0, 0);
  }

  addParties(codes: Uint32Array, rows: number): void {
    addAll(this.parties, codes, rows);
  }

  addServices(codes: Uint32Array, rows: number): void {
    addAll(this.services, codes, rows);
  }

  /** Places needed to address every key directly, or 0 when there are too many. To be asked when everything was added. */
  get size(): number {
    const size = this.periods * this.parties.size * this.services.size;
    return size <= DIRECT ? size : 0;
  }

  /** The key's place; negative when a part of it was never added. */
  place(period: number, party: number, service: number): number {
    const who = this.parties.get(party);
    const what = this.services.get(service);
    return who < 0 || what < 0 ? -1 : (who * this.periods + period) * this.services.size + what;
  }
}

function addAll(map: CodeMap, codes: Uint32Array, rows: number): void {
  let last = 0;
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!;
    if (code === last) continue;
    last = code;
    if (map.get(code) < 0) map.set(code, map.size);
  }
}

/** Ids of keys (period, party, service) in order of first appearance, by direct address where the space is small enough, else by hash. */
export class KeyIndex {
  private readonly direct: Int32Array | null;
  private readonly hashed: KeyTable | null;
  private period = new Uint16Array(1024);
  private party = new Uint32Array(1024);
  private service = new Uint32Array(1024);
  private count = 0;

  /** @param from keys to begin with, under the same ids */
  constructor(
    private readonly space: KeySpace,
    from?: KeyIndex,
  ) {
    const places = space.size;
    this.direct = places > 0 ? (from?.direct?.slice() ?? new Int32Array(places)) : null;
    this.hashed = places > 0 ? null : new KeyTable(from?.size ?? 1024);
    if (!from) return;
    this.count = from.count;
    this.period = from.period.slice();
    this.party = from.party.slice();
    this.service = from.service.slice();
    for (let id = 0; this.hashed && id < this.count; id++) this.hashed.idOf(this.period[id]!, this.party[id]!, this.service[id]!);
  }

  get size(): number {
    return this.count;
  }

  idOf(period: number, party: number, service: number): number {
    if (this.direct) {
      const place = this.space.place(period, party, service);
      const known = this.direct[place]! - 1;
      if (known >= 0) return known;
      this.direct[place] = this.count + 1;
    } else {
      const id = this.hashed!.idOf(period, party, service);
      if (id < this.count) return id;
    }
    return this.add(period, party, service);
  }

  /** Id of a key, or -1. */
  find(period: number, party: number, service: number): number {
    if (!this.direct) return this.hashed!.find(period, party, service);
    const place = this.space.place(period, party, service);
    return place < 0 ? -1 : this.direct[place]! - 1;
  }

  columns(): { period: Uint16Array; party: Uint32Array; service: Uint32Array } {
    const { count } = this;
    return { period: this.period.slice(0, count), party: this.party.slice(0, count), service: this.service.slice(0, count) };
  }

  private add(period: number, party: number, service: number): number {
    const id = this.count++;
    if (id === this.period.length) {
      const room = id * 2;
      const [periods, parties, services] = [new Uint16Array(room), new Uint32Array(room), new Uint32Array(room)];
      periods.set(this.period);
      parties.set(this.party);
      services.set(this.service);
      this.period = periods;
      this.party = parties;
      this.service = services;
    }
    this.period[id] = period;
    this.party[id] = party;
    this.service[id] = service;
    return id;
  }
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

/** Ids of what stands under a dense group number and is told apart by two more numbers; for groups with few of them each. */
export class Variants {
  count = 0;
  group = new Uint32Array(1024);
  a = new Uint32Array(1024);
  b = new Uint32Array(1024);
  /** Next of the group + 1, 0 at the end; by group the first. */
  private next = new Int32Array(1024);
  private first = new Int32Array(1024);

  idOf(group: number, a: number, b = 0): number {
    let id = this.find(group, a, b);
    if (id >= 0) return id;
    if (group >= this.first.length) this.first = longer(this.first, Math.max(group + 1, this.first.length * 2), Int32Array);
    id = this.add(group, a, b);
    this.next[id] = this.first[group]!;
    this.first[group] = id + 1;
    return id;
  }

  /** Id, or -1. */
  find(group: number, a: number, b = 0): number {
    if (group < 0 || group >= this.first.length) return -1;
    let id = this.first[group]! - 1;
    while (id >= 0 && (this.a[id] !== a || this.b[id] !== b)) id = this.next[id]! - 1;
    return id;
  }

  /** One that is never found again. */
  add(group: number, a: number, b = 0): number {
    const id = this.count++;
    if (id === this.group.length) {
      this.group = longer(this.group, id * 2, Uint32Array);
      this.a = longer(this.a, id * 2, Uint32Array);
      this.b = longer(this.b, id * 2, Uint32Array);
      this.next = longer(this.next, id * 2, Int32Array);
    }
    this.group[id] = group;
    this.a[id] = a;
    this.b[id] = b;
    return id;
  }
}

function longer<T extends Int32Array | Uint32Array>(column: T, room: number, make: new (size: number) => T): T {
  const next = new make(room);
  next.set(column);
  return next;
}
