import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { canonicalRequest, signatureOf, stringToSign, verifyRequest, type ReceivedRequest } from '../../../electron/sandbox/verify';

interface Vector {
  readonly id: string;
  readonly input: {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string | number | readonly string[]>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly expected: {
    readonly payload_sha256: string;
    readonly canonical_request: string;
    readonly canonical_request_sha256: string;
    readonly string_to_sign: string;
    readonly signed_headers: string;
    readonly signature: string;
    readonly authorization: string;
  };
}

const file = JSON.parse(readFileSync('tests/fixtures/signing-vectors.json', 'utf8')) as {
  readonly credentials: { readonly access_key: string; readonly secret_key: string };
  readonly vectors: readonly Vector[];
};
const keys = { ak: file.credentials.access_key, sk: file.credentials.secret_key };

function received(vector: Vector, changes: Partial<ReceivedRequest> = {}): ReceivedRequest {
  const query = Object.entries(vector.input.query)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? (value as string[]) : [String(value)]).map((v) => `${encodeURIComponent(name)}=${encodeURIComponent(v)}`),
    )
    .join('&');
  return {
    method: vector.input.method,
    target: vector.input.path + (query === '' ? '' : '?' + query),
    headers: [...Object.entries(vector.input.headers), ['Authorization', vector.expected.authorization]],
    body: Buffer.from(vector.input.body, 'utf8'),
    ...changes,
  };
}

const dateOf = (vector: Vector): string => vector.input.headers['X-Sdk-Date'] ?? '';
const clockOf = (vector: Vector): Date =>
  new Date(dateOf(vector).replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

describe('published signing vectors', () => {
  test.each(file.vectors)('$id: canonical request, string to sign and signature are those of the official signer', (vector) => {
    const request = received(vector);
    const canonical = canonicalRequest(request, vector.expected.signed_headers.split(';'));
    expect(canonical).toBe(vector.expected.canonical_request);
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(vector.expected.canonical_request_sha256);
    const text = stringToSign(dateOf(vector), canonical);
    expect(text).toBe(vector.expected.string_to_sign);
    expect(signatureOf(text, keys.sk)).toBe(vector.expected.signature);
    expect(verifyRequest(request, keys, clockOf(vector))).toEqual({ ok: true });
  });

  test('the fixture holds all four of them', () => {
    expect(file.vectors.map((vector) => vector.id)).toEqual([
      'get-query',
      'post-json',
      'get-path-param-no-query',
      'get-repeated-and-escaped-query',
    ]);
  });
});

describe('a request that was signed otherwise', () => {
  const [get, post] = file.vectors as [Vector, Vector];

  test('a changed body, address, method or header value is refused', () => {
    const clock = clockOf(post);
    const changed: Partial<ReceivedRequest>[] = [
      { body: Buffer.from(post.input.body + ' ') },
      { target: post.input.path + '?limit=1' },
      { target: post.input.path + 's' },
      { method: 'PUT' },
      { headers: received(post).headers.map(([name, value]) => (name === 'X-Domain-Id' ? [name, 'other'] : [name, value])) },
    ];
    for (const changes of changed) expect(verifyRequest(received(post, changes), keys, clock).ok).toBe(false);
  });

  test('other keys, a missing or garbled authorization header are refused', () => {
    const clock = clockOf(get);
    expect(verifyRequest(received(get), { ...keys, sk: keys.sk + 'x' }, clock).ok).toBe(false);
    expect(verifyRequest(received(get), { ...keys, ak: 'OTHER' }, clock).ok).toBe(false);
    const bare = received(get).headers.filter(([name]) => name !== 'Authorization');
    expect(verifyRequest(received(get, { headers: bare }), keys, clock).ok).toBe(false);
    expect(verifyRequest(received(get, { headers: [...bare, ['Authorization', 'Bearer x']] }), keys, clock).ok).toBe(false);
  });

  test('15 minutes off is taken, a second more is not, on either side', () => {
    const clock = clockOf(get).getTime();
    for (const sign of [1, -1]) {
      expect(verifyRequest(received(get), keys, new Date(clock + sign * 900_000)).ok).toBe(true);
      expect(verifyRequest(received(get), keys, new Date(clock + sign * 901_000)).ok).toBe(false);
    }
  });

  test('a header that is listed as signed but did not arrive is refused', () => {
    const without = received(post).headers.filter(([name]) => name !== 'X-Domain-Id');
    expect(verifyRequest(received(post, { headers: without }), keys, clockOf(post)).ok).toBe(false);
  });
});
