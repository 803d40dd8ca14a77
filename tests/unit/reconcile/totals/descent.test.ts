import { describe, expect, it } from 'vitest';
import { descend, DESCENT_SHOWN, type Level } from '../../../../shared/reconcile/totals/descent';
import type { Units } from '../../../../shared/money';

interface Item {
  readonly party: string;
  readonly customer: string;
  readonly left: Units | null;
  readonly right: Units | null;
}
const item = (party: string, customer: string, left: Units | null, right: Units | null): Item => ({ party, customer, left, right });
const LEVELS: readonly Level<Item>[] = [
  { level: 'counterparty', key: ({ party }) => party, name: String },
  { level: 'customer', key: ({ customer }) => customer, name: String },
];
const down = (items: readonly Item[]) => descend(LEVELS, items, items.filter(({ left, right }) => left !== right), ({ left, right }) => [left, right]);

describe('the way down to what diverges first', () => {
  it('sums everything tested in what diverges, and follows the first by code unit', () => {
    const { path, first } = down([item('b', 'z', 9n, 1n), item('a', 'y', 5n, 5n), item('a', 'x', 3n, 2n), item('c', 'w', 4n, 4n)]);
    expect(path).toEqual([
      { level: 'counterparty', diverging: 2, children: [{ name: 'a', left: 8n, right: 7n, difference: 1n }, { name: 'b', left: 9n, right: 1n, difference: 8n }] },
      { level: 'customer', diverging: 1, children: [{ name: 'x', left: 3n, right: 2n, difference: 1n }] },
    ]);
    expect(first).toEqual({ bucket: { counterparty: 'a', customer: 'x' }, left: 3n, right: 2n, difference: 1n });
  });

  it('passes over a level that only repeats the one above, and puts what has no name last', () => {
    expect(down([item('a', 'a', 2n, 1n)]).path.map(({ level }) => level)).toEqual(['counterparty']);
    expect(down([item('', 'x', 2n, 1n), item('b', 'y', 2n, 1n)]).first?.bucket).toEqual({ counterparty: 'b', customer: 'y' });
  });

  it('a side that is not known has no difference; nothing broken has no way', () => {
    expect(down([item('a', 'x', 2n, null)]).first).toMatchObject({ left: 2n, right: null, difference: null });
    expect(down([item('a', 'x', 1n, 1n)])).toEqual({ path: [], first: null });
  });

  it('shows so many children and says how many there are', () => {
    const many = Array.from({ length: DESCENT_SHOWN + 5 }, (_, n) => item(`p${String(n + 10)}`, 'x', 1n, 0n));
    expect(down(many).path[0]).toMatchObject({ diverging: DESCENT_SHOWN + 5 });
    expect(down(many).path[0]!.children).toHaveLength(DESCENT_SHOWN);
  });
});
