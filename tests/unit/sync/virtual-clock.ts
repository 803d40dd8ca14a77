/** A clock that jumps to the next sleeper whenever nothing else is left to do: minutes pass in milliseconds, in the right order. */
import type { Clock } from '../../../electron/sync/clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export class VirtualClock implements Clock {
  private sleepers: Sleeper[] = [];
  private ticking = false;

  constructor(private time = Date.parse('2026-11-05T04:00:00Z')) {}

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      const sleeper = {
        at: this.time + ms,
        wake: () => {
          signal.removeEventListener('abort', abort);
          resolve();
        },
      };
      const abort = (): void => {
        this.sleepers = this.sleepers.filter((one) => one !== sleeper);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.sleepers.push(sleeper);
      this.keepTicking();
    });
  }

  private keepTicking(): void {
    if (this.ticking) return;
    this.ticking = true;
    const tick = (): void => {
      const next = this.sleepers.reduce<Sleeper | null>((first, one) => (first === null || one.at < first.at ? one : first), null);
      if (next === null) {
        this.ticking = false;
        return;
      }
      this.sleepers = this.sleepers.filter((one) => one !== next);
      this.time = Math.max(this.time, next.at);
      next.wake();
      // Promises that follow from it run before the next sleeper is looked for.
      setImmediate(tick);
    };
    setImmediate(tick);
  }
}
