/** Where rows of published slices stand in columns that are kept between runs, and which of them an earlier layout has already. */
import { halvesOf } from '../../shared/columns';
import type { RowChanges, RowRange } from '../../shared/reconcile/types';
import type { GenerationRow } from '../store/schema';
import type { TypedNumbers } from './small-numbers';

/** A slice whose rows stand in the columns from `from` on. */
export interface LaidSlice {
  readonly row: GenerationRow;
  readonly from: number;
  readonly rows: number;
}

/** Rows that are copied as they lie: neighbours go as one. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

export interface Layout<K extends LaidSlice> extends RowChanges {
  readonly rows: number;
  /** With what the earlier layout has of the slice, where it is the same. */
  readonly slices: readonly (LaidSlice & { readonly kept: K | null })[];
  readonly runs: readonly Run[];
}

/** The order of a layout: by month, then by name. */
export function byMonthAndSlice(a: GenerationRow, b: GenerationRow): number {
  if (a.period !== b.period) return (a.period ?? '') < (b.period ?? '') ? -1 : 1;
  return a.slice < b.slice ? -1 : 1;
}

/** A slice read again and found equal keeps its generation. */
export function isSame(a: GenerationRow, b: GenerationRow): boolean {
  return (
    a === b || (a.slice === b.slice && a.generation === b.generation && a.digest === b.digest && a.rows === b.rows && a.period === b.period)
  );
}

export function sameSlices(laid: readonly LaidSlice[], slices: readonly GenerationRow[]): boolean {
  return laid.length === slices.length && laid.every(({ row }, at) => isSame(row, slices[at]!));
}

/**
 * @param slices in the layout's order
 * @param last of an earlier layout, in that order
 * @param rowsOf rows that a slice has in the columns; asked of those that are not in the earlier layout
 */
export function layOut<K extends LaidSlice>(
  slices: readonly GenerationRow[],
  last: readonly K[],
  rowsOf: (row: GenerationRow) => number,
): Layout<K> {
  const laid: (LaidSlice & { readonly kept: K | null })[] = [];
  const runs: { from: number; to: number; rows: number }[] = [];
  const gone: RowRange[] = [];
  const fresh: RowRange[] = [];
  let [rows, known] = [0, 0];
  const leave = ({ from, rows: own }: K): void => void gone.push([from, from + own]);
  for (const row of slices) {
    while (known < last.length && !isSame(last[known]!.row, row) && byMonthAndSlice(last[known]!.row, row) <= 0) leave(last[known++]!);
    const kept = known < last.length && isSame(last[known]!.row, row) ? last[known++]! : null;
    const own = kept ? kept.rows : rowsOf(row);
    if (kept) {
      const run = runs.at(-1);
      if (run && run.from + run.rows === kept.from && run.to + run.rows === rows) run.rows += own;
      else runs.push({ from: kept.from, to: rows, rows: own });
    } else fresh.push([rows, rows + own]);
    laid.push({ row, from: rows, rows: own, kept });
    rows += own;
  }
  while (known < last.length) leave(last[known++]!);
  return { rows, slices: laid, runs, gone, fresh };
}

/** Whether the rows that an earlier layout has stay where they are, and no others come or go. */
export function isInPlace({ rows, runs }: Pick<Layout<LaidSlice>, 'rows' | 'runs'>, before: number): boolean {
  return rows === before && runs.every(({ from, to }) => from === to);
}

/** Whether a run would write what is there already. */
export function sameRun(from: TypedNumbers, to: TypedNumbers, { from: start, to: at, rows }: Run): boolean {
  const [mine, theirs] = [bytesOf(from.subarray(start, start + rows)), bytesOf(to.subarray(at, at + rows))];
  for (let i = 0; i < mine.length; i++) if (mine[i] !== theirs[i]) return false;
  return mine.length === theirs.length;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: TypedNumbers): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);

export function copyRun(from: TypedNumbers, to: TypedNumbers, { from: start, to: at, rows }: Run): void {
  if (from instanceof BigInt64Array) (to as BigInt64Array).set(from.subarray(start, start + rows), at);
  else (to as Uint32Array).set(from.subarray(start, start + rows), at);
}

/** Runs below it go row by row: as views they would cost more than their rows. */
const LONG_RUN = 256;

/** Many runs, as those of a month's slices of some dozen rows each. A function for each width: one for all would look at the width with every row. */
export function copyRuns(from: TypedNumbers, to: TypedNumbers, runs: readonly Run[]): void {
  const long = runs.filter(({ rows }) => rows >= LONG_RUN);
  for (const run of long) copyRun(from, to, run);
  const short = long.length === 0 ? runs : runs.filter(({ rows }) => rows < LONG_RUN);
  if (from instanceof BigInt64Array) copyPairs(halvesOf(from), halvesOf(to as BigInt64Array), short);
  else if (from instanceof Uint32Array) copy32(from, to as Uint32Array, short);
  else if (from instanceof Uint16Array) for (const run of short) copyRun(from, to, run);
  else copy8(from, to as Uint8Array, short);
}

function copyPairs(from: Int32Array, to: Int32Array, runs: readonly Run[]): void {
  for (const run of runs) for (let i = 2 * run.from, at = 2 * run.to, end = i + 2 * run.rows; i < end; i++, at++) to[at] = from[i]!;
}

function copy32(from: Uint32Array, to: Uint32Array, runs: readonly Run[]): void {
  for (const run of runs) for (let i = run.from, at = run.to, end = i + run.rows; i < end; i++, at++) to[at] = from[i]!;
}

function copy8(from: Uint8Array, to: Uint8Array, runs: readonly Run[]): void {
  for (const run of runs) for (let i = run.from, at = run.to, end = i + run.rows; i < end; i++, at++) to[at] = from[i]!;
}
