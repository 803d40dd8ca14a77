/**
 * Groups of a view: its rows are sorted by the columns it is grouped by, so a group is a stretch of the order. Which rows are to be shown
 * follows from which groups are open; no row is copied for it.
 */
import { isNullAt, sumUnits } from '../../shared/columns';
import type { KeyColumn } from './filters';
import { STEP, type Steps } from './steps';

/** A row that is shown: a group's head, or a place of the order. */
export type ShownRow = { readonly group: number } | { readonly at: number };

/** A stretch of the order, `to` not included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Beyond so many rows a view opens with its groups closed. */
const OPEN_UP_TO = 40;

export class GroupTree {
  private shownGroups = new Uint32Array(0);
  /** Number of the row in which each shown group has its head. */
  private headAt = new Uint32Array(0);
  private readonly opened: Uint8Array;
  rows = 0;

  private constructor(
    private readonly levels: Uint8Array,
    private readonly from: Uint32Array,
    private readonly to: Uint32Array,
    /** All groups in the order they are shown in, each before its inner ones. */
    private readonly sequence: Uint32Array,
    private readonly places: Uint32Array,
    private readonly siblingsOf: Uint32Array,
    private readonly deepest: number,
  ) {
    this.opened = new Uint8Array(levels.length);
    const last = to.reduce((most, end) => Math.max(most, end), 0);
    if (last + levels.length <= OPEN_UP_TO) this.opened.fill(1);
    this.lay();
  }

  /**
   * Groups of an order that is sorted by `keys`.
   * @param rank groups beside each other stand by this figure, null last; else in the order of the rows
   */
  static *of(
    order: Uint32Array,
    keys: readonly KeyColumn[],
    rank: { readonly value: (stretch: Stretch) => bigint | null; readonly descending: boolean } | null,
  ): Steps<GroupTree> {
    const levels: number[] = [];
    const from: number[] = [];
    const to: number[] = [];
    const parents: number[] = [];
    const path: number[] = [];
    const differ = keys.map(differs);
    for (let at = 0; at < order.length; at++) {
      const first = at === 0 ? 0 : differ.findIndex((other) => other(order[at - 1] ?? 0, order[at] ?? 0));
      if (first >= 0) {
        for (const group of path.splice(first)) to[group] = at;
        for (let level = first; level < keys.length; level++) {
          const group = levels.length;
          levels.push(level);
          from.push(at);
          to.push(order.length);
          parents.push(path[level - 1] ?? -1);
          path.push(group);
        }
      }
      if (at % STEP === STEP - 1) yield;
    }
    const children = new Map<number, number[]>();
    parents.forEach((parent, group) => {
      const among = children.get(parent);
      if (among) among.push(group);
      else children.set(parent, [group]);
    });
    yield;
    if (rank !== null) yield* rankChildren(children, from, to, rank);
    const sequence = new Uint32Array(levels.length);
    const places = new Uint32Array(levels.length);
    const siblings = new Uint32Array(levels.length);
    const rest = [...(children.get(-1) ?? [])].reverse();
    let count = 0;
    for (const among of children.values())
      among.forEach((group, place) => {
        places[group] = place + 1;
        siblings[group] = among.length;
      });
    yield;
    for (let group = rest.pop(); group !== undefined; group = rest.pop()) {
      sequence[count++] = group;
      const inner = children.get(group) ?? [];
      for (let i = inner.length - 1; i >= 0; i--) rest.push(inner[i] ?? 0);
    }
    return new GroupTree(
      Uint8Array.from(levels),
      Uint32Array.from(from),
      Uint32Array.from(to),
      sequence,
      places,
      siblings,
      keys.length - 1,
    );
  }

  get groups(): number {
    return this.levels.length;
  }

  head(group: number) {
    return {
      group,
      level: this.levels[group] ?? 0,
      records: (this.to[group] ?? 0) - (this.from[group] ?? 0),
      open: this.opened[group] === 1,
      place: this.places[group] ?? 1,
      siblings: this.siblingsOf[group] ?? 1,
    };
  }

  stretchOf(group: number): Stretch {
    return { from: this.from[group] ?? 0, to: this.to[group] ?? 0 };
  }

  toggle(group: number | 'all', open: boolean): void {
    if (group === 'all') this.opened.fill(open ? 1 : 0);
    else if (group < this.opened.length) this.opened[group] = open ? 1 : 0;
    this.lay();
  }

  /** What the rows from `from` up to, not with, `to` show. */
  shown(from: number, to: number): ShownRow[] {
    const rows: ShownRow[] = [];
    let head = this.headBefore(from);
    for (let row = from; row < Math.min(to, this.rows); row++) {
      if ((this.headAt[head + 1] ?? Infinity) <= row) head++;
      const group = this.shownGroups[head] ?? 0;
      const behind = row - (this.headAt[head] ?? 0);
      rows.push(behind === 0 ? { group } : { at: (this.from[group] ?? 0) + behind - 1 });
    }
    return rows;
  }

  /** Stretches of the order that the rows from `from` up to, not with, `to` stand for: a head for its group. Each row of the order once. */
  behind(from: number, to: number): Stretch[] {
    const found: Stretch[] = [];
    for (let head = this.headBefore(from); head < this.shownGroups.length; head++) {
      const row = this.headAt[head] ?? 0;
      if (row >= to) break;
      const group = this.shownGroups[head] ?? 0;
      const own = this.stretchOf(group);
      if (row >= from) {
        found.push(own);
        continue;
      }
      if (this.opened[group] !== 1 || this.levels[group] !== this.deepest) continue;
      const stretch = { from: own.from + Math.max(0, from - row - 1), to: Math.min(own.to, own.from + (to - row - 1)) };
      if (stretch.to > stretch.from) found.push(stretch);
    }
    found.sort((a, b) => a.from - b.from || a.to - b.to);
    const merged: Stretch[] = [];
    for (const stretch of found) {
      const last = merged[merged.length - 1];
      if (last && stretch.from <= last.to) merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
      else merged.push(stretch);
    }
    return merged;
  }

  /** The order's rows, group after group as they are shown, open or not. */
  flat(order: Uint32Array): Uint32Array {
    const rows = new Uint32Array(order.length);
    let count = 0;
    for (const group of this.sequence) {
      if (this.levels[group] !== this.deepest) continue;
      const stretch = order.subarray(this.from[group], this.to[group]);
      rows.set(stretch, count);
      count += stretch.length;
    }
    return rows;
  }

  private lay(): void {
    const shown = new Uint32Array(this.sequence.length);
    const headAt = new Uint32Array(this.sequence.length);
    let count = 0;
    let row = 0;
    let closed = Infinity;
    for (const group of this.sequence) {
      const level = this.levels[group] ?? 0;
      if (level > closed) continue;
      closed = this.opened[group] === 1 ? Infinity : level;
      shown[count] = group;
      headAt[count++] = row++;
      if (level === this.deepest && this.opened[group] === 1) row += (this.to[group] ?? 0) - (this.from[group] ?? 0);
    }
    this.shownGroups = shown.slice(0, count);
    this.headAt = headAt.slice(0, count);
    this.rows = row;
  }

  /** Place of the last shown head at or before a row. */
  private headBefore(row: number): number {
    let low = 0;
    let high = this.headAt.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.headAt[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function* rankChildren(
  children: ReadonlyMap<number, number[]>,
  from: readonly number[],
  to: readonly number[],
  { value, descending }: { readonly value: (stretch: Stretch) => bigint | null; readonly descending: boolean },
): Steps<void> {
  let since = 0;
  for (const among of children.values()) {
    const values = new Map<number, bigint | null>();
    for (const group of among) {
      const stretch = { from: from[group] ?? 0, to: to[group] ?? 0 };
      values.set(group, value(stretch));
      since += stretch.to - stretch.from;
      if (since > STEP) {
        since = 0;
        yield;
      }
    }
    among.sort((a, b) => {
      const [left, right] = [values.get(a) ?? null, values.get(b) ?? null];
      if (left === null || right === null) return left === right ? a - b : left === null ? 1 : -1;
      if (left === right) return a - b;
      return left < right === descending ? 1 : -1;
    });
  }
}

/** Whether two rows have different cells in a column. */
export function differs({ column }: KeyColumn): (a: number, b: number) => boolean {
  switch (column.kind) {
    case 'absent':
      return () => false;
    case 'code':
      return (a, b) => column.codes[a] !== column.codes[b];
    case 'int':
      return (a, b) => column.values[a] !== column.values[b] || isNullAt(column, a) !== isNullAt(column, b);
    case 'amount':
      return (a, b) => column.units[a] !== column.units[b] || isNullAt(column, a) !== isNullAt(column, b);
    case 'text': {
      const { bytes, offsets } = column;
      return (a, b) => {
        if (isNullAt(column, a) !== isNullAt(column, b)) return true;
        const [left, right] = [offsets[a] ?? 0, offsets[b] ?? 0];
        const length = (offsets[a + 1] ?? 0) - left;
        if (length !== (offsets[b + 1] ?? 0) - right) return true;
        for (let i = 0; i < length; i++) if (bytes[left + i] !== bytes[right + i]) return true;
        return false;
      };
    }
  }
}

/** The first of some columns that has different cells in the rows, or null. */
export function mixedColumn<K extends { readonly key: KeyColumn }>(rows: Uint32Array, columns: readonly K[]): K | null {
  for (const column of columns) {
    const other = differs(column.key);
    const first = rows[0] ?? 0;
    for (const row of rows) if (other(first, row)) return column;
  }
  return null;
}

/** Exact sum of an amount column over some rows; 0 for a column without amounts. */
export function sumOf({ column }: KeyColumn, rows: Uint32Array): bigint {
  return column.kind === 'amount' ? sumUnits(column.units, rows) : 0n;
}
