import { describe, expect, it } from 'vitest';
import { outcome } from '../outcome';

describe('the pass reference', () => {
  it('an order number finds its fee records and is netted from the cell', () => {
    const found = outcome({
      bills: [{ amount: '300', chargeMode: 1 }, { amount: '7' }],
      fees: [{ payment: '300', chargeMode: 1, billType: 1, trade: 'CS1' }],
      entries: [{ amount: '300', reference: 'CS1', grain: 'order', service: null }, { amount: '6' }],
    });
    expect(found).toMatchObject({ breaks: ['amount 2026-09 1'], passes: { reference: 1 } });
  });
});
