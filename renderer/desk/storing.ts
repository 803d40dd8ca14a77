/** One confirmed import on its way into the journal: its steps, and until when it can be stopped. */
import type { Progress } from '../../shared/desk/api';
import type { LinkClient } from './link';
import { DeskFailure } from './faults';
import { pause } from './file-shelf';

const STEPS = ['archiving', 'journalling', 'applying', 'reconciling'] as const;

export type StoringStep = (typeof STEPS)[number];

export class Storing {
  private readonly abort = new AbortController();

  constructor(private readonly onProgress: (progress: Progress) => void = () => undefined) {}

  get signal(): AbortSignal {
    return this.abort.signal;
  }

  /** Counts until the journal's append begins; later it changes nothing. */
  stop(): void {
    this.abort.abort();
  }

  /** Tells the step that begins. */
  at(step: StoringStep): void {
    this.onProgress({ step, done: STEPS.indexOf(step), total: STEPS.length });
  }

  /** As {@link at}, letting a stop come in before it. @throws DeskFailure `cancelled` */
  async before(step: 'archiving' | 'journalling'): Promise<void> {
    await pause(this.signal);
    this.at(step);
    // The page may stop it on hearing of the step.
    await pause(this.signal);
  }

  /** A link whose calls are not begun any more once it was stopped. */
  link(link: Pick<LinkClient, 'call'>): Pick<LinkClient, 'call'> {
    return {
      call: (name, args, options) => {
        if (this.signal.aborted) return Promise.reject(new DeskFailure('cancelled'));
        return link.call(name, args, options);
      },
    };
  }
}
