/** What the bill comes to month by month: of each shard's lines, while they are at hand, and of all shards added up. Figures and control totals take it from here. */
import { halvesOf } from '../columns';
import type { Units } from '../money';
import type { BillCells } from './bill-cells';
import type { BillColumns } from './types';

/** Sums of a month, with the signs as they come, over all charge modes (semantics.md #5, #42). */
const AMOUNTS = ['consumption', 'refunds', 'writeOffs', 'arrears', 'debt', 'through', 'arrearsThrough'] as const;
const [ARREARS, DEBT, THROUGH, ARREARS_THROUGH] = [3, 4, 5, 6] as const;

/** One shard's share. */
export interface BilledPart {
  /** `month x amounts + amount`, units of 10^-8. */
  readonly sums: BigInt64Array;
  /** Months some line of which holds arrears, whatever they add up to. */
  readonly arrears: Uint8Array;
  /** Months with a cell of refunds that is not zero. */
  readonly refunds: Uint8Array;
  /** Resellers that lines came through, by month; months without any are left out. */
  readonly resellers: ReadonlyMap<number, ReadonlySet<number>>;
}

/** A month of the whole bill, units of 10^-8. */
export interface MonthBilled {
  readonly consumption: Units;
  readonly refunds: Units;
  readonly writeOffs: Units;
  /** Debt and adjustments. */
  readonly arrears: Units;
  readonly debt: Units;
  /** What of all three kinds, and of the arrears, came through resellers. */
  readonly through: Units;
  readonly arrearsThrough: Units;
  readonly hasArrears: boolean;
  readonly hasRefunds: boolean;
  readonly resellers: ReadonlySet<number>;
}

/** @param cells those of the lines, which the engine made sure can be summed */
export function billedPart(lines: BillColumns, cells: BillCells, months: number): BilledPart {
  const refunds = new Uint8Array(months);
  const resellers = new Map<number, Set<number>>();
  for (let cell = 0; cell < cells.count; cell++) {
    const month = cells.period[cell]!;
    if (cells.kind[cell] === 1 && cells.amount[cell] !== 0n) refunds[month] = 1;
    const reseller = cells.reseller[cell]!;
    if (reseller === 0) continue;
    const known = resellers.get(month);
    if (known) known.add(reseller);
    else resellers.set(month, new Set([reseller]));
  }
  return { sums: sumsOf(cells, months), arrears: monthsWithArrears(lines, months), refunds, resellers };
}

/** A loop of its own, in typed arrays: bigints added one by one would be an object per cell. */
function sumsOf({ count, period, kind, reseller, amount, debt, adjustment }: BillCells, months: number): BigInt64Array {
  const sums = new BigInt64Array(months * AMOUNTS.length);
  for (let cell = 0; cell < count; cell++) {
    const at = period[cell]! * AMOUNTS.length;
    const own = at + (kind[cell]! > 2 ? 0 : kind[cell]!);
    sums[own] = sums[own]! + amount[cell]!;
    sums[at + ARREARS] = sums[at + ARREARS]! + debt[cell]! + adjustment[cell]!;
    sums[at + DEBT] = sums[at + DEBT]! + debt[cell]!;
    if (reseller[cell] === 0) continue;
    sums[at + THROUGH] = sums[at + THROUGH]! + amount[cell]!;
    sums[at + ARREARS_THROUGH] = sums[at + ARREARS_THROUGH]! + debt[cell]! + adjustment[cell]!;
  }
  return sums;
}

function monthsWithArrears({ rows, period, debt, adjustment }: BillColumns, months: number): Uint8Array {
  const found = new Uint8Array(months);
  // Mostly both are one column.
  for (const column of new Set([debt, adjustment])) {
    const halves = halvesOf(column);
    for (let line = 0; line < rows; line++) if (halves[2 * line] !== 0 || halves[2 * line + 1] !== 0) found[period[line]!] = 1;
  }
  return found;
}

/** All shards' shares as the bill, by index of the period. */
export function joinBilled(parts: readonly BilledPart[], months: number): MonthBilled[] {
  const sums = new BigInt64Array(months * AMOUNTS.length);
  const [arrears, refunds] = [new Uint8Array(months), new Uint8Array(months)];
  const resellers = Array.from({ length: months }, () => new Set<number>());
  for (const part of parts) {
    for (let i = 0; i < sums.length; i++) sums[i] = sums[i]! + part.sums[i]!;
    for (let month = 0; month < months; month++) {
      arrears[month]! |= part.arrears[month]!;
      refunds[month]! |= part.refunds[month]!;
    }
    for (const [month, own] of part.resellers) for (const reseller of own) resellers[month]!.add(reseller);
  }
  return resellers.map((own, month) => {
    const amounts = AMOUNTS.map((name, at) => [name, sums[month * AMOUNTS.length + at]!] as const);
    return {
      ...(Object.fromEntries(amounts) as Record<(typeof AMOUNTS)[number], Units>),
      hasArrears: arrears[month] === 1,
      hasRefunds: refunds[month] === 1,
      resellers: own,
    };
  });
}
