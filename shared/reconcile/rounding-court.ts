import { absolute, CENT, halfUpToCent, truncateToCent, type Units } from '../money';
import type { ReasonKey } from './reasons';

/** What the court hears about a cell, all in units of 10^-8. */
export interface CourtCase {
  /** The cell as billed. */
  readonly bill: Units;
  /** Amounts of its bill lines. */
  readonly lines: readonly Units[];
  /** Pay-per-use part of the cell as billed (kinds 0 and 1); other charges are not truncated. */
  readonly payPerUse: Units;
  /** Untruncated sums of its pay-per-use deductions, one per trade; empty when no fee record was read. */
  readonly deductions: readonly Units[];
}

/**
 * Names the rounding rule that makes the ledger's figure out of the cell, or null. Truncation per deduction is what is charged
 * (semantics.md #19, "Money, time, codes"); rounding half up is what books often do instead. A deduction rounds by a cent at most: fee
 * records that are off by more contradict the bill and round nothing, whatever the ledger says.
 */
export function roundingCourt(heard: CourtCase, ledger: Units): ReasonKey | null {
  for (const [rule, figure] of figuresOf(heard)) {
    if (figure === ledger && figure !== heard.bill) return rule;
  }
  return null;
}

function figuresOf(heard: CourtCase): [ReasonKey, Units][] {
  const { bill, lines, deductions } = heard;
  const figures: [ReasonKey, Units][] = [];
  if (deductions.length > 0) {
    const rest = bill - heard.payPerUse;
    const byFees: [ReasonKey, Units][] = [
      ['court-fees-half-up-total', halfUpToCent(rest + total(deductions))],
      ['court-fees-half-up-deduction', rest + total(deductions.map(halfUpToCent))],
      ['court-fees-truncate-deduction', rest + total(deductions.map(truncateToCent))],
    ];
    const most = CENT * BigInt(deductions.length);
    figures.push(...byFees.filter(([, figure]) => absolute(figure - bill) <= most));
  }
  figures.push(
    ['court-lines-half-up', total(lines.map(halfUpToCent))],
    ['court-cell-half-up', halfUpToCent(bill)],
    ['court-lines-truncate', total(lines.map(truncateToCent))],
    ['court-cell-truncate', truncateToCent(bill)],
  );
  return figures;
}

function total(amounts: readonly Units[]): Units {
  let sum = 0n;
  for (const amount of amounts) sum += amount;
  return sum;
}
