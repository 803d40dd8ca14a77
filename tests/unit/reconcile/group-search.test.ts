import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, type Item } from '../../reference/groups';
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

  it('decides nothing where it gave up: 3 = 1 + 2 stands alone among the groups tried, 60 against 60', () => {
    const left = piles(3, ...Array.from({ length: 59 }, (_, i) => 1_000_000 + 7919 * i * i));
    const right = piles(1, 2, ...Array.from({ length: 58 }, (_, i) => 50_000_000 + 104_729 * i * i));
    expect(searchGroups(left.slice(0, 8), right.slice(0, 8))).toEqual({
      found: [{ left: [0], right: [0, 1] }],
      contested: [],
      stoppedAt: null,
    });
    expect(searchGroups(left, right)).toEqual({ found: [], contested: [{ left: [0], right: [0, 1] }], stoppedAt: 2 });
  });

  it('agrees with trying every choice of rows, also where it gives up', () => {
    const side = fc.array(fc.record({ amount: fc.integer({ min: -4, max: 12 }), lone: fc.boolean() }), { maxLength: 6 });
    fc.assert(
      fc.property(side, side, fc.constantFrom(8_000, 40, 20, 8), (lefts, rights, bound) => {
        const distinct = (rows: typeof lefts): Pile[] => {
          const counts = new Map<string, Pile>();
          for (const { amount, lone } of rows.filter((row) => row.amount !== 0)) {
            const kind = `${amount} ${lone}`;
            counts.set(kind, { amount: BigInt(amount), lone, count: (counts.get(kind)?.count ?? 0) + 1 });
          }
          return [...counts.values()];
        };
        const items = (of: readonly Pile[]): Item<number>[] =>
          of.flatMap((pile, at) =>
            Array.from({ length: pile.count }, (_, row) => ({
              of: at * 100 + row,
              amount: pile.amount,
              kind: String(at).padStart(2, '0'),
              lone: pile.lone,
            })),
          );
        const [left, right] = [distinct(lefts), distinct(rights)];
        const names = (one: { left: readonly (number | Item<number>)[]; right: readonly (number | Item<number>)[] }): string =>
          [one.left, one.right].map((rows) => rows.map((row) => (typeof row === 'number' ? row : Number(row.kind))).sort()).join(' = ');
        const [ours, slow] = [searchGroups(left, right, bound), groupsOf(items(left), items(right), bound)];
        expect(ours.found.map(names).sort()).toEqual(slow.found.map(names).sort());
        expect(ours.contested.map(names).sort()).toEqual(slow.contested.map(names).sort());
      }),
      { numRuns: 500 },
    );
  });
});
