import type { MessagePortMain } from 'electron';
import {
  link,
  LINK_WINDOW,
  type FromMain,
  type Link,
  type LinkErrorCode,
  type LinkItem,
  type LinkName,
  type LinkResult,
} from '../../shared/bridge/link';
import type { z } from 'zod';

/** An expected failure of a link call. */
export class LinkError extends Error {
  constructor(
    readonly code: LinkErrorCode,
    readonly detail: string | null = null,
  ) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'LinkError';
  }
}

export interface CallContext<N extends LinkName> {
  readonly signal: AbortSignal;
  /** Sends a stream item; resolves when fewer than {@link LINK_WINDOW} are unacknowledged. */
  emit(item: LinkItem<N>): Promise<void>;
}

type Parsed<N extends LinkName> = z.output<Link[N]['args']>;
export type LinkHandlers = { [N in LinkName]: (args: Parsed<N>, context: CallContext<N>) => Promise<LinkResult<N>> };

interface Running {
  readonly abort: AbortController;
  unacknowledged: number;
  waiting: (() => void)[];
}

/**
 * Serves one desk link. Every call is checked against its schema; a closed port or a cancel aborts what runs for it.
 * @returns a function that closes the link
 */
export function serveLink(port: MessagePortMain, handlers: LinkHandlers, onFault: (name: string, error: unknown) => void): () => void {
  const running = new Map<number, Running>();
  let open = true;
  const post = (message: FromMain): void => {
    if (open) port.postMessage(message);
  };

  const release = (call: Running): void => {
    for (const go of call.waiting.splice(0)) go();
  };

  const run = async (id: number, name: LinkName, raw: unknown): Promise<void> => {
    const parsed = link[name].args.safeParse(raw);
    if (!parsed.success) {
      const place = parsed.error.issues[0]?.path.join('.') ?? null;
      return post({ t: 'fault', id, fault: { code: 'bad-arguments', detail: place } });
    }
    const call: Running = { abort: new AbortController(), unacknowledged: 0, waiting: [] };
    running.set(id, call);
    let seq = 0;
    const emit = async (value: unknown): Promise<void> => {
      while (call.unacknowledged >= LINK_WINDOW && !call.abort.signal.aborted) {
        await new Promise<void>((resolve) => call.waiting.push(resolve));
      }
      if (call.abort.signal.aborted) throw new LinkError('cancelled');
      call.unacknowledged++;
      post({ t: 'item', id, seq: seq++, value });
    };
    try {
      const handler = handlers[name] as (args: unknown, context: CallContext<LinkName>) => Promise<unknown>;
      const value = await handler(parsed.data, { signal: call.abort.signal, emit });
      post({ t: 'done', id, value });
    } catch (error) {
      if (error instanceof LinkError) post({ t: 'fault', id, fault: { code: error.code, detail: error.detail } });
      else if (call.abort.signal.aborted) post({ t: 'fault', id, fault: { code: 'cancelled', detail: null } });
      else {
        onFault(name, error);
        post({ t: 'fault', id, fault: { code: 'internal', detail: null } });
      }
    } finally {
      running.delete(id);
    }
  };

  port.on('message', ({ data }: { data: unknown }) => {
    if (typeof data !== 'object' || data === null) return;
    const message = data as { t?: unknown; id?: unknown; name?: unknown; args?: unknown };
    if (typeof message.id !== 'number') return;
    if (message.t === 'call' && typeof message.name === 'string' && Object.hasOwn(link, message.name) && !running.has(message.id)) {
      void run(message.id, message.name as LinkName, message.args);
      return;
    }
    const call = running.get(message.id);
    if (!call) return;
    if (message.t === 'ack') {
      call.unacknowledged = Math.max(0, call.unacknowledged - 1);
      release(call);
    } else if (message.t === 'cancel') {
      call.abort.abort();
      release(call);
    }
  });

  const close = (): void => {
    open = false;
    for (const call of running.values()) {
      call.abort.abort();
      release(call);
    }
    port.close();
  };
  port.on('close', close);
  port.start();
  return close;
}
