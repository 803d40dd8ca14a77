/** Time and chance as the sync client sees them, so that tests need no waiting. */
import { setTimeout as wait } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds since 1970, as the machine believes. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** A number from 0 (included) to 1 (not included). */
export type Random = () => number;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    if (ms > 0) await wait(ms, undefined, { signal });
    else signal.throwIfAborted();
  },
};
