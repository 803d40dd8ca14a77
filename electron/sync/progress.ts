/** How far a run is: counted per interface, because each has a pace of its own. */
import type { Operation } from '../../shared/api/catalogue';
import type { SliceId, SyncProgress } from '../../shared/sync/slices';
import type { Clock } from './clock';
import type { Gateway } from './gateway';
import type { Pacer } from './pace';

/** Reports closer together than this say nothing that an eye could follow. */
const INTERVAL_MS = 200;

interface Tally {
  planned: number;
  done: number;
}

export class ProgressTracker {
  private readonly tallies = new Map<Operation, Tally>();
  private phase: SyncProgress['phase'] = 'planning';
  private current: SliceId | null = null;
  private reportedAt = -Infinity;
  private sending: Promise<void> = Promise.resolve();
  private readonly startedAt: number;
  records = 0;

  constructor(
    private readonly clock: Clock,
    private readonly gateway: Gateway,
    private readonly pacer: Pacer,
    private readonly send: (progress: SyncProgress) => Promise<void>,
  ) {
    this.startedAt = clock.now();
  }

  planned(operation: Operation): void {
    this.tally(operation).planned++;
  }

  begun(slice: SliceId): void {
    this.current = slice;
    this.report();
  }

  done(operation: Operation): void {
    this.tally(operation).done++;
    this.report();
  }

  received(rows: number): void {
    this.records += rows;
    this.report();
  }

  enter(phase: SyncProgress['phase']): void {
    this.phase = phase;
    this.report(true);
  }

  /** Something came up that a person should see at once. */
  changed(): void {
    this.report(true);
  }

  /** Resolves when the last report was taken. */
  async settled(): Promise<void> {
    await this.sending;
  }

  private tally(operation: Operation): Tally {
    let tally = this.tallies.get(operation);
    if (!tally) this.tallies.set(operation, (tally = { planned: 0, done: 0 }));
    return tally;
  }

  private report(now = false): void {
    if (!now && this.clock.now() - this.reportedAt < INTERVAL_MS) return;
    this.reportedAt = this.clock.now();
    const progress = this.snapshot();
    this.sending = this.sending.then(() => this.send(progress));
  }

  snapshot(): SyncProgress {
    const all = [...this.tallies.values()];
    return {
      phase: this.phase,
      slicesDone: all.reduce((sum, tally) => sum + tally.done, 0),
      slicesTotal: all.reduce((sum, tally) => sum + tally.planned, 0),
      records: this.records,
      requests: this.gateway.counts.requests,
      retries: this.gateway.counts.retries,
      rate: this.gateway.rate,
      secondsLeft: this.phase === 'reading' && this.gateway.pause === null ? this.secondsLeft() : null,
      current: this.current,
      trouble: this.gateway.trouble,
      paused: this.gateway.pause,
    };
  }

  /** The slowest interface decides, each at its own pace; without pacing, the pace of the run so far. Null before anything is known. */
  private secondsLeft(): number | null {
    const all = [...this.tallies];
    const done = all.reduce((sum, [, tally]) => sum + tally.done, 0);
    if (done === 0) return null;
    const requestsPerSlice = this.gateway.counts.requests / done;
    const slicesPerSecond = done / Math.max(0.001, (this.clock.now() - this.startedAt) / 1000);
    let longest = 0;
    for (const [operation, tally] of all) {
      const left = tally.planned - tally.done;
      const rate = this.pacer.rateOf(operation);
      longest = Math.max(longest, rate === null ? left / slicesPerSecond : (left * requestsPerSlice) / rate);
    }
    return Math.round(longest);
  }
}
