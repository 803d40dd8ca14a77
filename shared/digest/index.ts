import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Lower-case hex SHA-256 of UTF-8 text or bytes. Pure, so that every side gets the same digest. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? (asciiBytes(data) ?? utf8ToBytes(data)) : data));
}

/** Room for the short texts that IDs are made from, by the ten thousand: an encoder's call and its copy cost more than they do. */
const short = new Uint8Array(1024);

/** UTF-8 of a short text of ASCII alone, valid until the next call; null for others. */
function asciiBytes(text: string): Uint8Array | null {
  if (text.length > short.length) return null;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return null;
    short[i] = code;
  }
  return short.subarray(0, text.length);
}

/** Running SHA-256 for data that comes in parts. */
export class Digest {
  private readonly state = sha256.create();

  update(data: string | Uint8Array): this {
    this.state.update(typeof data === 'string' ? utf8ToBytes(data) : data);
    return this;
  }

  /** Lower-case hex; the digest cannot be used afterwards. */
  hex(): string {
    return bytesToHex(this.state.digest());
  }
}

/**
 * JSON with object keys in code-unit order and no blanks, so that equal values have equal text on every machine.
 * bigint is refused (amounts travel as decimal text), undefined members are left out.
 */
export function canonicalJson(value: unknown): string {
  if (value instanceof CanonicalText) return value.text;
  if (value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    // A column of a million amounts is one call into the engine instead of a million texts to be joined.
    if (value.every(isSimple)) return JSON.stringify(value);
    return '[' + value.map((item) => canonicalJson(item ?? null)).join(',') + ']';
  }
  if (typeof value === 'object') {
    const record = value as Record<string, unknown>;
    const keys = Object.keys(record)
      .filter((key) => record[key] !== undefined)
      .sort(byCodeUnit);
    return '{' + keys.map((key) => JSON.stringify(key) + ':' + canonicalJson(record[key])).join(',') + '}';
  }
  throw new TypeError(`no canonical form for ${typeof value}`);
}

/** A value that was made canonical before: it stands in a larger one as it is. */
export class CanonicalText {
  constructor(readonly text: string) {}
}

const isSimple = (item: unknown): boolean =>
  typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' || item === null || item === undefined;

/** Comparator by UTF-16 code unit: independent of locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
