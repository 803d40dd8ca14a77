import { describe, expect, it } from 'vitest';
import { parseUnits } from '../../../shared/money';
import { rankingOf } from '../../../renderer/pages/overview/ranking';

const sums = (amounts: Readonly<Record<string, string>>) => new Map(Object.entries(amounts).map(([id, text]) => [id, parseUnits(text)]));

describe('the largest and the others', () => {
  it('are dealt by size, whatever the order they come in, and add up to the total', () => {
    const all = { a: '10.00', b: '-40.00', c: '30.00', d: '5.00', e: '1.00' };
    const ranking = rankingOf(sums(all), 2);
    expect(ranking.top.map(({ id, amount }) => [id, amount])).toEqual([
      ['b', '-40.00'],
      ['c', '30.00'],
    ]);
    expect(ranking.others).toMatchObject({ count: 3, amount: '16.00' });
    expect(ranking.total).toBe('6.00');
    expect(rankingOf(new Map([...sums(all)].reverse()), 2)).toEqual(ranking);
  });
  it('has shares of the total in tenths of a percent and bars against the longest', () => {
    const { top, others } = rankingOf(sums({ a: '75.00', b: '20.00', c: '3.00', d: '2.00' }), 2);
    expect(top.map(({ tenths, length }) => [tenths, length])).toEqual([
      [750n, 1],
      [200n, 0.266],
    ]);
    expect(others).toMatchObject({ tenths: 50n, length: 0.066, negative: false });
  });
  it('has no shares of nothing or of less than nothing', () => {
    expect(rankingOf(sums({ a: '5.00', b: '-5.00' }), 10).top.map(({ tenths }) => tenths)).toEqual([null, null]);
    expect(rankingOf(sums({ a: '1.00', b: '-5.00' }), 10).top[0]).toMatchObject({ tenths: null, negative: true });
    expect(rankingOf(new Map(), 10)).toEqual({ top: [], others: null, total: '0.00' });
    expect(rankingOf(sums({ a: '0.00' }), 10).top[0]).toMatchObject({ length: 0, tenths: null });
  });
  it('shows a single one more by its name', () => {
    expect(rankingOf(sums({ a: '3.00', b: '2.00', c: '1.00' }), 2).others).toBeNull();
  });
});
