import { describe, expect, it } from 'vitest';
import { MOST, searchGroups, type Pile } from '../../../shared/reconcile/group-search';

const piles = (...amounts: (number | [number, number])[]): Pile[] =>
  amounts.map((one) =>
    typeof one === 'number' ? { amount: BigInt(one), count: 1, lone: true } : { amount: BigInt(one[0]), count: one[1], lone: true },
  );

describe('searching groups', () => {
  it('finds one against several both ways', () => {
    expect(searchGroups(piles(100, 7), piles(60, 40, 9)).found).toEqual([{ left: [0], right: [0, 1] }]);
    expect(searchGroups(piles(60, 40, 9), piles(100, 7)).found).toEqual([{ left: [0, 1], right: [0] }]);
  });

  it('takes no group that holds a smaller one', () => {
    expect(searchGroups(piles(10, 20), piles(10, 15, 5)).found).toEqual([{ left: [1], right: [1, 2] }]);
    expect(searchGroups(piles(10), piles(4, 6, 5, -5)).found).toEqual([{ left: [0], right: [0, 1] }]);
  });

  it('lets interchangeable rows serve as many groups as there are rows', () => {
    expect(searchGroups(piles(9, 12), piles([4, 2], 5, 8))).toMatchObject({
      found: [
        { left: [0], right: [0, 1] },
        { left: [1], right: [0, 2] },
      ],
      contested: [],
    });
    expect(searchGroups(piles(9, 12), piles([4, 1], 5, 8))).toMatchObject({ found: [], contested: [{}, {}] });
  });

  it('needs lone rows for several against several', () => {
    const right: Pile[] = [
      { amount: 12n, count: 1, lone: true },
      { amount: 18n, count: 1, lone: false },
    ];
    expect(searchGroups(piles(10, 20), piles(12, 18)).found).toHaveLength(1);
    expect(searchGroups(piles(10, 20), right).found).toHaveLength(0);
  });

  it('gives up step by step and says where', () => {
    const many = (count: number): Pile[] => piles(...Array.from({ length: count }, (_, i) => 1 + i * i * 7919));
    expect(searchGroups(many(10), many(10)).stoppedAt).toBeNull();
    expect(searchGroups(many(20), many(20)).stoppedAt).toBeLessThan(MOST);
    expect(searchGroups(many(500), many(500))).toEqual({ found: [], contested: [], stoppedAt: 0 });
  });
});
