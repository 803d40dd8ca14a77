/**
 * A grid's view as a permutation of row numbers: filters first, then a stable sort by several keys. Pure and linear in the rows: every key
 * becomes 32-bit ranks, sorted by radix from the last key to the first. It goes in steps, so that who runs them can rest or stop in between.
 */
import { isNullAt, radixSort, rowsOf, textAt } from '../../shared/columns';
import { byCodeUnit } from '../../shared/digest';
import { rowTest, type Filter, type KeyColumn } from './filters';
import { atOnce, STEP, type Steps } from './steps';

export type { Filter, KeyColumn };

export interface SortKey {
  readonly key: KeyColumn;
  readonly descending: boolean;
}

/** Row numbers of the view, in its order. */
export function permutation(rows: number, filters: readonly Filter[], sort: readonly SortKey[]): Uint32Array {
  return atOnce(permuting(rows, filters, sort));
}

/** {@link permutation} in steps. */
export function* permuting(rows: number, filters: readonly Filter[], sort: readonly SortKey[]): Steps<Uint32Array> {
  let view = yield* filtering(rows, filters);
  for (const { key, descending } of [...sort].reverse()) {
    for (const ranks of yield* rankKeys(key, descending)) {
      view = radixSort(view, ranks);
      yield;
    }
  }
  return view;
}

/** Numbers of the rows that fit, ascending. */
export function* filtering(rows: number, filters: readonly Filter[]): Steps<Uint32Array> {
  const tests = filters.map(rowTest);
  const view = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (tests.every((test) => test(row))) view[count++] = row;
    if (row % STEP === STEP - 1) yield;
  }
  return view.slice(0, count);
}

/** 32-bit sort keys of a column, least significant first; rows without a value come last either way. */
function* rankKeys({ column, texts }: KeyColumn, descending: boolean): Steps<Uint32Array[]> {
  const rows = rowsOf(column);
  const keys: Uint32Array[] = [];
  switch (column.kind) {
    case 'absent':
      return [];
    case 'code': {
      const ranks = yield* rankOf(new Set(column.codes), (code) => texts.text(code));
      keys.push(Uint32Array.from(column.codes, (code) => ranks.get(code) ?? 0));
      break;
    }
    case 'text': {
      const cells: string[] = [];
      for (let row = 0; row < rows; row++) {
        cells.push(textAt(column, row, texts) ?? '');
        if (row % STEP === STEP - 1) yield;
      }
      const ranks = yield* rankOf(new Set(cells), (text) => text);
      yield;
      keys.push(Uint32Array.from(cells, (text) => ranks.get(text) ?? 0));
      break;
    }
    case 'int':
      keys.push(Uint32Array.from(column.values, (value) => value ^ 0x8000_0000));
      break;
    case 'amount': {
      const halves = new Uint32Array(column.units.buffer, column.units.byteOffset, rows * 2);
      const low = new Uint32Array(rows);
      const high = new Uint32Array(rows);
      for (let row = 0; row < rows; row++) {
        low[row] = halves[row * 2] ?? 0;
        high[row] = (halves[row * 2 + 1] ?? 0) ^ 0x8000_0000;
      }
      keys.push(low, high);
    }
  }
  if (descending) for (const key of keys) for (let row = 0; row < rows; row++) key[row] = ~(key[row] ?? 0);
  const absent = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) absent[row] = isNullAt(column, row) ? 1 : 0;
  keys.push(absent);
  return keys;
}

/** Places of distinct values in code-unit order of their texts. */
function* rankOf<T>(values: ReadonlySet<T>, text: (value: T) => string): Steps<Map<T, number>> {
  const sorted = yield* sorting(
    [...values].map((value) => [value, text(value)] as const),
    (a, b) => byCodeUnit(a[1], b[1]),
  );
  return new Map(sorted.map(([value], rank) => [value, rank]));
}

/** A stable sort in steps: short runs by the language's own sort, merged two by two. */
export function* sorting<T>(values: readonly T[], compare: (a: T, b: T) => number, run = STEP): Steps<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < values.length; from += run) {
    runs.push(values.slice(from, from + run).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      const [left = [], right = []] = [runs[i], runs[i + 1]];
      const both: T[] = [];
      let [a, b] = [0, 0];
      while (a < left.length || b < right.length) {
        if (b >= right.length || (a < left.length && compare(left[a]!, right[b]!) <= 0)) both.push(left[a++]!);
        else both.push(right[b++]!);
        if (both.length % STEP === 0) yield;
      }
      merged.push(both);
    }
    runs = merged;
  }
  return runs[0] ?? [];
}
