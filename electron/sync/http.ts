/**
 * How signed requests travel. The app gives Chromium's fetch of a session of its own (session-transport.ts), tests give Node's.
 * A redirect is never followed: it would carry the signature to another address.
 */
import type { SignedRequest } from './signer';

export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** @param firstSignMs how long to wait for the head of the answer, when that is less than the whole answer may take */
export type Transport = (request: SignedRequest, signal: AbortSignal, firstSignMs?: number) => Promise<Reply>;

export type TransportFault = 'network' | 'timeout' | 'proxy' | 'certificate' | 'too-large' | 'too-many-headers' | 'redirect';

/** No usable answer came. The message holds the system's code only, never an address or a header. */
export class TransportError extends Error {
  constructor(
    readonly fault: TransportFault,
    readonly detail: string | null = null,
  ) {
    super(detail === null ? fault : `${fault}: ${detail}`);
    this.name = 'TransportError';
  }
}

/** What of the fetch standard is used here; both Node's and Electron's fit. */
export type FetchLike = (url: string, init: FetchInit) => Promise<Response>;
interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly cache: 'no-store';
  readonly redirect: 'manual';
  readonly credentials: 'omit';
  readonly signal: AbortSignal;
}

export interface TransportLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** A page of 1,000 fee records is about 1 MB; answers are waited for as long as the gateway's own backend time-out. */
export const DEFAULT_LIMITS: TransportLimits = { timeoutMs: 60_000, maxBytes: 16 * 1024 * 1024 };

/** A transport over a fetch function. Its promises reject with TransportError, or with the caller's reason when cancelled. */
export function fetchTransport(fetch: FetchLike, limits: TransportLimits = DEFAULT_LIMITS): Transport {
  return async (request, signal, firstSignMs) => {
    // Not AbortSignal.any: in older Nodes every combined signal stays reachable from the run's for as long as that lives.
    const ended = new AbortController();
    const cancel = (): void => ended.abort();
    signal.throwIfAborted();
    signal.addEventListener('abort', cancel, { once: true });
    const timer = setTimeout(cancel, limits.timeoutMs);
    const firstSign = firstSignMs === undefined ? undefined : setTimeout(cancel, firstSignMs);
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: { ...request.headers },
        ...(request.body === null ? {} : { body: request.body }),
        cache: 'no-store',
        redirect: 'manual',
        credentials: 'omit',
        signal: ended.signal,
      });
      clearTimeout(firstSign);
      if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
        await response.body?.cancel();
        throw new TransportError('redirect');
      }
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers.entries()),
        body: await readCapped(response, limits.maxBytes),
      };
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (ended.signal.aborted) throw new TransportError('timeout');
      throw asTransportError(error);
    } finally {
      clearTimeout(timer);
      clearTimeout(firstSign);
      signal.removeEventListener('abort', cancel);
    }
  };
}

async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new TransportError('too-large');
    }
    chunks.push(value);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

/** The proxy itself cannot be reached, wants a password, or refuses to connect; before certificates, for it may have one of its own. */
const PROXY = /PROXY|TUNNEL_CONNECTION|SOCKS_CONNECTION|PAC_/;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS|ERR_SSL/;
const HEADERS = /HEADERS_OVERFLOW|HEADER_OVERFLOW|HEADERS_TOO_BIG/;

/** Reads the system's code out of Chromium's (`net::ERR_CERT_DATE_INVALID`) or Node's (`cause.code`) error. */
function asTransportError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const text = error instanceof Error ? error.message : '';
  const cause =
    error instanceof Error && typeof error.cause === 'object' && error.cause !== null && 'code' in error.cause
      ? String(error.cause.code)
      : '';
  const code = /net::(ERR_[A-Z_]+)/.exec(text)?.[1] ?? cause;
  // Electron reports a redirect that nobody follows as an error of this wording.
  if (/redirect/i.test(text)) return new TransportError('redirect');
  if (HEADERS.test(code)) return new TransportError('too-many-headers');
  const fault = PROXY.test(code) ? 'proxy' : CERTIFICATE.test(code) ? 'certificate' : 'network';
  return new TransportError(fault, code === '' ? null : code);
}
