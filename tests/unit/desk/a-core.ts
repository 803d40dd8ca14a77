/** A core whose store has plain arrays for tables: enough for what reads whole tables. */
import type { DeskCore } from '../../../renderer/desk/core';
import { Resident } from '../../../renderer/desk/resident';
import { DecisionBook } from '../../../renderer/store/decisions';
import type { DecisionRow } from '../../../renderer/store/schema';
import type { StoredBreak } from '../../../shared/desk/api';
import { breakSetsOf } from './put-breaks';

export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

const NO_AMOUNTS = { otherPeriod: null, ledgerAmount: null, billAmount: null, expectedAmount: null, difference: null };

/** Tables by name; the others are empty. Calls to main are noted in `calls` and answered with `answer`. */
export function aCore(tables: Rows, answer: unknown = {}): { core: DeskCore; calls: { name: string; args: unknown }[] } {
  const calls: { name: string; args: unknown }[] = [];
  const writes = { of: () => 0 };
  // Breaks lie in sets; tests write them as rows, without the members they say nothing of.
  const setsOf = (breaks: Rows[string]): Rows[string] =>
    breakSetsOf(breaks.map((row) => ({ ...NO_AMOUNTS, ...row }) as unknown as StoredBreak)) as unknown as Rows[string];
  const rowsOf = (name: string): Rows[string] => tables[name] ?? (name === 'breakSets' ? setsOf(tables['breaks'] ?? []) : []);
  const store = new Proxy({}, { get: (_target, name) => (name === 'writes' ? writes : table(rowsOf(String(name)))) });
  const link = {
    call: (name: string, args: unknown) => {
      calls.push({ name, args });
      return Promise.resolve(answer);
    },
  };
  const core = { store, link, resident: new Resident(), books: 0, results: 0, currency: 'CNY', site: 'cn', version: () => 0 };
  return { core: core as unknown as DeskCore, calls };
}

/** The first field of a row is its key. */
function table(rows: readonly Readonly<Record<string, unknown>>[]) {
  const keyOf = (row: Readonly<Record<string, unknown>>): unknown => Object.values(row)[0];
  const find = (key: unknown) => rows.find((row) => keyOf(row) === key);
  const list = (some: typeof rows) => ({
    toArray: () => Promise.resolve([...some]),
    first: () => Promise.resolve(some[0]),
    primaryKeys: () => Promise.resolve(some.map(keyOf)),
  });
  const all = list(rows);
  return {
    ...all,
    orderBy: () => all,
    toCollection: () => all,
    where: (field: string) => ({ equals: (value: unknown) => list(rows.filter((row) => row[field] === value)), between: () => all }),
    get: (key: unknown) => Promise.resolve(find(key)),
    bulkGet: (keys: readonly unknown[]) => Promise.resolve(keys.map(find)),
    // As renderer/store/breaks.ts has them.
    of: (period: unknown) => Promise.resolve(rows.filter((row) => row['period'] === period || row['otherPeriod'] === period)),
    list: () => Promise.resolve({ count: rows.length, at: (row: number) => rows[row] }),
    // As renderer/store/decisions.ts has them.
    book: () => Promise.resolve(DecisionBook.of(rows as unknown as DecisionRow[])),
  };
}
