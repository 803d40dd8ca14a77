import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { checkFaultPlan, FaultPlanError, parseFaultPlan, type FaultRule } from '../../../electron/sandbox/faults/plan';
import { Faults } from '../../../electron/sandbox/faults/faults';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/server';
import { PATHS, call, type Reply } from './signed-client';

async function withRules(rules: FaultRule[], run: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const sandbox = await startSandbox({ site: 'cn', size: 'small', rate: 'off', faults: { rules } });
  try {
    await run(sandbox);
  } finally {
    await sandbox.close();
  }
}

const services = (sandbox: Sandbox, offset = 0, limit = 3): Promise<Reply> =>
  call(sandbox, { path: PATHS.services, query: { offset: String(offset), limit: String(limit) } });
const codes = (reply: Reply): string[] =>
  (reply.json['service_types'] as { service_type_code: string }[]).map(({ service_type_code }) => service_type_code);

describe('a fault plan', () => {
  test.each([
    ['[]', /the plan/],
    ['{"rules":[{"status":500}', /not JSON/],
    ['{"rules":[{"operation":"ListEverything","status":500}]}', /rules\[0\]\.operation/],
    ['{"rules":[{"status":500},{"from":0,"status":500}]}', /rules\[1\]\.from/],
    ['{"rules":[{"operation":"ListSubCustomers"}]}', /rules\[0\].*something that happens/],
    ['{"rules":[{"statuss":500}]}', /rules\[0\].*statuss/],
    ['{"rules":[{"delayMs":1,"retryAfter":3}]}', /rules\[0\].*status/],
    ['{"tls":"none","rules":[]}', /tls/],
  ])('%s is refused with its place', (text, place) => {
    expect(() => parseFaultPlan(text)).toThrow(FaultPlanError);
    expect(() => parseFaultPlan(text)).toThrow(place);
  });

  test('a chance hits its share, the same requests for the same seed, whatever else is asked in between', () => {
    const hits = (seed: number, disturbed: boolean): number[] => {
      const faults = new Faults(checkFaultPlan({ seed, rules: [{ operation: 'ListSubCustomers', chance: 0.25, status: 500 }] }));
      return Array.from({ length: 400 }, (_, i) => i).filter(() => {
        if (disturbed) faults.next('ListServiceTypes');
        return faults.next('ListSubCustomers').status === 500;
      });
    };
    expect(hits(3, true)).toEqual(hits(3, false));
    expect(hits(4, false)).not.toEqual(hits(3, false));
    expect(hits(3, false).length).toBeGreaterThan(60);
    expect(hits(3, false).length).toBeLessThan(140);
  });

  test('rules that cover the same request are applied together; of two that want the same the first', () => {
    const faults = new Faults(checkFaultPlan({ rules: [{ count: 1, delayMs: 5 }, { status: 503 }, { status: 429, retryAfter: 2 }] }));
    expect(faults.next('ListSubCustomers')).toEqual({ delayMs: 5, status: 503, retryAfter: 2 });
    expect(faults.next('ListSubCustomers')).toEqual({ status: 503, retryAfter: 2 });
  });
});

describe('planned answers', () => {
  test('a status with a code and a waiting time of its own', () =>
    withRules([{ status: 429, code: 'CBC.0250', retryAfter: 7 }], async (sandbox) => {
      const reply = await services(sandbox);
      expect([reply.status, reply.json['error_code'], reply.headers['retry-after']]).toEqual([429, 'CBC.0250', '7']);
    }));

  test('JSON that ends too early in an answer that is whole', () =>
    withRules([{ truncate: 30 }], async (sandbox) => {
      await expect(services(sandbox)).rejects.toThrow(SyntaxError);
    }));

  test('pages that shift, repeat and are shorter than asked for; the first one is never touched', async () => {
    const calm = await startSandbox({ site: 'cn', size: 'small', rate: 'off' });
    const all = codes(await services(calm, 0, 100));
    await calm.close();
    await withRules([{ shift: 1 }], async (sandbox) => {
      expect(codes(await services(sandbox))).toEqual(all.slice(0, 3));
      expect(codes(await services(sandbox, 3))).toEqual(all.slice(2, 5));
    });
    await withRules([{ shift: -2 }], async (sandbox) => expect(codes(await services(sandbox, 3))).toEqual(all.slice(5, 8)));
    await withRules([{ repeatPage: true }], async (sandbox) => expect(codes(await services(sandbox, 6))).toEqual(all.slice(0, 3)));
    await withRules([{ pageAtMost: 2 }], async (sandbox) => expect(codes(await services(sandbox))).toEqual(all.slice(0, 2)));
  });

  test('a clock that is off shows in the date and refuses signatures of the right time', () =>
    withRules([{ clockSkewSeconds: -3600 }], async (sandbox) => {
      const reply = await services(sandbox);
      expect([reply.status, reply.json['error_code']]).toEqual([401, 'APIGW.0301']);
      expect(Math.abs(Date.parse(String(reply.headers['date'])) + 3_600_000 - Date.now())).toBeLessThan(5000);
    }));

  test('a drip and a huge answer are still the answer', () =>
    withRules([{ count: 1, drip: { bytes: 100, everyMs: 1 } }, { hugeBytes: 5_000_000 }], async (sandbox) => {
      const dripped = codes(await services(sandbox));
      const huge = await services(sandbox);
      expect(codes(huge)).toEqual(dripped);
      expect((huge.json['padding'] as string).length).toBe(5_000_000);
    }));

  test('a web page, and failures told in a success', () =>
    withRules(
      [
        { count: 1, errorDetails: 'CBC.99000035' },
        { from: 2, webPage: true },
      ],
      async (sandbox) => {
        expect((await services(sandbox)).json['error_details']).toEqual([{ error_code: 'CBC.99000035', error_msg: 'planned fault' }]);
        await expect(services(sandbox)).rejects.toThrow(SyntaxError);
      },
    ));

  test('a redirect names the other address', async () => {
    const other = http.createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const redirect = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}/`;
    await withRules([{ redirect }], async (sandbox) => {
      const response = await fetch(sandbox.url + PATHS.services, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([302, redirect]);
    });
    other.close();
  });

  test('nobody there for a while, then answers again', () =>
    withRules([{ from: 2, count: 1, vanishMs: 300 }], async (sandbox) => {
      const from = performance.now();
      expect((await services(sandbox)).status).toBe(200);
      await expect(services(sandbox)).rejects.toThrow();
      let refused = 0;
      for (;;) {
        try {
          expect((await services(sandbox)).status).toBe(200);
          break;
        } catch (error) {
          if (performance.now() - from > 5000) throw error;
          refused++;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
      expect(refused).toBeGreaterThan(0);
      expect(performance.now() - from).toBeGreaterThan(290);
    }));
});

describe('certificates that nobody should accept', () => {
  const judged = (sandbox: Sandbox, ca?: string): Promise<string> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(sandbox.url);
      const socket = connect({ host: hostname, port: Number(port), ...(ca === undefined ? {} : { ca }) });
      const done = (word: string): void => {
        socket.destroy();
        resolve(word);
      };
      socket.on('secureConnect', () => done('accepted'));
      socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    });

  test.each([
    ['self-signed', 'accepted'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['wrong-host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('%s: refused by everybody, and by who trusts its maker: %s', async (tls, whoTrusts) => {
    const sandbox = await startSandbox({ site: 'cn', size: 'tiny', faults: { tls, rules: [] } });
    try {
      expect(sandbox.url).toMatch(/^https:\/\/127\.0\.0\.1:/);
      expect(await judged(sandbox)).toMatch(/SELF_SIGNED|UNABLE|EXPIRED/);
      expect(await judged(sandbox, sandbox.certificate ?? '')).toBe(whoTrusts);
    } finally {
      await sandbox.close();
    }
  });
});
