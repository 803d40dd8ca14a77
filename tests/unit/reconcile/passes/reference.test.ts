import { describe, expect, it } from 'vitest';
import { A, ECS, OBS, u, type Given } from '../build-input';
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

  it('an order without fee records pays for one row in all, whatever services the book names', () => {
    const order = {
      id: 'CS1',
      customer: A,
      type: 1,
      status: 5,
      afterDiscount: u('10'),
      official: u('10'),
      createdAt: '2026-09-05T00:00:00Z',
      paidAt: '2026-09-05T00:00:00Z',
      detailSum: null,
      exists: true,
    };
    const given: Given = {
      orders: [order],
      bills: [
        { amount: '12', service: ECS },
        { amount: '12', service: OBS },
      ],
      entries: [
        { amount: '10', service: ECS, reference: 'CS1' },
        { amount: '10', service: OBS, reference: 'CS1' },
      ],
    };
    const found = outcome(given);
    expect(found.passes).toEqual({ reference: 1 });
    const fees = [{ payment: '10', service: ECS, chargeMode: 1, billType: 1, trade: 'CS1' }];
    expect(outcome({ ...given, fees }).passes).toEqual({ reference: 1 });
  });
});
