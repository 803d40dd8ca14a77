import type { StoredBreak } from '../../../shared/desk/api';
import type { FigureFacts } from '../../app/figures/facts';

/**
 * What the three amounts of a break say of themselves: the book of its role, the bill or the expected price, and what lies between.
 * @param scope month looked at, in which the difference counts; null for all
 */
export function breakFacts(
  item: Pick<StoredBreak, 'role' | 'class' | 'period' | 'otherPeriod' | 'ledgerCurrency' | 'expectedAmount'>,
  scope: string | null,
): {
  readonly ledger: FigureFacts;
  readonly bill: FigureFacts;
  readonly difference: FigureFacts;
} {
  const { role, period, ledgerCurrency } = item;
  // Of a timing break the ledger's rows stand in the other month.
  const booked = item.class === 'timing' ? (item.otherPeriod ?? period) : period;
  const foreign = ledgerCurrency ? { currency: ledgerCurrency } : {};
  return {
    ledger: role === null ? { period } : { source: `${role}-ledger`, period: booked, ...foreign },
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
    difference: { source: 'difference', period: scope ?? period },
  };
}
