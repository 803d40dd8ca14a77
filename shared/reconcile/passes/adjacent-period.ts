import { byCodeUnit } from '../../digest';
import { formatUnits } from '../../money';
import { neighbour } from '../context';
import { reason } from '../reasons';
import type { CostState } from '../cost-state';
import type { Pass } from './pass';

/**
 * Same customer, service and amount, some periods earlier or later, when the cell has no entry of its own and the entry no cell left:
 * one `timing` break. What fits twice is ambiguous and decided by nobody here; equal entries of one key are interchangeable.
 */
export const adjacentPeriod: Pass = {
  name: 'adjacent-period',
  run(state) {
    const groups = loneEntries(state);
    const wanted = new Map<number, Lone[]>();
    for (const lone of groups) {
      lone.cells = cellsBeside(state, lone);
      for (const cell of lone.cells) {
        const list = wanted.get(cell);
        if (list) list.push(lone);
        else wanted.set(cell, [lone]);
      }
    }
    for (const lone of groups) {
      if (lone.cells.length === 0) continue;
      const contested = lone.cells.filter((cell) => wanted.get(cell)!.length > 1);
      if (contested.length === 0 && lone.entries.length >= lone.cells.length) lone.cells.forEach((cell, i) => bookTiming(state, cell, lone.entries[i]!));
      else reportAmbiguous(state, lone, contested, wanted);
    }
  },
};

/** Interchangeable entries that no cell of their own month can take. */
interface Lone {
  readonly key: number;
  readonly entries: readonly number[];
  cells: number[];
}

function loneEntries(state: CostState): Lone[] {
  const groups: Lone[] = [];
  for (let key = 0; key < state.keys.count; key++) {
    if (state.open[key] === 0 || state.rest[key] !== 0n || state.taken[key] === 1) continue;
    const byAmount = new Map<bigint, number[]>();
    for (const entry of state.left(key)) {
      const units = state.units[entry]!;
      const list = byAmount.get(units);
      if (list) list.push(entry);
      else byAmount.set(units, [entry]);
    }
    for (const entries of byAmount.values()) groups.push({ key, entries, cells: [] });
  }
  return groups;
}

function cellsBeside(state: CostState, lone: Lone): number[] {
  const { context, keys } = state;
  const amount = state.units[lone.entries[0]!]!;
  const found: number[] = [];
  const reach = context.input.ruleSet.adjacentPeriods;
  for (let months = -reach; months <= reach; months++) {
    if (months === 0) continue;
    const period = neighbour(context, keys.period[lone.key]!, months);
    if (period < 0 || keys.takesPart[period] !== 1) continue;
    const cell = keys.find(period, keys.party[lone.key]!, keys.service[lone.key]!);
    if (cell < 0 || state.taken[cell] === 1 || state.rest[cell] !== amount || state.rest[cell] !== keys.bill[cell]) continue;
    if (state.open[cell] === 0) found.push(cell);
  }
  return found;
}

function bookTiming(state: CostState, cell: number, entry: number): void {
  const amount = state.units[entry]!;
  const otherPeriod = state.context.periods[state.periodOfEntry(entry)]!;
  state.use(entry);
  state.settled[entry] = 1;
  state.rest[cell] = 0n;
  state.breaks.push({
    ...state.where(cell),
    otherPeriod,
    role: 'cost',
    class: 'timing',
    ledgerAmount: amount,
    billAmount: amount,
    expectedAmount: null,
    difference: amount,
    reason: reason('timing', { period: state.where(cell).period, otherPeriod, bill: formatUnits(amount) }),
    rows: [state.billRow(cell), state.entryRow(entry)],
  });
}

function reportAmbiguous(state: CostState, lone: Lone, contested: readonly number[], wanted: ReadonlyMap<number, readonly Lone[]>): void {
  if (!state.isJudged(lone.key)) return;
  const periodOf = (key: number): string => state.context.periods[state.keys.period[key]!]!;
  const [first] = contested;
  const rivals = first === undefined ? [] : wanted.get(first)!.map((other) => periodOf(other.key));
  const why =
    lone.cells.length > 1 || first === undefined
      ? reason('ambiguous-periods', { candidates: lone.cells.map(periodOf).join(', ') })
      : reason('ambiguous-entries', { candidates: rivals.sort(byCodeUnit).join(', '), period: periodOf(first) });
  for (const entry of lone.entries) {
    const amount = state.units[entry]!;
    state.use(entry);
    state.breaks.push({
      ...state.where(lone.key),
      otherPeriod: null,
      role: 'cost',
      class: 'ambiguous',
      ledgerAmount: amount,
      billAmount: null,
      expectedAmount: null,
      difference: -amount,
      reason: why,
      rows: [state.entryRow(entry)],
    });
  }
}
