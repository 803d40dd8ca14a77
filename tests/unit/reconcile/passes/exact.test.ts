import { describe, expect, it } from 'vitest';
import { outcome } from '../outcome';

describe('the pass exact', () => {
  it('same customer, service, month and amount', () => {
    expect(outcome({ bills: [{ amount: '60' }, { amount: '40', resourceType: 'disk' }], entries: [{ amount: '100' }] })).toMatchObject({
      breaks: [],
      passes: { exact: 1 },
    });
  });

  it('exact nets refunds and write-offs with the signs as they come', () => {
    expect(
      outcome({ bills: [{ amount: '100' }, { amount: '-15.2', kind: 1 }, { amount: '-1', kind: 2 }], entries: [{ amount: '83.8' }] })
        .breaks,
    ).toEqual([]);
  });

  it('exact at line grain meets single bill lines', () => {
    const found = outcome({
      bills: [{ amount: '60' }, { amount: '40' }],
      entries: [
        { amount: '60', grain: 'line' },
        { amount: '40', grain: 'line' },
      ],
    });
    expect(found).toMatchObject({ breaks: [], passes: { exact: 2 } });
  });

  it('a line without a row is missing in the ledger with its own amount', () => {
    expect(outcome({ bills: [{ amount: '60' }, { amount: '40' }], entries: [{ amount: '60', grain: 'line' }] }).breaks).toEqual([
      'missing-in-ledger 2026-09 40',
    ]);
  });
});
