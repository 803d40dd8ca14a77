import { describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../electron/sandbox/server';
import { PATHS, call, type Reply } from './signed-client';

async function withSandbox(options: Partial<SandboxOptions>, run: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', ...options });
  try {
    await run(sandbox);
  } finally {
    await sandbox.close();
  }
}

const burst = (sandbox: Sandbox, path: string, times: number): Promise<Reply[]> =>
  Promise.all(Array.from({ length: times }, () => call(sandbox, { path })));
const refusals = (replies: readonly Reply[]): Reply[] => replies.filter((reply) => reply.status === 429);

describe('throttling', () => {
  test('the eleventh call in a second gets 429 APIGW.0308, each interface counts for itself, orders may be asked 20 times', () =>
    withSandbox({}, async (sandbox) => {
      const services = await burst(sandbox, PATHS.services, 12);
      expect(refusals(services)).toHaveLength(2);
      expect(refusals(services)[0]?.json).toMatchObject({
        error_code: 'APIGW.0308',
        error_msg: expect.stringContaining('policy user over ratelimit,limit:10') as string,
      });
      expect(refusals(await burst(sandbox, PATHS.orders, 21))).toHaveLength(1);
      expect(sandbox.stats().byOperation['ListServiceTypes']).toEqual({ requests: 12, refused: 2 });
    }));

  test('a rate of one for all, or none at all', async () => {
    await withSandbox({ rate: 1 }, async (sandbox) => expect(refusals(await burst(sandbox, PATHS.orders, 3))).toHaveLength(2));
    await withSandbox({ rate: 'off' }, async (sandbox) => expect(refusals(await burst(sandbox, PATHS.services, 40))).toHaveLength(0));
  });
});

describe('planned faults', () => {
  test('a burst of errors, then answers', () =>
    withSandbox(
      { rate: 'off', faults: { rules: [{ operation: 'ListServiceTypes', from: 2, count: 2, status: 500 }] } },
      async (sandbox) => {
        const seen: unknown[] = [];
        for (let i = 0; i < 4; i++) seen.push((await call(sandbox, { path: PATHS.services })).json['error_code'] ?? 'data');
        expect(seen).toEqual(['data', 'CBC.0999', 'CBC.0999', 'data']);
        expect((await call(sandbox, { path: PATHS.usages })).status).toBe(200);
      },
    ));

  test('a connection cut before or inside the answer', () =>
    withSandbox(
      {
        rate: 'off',
        faults: {
          rules: [
            { count: 1, dropAfter: 0 },
            { from: 2, count: 1, dropAfter: 20 },
          ],
        },
      },
      async (sandbox) => {
        await expect(call(sandbox, { path: PATHS.services })).rejects.toThrow();
        await expect(call(sandbox, { path: PATHS.services })).rejects.toThrow();
        expect((await call(sandbox, { path: PATHS.services })).status).toBe(200);
      },
    ));

  test('a total that moves, and latency', () =>
    withSandbox({ rate: 'off', faults: { rules: [{ from: 2, totalDelta: 1, delayMs: 30 }] } }, async (sandbox) => {
      const first = await call(sandbox, { path: PATHS.services });
      const before = performance.now();
      const second = await call(sandbox, { path: PATHS.services });
      expect(performance.now() - before).toBeGreaterThanOrEqual(25);
      expect(second.json['total_count']).toBe((first.json['total_count'] as number) + 1);
    }));
});
