import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelsOut, fillers, groupSums } from '../../../renderer/pages/reconcile/group-sums';
import { nextWaiting } from '../../../renderer/pages/reconcile/next-open';

describe('a group made by hand', () => {
  it('keeps its remainder exact beyond what a double tells apart', () => {
    const large = 2n ** 62n;
    expect(groupSums([large, -large - 1n])).toEqual({ ledger: large + 1n, bill: large, rest: -1n, count: 2 });
    expect(cancelsOut(groupSums([large, -large - 1n, 1n]))).toBe(true);
  });

  it('is closed at zero only, and never with one row or none', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -20n, max: 20n }), { maxLength: 6 }), (list) => {
        const rest = list.reduce((sum, one) => sum + one, 0n);
        const sums = groupSums(list);
        expect(sums.bill - sums.ledger).toBe(rest);
        expect(cancelsOut(sums)).toBe(list.length > 1 && rest === 0n);
      }),
    );
  });

  it('names what would bring it to zero, not what is picked already', () => {
    expect(fillers([5n, -3n, 3n, -3n], (place) => place === 1, 3n)).toEqual([3]);
    expect(fillers([5n, -5n], () => false, 0n)).toEqual([]);
  });
});

describe('after a decision', () => {
  it('the next one below that waits is in hand, else the first from the top, and none at the end', () => {
    const waits = (open: readonly number[]) => (place: number) => open.includes(place);
    expect(nextWaiting(5, 1, waits([0, 3, 4]))).toBe(3);
    expect(nextWaiting(5, 4, waits([0, 3, 4]))).toBe(0);
    expect(nextWaiting(5, 2, waits([2]))).toBe(2);
    expect(nextWaiting(5, 2, waits([]))).toBeNull();
    expect(nextWaiting(0, -1, waits([]))).toBeNull();
    expect(nextWaiting(3, -1, waits([0]))).toBe(0);
  });
});
