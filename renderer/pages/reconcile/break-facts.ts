import type { BreakEvidence, StoredBreak } from '../../../shared/desk/api';
import type { FigureFacts } from '../../app/figures/facts';

/** Overrides what the profile says: the amount is of another currency, which no member of the break names. */
const UNNAMED = { currency: '' } as const;

/**
 * What the three amounts of a break say of themselves: the book of its role, the bill or the expected price, and what lies between.
 * @param scope month looked at, in which the difference counts; null for all
 * @param evidence its rows name the currency of a ledger that is not of the bill's; without it none is said
 */
export function breakFacts(
  item: Pick<StoredBreak, 'role' | 'class' | 'period' | 'otherPeriod' | 'expectedAmount' | 'difference'>,
  scope: string | null,
  evidence: Pick<BreakEvidence, 'ledger'> | null = null,
): {
  readonly ledger: FigureFacts;
  readonly bill: FigureFacts;
  readonly difference: FigureFacts;
} {
  const { role, period } = item;
  // Of a timing break the ledger's rows stand in the other month.
  const booked = item.class === 'timing' ? (item.otherPeriod ?? period) : period;
  // What cannot be subtracted is of another currency (an unknown party's row, too).
  const foreign = item.class === 'currency' || item.difference === null ? currencyIn(evidence) : {};
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

function currencyIn(evidence: Pick<BreakEvidence, 'ledger'> | null): Pick<FigureFacts, 'currency'> {
  const found = new Set(evidence?.ledger.rows.map(({ currency }) => currency));
  const [only] = found;
  return found.size === 1 && only !== undefined ? { currency: only } : UNNAMED;
}
