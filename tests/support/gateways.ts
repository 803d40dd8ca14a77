import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../e2e/support/launch';

export interface OwnGateway {
  readonly url: string;
  /** Keys as the app takes them. */
  readonly keys: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The stand-alone sandbox over a folder of JSON Lines, in a process of its own. */
export async function startDataGateway(data: string, today: string): Promise<OwnGateway> {
  const script = path.join(ROOT, '.build', 'sandbox', 'cli.mjs');
  const args = [script, '--port', '0', '--data', data, '--today', today, '--rate', 'off', '--until-stdin-closes'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the sandbox ended (${code})`)));
  });
  const { url, ak, sk } = JSON.parse(first) as { url: string; ak: string; sk: string };
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.stdin.end();
    await ended;
  };
  return { url, keys: { RECONCILE_DESK_AK: ak, RECONCILE_DESK_SK: sk }, stop };
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
}

/** A gateway that knows nobody: every list is empty, and `refuse` says which calls get an error. It counts its calls. */
export async function startBareGateway(
  refuse: (path: string) => Refusal | null,
): Promise<OwnGateway & { readonly calls: readonly string[] }> {
  const calls: string[] = [];
  const lists = [
    'indirect_partners',
    'customer_infos',
    'sub_customers',
    'bill_sums',
    'fee_records',
    'records',
    'order_infos',
    'service_types',
    'usage_types',
    'account_balances',
  ];
  const empty = JSON.stringify({ count: 0, total_count: 0, currency: 'CNY', ...Object.fromEntries(lists.map((list) => [list, []])) });
  const server = createServer((request, response) => {
    calls.push(request.url ?? '');
    request.resume();
    const refused = refuse(request.url ?? '');
    response.writeHead(refused?.status ?? 200, { 'content-type': 'application/json' });
    response.end(refused ? JSON.stringify({ error_code: refused.code, error_msg: 'refused' }) : empty);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: { RECONCILE_DESK_AK: 'no-such-key', RECONCILE_DESK_SK: 'no-such-secret' },
    calls,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
