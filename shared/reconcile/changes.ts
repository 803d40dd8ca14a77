/** What a run's sources have changed since the run before, as ranges of rows. */
import type { BillColumns, EngineInput, FeeColumns, LedgerColumns, RowChanges, RowRange } from './types';

const NOTHING: RowChanges = { gone: [], fresh: [] };

/** Of bill lines or fee records: those that who made them names, else all. */
export function changedRows<T extends BillColumns | FeeColumns>(before: T, now: T): RowChanges {
  if (before === now) return NOTHING;
  if (now.since?.customer === before.customer) return now.since;
  return { gone: [[0, before.rows]], fresh: [[0, now.rows]] };
}

/**
 * Of one role's book: rows of the imports that only one of the two has, where the ledgers say that the others are the same. Import and period are told by
 * place in lists: rows of books whose lists differ cannot be compared otherwise.
 * @param books one role's rows out of the ledgers, in book order
 * @returns null where nobody knows
 */
export function changedEntries(before: LedgerColumns, now: LedgerColumns, sinceBefore: boolean): RowChanges | null {
  if (before === now) return NOTHING;
  if (sinceBefore) return { gone: rowsWithout(before, now.imports), fresh: rowsWithout(now, before.imports) };
  const comparable = sameList(before.imports, now.imports) && sameList(before.periods, now.periods);
  return comparable ? { gone: [[0, before.rows]], fresh: [[0, now.rows]] } : null;
}

/** Rows of imports that are not among some, which stand side by side import by import. */
function rowsWithout({ rows, imports, importIndex }: LedgerColumns, some: readonly string[]): RowRange[] {
  const others = new Set(some);
  const wanted = imports.map((id) => !others.has(id));
  const ranges: RowRange[] = [];
  for (let from = 0, to = 0; from < rows; from = to) {
    while (to < rows && importIndex[to] === importIndex[from]) to++;
    if (wanted[importIndex[from]!]) ranges.push([from, to]);
  }
  return ranges;
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** Whether an import that stands in both has the same name in both: names stand in sentences. */
export function sameNames(before: EngineInput['files'] = {}, now: EngineInput['files'] = {}): boolean {
  return Object.entries(before).every(([id, name]) => !(id in now) || now[id] === name);
}

/** Whether two values are of the same content, typed columns of any width included. */
export function sameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (ArrayBuffer.isView(a)) return sameNumbers(a as Uint32Array, b as Uint32Array);
  const [mine, theirs] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return mine.length === Object.keys(b).length && mine.every(([name, value]) => sameContent(value, theirs[name]));
}

/** Whether two columns hold the same numbers. */
export function sameNumbers(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether records are equal field by field, in the same order. */
export function sameRecords<T extends object>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => one === b[i] || sameFields(one, b[i]!)));
}

function sameFields(a: object, b: object): boolean {
  const other = b as Record<string, unknown>;
  const entries = Object.entries(a);
  if (entries.length !== Object.keys(b).length) return false;
  return entries.every(([name, value]) => {
    const theirs = other[name];
    if (Array.isArray(value) && Array.isArray(theirs)) return sameRecords(value as object[], theirs as object[]);
    return value === theirs;
  });
}
