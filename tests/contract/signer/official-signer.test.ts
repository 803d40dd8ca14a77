import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sign } from '../../../electron/sync/signer';
import { officialAuthorization } from './official';

const RUNS = 100 * Number(process.env['RD_SEEDS'] ?? '10');

/** Text that a JSON body or a parameter may hold: any characters, CJK and reserved ones often, no half surrogates. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'中文账单备注对台é€😀 !\'()*+,;:@&=/?#[]%~$"<>\\^`{|}\t-_.aZ09'), maxLength: 12 }),
);
/** The official signer reads its path through the old URL parser, which escapes some characters first: those are left out. */
const segment = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019-_.~@:!$&()*+,=中文单号é'), minLength: 1, maxLength: 10 })
  .filter((s) => s !== '.' && s !== '..');
const path = fc
  .array(segment, { minLength: 1, maxLength: 5 })
  .chain((parts) => fc.constantFrom('/' + parts.join('/'), '/' + parts.join('/') + '/'));
const scalar = fc.oneof(text, fc.integer());
const query = fc.dictionary(
  fc.string({ unit: fc.constantFrom(...'abcdXYZ_-.中0'), minLength: 1, maxLength: 8 }).filter((name) => name !== '__proto__'),
  fc.oneof(scalar, fc.array(text, { maxLength: 4 })),
  { maxKeys: 6 },
);
const headerValue = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_=/+.'), minLength: 1, maxLength: 20 });
const headers = fc.record(
  {
    'X-Security-Token': headerValue,
    'X-Language': fc.constantFrom('zh_CN', 'en_US'),
    'X-Domain-Id': headerValue,
    'user-agent': headerValue,
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  fc.constant(undefined),
  fc.dictionary(fc.string({ maxLength: 6 }), fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)), { maxKeys: 5 }),
);

describe('our signer and the official one', () => {
  test(`give the same Authorization for ${String(RUNS)} random requests`, () => {
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
        fc.constantFrom('https://bss.myhuaweicloud.com', 'https://bss-intl.myhuaweicloud.com', 'http://127.0.0.1:8081'),
        path,
        query,
        headers,
        body,
        fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true }),
        headerValue,
        (method, origin, path, query, extra, body, date, secretKey) => {
          const all = { ...extra, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
          const ours = sign({
            method,
            origin,
            path,
            query,
            headers: all,
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            accessKey: 'EXAMPLEAK00000000001',
            secretKey,
            date,
          });
          const official = officialAuthorization({
            method,
            origin,
            path,
            query,
            headers: all,
            body,
            accessKey: 'EXAMPLEAK00000000001',
            secretKey,
            date,
          });
          expect(ours.headers['authorization']).toBe(official);
          // A URL parser on the way changes nothing of what was signed.
          expect(new URL(ours.url).href).toBe(ours.url);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('what cannot be signed as it would be sent is refused', () => {
  const base = { method: 'GET', origin: 'https://bss.myhuaweicloud.com', accessKey: 'a', secretKey: 's', date: new Date(0) };
  test('dot segments', () => {
    expect(() => sign({ ...base, path: '/v2/../v1' })).toThrow('dot segments');
  });
  test('a header value with a line feed', () => {
    expect(() => sign({ ...base, path: '/v2', headers: { 'X-Security-Token': 'a\nb:c' } })).toThrow('control character');
  });
  test('an undefined parameter is left out, never sent as that word', () => {
    expect(sign({ ...base, path: '/v2', query: { a: undefined, b: '' } }).url).toBe('https://bss.myhuaweicloud.com/v2?b=');
  });
  test('the host is signed but not among the headers to send', () => {
    const signed = sign({ ...base, path: '/v2', headers: { Host: 'elsewhere' } });
    expect(signed.parts.canonicalRequest).toContain('\nhost:bss.myhuaweicloud.com\n');
    expect(Object.keys(signed.headers).sort()).toEqual(['authorization', 'x-sdk-date']);
  });
});
