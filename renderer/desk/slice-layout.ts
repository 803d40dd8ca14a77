/** Where rows of published slices stand in columns that are kept between runs, and which of them an earlier layout has already. */
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

export function copyRun(from: TypedNumbers, to: TypedNumbers, { from: start, to: at, rows }: Run): void {
  if (from instanceof BigInt64Array) (to as BigInt64Array).set(from.subarray(start, start + rows), at);
  else (to as Uint32Array).set(from.subarray(start, start + rows), at);
}
