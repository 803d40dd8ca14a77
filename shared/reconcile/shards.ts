/**
 * One run's rows dealt into shards that have nothing to do with each other, so that a shard whose rows did not change keeps what was found in it, and a
 * large run works on tables that fit into a processor's cache. A shard holds whole components (components.ts); everything else that a pass looks at is a
 * fact of the whole run, and none of it may change.
 */
import { equalAt, isColumn, madeColumns, picked, scattered, type Columns, type TypedColumn } from './shard-columns';
import { sameNumbers } from './changes';
import type { Components } from './components';
import type { Groups } from './key-table';
import type { RowChanges, RowRange } from './types';

/** One source of a run with its rows by shard. */
export class DealtColumns<T extends Columns = Columns> {
  /** Of each row; known once all rows were dealt. */
  private shards: Uint16Array | null = null;

  /** @param codes party of each row; `instead` where that is 0 */
  constructor(
    readonly columns: T,
    readonly components: Components,
    private readonly codes: Uint32Array,
    private readonly instead: Uint32Array = codes,
  ) {}

  /** The same rows dealt by other components. */
  by(components: Components): DealtColumns<T> {
    return components === this.components ? this : new DealtColumns(this.columns, components, this.codes, this.instead);
  }

  /** Rows of some ranges by shard, in their order; of the wanted shards alone where they are said. */
  deal(ranges: readonly RowRange[], wanted?: Uint8Array): Groups {
    const most = rowsIn(ranges);
    const rows = new Uint32Array(most);
    const shards = new Uint16Array(most);
    const kept = this.shards ? taken(this.shards, ranges, wanted, rows, shards) : this.found(ranges, wanted, rows, shards);
    const start = new Uint32Array(this.components.count + 1);
    for (let i = 0; i < kept; i++) start[shards[i]! + 1] = start[shards[i]! + 1]! + 1;
    const next = startsOf(start);
    const sorted = new Uint32Array(kept);
    for (let i = 0; i < kept; i++) {
      const at = next[shards[i]!]!;
      sorted[at] = rows[i]!;
      next[shards[i]!] = at + 1;
    }
    return { start, rows: sorted };
  }

  /** As {@link taken}, by the rows' parties. */
  private found(ranges: readonly RowRange[], wanted: Uint8Array | undefined, rows: Uint32Array, shards: Uint16Array): number {
    const { components, codes, instead } = this;
    let kept = 0;
    let [last, shard, takes] = [-1, 0, true];
    for (const [from, to] of ranges) {
      for (let row = from; row < to; row++) {
        const code = codes[row]! || instead[row]!;
        if (code !== last) {
          shard = components.shardOf((last = code));
          takes = wanted === undefined || wanted[shard] === 1;
        }
        if (!takes) continue;
        rows[kept] = row;
        shards[kept++] = shard;
      }
    }
    return kept;
  }

  /** Where each row goes when those of a shard stand side by side, and where each shard's begin. */
  places(): { readonly start: Uint32Array; readonly place: Uint32Array } {
    const shards = (this.shards ??= this.shardsOfRows());
    const start = new Uint32Array(this.components.count + 1);
    for (let row = 0; row < shards.length; row++) start[shards[row]! + 1] = start[shards[row]! + 1]! + 1;
    const next = startsOf(start);
    const place = new Uint32Array(shards.length);
    for (let row = 0; row < shards.length; row++) {
      const at = next[shards[row]!]!;
      place[row] = at;
      next[shards[row]!] = at + 1;
    }
    return { start, place };
  }

  private shardsOfRows(): Uint16Array {
    const { components, codes, instead, columns } = this;
    const shards = new Uint16Array(columns.rows);
    let [last, shard] = [-1, 0];
    for (let row = 0; row < shards.length; row++) {
      const code = codes[row]! || instead[row]!;
      if (code !== last) shard = components.shardOf((last = code));
      shards[row] = shard;
    }
    return shards;
  }
}

/** Writes down the rows of some ranges and their shards, of the wanted shards alone; answers with how many there are. */
function taken(
  shardOf: Uint16Array,
  ranges: readonly RowRange[],
  wanted: Uint8Array | undefined,
  rows: Uint32Array,
  shards: Uint16Array,
): number {
  let kept = 0;
  for (const [from, to] of ranges) {
    for (let row = from; row < to; row++) {
      const shard = shardOf[row]!;
      if (wanted !== undefined && wanted[shard] === 0) continue;
      rows[kept] = row;
      shards[kept++] = shard;
    }
  }
  return kept;
}

/** Counts of groups, one place late, become their starts; answers with a copy to count on from. */
function startsOf(start: Uint32Array): Uint32Array {
  for (let group = 1; group < start.length; group++) start[group] = start[group]! + start[group - 1]!;
  return start.slice();
}

const groupAt = ({ start, rows }: Groups, group: number): Uint32Array => rows.subarray(start[group]!, start[group + 1]!);

const rowsIn = (ranges: readonly RowRange[]): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0);

/**
 * Rows of single shards as columns of their own. Where most shards are wanted every column is dealt once, read from its beginning to its end: rows of a
 * shard lie all over it, and to gather them shard by shard would miss the processor's cache with every row.
 */
export function rowsByShard<T extends Columns>(dealt: DealtColumns<T>, wanted: Uint8Array): (shard: number) => T {
  const { columns } = dealt;
  if (wanted.length === 1) return () => columns;
  const several = wanted.reduce((sum, one) => sum + one, 0);
  if (several * 4 < wanted.length) {
    const groups = dealt.deal(several === 0 ? [] : [[0, columns.rows]], wanted);
    return (shard) => {
      const rows = groupAt(groups, shard);
      return madeColumns(columns, rows.length, (column) => picked(column, rows));
    };
  }
  const { start, place } = dealt.places();
  const whole = new Map<TypedColumn, TypedColumn>();
  for (const column of Object.values(columns)) if (isColumn(column) && !whole.has(column)) whole.set(column, scattered(column, place));
  return (shard) => {
    const [from, to] = [start[shard]!, start[shard + 1]!];
    return madeColumns(columns, to - from, (column) => whole.get(column)!.subarray(from, to));
  };
}

/** Marks the shards of some rows. */
export function markRows(dealt: DealtColumns, ranges: readonly RowRange[], changed: Uint8Array): void {
  const { start } = dealt.deal(ranges);
  for (let shard = 0; shard < changed.length; shard++) if (start[shard + 1]! > start[shard]!) changed[shard] = 1;
}

/** Marks the shards whose rows among those that may have changed are not what they were. */
export function markChanged<T extends Columns>(
  before: DealtColumns<T>,
  now: DealtColumns<T>,
  { gone, fresh }: RowChanges,
  changed: Uint8Array,
): void {
  if (gone.length + fresh.length === 0) return;
  const [a, b] = [before.deal(gone), now.deal(fresh)];
  const columns = Object.entries(before.columns).filter(([, column]) => isColumn(column));
  const others = now.columns as unknown as Record<string, TypedColumn>;
  for (let shard = 0; shard < changed.length; shard++) {
    const [mine, theirs] = [groupAt(a, shard), groupAt(b, shard)];
    if (changed[shard] === 1 || mine.length + theirs.length === 0) continue;
    // A column that is the very same one holds the same in the same rows.
    const inPlace = sameNumbers(mine, theirs);
    const same =
      mine.length === theirs.length &&
      columns.every(
        ([name, column]) => (inPlace && column === others[name]) || equalAt(column as TypedColumn, mine, others[name]!, theirs),
      );
    if (!same) changed[shard] = 1;
  }
}
