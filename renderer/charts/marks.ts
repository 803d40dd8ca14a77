/** Moving through a chart by keyboard: columns left and right, the parts of a column up and down. Pure. */
import type { Point } from './series';

/** A column as a whole (`series` null), or the bar of one series in it. */
export interface Mark {
  readonly label: string;
  readonly series: string | null;
}

export function markId({ label, series }: Mark): string {
  return series === null ? label : `${label}|${series}`;
}

/** The column and its bars from below to above; a bar of nothing is not there. */
export function marksOf(point: Point, bars: readonly string[]): Mark[] {
  const { label, drawn } = point;
  return [{ label, series: null }, ...bars.filter((series) => (drawn[series] ?? 0) !== 0).map((series) => ({ label, series }))];
}

/** Where a key leads from a mark; null for keys that lead nowhere. Leaving a column keeps the series where the next one has it. */
export function nextMark(points: readonly Point[], bars: readonly string[], at: Mark, key: string): Mark | null {
  const column = points.findIndex(({ label }) => label === at.label);
  const to = (index: number): Mark | null => {
    const point = points[Math.max(0, Math.min(points.length - 1, index))];
    return point ? (marksOf(point, bars).find(({ series }) => series === at.series) ?? { label: point.label, series: null }) : null;
  };
  if (key === 'ArrowRight') return to(column + 1);
  if (key === 'ArrowLeft') return to(column - 1);
  if (key === 'Home') return to(0);
  if (key === 'End') return to(points.length - 1);
  if ((key !== 'ArrowUp' && key !== 'ArrowDown') || column < 0) return null;
  const own = marksOf(points[column]!, bars);
  const place = own.findIndex(({ series }) => series === at.series) + (key === 'ArrowUp' ? 1 : -1);
  return own[Math.max(0, Math.min(own.length - 1, place))]!;
}
