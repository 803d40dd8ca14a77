import { joinExact } from '../join-exact';
import { reason } from '../reasons';
import type { CostState } from '../cost-state';
import type { Pass } from './pass';

/**
 * Same key, same amount. Equal entries are interchangeable: k against m meet min(k, m). Entries of a book kept line by line also
 * meet single bill lines of a cell that no whole entry took.
 */
export const exact: Pass = {
  name: 'exact',
  run(state) {
    matchCells(state);
    matchLines(state);
  },
};

function matchCells(state: CostState): void {
  const keys = rowsWhere(state.keys.size, (key) => state.rest[key] !== 0n && state.taken[key] === 0);
  const entries = rowsWhere(state.entries.length, (entry) => state.keyOf[entry]! >= 0 && state.used[entry] === 0);
  const keyOfEntry = entries.map((entry) => state.keyOf[entry]!);
  const joined = joinExact(
    { rows: keys.length, ...columnsOf(state, keys), amount: gather(state.rest, keys) },
    { rows: entries.length, ...columnsOf(state, keyOfEntry), amount: gather(state.units, entries) },
  );
  for (let i = 0; i < keys.length; i++) {
    const met = joined.ofLeft[i]!;
    if (met < 0) continue;
    const key = keys[i]!;
    state.match('exact', key, [entries[met]!], state.rest[key]!, reason('match-exact'));
  }
}

function matchLines(state: CostState): void {
  const { input } = state.context;
  const { cellOfLine } = state.context.cells;
  const entries = rowsWhere(
    state.entries.length,
    (entry) => state.keyOf[entry]! >= 0 && state.used[entry] === 0 && state.entries[entry]!.grain === 'line' && untouched(state, state.keyOf[entry]!),
  );
  if (entries.length === 0) return;
  const asked = new Uint8Array(state.keys.size);
  for (const entry of entries) asked[state.keyOf[entry]!] = 1;
  const keyOfLine = (line: number): number => state.keyOfCell[cellOfLine[line]!]!;
  const lines = rowsWhere(input.bills.rows, (line) => keyOfLine(line) >= 0 && asked[keyOfLine(line)] === 1 && input.bills.amount[line] !== 0n);
  const joined = joinExact(
    { rows: lines.length, ...columnsOf(state, lines.map(keyOfLine)), amount: gather(input.bills.amount, lines) },
    { rows: entries.length, ...columnsOf(state, entries.map((entry) => state.keyOf[entry]!)), amount: gather(state.units, entries) },
  );
  for (let i = 0; i < entries.length; i++) {
    if (joined.ofRight[i]! < 0) continue;
    const entry = entries[i]!;
    state.match('exact', state.keyOf[entry]!, [entry], state.units[entry]!, reason('match-exact-line'));
  }
}

const untouched = (state: CostState, key: number): boolean => state.taken[key] === 0 && state.rest[key] === state.bill[key] && state.rest[key] !== 0n;

function columnsOf(state: CostState, keys: Uint32Array): { period: Uint32Array; party: Uint32Array; service: Uint32Array } {
  const { a, b, c } = state.keys;
  return { period: keys.map((key) => a[key]!), party: keys.map((key) => b[key]!), service: keys.map((key) => c[key]!) };
}

function gather(amounts: BigInt64Array, rows: Uint32Array): BigInt64Array {
  const gathered = new BigInt64Array(rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = amounts[rows[i]!]!;
  return gathered;
}

function rowsWhere(rows: number, keep: (row: number) => boolean): Uint32Array {
  const kept = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row++) if (keep(row)) kept[count++] = row;
  return kept.slice(0, count);
}
