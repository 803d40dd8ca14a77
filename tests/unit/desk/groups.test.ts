import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dictionary, packColumn } from '../../../shared/columns';
import type { FieldKind } from '../../../shared/api/sources';
import { formatUnits, parseUnits } from '../../../shared/money';
import { GroupTree, sumOf } from '../../../renderer/desk/groups';
import { permutation, type KeyColumn } from '../../../renderer/desk/permutation';
import { atOnce, withRests } from '../../../renderer/desk/steps';
import { facetOf, summing } from '../../../renderer/desk/summary';

function key(kind: FieldKind, cells: readonly (string | null)[]): KeyColumn {
  const texts = new Dictionary();
  return { column: packColumn(kind, cells, texts), texts };
}

interface Line {
  readonly party: string | null;
  readonly service: string;
  readonly amount: string | null;
}

const line = fc.record({
  party: fc.option(fc.constantFrom('甲', '乙', 'b', 'B')),
  service: fc.constantFrom('ecs', 'obs', 'rds'),
  amount: fc.option(fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map((units) => formatUnits(units))),
});

function grouped(lines: readonly Line[], byAmount = false) {
  const party = key(
    'code',
    lines.map((one) => one.party),
  );
  const service = key(
    'text',
    lines.map((one) => one.service),
  );
  const amount = key(
    'amount',
    lines.map((one) => one.amount),
  );
  const order = permutation(
    lines.length,
    [],
    [party, service].map((one) => ({ key: one, descending: false })),
  );
  const value = ({ from, to }: { from: number; to: number }): bigint => sumOf(amount, order.subarray(from, to));
  const tree = atOnce(GroupTree.of(order, [party, service], byAmount ? { value, descending: true } : null));
  return { order, tree, amount };
}

/** What each group comes to, by its values; the plain way. */
function plainly(lines: readonly Line[]): Map<string, { rows: number; sum: bigint }> {
  const groups = new Map<string, { rows: number; sum: bigint }>();
  for (const { party, service, amount } of lines)
    for (const path of [`${party}`, `${party}/${service}`]) {
      const known = groups.get(path) ?? { rows: 0, sum: 0n };
      groups.set(path, { rows: known.rows + 1, sum: known.sum + (amount === null ? 0n : parseUnits(amount)) });
    }
  return groups;
}

function found(lines: readonly Line[]): Map<string, { rows: number; sum: bigint }> {
  const { order, tree, amount } = grouped(lines);
  const groups = new Map<string, { rows: number; sum: bigint }>();
  for (let group = 0; group < tree.groups; group++) {
    const { from, to } = tree.stretchOf(group);
    const first = lines[order[from] ?? 0];
    const path = tree.head(group).level === 0 ? `${first?.party}` : `${first?.party}/${first?.service}`;
    expect(groups.has(path)).toBe(false);
    groups.set(path, { rows: tree.head(group).records, sum: sumOf(amount, order.subarray(from, to)) });
  }
  return groups;
}

describe('groups of a view', () => {
  it('have each value once, with the exact number and sum of their rows, however large', () => {
    fc.assert(fc.property(fc.array(line, { maxLength: 60 }), (lines) => void expect(found(lines)).toEqual(plainly(lines))));
  });

  it('come out the same for every order of the rows', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (lines, places) => {
        const shuffled = lines.map((one) => ({ one, place: places.next().value })).sort((a, b) => a.place - b.place);
        const shown = (all: readonly Line[]): unknown[] => {
          const { order, tree } = grouped(all, true);
          tree.toggle('all', false);
          return tree.shown(0, tree.rows).map((row) => ('group' in row ? all[order[tree.stretchOf(row.group).from] ?? 0]?.party : row));
        };
        const sums = plainly(lines);
        // Groups of the same sum stand in the order of the column.
        fc.pre(
          new Set([...sums].filter(([path]) => !path.includes('/')).map(([, { sum }]) => sum)).size ===
            new Set(lines.map((one) => one.party)).size,
        );
        expect(shown(shuffled.map(({ one }) => one))).toEqual(shown(lines));
      }),
    );
  });

  it('show heads, and the rows of groups that are open, once each', () => {
    const lines = ['甲', '甲', '乙'].flatMap((party) => ['ecs', 'obs'].map((service) => ({ party, service, amount: '1' })));
    const { order, tree } = grouped(lines);
    // Few rows: all are open.
    expect(tree.rows).toBe(2 + 4 + 6);
    const rows = tree.shown(0, 100).flatMap((row) => ('at' in row ? [order[row.at]] : []));
    expect([...rows].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    tree.toggle('all', false);
    expect(tree.shown(0, 100).map((row) => 'group' in row && tree.head(row.group).level)).toEqual([0, 0]);
    const first = tree.shown(0, 1)[0];
    if (!first || !('group' in first)) throw new Error('no head');
    tree.toggle(first.group, true);
    expect(tree.shown(0, 100).map((row) => 'group' in row && tree.head(row.group).level)).toEqual([0, 1, 1, 0]);
    expect(tree.shown(2, 4)).toEqual(tree.shown(0, 4).slice(2));
  });

  it('count each row once in what a range stands for, heads and their rows alike', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.nat(60), fc.nat(60), fc.array(fc.nat(20)), (lines, a, b, closed) => {
        const { tree } = grouped(lines);
        for (const group of closed) tree.toggle(group, false);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const counted = tree.behind(from, to).flatMap((one) => Array.from({ length: one.to - one.from }, (_, i) => one.from + i));
        const expected = new Set<number>();
        for (const row of tree.shown(from, to)) {
          const stretch = 'at' in row ? { from: row.at, to: row.at + 1 } : tree.stretchOf(row.group);
          for (let at = stretch.from; at < stretch.to; at++) expected.add(at);
        }
        expect(counted).toEqual([...expected].sort((x, y) => x - y));
      }),
    );
  });

  it('stand by their sums when asked, and flatten into every row once', () => {
    const lines = ['1', '5', '-3', '4'].map((amount, i) => ({ party: ['甲', '乙', '乙', 'b'][i] ?? null, service: 'ecs', amount }));
    const { order, tree } = grouped(lines, true);
    tree.toggle('all', false);
    const parties = tree.shown(0, 9).map((row) => ('group' in row ? lines[order[tree.stretchOf(row.group).from] ?? 0]?.party : null));
    expect(parties).toEqual(['b', '乙', '甲']);
    expect([...tree.flat(order)]).toEqual([3, 1, 2, 0]);
  });

  it('are given up between two steps', async () => {
    const rows = 400_000;
    const many = key(
      'int',
      Array.from({ length: rows }, (_, i) => String(i % 7)),
    );
    const order = permutation(rows, [], [{ key: many, descending: false }]);
    const abort = new AbortController();
    abort.abort();
    function* slow(): Generator<void, GroupTree> {
      const until = performance.now() + 40;
      while (performance.now() < until);
      return yield* GroupTree.of(order, [many], null);
    }
    await expect(withRests(slow(), abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('what is selected', () => {
  const amount = key('amount', ['10.00', '-0.00000001', null, '3']);
  const order = Uint32Array.of(0, 1, 2, 3);

  it('comes to the exact sum, least, most and average of its amounts', () => {
    expect(atOnce(summing(order, [{ from: 0, to: 4 }], 'amount', amount, null))).toEqual({
      column: 'amount',
      sums: [{ currency: null, sum: '12.99999999', least: '-0.00000001', most: '10.00' }],
      amounts: 3,
      average: '4.33333333',
    });
  });

  it('never adds two currencies', () => {
    const currency = key('code', ['CNY', 'USD', 'USD', 'CNY']);
    const found = atOnce(summing(order, [{ from: 0, to: 4 }], 'amount', amount, currency));
    expect(found.sums.map(({ currency: of, sum }) => [of, sum])).toEqual([
      ['CNY', '13.00'],
      ['USD', '-0.00000001'],
    ]);
    expect(found.average).toBeNull();
  });

  it('has values to choose from, with how many rows have each', () => {
    const code = key('code', ['b', 'a', null, 'b']);
    const text = key('text', ['b', 'a', null, 'b']);
    for (const one of [code, text])
      expect(atOnce(facetOf(one, order))).toEqual({
        values: [
          { value: '', rows: 1 },
          { value: 'a', rows: 1 },
          { value: 'b', rows: 2 },
        ],
        more: 0,
      });
  });
});
