/**
 * Request signing SDK-HMAC-SHA256 (signing.md; source: the API request signing guide and the official SDK's signer).
 * The result holds the exact address and body to send, so that what is signed is what goes out.
 */
import { createHash, createHmac } from 'node:crypto';

const ALGORITHM = 'SDK-HMAC-SHA256';
const EMPTY_BODY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export interface Credentials {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Only with temporary keys. */
  readonly securityToken?: string;
}

export type QueryValue = string | number;
/** Parameters by name; a list is written once per value, an undefined one is left out. */
export type Query = Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;

export interface SignInput extends Credentials {
  readonly method: string;
  /** `https://host` or `http://host:port`, nothing behind it. */
  readonly origin: string;
  /** Not yet encoded, starting with `/`. */
  readonly path: string;
  readonly query?: Query;
  /** Signed as they are, whatever they are; `host`, `x-sdk-date` and `x-security-token` are added here. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The exact text to send, UTF-8. */
  readonly body?: string;
  readonly date: Date;
}

/** A request ready to be sent as it stands. `host` is not among the headers: the network stack writes it from the address. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** A header or path that cannot be signed as it would be sent. The message holds no value. */
export class SigningError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SigningError';
  }
}

const RESERVED_LEFT_BY_BUILT_IN = /[!'()*]/g;

/** Percent-encodes all but `A-Z a-z 0-9 - _ . ~`. @throws URIError for half a surrogate pair */
export function encodeStrict(text: string): string {
  return encodeURIComponent(text).replace(RESERVED_LEFT_BY_BUILT_IN, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
}

/** Encoded segments joined by `/`, as sent. The slash that the canonical request ends in is not part of it. */
export function encodePath(path: string): string {
  if (!path.startsWith('/')) throw new SigningError('a path starts with a slash');
  const segments = path.split('/');
  // A URL parser takes these two away, and the gateway would see another path than the signed one.
  if (segments.some((segment) => segment === '.' || segment === '..')) throw new SigningError('a path has no dot segments');
  return segments.map(encodeStrict).join('/');
}

/** Sorted by name before encoding, the values of a list sorted; both the canonical query and the one sent. */
export function encodeQuery(query: Query): string {
  const parts: string[] = [];
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (value === undefined) continue;
    const values = typeof value === 'object' ? value.map(String).sort() : [String(value)];
    const encoded = encodeStrict(name);
    for (const one of values) parts.push(encoded + '=' + encodeStrict(one));
  }
  return parts.join('&');
}

/** `YYYYMMDDTHHMMSSZ` */
export function basicDate(date: Date): string {
  const iso = date.toISOString();
  return iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 13) + iso.slice(14, 16) + iso.slice(17, 19) + 'Z';
}

/** The headers in signing form: lower-case names, values without outer blanks (Go trims, JavaScript does not). */
function signedHeaders(input: SignInput, host: string): Map<string, string> {
  const all = new Map<string, string>();
  const put = (name: string, value: string): void => {
    const trimmed = value.trim();
    // A line feed would forge another header line.
    if (/[\u0000-\u001f\u007f]/.test(trimmed)) throw new SigningError(`control character in header ${name.toLowerCase()}`);
    all.set(name.toLowerCase(), trimmed);
  };
  for (const [name, value] of Object.entries(input.headers ?? {})) put(name, value);
  put('host', host);
  put('x-sdk-date', basicDate(input.date));
  if (input.securityToken !== undefined && input.securityToken !== '') put('x-security-token', input.securityToken);
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export interface CanonicalParts {
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signedHeaders: string;
}

/**
 * Signs one request.
 * @throws SigningError for dot segments or control characters; URIError for half a surrogate pair
 */
export function sign(input: SignInput): SignedRequest & { readonly parts: CanonicalParts } {
  const method = input.method.toUpperCase();
  const path = encodePath(input.path);
  const query = input.query === undefined ? '' : encodeQuery(input.query);
  const host = input.origin.slice(input.origin.indexOf('://') + 3);
  const headers = signedHeaders(input, host);
  const body = input.body === undefined || input.body === '' ? null : input.body;

  const names = [...headers.keys()].join(';');
  let lines = '';
  for (const [name, value] of headers) lines += name + ':' + value + '\n';
  const payload = headers.get('x-sdk-content-sha256') ?? (body === null ? EMPTY_BODY_SHA256 : sha256(body));
  const canonicalRequest = [method, path.endsWith('/') ? path : path + '/', query, lines, names, payload].join('\n');
  const stringToSign = [ALGORITHM, headers.get('x-sdk-date') ?? '', sha256(canonicalRequest)].join('\n');
  const signature = createHmac('sha256', input.secretKey).update(stringToSign, 'utf8').digest('hex');

  const sent: Record<string, string> = {};
  for (const [name, value] of headers) if (name !== 'host') sent[name] = value;
  sent['authorization'] = `${ALGORITHM} Access=${input.accessKey}, SignedHeaders=${names}, Signature=${signature}`;
  return {
    method,
    url: input.origin + path + (query === '' ? '' : '?' + query),
    headers: sent,
    body,
    parts: { canonicalRequest, stringToSign, signedHeaders: names },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
