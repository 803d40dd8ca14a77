import { describe, expect, it } from 'vitest';
import { breakFacts } from '../../../renderer/pages/reconcile/break-facts';
import { currencyOf, unlessCount } from '../../../renderer/pages/period/total-currency';
import type { EvidenceEntry } from '../../../shared/desk/api';

const ITEM = { role: 'cost', class: 'amount', period: '2026-10', otherPeriod: null, expectedAmount: null, difference: '1.00' } as const;
const rows = (...currencies: string[]) => ({
  ledger: { total: currencies.length, rows: currencies.map((currency) => ({ currency }) as EvidenceEntry) },
});

describe('what figures say of themselves on hover', () => {
  it('is no currency of the profile where the ledger is of another one: the rows’ own, once they are read', () => {
    const foreign = { ...ITEM, class: 'currency', difference: null } as const;
    expect(breakFacts(foreign, null).ledger.currency).toBe('');
    expect(breakFacts(foreign, null, rows('USD', 'USD')).ledger.currency).toBe('USD');
    expect(breakFacts(foreign, null, rows('USD', 'EUR')).ledger.currency).toBe('');
    // The bill's side and every other break have the profile's, which stands around them.
    expect(breakFacts(foreign, null).bill).not.toHaveProperty('currency');
    expect(breakFacts(ITEM, null, rows('CNY')).ledger).not.toHaveProperty('currency');
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
