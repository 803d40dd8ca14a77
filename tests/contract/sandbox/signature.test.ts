import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/server';
import { PATHS, call, type SignedCall } from './signed-client';

describe('signatures at the gateway', () => {
  let sandbox: Sandbox;
  const clock = new Date('2026-11-06T04:00:00Z');
  const list: SignedCall = { method: 'POST', path: PATHS.customers, body: { limit: 1 }, now: clock };

  beforeAll(async () => {
    sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off', clock: () => clock });
  });
  afterAll(() => sandbox.close());

  test('a signed call is answered, with the date of the sandbox and a request ID', async () => {
    const reply = await call(sandbox, list);
    expect(reply.status).toBe(200);
    expect(reply.headers['date']).toBe('Fri, 06 Nov 2026 04:00:00 GMT');
    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(reply.json).not.toHaveProperty('error_code');
  });

  test.each<[string, Partial<SignedCall>]>([
    ['a wrong secret key', { sk: 'wrong' }],
    ['a changed body', { bodySent: '{"limit":2}' }],
    ['an unsigned host', { unsigned: ['host'] }],
    ['an unsigned date', { unsigned: ['x-sdk-date'] }],
    ['a clock 16 minutes slow', { now: new Date(clock.getTime() - 16 * 60_000) }],
    ['a clock 16 minutes fast', { now: new Date(clock.getTime() + 16 * 60_000) }],
    ['a body other than its declared hash', { headers: { 'x-sdk-content-sha256': createHash('sha256').update('x').digest('hex') } }],
  ])('%s is refused with 401 APIGW.0301', async (_name, change) => {
    const reply = await call(sandbox, { ...list, ...change });
    expect(reply.status).toBe(401);
    expect(reply.json['error_code']).toBe('APIGW.0301');
    expect(reply.json['error_msg']).toEqual(expect.any(String));
    expect(reply.json['request_id']).toBe(reply.headers['x-request-id']);
    expect(reply.headers['date']).toBe('Fri, 06 Nov 2026 04:00:00 GMT');
  });

  test('an unknown access key is refused the same way', async () => {
    const reply = await call({ ...sandbox, ak: 'OTHER' }, list);
    expect([reply.status, reply.json['error_code']]).toEqual([401, 'APIGW.0301']);
  });

  test('more headers may be signed, fewer than arrive may be, and the payload may be declared unsigned', async () => {
    const more = await call(sandbox, { ...list, headers: { 'X-Domain-Id': 'a1', 'X-Language': 'en_US', 'User-Agent': 'test' } });
    const fewer = await call(sandbox, { ...list, unsigned: ['content-type'] });
    const unsigned = await call(sandbox, { ...list, headers: { 'X-Sdk-Content-Sha256': 'UNSIGNED-PAYLOAD' }, bodySent: '{"limit":2}' });
    expect([more.status, fewer.status, unsigned.status]).toEqual([200, 200, 200]);
    expect(unsigned.json['customer_infos']).toHaveLength(2);
  });
});
