/**
 * Counts calls per interface over a sliding second, refused calls included: a client that keeps hammering stays out
 * until it pauses, which is how the gateway's quotas behave ("refused calls count too", errors-and-limits, Throttling).
 */
export class Throttle {
  private readonly calls = new Map<string, number[]>();

  /** @param rate calls a second for every interface; null lets all pass; undefined uses each interface's own quota */
  constructor(private readonly rate?: number | null) {}

  /**
   * Counts one call at `nowMs` (a monotonic clock).
   * @returns null when it may pass, else the limit that was exceeded
   */
  count(operation: string, quota: number, nowMs: number): number | null {
    const limit = this.rate === undefined ? quota : this.rate;
    if (limit === null) return null;
    const recent = (this.calls.get(operation) ?? []).filter((at) => nowMs - at < 1000);
    recent.push(nowMs);
    this.calls.set(operation, recent);
    return recent.length > limit ? limit : null;
  }
}
