import type { PriceRulesPreview } from '../../../../shared/desk/api';
import type { FigureFacts } from '../../../app/figures/facts';

export type PreviewFigure = 'ledger' | 'expectedBefore' | 'expectedAfter' | 'change' | 'marginBefore' | 'marginAfter';

/** What the figures of a price preview say of themselves. Expected amounts have tax as the ledger has it, and with tax where there is no ledger. */
export function previewFacts({
  period,
  hasLedger,
}: Pick<PriceRulesPreview, 'period' | 'hasLedger'>): Readonly<Record<PreviewFigure, FigureFacts>> {
  const expected: FigureFacts = { source: 'expected', basis: hasLedger ? 'ledger' : 'taxed', period };
  const margin: FigureFacts = { source: 'margin', basis: 'pretax', period };
  return {
    ledger: { source: 'revenue-ledger', period },
    expectedBefore: expected,
    expectedAfter: expected,
    change: expected,
    marginBefore: margin,
    marginAfter: margin,
  };
}
