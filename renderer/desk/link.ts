/** The worker's end of the desk link (shared/bridge/link.ts): calls, streams of items each acknowledged once handled, cancelling. */
import type { FromMain, FromWorker, LinkArgs, LinkItem, LinkName, LinkResult } from '../../shared/bridge/link';
import { LinkFailure } from './faults';

export interface CallOptions<N extends LinkName> {
  /** Called for one item at a time, in order; the item is acknowledged when it resolves. A rejection cancels the call. */
  readonly onItem?: (item: LinkItem<N>) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

interface Pending {
  readonly name: LinkName;
  readonly onItem: ((item: unknown) => void | Promise<void>) | undefined;
  /** Items handled so far and the answer wait in this order. */
  chain: Promise<void>;
  /** What the item handler failed with; wins over main's answer. */
  failed: { readonly error: unknown } | null;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

const GONE = { code: 'internal', detail: 'link-closed' } as const;

export class LinkClient {
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;
  private open = true;

  constructor(private readonly port: MessagePort) {
    port.addEventListener('message', (event: MessageEvent<FromMain>) => this.receive(event.data));
    // Main ended, restarted or closed the link: whoever waits is told instead of waiting for ever.
    port.addEventListener('close', () => this.close());
    port.start();
  }

  get connected(): boolean {
    return this.open;
  }

  /** @throws LinkFailure with main's fault, or with what the item handler threw */
  call<N extends LinkName>(name: N, args: LinkArgs<N>, options: CallOptions<N> = {}): Promise<LinkResult<N>> {
    if (!this.open) return Promise.reject(new LinkFailure(name, GONE));
    if (options.signal?.aborted) return Promise.reject(new LinkFailure(name, { code: 'cancelled', detail: null }));
    const id = this.nextId++;
    const cancel = (): void => this.post({ t: 'cancel', id });
    options.signal?.addEventListener('abort', cancel, { once: true });
    const answer = new Promise<unknown>((resolve, reject) => {
      const onItem = options.onItem as ((item: unknown) => void | Promise<void>) | undefined;
      this.pending.set(id, { name, onItem, chain: Promise.resolve(), failed: null, resolve, reject });
      this.post({ t: 'call', id, name, args });
    });
    return answer.finally(() => options.signal?.removeEventListener('abort', cancel)) as Promise<LinkResult<N>>;
  }

  /** Every call that waits is answered with a fault. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    this.port.close();
    for (const call of this.pending.values()) call.reject(new LinkFailure(call.name, GONE));
    this.pending.clear();
  }

  private post(message: FromWorker): void {
    if (this.open) this.port.postMessage(message);
  }

  private receive(message: FromMain): void {
    const call = this.pending.get(message.id);
    if (!call) return;
    if (message.t === 'item') {
      call.chain = call.chain.then(() => this.handle(message.id, message.seq, message.value, call));
      return;
    }
    void call.chain.then(() => {
      this.pending.delete(message.id);
      if (call.failed) call.reject(call.failed.error);
      else if (message.t === 'done') call.resolve(message.value);
      else call.reject(new LinkFailure(call.name, message.fault));
    });
  }

  private async handle(id: number, seq: number, value: unknown, call: Pending): Promise<void> {
    if (!call.failed) {
      try {
        await call.onItem?.(value);
      } catch (error) {
        call.failed = { error };
        this.post({ t: 'cancel', id });
      }
    }
    this.post({ t: 'ack', id, seq });
  }
}
