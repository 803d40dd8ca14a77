import { describe, expect, it } from 'vitest';
import { breakFacts } from '../../../renderer/pages/reconcile/break-facts';
import { currencyOf, unlessCount } from '../../../renderer/pages/period/total-currency';

const ITEM = { role: 'cost', class: 'amount', period: '2026-10', otherPeriod: null, expectedAmount: null } as const;

describe('what figures say of themselves on hover', () => {
  it('is the currency of the ledger’s amount where that is not the profile’s, which stands around all others', () => {
    const { ledger, bill, difference } = breakFacts({ ...ITEM, class: 'currency', ledgerCurrency: 'USD' }, null);
    expect(ledger.currency).toBe('USD');
    for (const side of [bill, difference, breakFacts({ ...ITEM, ledgerCurrency: null }, null).ledger])
      expect(side).not.toHaveProperty('currency');
  });

  it('names the months a timing break stands in', () => {
    const timing = { ...ITEM, class: 'timing', otherPeriod: '2026-09' } as const;
    const { ledger, bill, difference } = breakFacts(timing, '2026-09');
    expect([ledger.period, bill.period, difference.period]).toEqual(['2026-09', '2026-10', '2026-09']);
  });

  it('is no currency where rows are counted', () => {
    expect([currencyOf({ id: 'C7' }, 'CNY'), currencyOf({ id: 'C1' }, 'CNY')]).toEqual(['', 'CNY']);
    expect([unlessCount({ id: 'C7' }), unlessCount({ id: 'C1' })]).toEqual([{ currency: '' }, {}]);
  });
});
