/** How many marks a chart may have, and the longer step in time it takes to stay below. Pure. */
import { formatUnits, parseUnits } from '../../shared/money';
import { point, type Point } from './series';

/** Bars, dots and lines of one chart at most; what has more is added up by a longer step, and the chart says so. */
export const MARKS = 600;

export const STEPS = ['month', 'quarter', 'year'] as const;
export type Step = (typeof STEPS)[number];

/** `2026-10`, `2026-Q4`, `2026`. @param month `YYYY-MM` */
export function stepLabel(month: string, step: Step): string {
  if (step === 'month') return month;
  const year = month.slice(0, 4);
  return step === 'year' ? year : `${year}-Q${String(Math.ceil(Number(month.slice(5, 7)) / 3))}`;
}

/** Whether a month belongs to a quarter's, a year's or its own label. */
export function isWithin(month: string, label: string): boolean {
  return STEPS.some((step) => stepLabel(month, step) === label);
}

/** The shortest step with which the months stay within the marks. @param each marks of one point: a bar or dot per series */
export function stepFor(months: readonly string[], each: number, limit = MARKS): Step {
  return STEPS.find((step) => new Set(months.map((month) => stepLabel(month, step))).size * each <= limit) ?? 'year';
}

/** Months added up exactly by a longer step, in their order. */
export function byStep(points: readonly Point[], step: Step): Point[] {
  if (step === 'month') return [...points];
  const sums = new Map<string, Map<string, bigint>>();
  for (const { label, exact } of points) {
    const at = stepLabel(label, step);
    const own = sums.get(at) ?? new Map<string, bigint>();
    sums.set(at, own);
    for (const [name, text] of Object.entries(exact)) own.set(name, (own.get(name) ?? 0n) + parseUnits(text));
  }
  return [...sums].map(([label, own]) => point(label, Object.fromEntries([...own].map(([name, units]) => [name, formatUnits(units)]))));
}

/** The label a year before. */
export function yearBefore(label: string): string {
  return `${String(Number(label.slice(0, 4)) - 1).padStart(4, '0')}${label.slice(4)}`;
}

/** Each point with a series of last year as a further one; a point without such a year has none: there is no data, not zero. */
export function withYearBefore(points: readonly Point[], from: string, to: string): Point[] {
  const known = new Map(points.map(({ label, exact }) => [label, exact[from]]));
  return points.map(({ label, exact }) => {
    const before = known.get(yearBefore(label));
    return point(label, before === undefined ? exact : { ...exact, [to]: before });
  });
}
