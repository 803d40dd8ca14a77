import { createRequire } from 'node:module';
import type { ClientBuilder as Builder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder';
import type { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient';
import type { BasicCredentials as Basic } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials';
import { startSandbox, type Sandbox } from '../../electron/sandbox/server';
import { fetchTransport } from '../../electron/sync/http';
import { runSync } from '../../electron/sync/run';
import type { SyncOutcome } from '../../shared/sync/slices';

export const name = 'the quota filled over a slow line, against the official client paging serially';
export const where = 'node';

/** The interface that most calls of a month go to. */
const BUSY = 'ListSubCustomerBillDetail';
const PATH = '/v2/bills/subcustomer-bills/res-fee-records';
/** Four fifths of its quota of 10, the pace a sync keeps unless told. */
const CONFIGURED = 8;
/** The first calls may come in a burst: they count for nothing. */
const SETTLE_MS = 3000;
const WINDOW_MS = 60_000;
const SERIAL_MS = 20_000;

interface Bench {
  note(text: string): void;
  ratio(label: string, value: number, bounds?: { atMost?: number; atLeast?: number }): void;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const calls = (sandbox: Sandbox): number => sandbox.stats().byOperation[BUSY]?.requests ?? 0;

export async function run(bench: Bench): Promise<void> {
  for (const delayMs of [150, 300]) {
    const ours = await synced(bench, delayMs);
    const theirs = await serial(delayMs);
    bench.note(`official client, one call after the other, ${String(delayMs)} ms: ${theirs.toFixed(2)} calls a second`);
    bench.ratio(`calls a second, own to official, ${String(delayMs)} ms`, ours / theirs, { atLeast: 1 });
  }
}

/** Calls a second of the busy interface over a minute of a sync in full swing. */
async function synced(bench: Bench, delayMs: number): Promise<number> {
  const sandbox = await startSandbox({ site: 'cn', size: 'medium', faults: { rules: [{ delayMs }] } });
  const ended = new AbortController();
  let outcome: SyncOutcome | null = null;
  const running = runSync({
    request: { site: 'cn', today: sandbox.today, periods: ['2026-07', '2026-08', '2026-09', '2026-10'], language: 'zh_CN' },
    resume: { checkpoints: [], doneSlices: [] },
    credentials: { accessKey: sandbox.ak, secretKey: sandbox.sk },
    endpoint: sandbox.url,
    transport: fetchTransport(fetch),
    emit: () => Promise.resolve(),
    signal: ended.signal,
  }).then((done) => (outcome = done));
  while (calls(sandbox) === 0 && outcome === null) await pause(20);
  await pause(SETTLE_MS);
  const before = calls(sandbox);
  const from = performance.now();
  await pause(WINDOW_MS);
  const rate = ((calls(sandbox) - before) / (performance.now() - from)) * 1000;
  const { refused } = sandbox.stats();
  if (outcome !== null) throw new Error('the sync was over before its minute was');
  ended.abort();
  await running;
  await sandbox.close();
  bench.ratio(`share of ${String(CONFIGURED)} calls a second that was used, ${String(delayMs)} ms`, rate / CONFIGURED, {
    atLeast: 0.95,
    atMost: 1.01,
  });
  bench.ratio(`refused calls, ${String(delayMs)} ms`, refused, { atMost: 0 });
  return rate;
}

/** Calls a second of the official client, asking for one customer's records after the other's. */
async function serial(delayMs: number): Promise<number> {
  const load = createRequire(import.meta.url);
  // The package's entry does not export the parts that a service's client is made of.
  const { ClientBuilder } = load('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js') as { ClientBuilder: typeof Builder };
  const { BasicCredentials } = load('@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js') as { BasicCredentials: typeof Basic };
  const sandbox = await startSandbox({ site: 'cn', size: 'medium', faults: { rules: [{ delayMs }] } });
  const credential = new BasicCredentials().withAk(sandbox.ak).withSk(sandbox.sk).withProjectId('0a1b2c3d4e5f60718293a4b5c6d7e8f9');
  const client = new ClientBuilder<HcClient>((inner) => inner).withCredential(credential).withEndpoint(sandbox.url).build();
  const ask = (call: { method: string; url: string; queryParams?: object; data?: object }): Promise<Record<string, unknown>> =>
    client.sendRequest({
      contentType: 'application/json',
      queryParams: {},
      pathParams: {},
      headers: {},
      ...call,
    } as unknown as Parameters<HcClient['sendRequest']>[0]) as Promise<Record<string, unknown>>;
  const list = await ask({ method: 'POST', url: '/v2/partners/sub-customers/query', data: { offset: 0, limit: 100 } });
  const customers = (list['customer_infos'] as { customer_id: string }[]).map(({ customer_id }) => customer_id);
  const before = calls(sandbox);
  const from = performance.now();
  for (let i = 0; performance.now() - from < SERIAL_MS; i++) {
    const customer_id = customers[i % customers.length];
    await ask({ method: 'GET', url: PATH, queryParams: { bill_cycle: '2026-10', customer_id, offset: 0, limit: 1000 } });
  }
  const rate = ((calls(sandbox) - before) / (performance.now() - from)) * 1000;
  await sandbox.close();
  return rate;
}
