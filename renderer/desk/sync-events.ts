/** What comes in during a run: pages into the store, problems and failures noted, progress passed on now and then. */
import type { SyncEvent } from '../../shared/bridge/link';
import type { PauseReason, SliceFailure, SyncProblem, SyncProgress, SyncTrouble } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { Ingest } from './ingest';
import { markFollowed } from './publish';

/** Progress reaches the page at most this often, ms. */
const PROGRESS_MS = 100;

export class SyncEvents {
  readonly ingest: Ingest;
  /** Slices that ended without being published. */
  readonly failed = new Map<string, SliceFailure>();
  private told = 0;
  private trouble: SyncTrouble | null = null;
  private paused: PauseReason | undefined;

  /** @param problems of the same run before it was interrupted */
  constructor(
    private readonly core: DeskCore,
    today: string,
    readonly problems: SyncProblem[],
    private readonly onProgress: (progress: SyncProgress) => void,
  ) {
    this.ingest = new Ingest(core, today, (fault, slice) =>
      problems.push({ slice, failure: 'contract', status: null, code: fault.message.slice(0, 200), requestId: null, at: core.now() }),
    );
  }

  readonly take = async (event: SyncEvent): Promise<void> => {
    switch (event.kind) {
      case 'slice-begin':
        return;
      case 'page':
        return this.ingest.page(event.page);
      case 'slice-end': {
        const failure = await this.ingest.end(event);
        if (failure !== null) this.failed.set(event.slice, failure);
        else this.failed.delete(event.slice);
        return;
      }
      case 'followed':
        return markFollowed(this.core, event.period, event.part);
      case 'problem':
        this.problems.push(event.problem);
        return;
      case 'progress':
        return this.progress(event.progress);
    }
  };

  private progress(progress: SyncProgress): void {
    const now = performance.now();
    const news = progress.trouble !== this.trouble || progress.paused?.reason !== this.paused || progress.phase !== 'reading';
    if (now - this.told < PROGRESS_MS && !news) return;
    this.told = now;
    this.trouble = progress.trouble;
    this.paused = progress.paused?.reason;
    this.onProgress(progress);
  }
}
