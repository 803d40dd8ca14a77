/**
 * Production transport: Chromium's network stack (system proxy and certificates) in a session of its own that lives in memory.
 * Cancelling requests in the default session would also stop the main process's other requests.
 */
import { session } from 'electron';
import { DEFAULT_LIMITS, fetchTransport, type Transport, type TransportLimits } from './http';
import { withProxyLogin, type ProxyQuestions } from './proxy-login';
import { sessionProxyLogin } from './session-proxy-login';

/**
 * One session per profile, so that connections of two accounts never mix.
 * @param profile the profile's ID
 * @param proxy who answers a proxy that wants a password
 */
export function sessionTransport(profile: string, proxy: ProxyQuestions, limits: TransportLimits = DEFAULT_LIMITS): Transport {
  // Without the prefix `persist:` nothing is written to disk.
  const own = session.fromPartition(`sync-${profile}`, { cache: false });
  return withProxyLogin(
    fetchTransport((url, init) => own.fetch(url, init), limits),
    sessionProxyLogin(own, proxy.ask),
    () => proxy.rounds,
  );
}
