/** Long work on the worker's one thread, in steps: between two of them other calls are answered, and the work can be given up. */
import { DeskFailure } from './faults';

/** Work that yields now and then and returns its result. */
export type Steps<T> = Generator<void, T>;

/** Rows between two steps. */
export const STEP = 1 << 16;

/** Milliseconds of work between two rests. */
const STRETCH = 24;

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** @throws DeskFailure `cancelled` once the signal is given */
export function giveUpIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new DeskFailure('cancelled');
}

/** Runs steps and rests between them. @throws DeskFailure `cancelled` once the signal is given */
export async function withRests<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < STRETCH) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    giveUpIf(signal);
    since = performance.now();
  }
}
