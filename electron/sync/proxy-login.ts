/**
 * A proxy that asks for a name and a password. `fetch` of a session only fails then; a plain request can answer, and the session remembers the answer
 * (in memory, until the app ends) for every call after it. Nothing signed travels before the proxy lets it through.
 */
import type { ProxyAsk, ProxyAnswer } from '../../shared/bridge/contract';
import { TransportError, type Reply, type Transport } from './http';

/**
 * Tries an unsigned request to the origin, answering the proxy. `taken`: the proxy asked and let it through. `declined`: nobody answered, or no answer was
 * right. `unasked`: it failed before the proxy asked for anything, e.g. because the proxy is gone.
 */
export type ProxyLogin = (origin: string, signal: AbortSignal) => Promise<'taken' | 'declined' | 'unasked'>;

/** Asks a person; null when nobody answers or the person declines. `again`: what was answered before was not taken. */
export type AskForProxy = (ask: ProxyAsk, signal: AbortSignal) => Promise<ProxyAnswer | null>;

/** Who is asked, and how often a person has wanted to be asked again after declining. */
export interface ProxyQuestions {
  readonly ask: AskForProxy;
  readonly rounds: number;
}

/**
 * Calls again, once, after the proxy was answered. Whoever waits shares one question; one that was declined is not put again in the same round.
 * @param round the one that is on
 */
export function withProxyLogin(transport: Transport, login: ProxyLogin, round: () => number = () => 0): Transport {
  let question: ReturnType<ProxyLogin> | null = null;
  let declined: number | null = null;
  return async (request, signal, firstSignMs) => {
    const first = await attempt(() => transport(request, signal, firstSignMs));
    if (declined === round() || !isProxys(first)) return settle(first);
    const asking = round();
    question ??= login(new URL(request.url).origin, signal).finally(() => (question = null));
    const outcome = await question;
    if (outcome === 'taken') return transport(request, signal, firstSignMs);
    if (outcome === 'declined') declined = asking;
    return settle(first);
  };
}

type Attempt = { readonly done: true; readonly reply: Reply } | { readonly done: false; readonly error: unknown };

async function attempt(call: () => Promise<Reply>): Promise<Attempt> {
  try {
    return { done: true, reply: await call() };
  } catch (error) {
    return { done: false, error };
  }
}

function settle(attempted: Attempt): Reply {
  if (!attempted.done) throw attempted.error;
  // A proxy's own page is no answer of the gateway.
  if (attempted.reply.status === 407) throw new TransportError('proxy', 'HTTP 407');
  return attempted.reply;
}

function isProxys(attempted: Attempt): boolean {
  if (attempted.done) return attempted.reply.status === 407;
  return attempted.error instanceof TransportError && attempted.error.fault === 'proxy';
}
