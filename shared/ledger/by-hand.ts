/** Rows with bad cells that a person left out one by one: what is decided, what is still open, how it goes on record. */
import type { BadCell, LeftOutRow } from './types';

/** 1-based rows that have a bad cell and are not among those left out by hand, ascending. */
export function undecidedRows(refused: readonly BadCell[], leaveOut: Iterable<number>): number[] {
  const decided = new Set(leaveOut);
  return [...new Set(refused.map(({ row }) => row))].filter((row) => !decided.has(row)).sort((a, b) => a - b);
}

/** Left out rows with `by-hand` where a person decided it; only a row with a bad cell can be left out so, any other number means nothing. */
export function leftOutByHand(leftOut: readonly LeftOutRow[], leaveOut: Iterable<number>): LeftOutRow[] {
  const decided = new Set(leaveOut);
  return leftOut.map((one) => (one.why === 'bad-cells' && decided.has(one.row) ? { row: one.row, why: 'by-hand' } : { ...one }));
}
