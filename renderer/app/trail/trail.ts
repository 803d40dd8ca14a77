/**
 * Where a person was in a profile, for back and forward. A list of its own, not the browser's: that one knows neither profiles nor the month that was
 * looked at nor how far a list was scrolled.
 */

export interface Scroll {
  readonly top: number;
  readonly left: number;
}

export interface Stop {
  /** Path and query behind the hash, `/margin?period=2026-09`. */
  readonly address: string;
  /** Month that was looked at; null while there was none. */
  readonly period: string | null;
  /** By scroller; see scrolls.ts. */
  readonly scrolls: ReadonlyMap<string, Scroll>;
}

/** Stops kept by profile. */
const MOST = 100;

export class Trail {
  #stops: readonly Stop[] = [];
  #at = -1;

  get current(): Stop | undefined {
    return this.#stops[this.#at];
  }

  get canGoBack(): boolean {
    return this.#at > 0;
  }

  get canGoForward(): boolean {
    return this.#at < this.#stops.length - 1;
  }

  /** A page was opened (`replace`: instead of the current stop, as a redirect and a tab do). What was ahead is gone, as in a browser. */
  visit(address: string, replace: boolean): void {
    if (this.current?.address === address) return;
    if (replace && this.current !== undefined) {
      this.#change({ address });
      return;
    }
    this.#stops = [...this.#stops.slice(0, this.#at + 1), { address, period: null, scrolls: new Map() }].slice(-MOST);
    this.#at = this.#stops.length - 1;
  }

  /** The month the current stop is looked at with; the first one that is known counts. */
  noteMonth(period: string | null): void {
    if (this.current?.period === null && period !== null) this.#change({ period });
  }

  noteScroll(scroller: string, scroll: Scroll): void {
    if (this.current !== undefined) this.#change({ scrolls: new Map(this.current.scrolls).set(scroller, scroll) });
  }

  back(): Stop | undefined {
    return this.canGoBack ? this.#go(this.#at - 1) : undefined;
  }

  forward(): Stop | undefined {
    return this.canGoForward ? this.#go(this.#at + 1) : undefined;
  }

  /** Back to the nearest stop that fits; one step back when none does. */
  backTo(fits: (address: string) => boolean): Stop | undefined {
    for (let at = this.#at - 1; at >= 0; at -= 1) if (fits(this.#stops[at]!.address)) return this.#go(at);
    return this.back();
  }

  #go(at: number): Stop | undefined {
    this.#at = at;
    return this.current;
  }

  #change(patch: Partial<Stop>): void {
    this.#stops = this.#stops.map((stop, at) => (at === this.#at ? { ...stop, ...patch } : stop));
  }
}
