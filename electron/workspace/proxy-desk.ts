import type { ProxyAnswer, ProxyAsk } from '../../shared/bridge/contract';

/** The one question of a proxy that waits for a person. The answer goes to the network stack and is kept nowhere else. */
export class ProxyDesk {
  private waiting: { readonly ask: ProxyAsk; readonly done: (answer: ProxyAnswer | null) => void } | null = null;

  /** Grows when a person wants to be asked again. */
  rounds = 0;
  private readonly listeners = new Set<() => void>();

  /** @param attended false for a run without a window: nobody is there to answer */
  constructor(private readonly attended: boolean) {}

  readonly ask = (ask: ProxyAsk, signal: AbortSignal): Promise<ProxyAnswer | null> => {
    if (!this.attended || signal.aborted) return Promise.resolve(null);
    this.answer(null);
    return new Promise((resolve) => {
      const cancel = (): void => this.answer(null);
      signal.addEventListener('abort', cancel, { once: true });
      this.waiting = {
        ask,
        done: (answer) => {
          signal.removeEventListener('abort', cancel);
          resolve(answer);
        },
      };
    });
  };

  /** What the page has to ask for, or null. */
  get asked(): ProxyAsk | null {
    return this.waiting?.ask ?? null;
  }

  /** A person wants to sign in after all: a question that was declined may be put again. */
  retry(): void {
    this.rounds++;
    for (const listener of this.listeners) listener();
  }

  /** Returns how to stop listening. */
  onRetry(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  answer(answer: ProxyAnswer | null): void {
    const { waiting } = this;
    this.waiting = null;
    waiting?.done(answer);
  }
}
