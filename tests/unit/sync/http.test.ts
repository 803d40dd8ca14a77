import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { checkedOrigin, HostRefusedError } from '../../../electron/sync/hosts';
import { DEFAULT_LIMITS, fetchTransport, TransportError } from '../../../electron/sync/http';
import { sign } from '../../../electron/sync/signer';

describe('hosts that signed calls may go to', () => {
  test.each([
    'https://bss.myhuaweicloud.com',
    'https://bss-intl.myhuaweicloud.com',
    'https://bss.myhuaweicloud.com:443',
    'http://127.0.0.1:8080',
    'http://127.8.9.10',
    'http://[::1]:8080',
    'http://localhost:8080',
  ])('%s', (endpoint) => {
    expect(checkedOrigin(endpoint)).toBe(new URL(endpoint).origin);
  });

  test.each([
    ['http://bss.myhuaweicloud.com', 'plain-http'],
    ['http://10.0.0.1', 'plain-http'],
    ['http://127.0.0.1.example.com', 'plain-http'],
    ['http://localhost.example.com', 'plain-http'],
    ['https://bss.myhuaweicloud.com.example.com', 'not-a-known-host'],
    ['https://bss.myhuaweicloud.com:8443', 'not-a-known-host'],
    ['https://bss.myhuaweicloud.com.', 'not-a-known-host'],
    ['https://example.com', 'not-a-known-host'],
    ['https://bss.myhuaweicloud.com/v2', 'more-than-a-host'],
    ['https://bss.myhuaweicloud.com@example.com', 'more-than-a-host'],
    ['https://bss.myhuaweicloud.com?x', 'more-than-a-host'],
    ['ftp://127.0.0.1', 'not-an-address'],
    ['bss.myhuaweicloud.com', 'not-an-address'],
  ])('%s is refused', (endpoint, reason) => {
    expect(() => checkedOrigin(endpoint)).toThrow(new HostRefusedError(reason as HostRefusedError['reason']));
  });

  test('another https host only when the user named it, plain http never', () => {
    expect(checkedOrigin('https://gateway.example.com', { allowOther: true })).toBe('https://gateway.example.com');
    expect(() => checkedOrigin('http://gateway.example.com', { allowOther: true })).toThrow('plain-http');
  });
});

describe('transport', () => {
  let server: Server | null = null;
  afterEach(() => server?.close());

  const serve = (answer: Parameters<typeof createServer>[1]): Promise<string> =>
    new Promise((resolve) => {
      server = createServer(answer as () => void).listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${String((server?.address() as AddressInfo).port)}`),
      );
    });
  const request = (origin: string) => sign({ method: 'GET', origin, path: '/v2/x', accessKey: 'a', secretKey: 's', date: new Date() });
  const never = new AbortController().signal;

  test('a redirect is not followed: the signature stays where it belongs', async () => {
    let hits = 0;
    const origin = await serve((_request, response) => {
      hits++;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(fetchTransport(fetch)(request(origin), never)).rejects.toMatchObject({ fault: 'redirect' });
    expect(hits).toBe(1);
  });

  test('an answer over the cap is cut off', async () => {
    const origin = await serve((_request, response) => response.end(Buffer.alloc(2_000_000, 0x20)));
    await expect(fetchTransport(fetch, { ...DEFAULT_LIMITS, maxBytes: 100_000 })(request(origin), never)).rejects.toMatchObject({
      fault: 'too-large',
    });
  });

  test('an answer that does not come is a time-out', async () => {
    const origin = await serve(() => undefined);
    await expect(fetchTransport(fetch, { ...DEFAULT_LIMITS, timeoutMs: 50 })(request(origin), never)).rejects.toMatchObject({
      fault: 'timeout',
    });
    server?.closeAllConnections();
  });

  test('a first sign that is awaited for less time ends the call; an answer that has begun may take longer', async () => {
    const dumb = await serve(() => undefined);
    await expect(fetchTransport(fetch)(request(dumb), never, 50)).rejects.toMatchObject({ fault: 'timeout' });
    server?.closeAllConnections();
    const slow = await serve((_request, response) => {
      response.write('[');
      setTimeout(() => response.end(']'), 300);
    });
    expect((await fetchTransport(fetch)(request(slow), never, 200)).body.toString()).toBe('[]');
  });

  test('a cancelled request ends with the reason of who cancelled', async () => {
    const origin = await serve(() => undefined);
    const cancel = new AbortController();
    const waiting = fetchTransport(fetch)(request(origin), cancel.signal);
    cancel.abort(new Error('cancelled by hand'));
    await expect(waiting).rejects.toThrow('cancelled by hand');
    server?.closeAllConnections();
  });

  test("nobody listening is a network fault with the system's code and nothing else", async () => {
    const origin = await serve(() => undefined);
    await new Promise((done) => server?.close(done));
    await expect(fetchTransport(fetch)(request(origin), never)).rejects.toEqual(new TransportError('network', 'ECONNREFUSED'));
  });

  test.each([
    ['net::ERR_CERT_DATE_INVALID', 'certificate'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
    ['net::ERR_CONNECTION_RESET', 'network'],
    ['net::ERR_NAME_NOT_RESOLVED', 'network'],
    ['Redirect was cancelled', 'redirect'],
  ])("Chromium's %s is told apart", async (message, fault) => {
    const transport = fetchTransport(() => Promise.reject(new Error(message)));
    await expect(transport(request('https://bss.myhuaweicloud.com'), never)).rejects.toMatchObject({ fault });
  });
});
