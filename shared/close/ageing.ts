/** How old a difference is: whole months, as closing counts them. */
import { shiftPeriod, type Period } from '../period';

/** Whole months from `from` to `to`; 0 in the month itself. */
export function ageInPeriods(from: Period, to: Period): number {
  let age = 0;
  for (let period = from; period < to; period = shiftPeriod(period, 1)) age++;
  return age;
}

/** Buckets of an ageing list in whole months, youngest first. */
export const AGE_BUCKETS = ['0', '1', '2-3', '4-6', '7+'] as const;
export type AgeBucket = (typeof AGE_BUCKETS)[number];

export function ageBucket(months: number): AgeBucket {
  if (months <= 0) return '0';
  if (months === 1) return '1';
  return months <= 3 ? '2-3' : months <= 6 ? '4-6' : '7+';
}
