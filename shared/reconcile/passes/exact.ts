import { joinExact } from '../join-exact';
import { reason } from '../reasons';
import { GRAINS, PASS_NAMES } from '../types';
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

const EXACT = PASS_NAMES.indexOf('exact');
const SAME = reason('match-exact');
const SAME_LINE = reason('match-exact-line');

/** In book order, so that the first of equal entries meets the cell; a cell that was met has nothing left for the next. */
function matchCells(state: CostState): void {
  const { keys, rest, units, used, taken } = state;
  const { keyOf } = keys;
  const why = state.reasonNumber(SAME);
  for (let entry = 0; entry < keyOf.length; entry++) {
    const key = keyOf[entry]!;
    if (key >= 0 && rest[key] === units[entry] && used[entry] === 0 && taken[key] === 0) state.meet(EXACT, key, entry, why);
  }
}

const LINE = GRAINS.indexOf('line');

function matchLines(state: CostState): void {
  const { bills, cells } = state.context;
  const { cellOfLine } = cells;
  const { keys, book } = state;
  const entries = rowsWhere(book.rows, (entry) => book.grain[entry] === LINE && keys.keyOf[entry]! >= 0 && state.used[entry] === 0 && untouched(state, keys.keyOf[entry]!));
  if (entries.length === 0) return;
  const asked = new Uint8Array(keys.count);
  for (const entry of entries) asked[keys.keyOf[entry]!] = 1;
  const keyOfLine = (line: number): number => keys.keyOfCell[cellOfLine[line]!]!;
  const lines = rowsWhere(bills.rows, (line) => keyOfLine(line) >= 0 && asked[keyOfLine(line)] === 1 && bills.amount[line] !== 0n);
  const joined = joinExact(
    { rows: lines.length, ...columnsOf(state, lines.map(keyOfLine)), amount: gather(bills.amount, lines) },
    { rows: entries.length, ...columnsOf(state, entries.map((entry) => keys.keyOf[entry]!)), amount: gather(state.units, entries) },
  );
  state.lineUsed ??= new Uint8Array(bills.rows);
  for (let i = 0; i < entries.length; i++) {
    const met = joined.ofRight[i]!;
    if (met < 0) continue;
    const entry = entries[i]!;
    state.lineUsed[lines[met]!] = 1;
    state.matchOne('exact', keys.keyOf[entry]!, entry, SAME_LINE);
  }
}

const untouched = (state: CostState, key: number): boolean => state.taken[key] === 0 && state.rest[key] === state.keys.bill[key] && state.rest[key] !== 0n;

function columnsOf({ keys }: CostState, of: Uint32Array): { period: Uint32Array; party: Uint32Array; service: Uint32Array } {
  return { period: of.map((key) => keys.period[key]!), party: of.map((key) => keys.party[key]!), service: of.map((key) => keys.service[key]!) };
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
