/** What of the long work is told outside of the window. */
import type { Activity } from './activities';

/** Work shorter than this is not worth a word from the system when it ends, ms. */
export const LONG_MS = 30_000;

/** Progress of all that goes on, for the task bar: whole percents, so that it is told a hundred times at most. */
export function shareOf(all: readonly Activity[]): number | 'unknown' | null {
  const running = all.filter(({ state }) => state === 'running');
  if (running.length === 0) return null;
  const counted = running.flatMap(({ done, total }) => (total !== null && total > 0 ? [Math.min(1, done / total)] : []));
  return counted.length === 0 ? 'unknown' : Math.floor((counted.reduce((sum, share) => sum + share, 0) / counted.length) * 100) / 100;
}

/** Whether the end of a work is told by the system. What the user cancelled is no news. */
export function isNews({ state, startedAt, endedAt }: Pick<Activity, 'state' | 'startedAt' | 'endedAt'>): boolean {
  return endedAt !== null && state !== 'cancelled' && endedAt - startedAt >= LONG_MS;
}
