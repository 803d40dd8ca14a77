import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { inputOf, OBS, type Given } from '../build-input';
import { MONTHS, outcome } from '../outcome';

describe('the pass adjacent-period', () => {
  it('one timing break with both months, counted in both', () => {
    const given: Given = {
      periods: MONTHS,
      bills: [{ period: '2026-08', amount: '5', service: OBS }, { amount: '100' }, { period: '2026-10', amount: '70' }],
      entries: [
        { period: '2026-08', amount: '5', service: OBS },
        { amount: '0' },
        { period: '2026-10', amount: '70' },
        { period: '2026-10', amount: '100' },
      ],
    };
    expect(outcome(given).breaks).toEqual(['timing 2026-09/2026-10 100']);
    expect(reconcile(inputOf(given)).matching.every((one) => one.residue === 0n)).toBe(true);
  });

  it('a late booking of a fixed fee is timing, not a duplicate', () => {
    const found = outcome({
      periods: MONTHS,
      bills: MONTHS.map((period) => ({ period, amount: '100' })),
      entries: [
        { period: '2026-08', amount: '100' },
        { period: '2026-10', amount: '100' },
        { period: '2026-10', amount: '100' },
        { amount: '1', service: OBS },
      ],
    });
    expect(found.breaks).toEqual(['missing-in-bill 2026-09 -1', 'timing 2026-09/2026-10 100']);
  });

  it('an entry between two equal unbooked cells is ambiguous and both stay missing', () => {
    const bills = [
      { period: '2026-08', amount: '9' },
      { period: '2026-10', amount: '9' },
    ];
    const others = MONTHS.map((period) => ({ period, amount: '1', service: OBS }));
    const found = outcome({ periods: MONTHS, bills: [...bills, ...others], entries: [{ amount: '9' }, ...others] });
    expect(found.breaks).toEqual(['missing-in-ledger 2026-08 9', 'ambiguous 2026-09 -9', 'missing-in-ledger 2026-10 9']);
  });

  it('two entries that could take one cell are both ambiguous', () => {
    const others = MONTHS.map((period) => ({ period, amount: '1', service: OBS }));
    const found = outcome({
      periods: MONTHS,
      bills: [{ amount: '9' }, ...others],
      entries: [{ period: '2026-08', amount: '9' }, { period: '2026-10', amount: '9' }, ...others],
    });
    expect(found.breaks).toEqual(['ambiguous 2026-08 -9', 'missing-in-ledger 2026-09 9', 'ambiguous 2026-10 -9']);
  });

  it('an entry of a month that was not synced can still be the late booking', () => {
    const found = outcome({
      bills: [{ amount: '100' }],
      entries: [
        { amount: '1', service: OBS },
        { period: '2026-10', amount: '100' },
      ],
    });
    expect(found.breaks).toEqual(['missing-in-bill 2026-09 -1', 'timing 2026-09/2026-10 100']);
  });
});
