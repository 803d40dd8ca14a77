/** Work of the desk that a person can stop: what goes on, by its kind. */
import { DeskFailure } from './faults';

export type WorkKind = 'sync' | 'export' | 'verify' | 'reconcile' | 'price-preview' | 'act' | 'import';

export class Running {
  private readonly going = new Map<WorkKind, Set<AbortController>>();

  /**
   * Work of which there is one at a time.
   * @throws DeskFailure `already-running`
   */
  async alone<T>(kind: WorkKind, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.going.has(kind)) throw new DeskFailure('already-running');
    return this.beside(kind, work);
  }

  /** Work that may go on beside others of its kind, which are stopped together. */
  async beside<T>(kind: WorkKind, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController();
    const own = this.going.get(kind) ?? new Set();
    this.going.set(kind, own.add(abort));
    try {
      return await work(abort.signal);
    } finally {
      own.delete(abort);
      if (own.size === 0) this.going.delete(kind);
    }
  }

  stop(kind: WorkKind): Promise<void> {
    for (const abort of this.going.get(kind) ?? []) abort.abort();
    return Promise.resolve();
  }

  stopAll(): void {
    for (const own of this.going.values()) for (const abort of own) abort.abort();
  }
}
