/**
 * Whose rows count where the API and files of Huawei Cloud gave the same source of the same month: the API's where it has any, else those of
 * the file imported last. The others are kept and compared; nothing is ever added up from both. Pure.
 */
import { parseSliceId } from '../../shared/sync/slices';
import type { GenerationRow } from '../store/schema';

/** Import ID of the file a slice came from, null for what a gateway sent. */
export function fileOf(slice: string): string | null {
  return slice.includes('|file=') ? (parseSliceId(slice).file ?? null) : null;
}

/** What one side decides for the other: a source, its month, and of movements the account. */
export function scopeOf(row: Pick<GenerationRow, 'slice' | 'source' | 'period'>): string {
  return [row.source, row.period ?? '', parseSliceId(row.slice).account ?? ''].join('|');
}

/** The side that counts in each scope: null for the API, else the file's import ID. */
export function sidesInUse(rows: readonly GenerationRow[]): Map<string, string | null> {
  const sides = new Map<string, { file: string | null; seq: number }>();
  for (const row of rows) {
    const scope = scopeOf(row);
    const file = fileOf(row.slice);
    const seq = file === null ? Infinity : (row.seq ?? 0);
    const known = sides.get(scope);
    if (!known || seq > known.seq) sides.set(scope, { file, seq });
  }
  return new Map([...sides].map(([scope, { file }]) => [scope, file]));
}

/** The slices whose rows count, in the order they came in. */
export function inUse(rows: readonly GenerationRow[]): GenerationRow[] {
  if (rows.every((row) => fileOf(row.slice) === null)) return [...rows];
  const sides = sidesInUse(rows);
  return rows.filter((row) => sides.get(scopeOf(row)) === fileOf(row.slice));
}
