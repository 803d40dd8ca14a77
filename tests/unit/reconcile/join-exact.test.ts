import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinExact, type JoinSide } from '../../../shared/reconcile/join-exact';

type Row = readonly [period: number, party: number, service: number, amount: bigint];

const side = (rows: readonly Row[]): JoinSide => ({
  rows: rows.length,
  period: Uint16Array.from(rows, (row) => row[0]),
  party: Uint32Array.from(rows, (row) => row[1]),
  service: Uint32Array.from(rows, (row) => row[2]),
  amount: BigInt64Array.from(rows, (row) => row[3]),
});

describe('joinExact', () => {
  it('matches k against m equal rows min(k, m) times, lower row numbers first', () => {
    const same: Row = [1, 7, 9, 100n];
    const joined = joinExact(side([same, same, same]), side([[1, 7, 9, 101n], same, same]));
    expect([...joined.ofLeft]).toEqual([1, 2, -1]);
    expect([...joined.ofRight]).toEqual([-1, 0, 1]);
    expect(joined.matched).toBe(2);
  });

  it('tells amounts apart that agree in one half of their 64 bits, and signs', () => {
    const joined = joinExact(side([[0, 1, 1, 5n], [0, 1, 1, -5n], [0, 1, 1, 5n + (1n << 32n)]]), side([[0, 1, 1, 5n + (1n << 33n)], [0, 1, 1, -5n]]));
    expect([...joined.ofLeft]).toEqual([-1, 1, -1]);
  });

  it('handles codes above 2^31', () => {
    expect(joinExact(side([[0, 0x8000_0001, 3, 1n]]), side([[0, 0x8000_0001, 3, 1n]])).matched).toBe(1);
  });

  it('agrees with a naive join for any rows', () => {
    const row = fc.tuple(fc.nat(2), fc.nat(3), fc.nat(2), fc.bigInt(-2n, 2n));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.array(row, { maxLength: 60 }), (left, right) => {
        const taken = new Set<number>();
        const naive = left.map((mine) => {
          const found = right.findIndex((theirs, i) => !taken.has(i) && mine.every((part, j) => part === theirs[j]));
          if (found >= 0) taken.add(found);
          return found;
        });
        expect([...joinExact(side(left), side(right)).ofLeft]).toEqual(naive);
      }),
    );
  });

  it('agrees with a map over many partitions', () => {
    const rows = Array.from({ length: 40_000 }, (_, i): Row => [i % 12, 1 + ((i * 7919) % 500), 1 + (i % 13), BigInt((i * 104_729) % 90_000)]);
    const shifted = rows.map((row, i): Row => (i % 10 === 0 ? [row[0], row[1], row[2], row[3] + 1_000_000n] : row)).reverse();
    const counts = new Map<string, number>();
    for (const row of shifted) counts.set(row.join(), (counts.get(row.join()) ?? 0) + 1);
    let expected = 0;
    for (const row of rows) {
      const left = counts.get(row.join()) ?? 0;
      if (left > 0) expected++;
      counts.set(row.join(), left - 1);
    }
    expect(joinExact(side(rows), side(shifted)).matched).toBe(expected);
  });
});
