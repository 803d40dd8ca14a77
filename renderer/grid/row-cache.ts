/** Rows of one view, fetched window by window and dropped oldest first: memory stays the same however long the list is. */
import type { GroupHead, ViewRows } from '../../shared/desk/api';

export const WINDOW = 200;
const KEPT = 24;
/** Rows beyond those asked for that are fetched before they are. */
const AHEAD = 120;
const IN_FLIGHT = 2;

export type RowCells = readonly (string | null)[];

type Window = Pick<ViewRows, 'cells' | 'heads'>;

export class RowCache {
  readonly #windows = new Map<number, Window>();
  #wanted: number[] = [];
  readonly #loading = new Set<number>();
  #closed = false;

  constructor(
    private readonly rows: number,
    private readonly fetch: (from: number, to: number) => Promise<ViewRows>,
    private readonly events: { loaded(): void; stale(): void; failed(fault: unknown): void },
  ) {}

  /** Cells of a row when they are here; else they are fetched, the latest wish first. */
  get(row: number): RowCells | undefined {
    const index = Math.floor(row / WINDOW);
    const window = this.#windows.get(index);
    if (!window) {
      this.#want(index);
      return undefined;
    }
    return window.cells[row - index * WINDOW];
  }

  /** Fetches the windows of rows that are about to be asked for. */
  ahead(from: number, to: number): void {
    for (const row of [from - AHEAD, to + AHEAD]) {
      const index = Math.floor(Math.max(0, Math.min(row, this.rows - 1)) / WINDOW);
      if (!this.#windows.has(index)) this.#want(index);
    }
  }

  /** The head of a group that a row is; null for a row of a group or one that is not here. Fetches nothing. */
  head(row: number): GroupHead | null {
    const index = Math.floor(row / WINDOW);
    return this.#windows.get(index)?.heads?.[row - index * WINDOW] ?? null;
  }

  /** Cells of a row when they are here; fetches nothing. */
  peek(row: number): RowCells | undefined {
    const index = Math.floor(row / WINDOW);
    return this.#windows.get(index)?.cells[row - index * WINDOW];
  }

  close(): void {
    this.#closed = true;
    this.#wanted = [];
  }

  #want(index: number): void {
    if (this.#closed || this.#loading.has(index)) return;
    this.#wanted = [...this.#wanted.filter((other) => other !== index), index].slice(-4);
    this.#pump();
  }

  #pump(): void {
    while (this.#loading.size < IN_FLIGHT) {
      const index = this.#wanted.pop();
      if (index === undefined) return;
      this.#loading.add(index);
      void this.#load(index);
    }
  }

  async #load(index: number): Promise<void> {
    try {
      const from = index * WINDOW;
      const { cells, heads, stale } = await this.fetch(from, Math.min(this.rows, from + WINDOW));
      if (this.#closed) return;
      if (stale) {
        this.close();
        this.events.stale();
        return;
      }
      this.#keep(index, { cells, heads });
      this.events.loaded();
    } catch (fault) {
      if (!this.#closed) this.events.failed(fault);
    } finally {
      this.#loading.delete(index);
      this.#pump();
    }
  }

  #keep(index: number, window: Window): void {
    this.#windows.set(index, window);
    // A Map keeps the order of insertion: its first key is the window fetched longest ago.
    while (this.#windows.size > KEPT) {
      const oldest = this.#windows.keys().next();
      if (oldest.done) return;
      this.#windows.delete(oldest.value);
    }
  }
}
