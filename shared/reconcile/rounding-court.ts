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

/** How a sum of charges comes out of its deductions: what happens to each, then to their sum. */
export interface FeeRule {
  readonly key: ReasonKey;
  readonly each: ((deduction: Units) => Units) | null;
  readonly sum: ((sum: Units) => Units) | null;
}

/** Rules about deductions. Truncation per deduction is the documented one (semantics.md, "Money, time, codes"); nobody says that another is ever used. */
export const FEE_RULES = {
  truncateDeduction: { key: 'court-fees-truncate-deduction', each: truncateToCent, sum: null },
  truncateTotal: { key: 'court-fees-truncate-total', each: null, sum: truncateToCent },
  halfUpDeduction: { key: 'court-fees-half-up-deduction', each: halfUpToCent, sum: null },
  halfUpTotal: { key: 'court-fees-half-up-total', each: null, sum: halfUpToCent },
} as const satisfies Readonly<Record<string, FeeRule>>;

/** In the order they are asked about a ledger's figure. */
const HEARD: readonly FeeRule[] = [FEE_RULES.halfUpTotal, FEE_RULES.halfUpDeduction, FEE_RULES.truncateDeduction, FEE_RULES.truncateTotal];

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
    const byFees = HEARD.map(({ key, each, sum }): [ReasonKey, Units] => {
      const added = rest + total(each ? deductions.map(each) : deductions);
      return [key, sum ? sum(added) : added];
    });
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
