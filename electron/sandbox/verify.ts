import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Verifies SDK-HMAC-SHA256 request signatures from what arrived on the wire: raw address, raw header list, raw body.
 * Written from the signing rules alone, apart from the client's signer, so that each checks the other.
 */

/** A request as received. `headers` are name and value pairs in order of arrival, `target` is path and query as sent. */
export interface ReceivedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export interface SigningKeys {
  readonly ak: string;
  readonly sk: string;
}

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly why: string };

const ALGORITHM = 'SDK-HMAC-SHA256';
const WINDOW_MS = 15 * 60_000;
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** Percent-encoding of everything but unreserved characters, upper-case hex, space as %20. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
}

function decode(text: string): string {
  return decodeURIComponent(text);
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Path as signed: decoded and encoded again per segment, always with a slash at the end. */
function canonicalPath(path: string): string {
  const encoded = path
    .split('/')
    .map((segment) => encode(decode(segment)))
    .join('/');
  return encoded.endsWith('/') ? encoded : encoded + '/';
}

/** Query as signed: sorted by decoded name, then by decoded value; `+` is a plus sign here, never a blank. */
function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? { name: decode(part), value: '' } : { name: decode(part.slice(0, at)), value: decode(part.slice(at + 1)) };
    })
    .sort((a, b) => byCodeUnit(a.name, b.name) || byCodeUnit(a.value, b.value))
    .map((pair) => `${encode(pair.name)}=${encode(pair.value)}`)
    .join('&');
}

function headerValues(request: ReceivedRequest): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    const before = values.get(key);
    values.set(key, before === undefined ? value.trim() : `${before},${value.trim()}`);
  }
  return values;
}

/**
 * The canonical request over exactly the header names of `signed` (lower case, as listed in SignedHeaders).
 * @throws URIError when the address holds a broken escape
 */
export function canonicalRequest(request: ReceivedRequest, signed: readonly string[]): string {
  const at = request.target.indexOf('?');
  const path = at < 0 ? request.target : request.target.slice(0, at);
  const query = at < 0 ? '' : request.target.slice(at + 1);
  const values = headerValues(request);
  const names = [...signed].sort(byCodeUnit);
  const declared = names.includes('x-sdk-content-sha256') ? values.get('x-sdk-content-sha256') : undefined;
  const payload = declared ?? createHash('sha256').update(request.body).digest('hex');
  const block = names.map((name) => `${name}:${values.get(name) ?? ''}\n`).join('');
  return [request.method.toUpperCase(), canonicalPath(path), canonicalQuery(query), block, names.join(';'), payload].join('\n');
}

/** What HMAC runs over: algorithm, date, hash of the canonical request. */
export function stringToSign(date: string, canonical: string): string {
  return `${ALGORITHM}\n${date}\n${createHash('sha256').update(canonical).digest('hex')}`;
}

/** Lower-case hex signature; the secret key is the HMAC key as it is. */
export function signatureOf(text: string, sk: string): string {
  return createHmac('sha256', sk).update(text).digest('hex');
}

interface Authorization {
  readonly access: string;
  readonly signed: readonly string[];
  readonly signature: string;
}

function parseAuthorization(text: string | undefined): Authorization | null {
  const found = /^SDK-HMAC-SHA256 +Access=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([0-9a-f]{64})$/.exec(text ?? '');
  if (!found) return null;
  const [, access = '', signed = '', signature = ''] = found;
  return { access, signed: signed.split(';'), signature };
}

function instantOf(date: string): number | null {
  const found = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(date);
  if (!found) return null;
  const [y, mo, d, h, mi, s] = found.slice(1).map(Number) as [number, number, number, number, number, number];
  return Date.UTC(y, mo - 1, d, h, mi, s);
}

function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a, 'utf8');
  const right = Buffer.from(b, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}

const refused = (why: string): Verdict => ({ ok: false, why });

/**
 * Accepts a request only when its signature covers host and x-sdk-date, its clock is within 15 minutes of `now`, its
 * body matches the hash it declares, and the signature recomputed with the key's secret is the same.
 */
export function verifyRequest(request: ReceivedRequest, keys: SigningKeys, now: Date): Verdict {
  const values = headerValues(request);
  const authorization = parseAuthorization(values.get('authorization'));
  if (!authorization) return refused('authorization header missing or malformed');
  for (const name of ['host', 'x-sdk-date']) {
    if (!authorization.signed.includes(name)) return refused(`${name} is not among the signed headers`);
  }
  for (const name of authorization.signed) {
    if (name !== name.toLowerCase() || !values.has(name)) return refused(`signed header ${name} was not received`);
  }
  const date = values.get('x-sdk-date') ?? '';
  const sent = instantOf(date);
  if (sent === null) return refused('x-sdk-date is malformed');
  if (Math.abs(now.getTime() - sent) > WINDOW_MS) return refused('x-sdk-date is more than 15 minutes off');
  if (authorization.signed.includes('x-sdk-content-sha256')) {
    const declared = values.get('x-sdk-content-sha256') ?? '';
    const actual = createHash('sha256').update(request.body).digest('hex');
    if (declared !== UNSIGNED && !sameText(declared.toLowerCase(), actual)) return refused('body does not match its declared hash');
  }
  const known = sameText(authorization.access, keys.ak);
  let text: string;
  try {
    text = stringToSign(date, canonicalRequest(request, authorization.signed));
  } catch (error) {
    if (error instanceof URIError) return refused('address holds a broken escape');
    throw error;
  }
  const equal = sameText(signatureOf(text, keys.sk), authorization.signature);
  return known && equal ? { ok: true } : refused(known ? 'verify signature fail' : 'access key not found');
}
