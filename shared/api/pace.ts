/** How fast interfaces may be called, next to their documented quota (errors-and-limits.md: counted per account over any second). */

/** Share of the quota that is used unless the user sets a pace: with a burst of a fifth nothing exceeds it in any second. */
export const DEFAULT_SHARE = 0.8;

/** The fastest steady pace beside which a burst of one call still stays within the quota. @param quota calls a second */
export function fastestPace(quota: number): number {
  return Math.max(quota / 2, quota - 1);
}
