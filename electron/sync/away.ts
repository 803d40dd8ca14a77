/**
 * Waiting while nothing gets through: the machine sleeps, the network or the proxy is gone. Calls queue up here; one at a time knocks
 * whether the way is open again, less and less often, and at once when the system says that something changed.
 */
import type { PauseReason } from '../../shared/sync/slices';
import type { Clock } from './clock';

/** What the system says about the way to the network. */
export interface Connection {
  /** False only when the system is certain. */
  online(): boolean;
  /** `suspend` and `resume` of the machine, `online` when a network is there again. Returns how to stop listening. */
  watch(listener: (what: 'suspend' | 'resume' | 'online') => void): () => void;
}

/** Tests and machines that say nothing. */
export const ALWAYS_ONLINE: Connection = { online: () => true, watch: () => () => undefined };

/** Waits between two knocks: a second, doubled up to this. */
const LONGEST_WAIT_MS = 15_000;
/** A machine that sleeps runs no timers: when so much of its own time has passed, it is awake and its word for it got lost. */
const LONGEST_SLEEP_MS = 120_000;
/** A short interruption is no pause to a person; sleep and a missing network are at once. */
const PAUSE_AFTER_MS = 5_000;

export class Away {
  private since: number | null = null;
  private why: PauseReason = 'network';
  private tries = 0;
  private knocking = false;
  private asleep = false;
  private waiting: (() => void)[] = [];
  private hurry: (() => void) | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly connection: Connection,
    private readonly changed: () => void,
    /** Whether anybody answers. */
    private readonly knock: (signal: AbortSignal) => Promise<boolean>,
    private readonly patienceMs: number,
  ) {}

  /** Milliseconds since nothing got through any more. */
  get forMs(): number {
    return this.since === null ? 0 : this.clock.now() - this.since;
  }

  /** What a person should be told, or null while it is not worth telling. */
  get pause(): { readonly reason: PauseReason; readonly since: string } | null {
    if (this.since === null) return null;
    const reason = this.asleep ? 'sleep' : this.connection.online() ? this.why : 'offline';
    const sure = reason === 'sleep' || reason === 'offline';
    return sure || this.forMs >= PAUSE_AFTER_MS ? { reason, since: new Date(this.since).toISOString() } : null;
  }

  /** A call found nobody. */
  lost(why: PauseReason): void {
    this.why = why;
    if (this.since === null) {
      this.since = this.clock.now();
      this.tries = 0;
    }
    this.changed();
  }

  suspend(): void {
    this.asleep = true;
    this.lost('network');
  }

  /** The machine woke up or a network is there: the next knock comes at once. */
  nudge(): void {
    this.asleep = false;
    this.tries = 0;
    this.hurry?.();
    if (this.since !== null) this.changed();
  }

  /** Calls have to wait. */
  get is(): boolean {
    return this.since !== null;
  }

  /** An answer came: everybody goes on, unless the machine is about to sleep. */
  back(): void {
    if (!this.asleep) this.end();
  }

  private end(): void {
    if (this.since === null) return;
    this.since = null;
    this.asleep = false;
    this.release();
    this.changed();
  }

  /** Resolves when the way is open, at once when it is; also when nobody should wait any longer. Rejects when the signal is aborted. */
  async over(signal: AbortSignal): Promise<void> {
    while (this.since !== null && this.forMs < this.patienceMs) {
      if (this.knocking) {
        await this.someoneElse(signal);
        continue;
      }
      this.knocking = true;
      try {
        await this.wait(this.asleep ? LONGEST_SLEEP_MS : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** this.tries++), signal);
        if (await this.knock(signal)) this.end();
        else this.changed();
      } finally {
        this.knocking = false;
        this.release();
      }
    }
  }

  private async someoneElse(signal: AbortSignal): Promise<void> {
    await new Promise<void>((go, stop) => {
      const cancel = (): void => stop(signal.reason as Error);
      signal.addEventListener('abort', cancel, { once: true });
      this.waiting.push(() => {
        signal.removeEventListener('abort', cancel);
        go();
      });
    });
  }

  private release(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const go of waiting) go();
  }

  /** Ends early when something changed. */
  private async wait(ms: number, signal: AbortSignal): Promise<void> {
    const early = new AbortController();
    const cancel = (): void => early.abort();
    signal.throwIfAborted();
    signal.addEventListener('abort', cancel, { once: true });
    this.hurry = cancel;
    // Reports follow while nothing else moves: the pause begins to be one.
    const tell = this.clock.sleep(PAUSE_AFTER_MS, early.signal).then(this.changed, () => undefined);
    try {
      await this.clock.sleep(ms, early.signal).catch(() => undefined);
    } finally {
      this.hurry = null;
      signal.removeEventListener('abort', cancel);
      early.abort();
      await tell;
    }
    signal.throwIfAborted();
  }
}
