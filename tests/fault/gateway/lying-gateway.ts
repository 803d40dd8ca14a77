/** A gateway that says whatever a test wants, byte for byte, for one interface; everything else is empty. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../../electron/sync/clock';
import { fetchTransport } from '../../../electron/sync/http';
import { runSync } from '../../../electron/sync/run';
import type { SyncOutcome } from '../../../shared/sync/slices';
import { Desk } from '../../unit/sync/desk';

/** Own bill lines of one month: the first call that a lie can be told to after the run has got going. */
export const TOLD = '/v2/bills/partner-bills/subcustomer-bills/monthly-sum';

const EMPTY = JSON.stringify({ count: 0, total_count: 0, currency: 'CNY' });

export type Lie = (response: ServerResponse, offset: number) => void;

export interface Told {
  readonly outcome: SyncOutcome;
  readonly desk: Desk;
  /** Calls of the interface that lies. */
  readonly calls: number;
  /** CPU time of this process, s: that of client and gateway, whatever else the machine does meanwhile. */
  readonly seconds: number;
  /** Most memory of this process beyond what it had before, MB. */
  readonly memory: number;
}

export async function told(lie: Lie): Promise<Told> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume();
    response.on('error', () => undefined);
    const url = new URL(request.url ?? '/', 'http://a');
    if (url.pathname === TOLD) {
      calls++;
      return lie(response, Number(url.searchParams.get('offset') ?? 0));
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(EMPTY);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const desk = new Desk();
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5);
  const started = process.cpuUsage();
  try {
    const outcome = await runSync({
      request: { site: 'cn', today: '2026-11-06', periods: ['2026-10'], language: 'zh_CN' },
      resume: { checkpoints: [], doneSlices: [] },
      credentials: { accessKey: 'EXAMPLEAK00000000001', secretKey: 'secret' },
      endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      transport: fetchTransport(fetch, { timeoutMs: 20_000, maxBytes: 32 * 1024 * 1024 }),
      emit: (event) => desk.take(event),
      signal: new AbortController().signal,
      rate: 'off',
      patienceMs: 1000,
      clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(ms / 200, signal) },
    });
    const { user, system } = process.cpuUsage(started);
    return { outcome, desk, calls, seconds: (user + system) / 1e6, memory: (most - before) / 1e6 };
  } finally {
    clearInterval(watch);
    server.closeAllConnections();
    server.close();
  }
}

export const json =
  (body: string | Buffer, headers: Record<string, string> = {}): Lie =>
  (response) =>
    void response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

export const line = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  customer_id: 'a',
  cloud_service_type: 'hws.service.type.ec2',
  bill_type: '0',
  charge_mode: '3',
  amount: 1.5,
  measure_id: 1,
  ...more,
});
