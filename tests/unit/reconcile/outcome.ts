import { reconcile } from '../../../shared/reconcile/engine';
import { inputOf, type Given } from './build-input';

export const MONTHS = ['2026-08', '2026-09', '2026-10'];

/** Class, difference, period and reason of each break, and entries matched by pass. */
export function outcome(given: Given): { breaks: string[]; passes: Record<string, number>; reasons: string[] } {
  const result = reconcile(inputOf(given));
  const passes: Record<string, number> = {};
  for (const one of result.matching) for (const [pass, count] of Object.entries(one.byPass)) passes[pass] = (passes[pass] ?? 0) + count;
  const shown = result.breaks.map(
    (item) =>
      `${item.class} ${item.period}${item.otherPeriod ? `/${item.otherPeriod}` : ''} ${item.difference === null ? '-' : Number(item.difference) / 1e8}`,
  );
  return { breaks: shown, passes, reasons: result.breaks.map((item) => item.reason.key) };
}
