import { encodeQuery, sign } from '../../electron/sync/signer';
import { officialAuthorization } from '../contract/signer/official';

export const name = 'signing 10,000 requests against the official signer';
export const where = 'node';

const REQUESTS = 10_000;

interface Bench {
  note(text: string): void;
  time(label: string, work: () => void, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds?: { atMost?: number; atLeast?: number }): void;
}

const common = {
  method: 'GET',
  origin: 'https://bss.myhuaweicloud.com',
  accessKey: 'EXAMPLEAK00000000001',
  secretKey: 'ExampleSecretKey0000000000000000000000001',
};
const path = '/v2/bills/partner-bills/subcustomer-bills/monthly-sum';

function request(i: number): { query: Record<string, string | number>; date: Date } {
  return { query: { cycle: '2026-08', charge_mode: '3', limit: 100, offset: i * 100 }, date: new Date(Date.UTC(2026, 8, 5) + i * 1000) };
}

export async function run(bench: Bench): Promise<void> {
  const official = (i: number): string => officialAuthorization({ ...common, path, ...request(i), headers: {}, body: undefined });
  const own = (i: number): string => sign({ ...common, path, ...request(i) }).headers['authorization'] ?? '';
  for (let i = 0; i < 200; i++)
    if (own(i) !== official(i)) throw new Error(`request ${String(i)}: signatures differ (${encodeQuery(request(i).query)})`);
  const all = (one: (i: number) => string) => (): void => {
    for (let i = 0; i < REQUESTS; i++) one(i);
  };
  const theirs = await bench.time('official signer, 10,000 requests', all(official), { runs: 3 });
  const ours = await bench.time('own signer, 10,000 requests', all(own), { runs: 3 });
  bench.ratio('own signer is faster by', theirs / ours, { atLeast: 1 });
}
