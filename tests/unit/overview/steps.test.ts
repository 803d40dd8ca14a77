import { describe, expect, it } from 'vitest';
import { point } from '../../../renderer/charts/series';
import { byStep, MARKS, stepFor, stepLabel, withYearBefore } from '../../../renderer/charts/steps';
import { periodRange } from '../../../shared/period';

const months = (first: string, last: string) =>
  periodRange(first, last).map((period) => point(period, { due: '0.10', consumption: '0.10' }));

describe('marks of a chart', () => {
  it('stay at most 600: months become quarters and then years', () => {
    for (const [first, last, step] of [
      ['2025-01', '2026-12', 'month'],
      ['2000-01', '2026-12', 'quarter'],
      ['1950-01', '2049-12', 'year'],
    ] as const) {
      const points = months(first, last);
      const found = stepFor(
        points.map(({ label }) => label),
        5,
      );
      expect(found).toBe(step);
      expect(byStep(points, found).length * 5).toBeLessThanOrEqual(MARKS);
    }
  });
  it('go up to the very limit by month', () => {
    expect(stepFor(periodRange('2010-01', '2019-12'), 5)).toBe('month');
    expect(stepFor(periodRange('2010-01', '2020-01'), 5)).toBe('quarter');
  });
  it('are exact sums', () => {
    const [quarter] = byStep(months('2026-10', '2026-12'), 'quarter');
    expect(quarter).toMatchObject({ label: '2026-Q4', exact: { due: '0.30' } });
    expect(stepLabel('2026-03', 'quarter')).toBe('2026-Q1');
    expect(byStep(months('2024-01', '2026-02'), 'year').map(({ label, exact }) => [label, exact.due])).toEqual([
      ['2024', '1.20'],
      ['2025', '1.20'],
      ['2026', '0.20'],
    ]);
  });
});

describe('last year beside this one', () => {
  it('is the same month, quarter or year before, and nothing where there is no data', () => {
    const points = [point('2025-10', { due: '7.00' }), point('2026-09', { due: '8.00' }), point('2026-10', { due: '9.00' })];
    const drawn = withYearBefore(points, 'due', 'lastYear');
    expect(drawn.map(({ exact }) => exact.lastYear)).toEqual([undefined, undefined, '7.00']);
    expect('lastYear' in drawn[0]!.drawn).toBe(false);
    expect(withYearBefore([point('2025-Q1', { due: '1.00' }), point('2026-Q1', { due: '2.00' })], 'due', 'x')[1]!.exact.x).toBe('1.00');
    expect(withYearBefore([point('2025', { due: '1.00' }), point('2026', { due: '2.00' })], 'due', 'x')[1]!.exact.x).toBe('1.00');
  });
});
