import { describe, expect, it } from 'vitest';
import { markId, nextMark, type Mark } from '../../../renderer/charts/marks';
import { point } from '../../../renderer/charts/series';

const points = [
  point('2026-08', { consumption: '5.00', refunds: '0.00' }),
  point('2026-09', { consumption: '6.00', refunds: '-1.00' }),
  point('2026-10', { consumption: '7.00', refunds: '-2.00' }),
];
const BARS = ['consumption', 'refunds'];
const walk = (from: Mark, ...keys: string[]): string => markId(keys.reduce((at, key) => nextMark(points, BARS, at, key) ?? at, from));

describe('a chart by keyboard', () => {
  const last = { label: '2026-10', series: null };
  it('goes along the columns and stops at the ends', () => {
    expect(walk(last, 'ArrowLeft')).toBe('2026-09');
    expect(walk(last, 'ArrowRight')).toBe('2026-10');
    expect(walk(last, 'Home')).toBe('2026-08');
    expect(walk(last, 'Home', 'ArrowLeft')).toBe('2026-08');
    expect(walk(last, 'Home', 'End')).toBe('2026-10');
  });
  it('goes up into the bars of a column and down out of them', () => {
    expect(walk(last, 'ArrowUp')).toBe('2026-10|consumption');
    expect(walk(last, 'ArrowUp', 'ArrowUp', 'ArrowUp')).toBe('2026-10|refunds');
    expect(walk(last, 'ArrowUp', 'ArrowDown', 'ArrowDown')).toBe('2026-10');
  });
  it('keeps to a series along the columns, and passes over a bar of nothing', () => {
    expect(walk(last, 'ArrowUp', 'ArrowUp', 'ArrowLeft')).toBe('2026-09|refunds');
    expect(walk(last, 'ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowLeft')).toBe('2026-08');
    expect(walk({ label: '2026-08', series: null }, 'ArrowUp', 'ArrowUp')).toBe('2026-08|consumption');
  });
  it('leaves other keys alone', () => {
    expect(nextMark(points, BARS, last, 'a')).toBeNull();
    expect(nextMark([], BARS, last, 'ArrowUp')).toBeNull();
  });
});
