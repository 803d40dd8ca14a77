/**
 * One run's rows dealt into shards that have nothing to do with each other, so that a shard whose rows did not change keeps what was found in it, and a
 * large run works on tables that fit into a processor's cache.
 *
 * A shard holds whole *components*: parties that can meet in any pass. A customer stands with the reseller it settles through, by the master data, the bill's
 * lines or the books, and with every customer whose fee records one of its entries names. Everything else that a pass looks at is a fact of the whole run
 * (shard-facts.ts), and none of it may change.
 */
import { CodeMap } from './code-map';
import { groupRows, type Groups } from './key-table';
import type { BillColumns, FeeColumns, LedgerColumns, RowRange } from './types';

/** Sets of party codes that belong together; the smallest code stands for its set. */
export class Components {
  /** The code above + 1; 0 for the smallest of a set. */
  private readonly above = new CodeMap();
  private readonly shards = new CodeMap(-1);

  /** @param count shards; a power of two */
  constructor(readonly count: number) {}

  join(a: number, b: number): void {
    const [one, other] = [this.top(a), this.top(b)];
    if (one !== other) this.above.set(Math.max(one, other), Math.min(one, other) + 1);
  }

  /** To be asked when everything is joined. */
  shardOf(code: number): number {
    const known = this.shards.get(code);
    if (known >= 0) return known;
    const h = Math.imul(this.top(code), 0x9e37_79b1);
    const shard = ((h ^ (h >>> 15)) >>> 3) & (this.count - 1);
    this.shards.set(code, shard);
    return shard;
  }

  /** Rows of each shard, in their order. */
  deal(codes: Uint32Array, rows: number, instead: Uint32Array = codes): Groups {
    const shard = new Int32Array(rows);
    let [last, own] = [-1, 0];
    for (let row = 0; row < rows; row++) {
      const code = codes[row]! || instead[row]!;
      if (code !== last) own = this.shardOf((last = code));
      shard[row] = own;
    }
    return groupRows(shard, rows, this.count);
  }

  private top(code: number): number {
    let top = code;
    for (let next = this.above.get(top) >>> 0; next !== 0; next = this.above.get(top) >>> 0) top = next - 1;
    return top;
  }
}

/** Joins two columns' parties row by row, where both are there. */
export function joinColumns(components: Components, a: Uint32Array, b: Uint32Array, rows: number): void {
  let [one, other] = [0, 0];
  for (let row = 0; row < rows; row++) {
    if (b[row] === 0 || a[row] === 0 || (a[row] === one && b[row] === other)) continue;
    components.join((one = a[row]!), (other = b[row]!));
  }
}

/** Joins every entry that names an order or trade with all customers that have fee records of it. */
export function joinByTrade(components: Components, book: LedgerColumns, fees: FeeColumns): void {
  if (!namesTrades(book)) return;
  let most = 0;
  for (let row = 0; row < book.rows; row++) if (book.reference[row]! < OWN && book.reference[row]! > most) most = book.reference[row]!;
  /** Party + 1 of what names a trade; 0 where nothing does. */
  const names = new Uint32Array(most + 1);
  for (let row = 0; row < book.rows; row++) {
    const trade = book.reference[row]!;
    if (trade === 0 || trade > most) continue;
    const party = book.customer[row]! || book.reseller[row]!;
    if (names[trade] !== 0) components.join(names[trade]! - 1, party);
    names[trade] = party + 1;
  }
  for (let row = 0; row < fees.rows; row++) {
    const trade = fees.trade[row]!;
    if (trade !== 0 && trade <= most && names[trade] !== 0) components.join(names[trade]! - 1, fees.customer[row]!);
  }
}

/** Whether any entry names an order or trade: then it hangs on the fee records who belongs together. */
export function namesTrades(book: LedgerColumns): boolean {
  return !isConstant(book.reference) || (book.rows > 0 && book.reference[0] !== 0);
}

/** Numbers from here on belong to one run and stand in no fee record (code-space.ts). */
const OWN = 0x8000_0000;

type Columns = BillColumns | FeeColumns | LedgerColumns;
type TypedColumn = Uint8Array | Uint16Array | Uint32Array | BigInt64Array;

/**
 * Rows of single shards as columns of their own. Where most shards are wanted every column is dealt once, read from its beginning to its end: rows of a
 * shard lie all over it, and to gather them shard by shard would miss the processor's cache with every row.
 */
export function rowsByShard<T extends Columns>({ columns, groups }: DealtColumns<T>, wanted: number): (shard: number) => T {
  const shards = groups.start.length - 1;
  if (shards === 1) return () => columns;
  const names = Object.entries(columns);
  if (wanted * 4 < shards) {
    return (shard) => {
      const rows = rowsOfShard(groups, shard);
      return made(names, rows.length, (column) => (isConstant(column) ? column.subarray(0, rows.length) : picked(column, rows)));
    };
  }
  const place = new Uint32Array(columns.rows);
  for (let i = 0; i < groups.rows.length; i++) place[groups.rows[i]!] = i;
  const dealt = new Map<TypedColumn, TypedColumn>();
  for (const [, column] of names)
    if (isColumn(column) && !dealt.has(column) && !isConstant(column)) dealt.set(column, scattered(column, place));
  return (shard) => {
    const [from, to] = [groups.start[shard]!, groups.start[shard + 1]!];
    return made(names, to - from, (column) => dealt.get(column)?.subarray(from, to) ?? column.subarray(0, to - from));
  };
}

function made<T extends Columns>(
  names: readonly (readonly [string, unknown])[],
  rows: number,
  columnOf: (column: TypedColumn) => TypedColumn,
): T {
  const columns: Record<string, unknown> = {};
  for (const [name, value] of names) columns[name] = name === 'rows' ? rows : isColumn(value) ? columnOf(value) : value;
  return columns as unknown as T;
}

function isColumn(value: unknown): value is TypedColumn {
  return ArrayBuffer.isView(value);
}

/** Columns never change: each is gone through once. */
const constants = new WeakMap<TypedColumn, boolean>();

/** Whether all rows have the same: most columns of most books do, and need no dealing. */
function isConstant(column: TypedColumn): boolean {
  let known = constants.get(column);
  if (known === undefined) {
    known = column instanceof BigInt64Array ? samePairs(halvesOf(column)) : sameNumbers(column);
    constants.set(column, known);
  }
  return known;
}

function sameNumbers(column: Uint8Array | Uint16Array | Uint32Array): boolean {
  const first = column[0];
  for (let i = 1; i < column.length; i++) if (column[i] !== first) return false;
  return true;
}

function samePairs(halves: Int32Array): boolean {
  const [low, high] = [halves[0], halves[1]];
  for (let i = 2; i < halves.length; i += 2) if (halves[i] !== low || halves[i + 1] !== high) return false;
  return true;
}

// A function for each width: one for all would look at the width with every element. Amounts go as pairs of 32 bits: as bigints they would be an object each.
const halvesOf = (amounts: BigInt64Array): Int32Array => new Int32Array(amounts.buffer, amounts.byteOffset, amounts.length * 2);

function picked(column: TypedColumn, rows: Uint32Array): TypedColumn {
  if (column instanceof BigInt64Array) {
    const to = new BigInt64Array(rows.length);
    pickPairs(halvesOf(column), rows, halvesOf(to));
    return to;
  }
  if (column instanceof Uint32Array) return pick32(column, rows, new Uint32Array(rows.length));
  if (column instanceof Uint16Array) return pick16(column, rows, new Uint16Array(rows.length));
  return pick8(column, rows, new Uint8Array(rows.length));
}

function pickPairs(from: Int32Array, rows: Uint32Array, to: Int32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i]! * 2;
    to[2 * i] = from[at]!;
    to[2 * i + 1] = from[at + 1]!;
  }
}

function pick32(from: Uint32Array, rows: Uint32Array, to: Uint32Array): Uint32Array {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

function pick16(from: Uint16Array, rows: Uint32Array, to: Uint16Array): Uint16Array {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

function pick8(from: Uint8Array, rows: Uint32Array, to: Uint8Array): Uint8Array {
  for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
  return to;
}

function scattered(column: TypedColumn, place: Uint32Array): TypedColumn {
  if (column instanceof BigInt64Array) {
    const to = new BigInt64Array(place.length);
    scatterPairs(halvesOf(column), place, halvesOf(to));
    return to;
  }
  if (column instanceof Uint32Array) return scatter32(column, place, new Uint32Array(place.length));
  if (column instanceof Uint16Array) return scatter16(column, place, new Uint16Array(place.length));
  return scatter8(column, place, new Uint8Array(place.length));
}

function scatterPairs(from: Int32Array, place: Uint32Array, to: Int32Array): void {
  for (let row = 0; row < place.length; row++) {
    const at = place[row]! * 2;
    to[at] = from[2 * row]!;
    to[at + 1] = from[2 * row + 1]!;
  }
}

function scatter32(from: Uint32Array, place: Uint32Array, to: Uint32Array): Uint32Array {
  for (let row = 0; row < place.length; row++) to[place[row]!] = from[row]!;
  return to;
}

function scatter16(from: Uint16Array, place: Uint32Array, to: Uint16Array): Uint16Array {
  for (let row = 0; row < place.length; row++) to[place[row]!] = from[row]!;
  return to;
}

function scatter8(from: Uint8Array, place: Uint32Array, to: Uint8Array): Uint8Array {
  for (let row = 0; row < place.length; row++) to[place[row]!] = from[row]!;
  return to;
}

/** One source of a run with its rows by shard, which are found when they are first asked for. */
export class DealtColumns<T extends Columns = Columns> {
  private dealt: Groups | null = null;

  /** @param codes party of each row; `instead` where that is 0 */
  constructor(
    readonly columns: T,
    readonly components: Components,
    private readonly codes: Uint32Array,
    private readonly instead: Uint32Array = codes,
  ) {}

  get groups(): Groups {
    return (this.dealt ??= this.components.deal(this.codes, this.columns.rows, this.instead));
  }
}

/** Marks the shards whose rows are not those that they were, in the order that they had. */
export function markChanged<T extends Columns>(before: DealtColumns<T>, now: DealtColumns<T>, changed: Uint8Array): void {
  if (before.columns === now.columns && before.components === now.components) return;
  const same = before.columns === now.columns;
  const shards = changed.length;
  for (let shard = 0; shard < shards; shard++) {
    const [a, b] = [sizeOf(before.groups, shard), sizeOf(now.groups, shard)];
    if (a !== b || (same && !sameRows(before.groups, now.groups, shard))) changed[shard] = 1;
  }
  if (same) return;
  const [old, fresh] = [Object.entries(before.columns), now.columns as unknown as Record<string, unknown>];
  for (const [name, column] of old) {
    const other = fresh[name];
    if (!isColumn(column) || !isColumn(other) || column === other || (column[0] === other[0] && isConstant(column) && isConstant(other)))
      continue;
    const wide = column instanceof BigInt64Array;
    const [mine, theirs] = wide ? [halvesOf(column), halvesOf(other as BigInt64Array)] : [column, other as Uint32Array];
    for (let shard = 0; shard < shards; shard++) {
      if (
        changed[shard] === 0 &&
        !(wide ? equalPairs : equal)(mine as Uint32Array, before.groups, theirs as Uint32Array, now.groups, shard)
      )
        changed[shard] = 1;
    }
  }
}

/**
 * The same for fee records, where who read them knows which rows are not those of the run before ({@link FeeColumns.since}).
 * @returns false where nobody knows
 */
export function markChangedFees(before: DealtColumns<FeeColumns>, now: DealtColumns<FeeColumns>, changed: Uint8Array): boolean {
  const { since } = now.columns;
  if (since?.customer !== before.columns.customer || before.components !== now.components) return false;
  const mark = (customer: Uint32Array, ranges: readonly RowRange[]): void => {
    for (const [from, to] of ranges) for (let row = from; row < to; row++) changed[now.components.shardOf(customer[row]!)] = 1;
  };
  mark(before.columns.customer, since.gone);
  mark(now.columns.customer, since.fresh);
  return true;
}

const sizeOf = ({ start }: Groups, shard: number): number => start[shard + 1]! - start[shard]!;

function sameRows(a: Groups, b: Groups, shard: number): boolean {
  const to = a.start[shard + 1]!;
  for (let i = a.start[shard]!, j = b.start[shard]!; i < to; i++, j++) if (a.rows[i] !== b.rows[j]) return false;
  return true;
}

function equal(mine: Uint32Array, a: Groups, theirs: Uint32Array, b: Groups, shard: number): boolean {
  const to = a.start[shard + 1]!;
  for (let i = a.start[shard]!, j = b.start[shard]!; i < to; i++, j++) if (mine[a.rows[i]!] !== theirs[b.rows[j]!]) return false;
  return true;
}

function equalPairs(mine: Uint32Array, a: Groups, theirs: Uint32Array, b: Groups, shard: number): boolean {
  const to = a.start[shard + 1]!;
  for (let i = a.start[shard]!, j = b.start[shard]!; i < to; i++, j++) {
    const [at, bt] = [a.rows[i]! * 2, b.rows[j]! * 2];
    if (mine[at] !== theirs[bt] || mine[at + 1] !== theirs[bt + 1]) return false;
  }
  return true;
}

export function rowsOfShard({ start, rows }: Groups, shard: number): Uint32Array {
  return rows.subarray(start[shard]!, start[shard + 1]!);
}
