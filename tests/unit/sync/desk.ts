/** A stand-in for the desk worker: takes events, checks their order, keeps what was published and what a kill would leave. */
import type { SyncEvent } from '../../../shared/bridge/link';
import type { SourceId } from '../../../shared/api/sources';
import { parseSliceId, type Checkpoint, type Page, type SliceFailure, type SliceId, type SyncProblem } from '../../../shared/sync/slices';

interface Reading {
  readonly pages: Page[];
}

export class Desk {
  readonly events: SyncEvent[] = [];
  readonly published = new Map<SliceId, readonly Page[]>();
  readonly failures = new Map<SliceId, SliceFailure>();
  readonly problems: SyncProblem[] = [];
  private readonly open = new Map<SliceId, Reading>();

  take(event: SyncEvent): Promise<void> {
    this.events.push(event);
    if (event.kind === 'page') this.page(event.page);
    else if (event.kind === 'slice-end') {
      const pages = this.open.get(event.slice)?.pages ?? [];
      if (event.failure === null) {
        const rows = pages.reduce((sum, page) => sum + page.rows, 0);
        if (rows !== event.received) throw new Error(`${event.slice}: ${String(rows)} rows, ${String(event.received)} said`);
        if (event.announced !== null && event.announced !== rows) throw new Error(`${event.slice}: announced ${String(event.announced)}`);
        this.published.set(event.slice, pages);
        this.open.delete(event.slice);
      } else this.failures.set(event.slice, event.failure);
    } else if (event.kind === 'problem') this.problems.push(event.problem);
    return Promise.resolve();
  }

  private page(page: Page): void {
    const reading = page.index === 0 ? { pages: [] } : this.open.get(page.slice);
    if (!reading) throw new Error(`${page.slice}: page ${String(page.index)} out of the blue`);
    const before = reading.pages.reduce((sum, one) => sum + one.rows, 0);
    if (page.index !== reading.pages.length || page.offset !== before)
      throw new Error(`${page.slice}: page ${String(page.index)} does not follow`);
    for (const [name, column] of Object.entries(page.columns))
      if (column.length !== page.rows) throw new Error(`${page.slice}: column ${name}`);
    reading.pages.push(page);
    this.open.set(page.slice, reading);
  }

  /** What the desk hands to the next run after this one was cut off. */
  resume(): { checkpoints: Checkpoint[]; doneSlices: SliceId[] } {
    const checkpoints = [...this.open].map(([slice, { pages }]) => ({
      slice,
      generation: 1,
      nextOffset: pages.reduce((sum, page) => sum + page.rows, 0),
      nextIndex: pages.length,
      announced: pages.at(-1)?.announced ?? null,
    }));
    return { checkpoints, doneSlices: [...this.published.keys()] };
  }

  slices(source: SourceId): SliceId[] {
    return [...this.published.keys()].filter((slice) => parseSliceId(slice).source === source).sort();
  }

  rowsOf(source: SourceId): number {
    return this.slices(source).reduce((sum, slice) => sum + this.rows(slice).length, 0);
  }

  /** Published rows of a slice as objects. */
  rows(slice: SliceId): Record<string, string | null>[] {
    return (this.published.get(slice) ?? []).flatMap((page) =>
      Array.from({ length: page.rows }, (_, row) =>
        Object.fromEntries(Object.entries(page.columns).map(([name, column]) => [name, column[row] ?? null])),
      ),
    );
  }

  /** Everything published, in one order: equal for equal content however it was read. */
  content(): string {
    return JSON.stringify([...this.published.keys()].sort().map((slice) => [slice, this.rows(slice)]));
  }
}
