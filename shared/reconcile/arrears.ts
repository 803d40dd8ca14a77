import { halvesOf } from '../columns';
import type { BillColumns } from './types';

/**
 * Which reading of debt_amount the bill lines show (semantics.md #6): 6a, debt outside amount (`amount = paid`), or 6b, debt inside it
 * (`amount = paid + debt`, with or without the adjustment). `null` where the lines with debt contradict both; 6a while there are none.
 */
export interface ArrearsTest {
  readonly reading: '6a' | '6b' | null;
  /** Lines with debt_amount > 0 that were tested. */
  readonly lines: number;
}

/** Columns never change: lines are gone through once, and not again while they are the same. */
const known = new WeakMap<BillColumns, ArrearsTest>();

export function linesHoldArrears(bills: BillColumns): ArrearsTest {
  const before = known.get(bills);
  if (before) return before;
  const test = testLines(bills);
  known.set(bills, test);
  return test;
}

function testLines(bills: BillColumns): ArrearsTest {
  let lines = 0;
  let outside = true;
  let inside = true;
  // Most lines hold none: a zero test that makes no bigint.
  const halves = halvesOf(bills.debt);
  for (let line = 0; line < bills.rows; line++) {
    if (halves[2 * line] === 0 && halves[2 * line + 1] === 0) continue;
    const debt = bills.debt[line]!;
    if (debt <= 0n) continue;
    lines++;
    const amount = bills.amount[line]!;
    const paid = bills.paid[line]!;
    if (amount !== paid) outside = false;
    if (amount !== paid + debt && amount !== paid + debt + bills.adjustment[line]!) inside = false;
  }
  return { reading: outside ? '6a' : inside ? '6b' : null, lines };
}
