import { describe, expect, it } from 'vitest';
import { detailSum, orderParts } from '../../../renderer/desk/order-input';

describe('the lists inside an order', () => {
  it('lines add up, whatever a double would make of them', () => {
    expect(detailSum('[{"amount_after_discount":0.1},{"amount_after_discount":0.2},{"x":1}]')).toBe(30_000_000n);
    expect(detailSum('[{"amount_after_discount":90071992547.40993001}]')).toBe(9_007_199_254_740_993_001n);
    expect(detailSum('[]')).toBeNull();
    expect(detailSum(null)).toBeNull();
  });

  it('parts of a combined order come with ID, status and amount; what lacks one of them is left out', () => {
    const json =
      '[{"order_id":"CS1-1","status":5,"amount_after_discount":60.00},{"order_id":"CS1-2","amount_after_discount":1},{"order_id":"CS1-3","status":5},{"status":5,"amount_after_discount":1},null]';
    expect(orderParts(json)).toEqual([
      { id: 'CS1-1', status: 5, afterDiscount: 6_000_000_000n },
      { id: 'CS1-2', status: 0, afterDiscount: 100_000_000n },
    ]);
    expect(orderParts('[]')).toEqual([]);
    expect(orderParts(null)).toEqual([]);
  });
});
