/** Whether keys are right: one signed call, never a second with the same keys (a gateway locks an address that keeps failing). */
import { operationOf } from '../../shared/api/catalogue';
import type { KeyVerdict } from '../../shared/bridge/contract';
import { systemClock, type Clock } from './clock';
import { CallFailure } from './errors';
import { Gateway } from './gateway';
import { checkedOrigin } from './hosts';
import type { Transport } from './http';
import { Pacer } from './pace';
import type { Credentials } from './signer';

/** Nobody waits longer for a yes or no. */
const PATIENCE_MS = 6_000;

/**
 * Reads the first service type: the smallest answer there is, on both sites, for every kind of partner, without a permission item.
 * @throws HostRefusedError before anything is signed
 */
export async function checkKeys(options: {
  readonly credentials: Credentials;
  readonly endpoint: string;
  readonly allowOtherHost: boolean;
  readonly transport: Transport;
  readonly clock?: Clock;
}): Promise<KeyVerdict> {
  const clock = options.clock ?? systemClock;
  const gateway = new Gateway({
    origin: checkedOrigin(options.endpoint, { allowOther: options.allowOtherHost }),
    credentials: options.credentials,
    transport: options.transport,
    pacer: new Pacer(undefined, clock),
    clock,
    random: Math.random,
    language: 'zh_CN',
    onTrouble: () => undefined,
  });
  const operation = operationOf('service-types');
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const parameters = operation.parameters({ source: 'service-types', language: 'zh_CN' });
    await gateway.call(operation, '', parameters, { offset: 0, limit: 1 }, patience.signal);
    return { failure: null, status: 200, code: null, requestId: null };
  } catch (error) {
    if (patience.signal.aborted) return { failure: 'network', status: null, code: null, requestId: null };
    if (!(error instanceof CallFailure)) throw error;
    return { failure: error.verdict.failure, status: error.status, code: error.code, requestId: error.requestId };
  } finally {
    clearTimeout(timer);
  }
}
