import { deductionsByBucket } from './fee-index';
import { groupRows, type Groups } from './key-table';
import type { CostState } from './cost-state';
import type { CourtCase } from './rounding-court';
import type { Units } from '../money';

/** What explains a key that does not agree: its bill lines by kind, their repeats, its deductions. Read only for such keys. */
export interface KeyEvidence {
  /** Sums of kinds 0, 1 and 2. */
  readonly byKind: readonly [Units, Units, Units];
  /** Lines that stand more than once, equal in every field. */
  readonly repeats: readonly { readonly amount: Units; readonly count: number }[];
  readonly court: CourtCase;
}

const PAY_PER_USE = 3;

/** Evidence of the given keys; what was found once is kept with the state. */
export function evidenceOf(state: CostState, wanted: readonly number[]): ReadonlyMap<number, KeyEvidence> {
  const { bills, cells } = state.context;
  const found = state.evidence;
  const keys = wanted.filter((key) => !found.has(key));
  if (keys.length === 0) return found;
  const { keyOfCell } = state.keys;
  const place = new Int32Array(state.keys.count).fill(-1);
  keys.forEach((key, i) => (place[key] = i));
  const placeOfCell = new Int32Array(cells.count);
  for (let cell = 0; cell < cells.count; cell++) placeOfCell[cell] = keyOfCell[cell]! < 0 ? -1 : place[keyOfCell[cell]!]!;
  const placeOfLine = new Int32Array(bills.rows);
  for (let line = 0; line < bills.rows; line++) placeOfLine[line] = placeOfCell[cells.cellOfLine[line]!]!;
  const lines = groupRows(placeOfLine, bills.rows, keys.length);
  const cellsOfKey = groupRows(placeOfCell, cells.count, keys.length);
  const deductions = deductionsByBucket(state.context.fees);
  const of = (groups: Groups, i: number): Uint32Array => groups.rows.subarray(groups.start[i]!, groups.start[i + 1]!);
  keys.forEach((key, i) => found.set(key, evidence(state, key, of(lines, i), of(cellsOfKey, i), deductions)));
  return found;
}

function evidence(state: CostState, key: number, lines: Uint32Array, cellIds: Uint32Array, deductionsOf: (bucket: number) => Units[]): KeyEvidence {
  const { bills, cells, fees } = state.context;
  const byKind: [Units, Units, Units] = [0n, 0n, 0n];
  let payPerUse = 0n;
  const buckets = new Set<number>();
  for (const cell of cellIds) {
    const kind = cells.kind[cell]!;
    const amount = cells.amount[cell]!;
    byKind[kind === 1 ? 1 : kind === 2 ? 2 : 0] += amount;
    if (cells.chargeMode[cell] !== PAY_PER_USE || kind > 1) continue;
    payPerUse += amount;
    for (const k of [0, 1]) buckets.add(fees.find(cells.period[cell]!, PAY_PER_USE, k, cells.customer[cell]!, cells.service[cell]!));
  }
  buckets.delete(-1);
  const same = new Map<string, { amount: Units; count: number }>();
  if (lines.length > 1) for (const line of lines) {
    const text = [bills.customer, bills.reseller, bills.service, bills.resourceType, bills.chargeMode, bills.kind, bills.amount, bills.debt, bills.adjustment, bills.discount, bills.paid]
      .map((column) => String(column[line]))
      .join('|');
    const known = same.get(text);
    if (known) known.count++;
    else same.set(text, { amount: bills.amount[line]!, count: 1 });
  }
  return {
    byKind,
    repeats: [...same.values()].filter((item) => item.count > 1 && item.amount !== 0n),
    court: { bill: state.keys.bill[key]!, lines: Array.from(lines, (line) => bills.amount[line]!), payPerUse, deductions: [...buckets].flatMap(deductionsOf) },
  };
}
