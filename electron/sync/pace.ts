/**
 * Pacing: a token bucket per interface. The documented quota counts per account and per address over any second, so rate + burst
 * never exceeds it (interfaces.md, reading 13). A refusal halves the rate; answers let it grow again.
 */
import { DEFAULT_SHARE, fastestPace } from '../../shared/api/pace';
import type { Call } from '../../shared/api/catalogue';
import type { Clock, Random } from './clock';

/** Calls a second for every interface, `off` for none, absent: four fifths of each interface's documented quota. */
export type RateSetting = number | 'off' | undefined;

/** Waits before the second to fifth try, seconds (errors-and-limits.md, Throttling). */
export const BACK_OFF_SECONDS = [1, 2, 4, 8] as const;
/** A gateway that asks for more is taken as closed for now. */
const LONGEST_WAIT_MS = 60_000;
/** Share of the base rate won back by each answer after a refusal. */
const RECOVERY = 1 / 40;

/** The wait before try `attempt + 2`, up to a quarter longer so that clients part; a gateway's own `Retry-After` wins when longer. Null: give up. */
export function backOffMs(attempt: number, random: Random, retryAfterMs: number | null): number | null {
  const seconds = BACK_OFF_SECONDS[attempt];
  if (seconds === undefined) return null;
  const own = seconds * 1000 * (1 + random() / 4);
  if (retryAfterMs === null) return own;
  return retryAfterMs > LONGEST_WAIT_MS ? null : Math.max(own, retryAfterMs);
}

/** `Retry-After` as milliseconds from `now`: a number of seconds or an HTTP date; null when absent or unreadable. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

interface BucketSize {
  /** Tokens a second. */
  readonly rate: number;
  /** Tokens at most. */
  readonly burst: number;
}

export class TokenBucket {
  private tokens: number;
  private at: number;
  private rate: number;
  private queue: Promise<void> = Promise.resolve();
  private closedUntil = 0;

  constructor(
    private readonly size: BucketSize,
    private readonly clock: Clock,
  ) {
    this.tokens = size.burst;
    this.rate = size.rate;
    this.at = clock.now();
  }

  /** Tokens a second right now. */
  get currentRate(): number {
    return this.rate;
  }

  /** Resolves when one call may go, first come first served. Rejects when the signal is aborted. */
  take(signal: AbortSignal): Promise<void> {
    const turn = this.queue.then(() => this.wait(signal));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async wait(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const now = this.clock.now();
      if (now >= this.closedUntil) {
        this.tokens = Math.min(this.size.burst, this.tokens + (Math.max(0, now - this.at) / 1000) * this.rate);
        this.at = now;
        if (this.tokens >= 1) {
          this.tokens -= 1;
          return;
        }
      }
      const due = now < this.closedUntil ? this.closedUntil - now : ((1 - this.tokens) / this.rate) * 1000;
      await this.clock.sleep(Math.max(1, Math.ceil(due)), signal);
    }
  }

  /** The gateway refused: half the rate, and nobody calls before `ms` have passed. */
  refused(ms: number): void {
    const now = this.clock.now();
    // Calls that were under way together are refused together; that is one reason to slow down, not several.
    if (now >= this.closedUntil) this.rate = Math.max(Math.min(1, this.size.rate), this.rate / 2);
    this.closedUntil = Math.max(this.closedUntil, now + ms);
    this.tokens = 0;
    this.at = this.closedUntil;
  }

  answered(): void {
    if (this.rate < this.size.rate) this.rate = Math.min(this.size.rate, this.rate + this.size.rate * RECOVERY);
  }
}

/** The buckets of one run, and how many calls of an interface may be under way at once. */
export class Pacer {
  private readonly buckets = new Map<string, TokenBucket>();

  /** @param paces calls a second by operation, where the user set one; held so far below the quota that a burst of one stays within it. A setting for all wins. */
  constructor(
    private readonly setting: RateSetting,
    private readonly clock: Clock,
    private readonly paces: Readonly<Record<string, number>> = {},
  ) {}

  private bucket(operation: Call): TokenBucket | null {
    if (this.setting === 'off') return null;
    let bucket = this.buckets.get(operation.id);
    if (!bucket) {
      bucket = new TokenBucket(this.sizeFor(operation), this.clock);
      this.buckets.set(operation.id, bucket);
    }
    return bucket;
  }

  /** Bucket of an interface: 8 + 2 under a quota of 10 a second; with a rate of the user's own no burst that would exceed the quota. */
  private sizeFor(operation: Call): BucketSize {
    const quota = operation.quota.requests / operation.quota.perSeconds;
    const own = typeof this.setting === 'number' ? this.setting : this.paceOf(operation.id, quota);
    if (own !== null) return { rate: own, burst: Math.max(1, Math.min(own / 4, quota - own)) };
    return { rate: quota * DEFAULT_SHARE, burst: Math.max(1, quota - quota * DEFAULT_SHARE) };
  }

  private paceOf(operation: string, quota: number): number | null {
    const pace = Object.hasOwn(this.paces, operation) ? this.paces[operation] : undefined;
    return pace === undefined ? null : Math.min(pace, fastestPace(quota));
  }

  async take(operation: Call, signal: AbortSignal): Promise<void> {
    await this.bucket(operation)?.take(signal);
  }

  refused(operation: Call, ms: number): void {
    this.bucket(operation)?.refused(ms);
  }

  answered(operation: Call): void {
    this.bucket(operation)?.answered();
  }

  /** Calls a second at most, right now; null when unlimited. */
  rateOf(operation: Call): number | null {
    return this.bucket(operation)?.currentRate ?? null;
  }

  /** Slices of an interface read side by side: enough to fill the bucket while answers take up to a second. */
  concurrency(operation: Call): number {
    const rate = this.bucket(operation)?.currentRate ?? 8;
    return Math.max(2, Math.min(16, Math.ceil(rate)));
  }
}
