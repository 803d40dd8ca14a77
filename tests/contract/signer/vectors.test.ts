import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sign, type Query } from '../../../electron/sync/signer';

interface Vector {
  id: string;
  input: { method: string; scheme: string; host: string; path: string; query: Query; headers: Record<string, string>; body: string };
  expected: { canonical_request: string; string_to_sign: string; signed_headers: string; authorization: string };
}
const { credentials, vectors } = JSON.parse(readFileSync(new URL('../../fixtures/signing-vectors.json', import.meta.url), 'utf8')) as {
  credentials: { access_key: string; secret_key: string };
  vectors: Vector[];
};

const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

describe('vectors made by the official signer', () => {
  test.each(vectors)('$id', ({ input, expected }) => {
    const { 'X-Sdk-Date': date = '', host: _host, ...headers } = input.headers;
    const signed = sign({
      method: input.method,
      origin: `${input.scheme}://${input.host}`,
      path: input.path,
      query: input.query,
      headers,
      body: input.body,
      accessKey: credentials.access_key,
      secretKey: credentials.secret_key,
      date: new Date(date.replace(basic, '$1-$2-$3T$4:$5:$6Z')),
    });
    expect(signed.parts.canonicalRequest).toBe(expected.canonical_request);
    expect(signed.parts.stringToSign).toBe(expected.string_to_sign);
    expect(signed.parts.signedHeaders).toBe(expected.signed_headers);
    expect(signed.headers['authorization']).toBe(expected.authorization);
    // What is sent is what was signed: the canonical path without its last slash, the canonical query.
    const [, path = '', query = ''] = expected.canonical_request.split('\n');
    expect(signed.url).toBe(`${input.scheme}://${input.host}${path.slice(0, -1)}${query === '' ? '' : '?' + query}`);
    expect(new URL(signed.url).href).toBe(signed.url);
  });
});
