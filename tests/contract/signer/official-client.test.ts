import { createRequire } from 'node:module';
import type { ClientBuilder as Builder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder';
import type { HcClient } from '@huaweicloud/huaweicloud-sdk-core/HcClient';
import type { BasicCredentials as Basic } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/server';

// The package's entry does not export the parts that a service's client is made of.
const load = createRequire(import.meta.url);
const { ClientBuilder } = load('@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js') as { ClientBuilder: typeof Builder };
const { BasicCredentials } = load('@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js') as { BasicCredentials: typeof Basic };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
});
afterAll(() => sandbox.close());

function client(sk: string): HcClient {
  const credential = new BasicCredentials().withAk(sandbox.ak).withSk(sk).withProjectId('0a1b2c3d4e5f60718293a4b5c6d7e8f9');
  return new ClientBuilder<HcClient>((inner) => inner).withCredential(credential).withEndpoint(sandbox.url).build();
}

interface Call {
  method: string;
  url: string;
  contentType: string;
  queryParams: Record<string, unknown>;
  pathParams: Record<string, unknown>;
  headers: Record<string, string>;
  data?: unknown;
}
const send = (by: HcClient, call: Partial<Call>): Promise<unknown> =>
  by.sendRequest({
    method: 'GET',
    url: '/',
    contentType: 'application/json',
    queryParams: {},
    pathParams: {},
    headers: {},
    ...call,
  } as Parameters<HcClient['sendRequest']>[0]);

describe('a client of the official SDK against the sandbox', () => {
  test('a signed GET with a query is answered', async () => {
    const answer = await send(client(sandbox.sk), {
      url: '/v2/bills/partner-bills/subcustomer-bills/monthly-sum',
      queryParams: { cycle: '2026-10', charge_mode: '3', limit: 10, offset: 0 },
    });
    expect(answer).toMatchObject({ httpStatusCode: 200, currency: 'CNY' });
  });

  test('a signed POST with a body is answered', async () => {
    const answer = await send(client(sandbox.sk), {
      method: 'POST',
      url: '/v2/partners/sub-customers/query',
      data: { offset: 0, limit: 10 },
    });
    expect(answer).toMatchObject({ httpStatusCode: 200, count: 3 });
  });

  test('a wrong secret key is refused', async () => {
    // The official client prints every failed request.
    const print = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await expect(send(client('wrong'), { url: '/v2/products/service-types' })).rejects.toMatchObject({ httpStatusCode: 401 });
    print.mockRestore();
  });
});
