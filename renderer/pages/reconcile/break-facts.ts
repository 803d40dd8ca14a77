import type { StoredBreak } from '../../../shared/desk/api';
import type { FigureFacts } from '../../app/figures/facts';

/** What the three amounts of a break say of themselves: the book of its role, the bill or the expected price, and what lies between. */
export function breakFacts(item: Pick<StoredBreak, 'role' | 'period' | 'expectedAmount'>): {
  readonly ledger: FigureFacts;
  readonly bill: FigureFacts;
  readonly difference: FigureFacts;
} {
  const { role, period } = item;
  return {
    ledger: role === null ? { period } : { source: `${role}-ledger`, period },
    bill: {
      period,
      ...(item.expectedAmount !== null
        ? ({ source: 'expected' } as const)
        : role === 'prepayment'
          ? ({ source: 'movements' } as const)
          : role === null
            ? {}
            : ({ source: 'bill-lines', basis: 'pretax' } as const)),
    },
    difference: { source: 'difference', period },
  };
}
