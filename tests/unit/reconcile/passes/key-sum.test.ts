import { describe, expect, it } from 'vitest';
import { outcome } from '../outcome';

describe('the pass key-sum', () => {
  it('an amount booked in several rows', () => {
    expect(outcome({ bills: [{ amount: '100' }], entries: [{ amount: '33.33' }, { amount: '66.67' }] })).toMatchObject({
      breaks: [],
      passes: { 'key-sum': 2 },
    });
  });

  it('a booking and its reversal beside the right row', () => {
    expect(outcome({ bills: [{ amount: '100' }], entries: [{ amount: '100' }, { amount: '-100' }, { amount: '100' }] }).breaks).toEqual([]);
  });
});
