/** Which encoding a text file is in: its byte order mark, else strict UTF-8, else GB18030; never a silent replacement character. */
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { TextDecoder } from 'node:util';
import { TableError } from '../../shared/workbook/errors';

export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

const NAMES: Readonly<Record<string, TextEncodingName>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  cp936: 'gb18030',
  'windows-936': 'gb18030',
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  utf16le: 'utf-16le',
  'utf-16be': 'utf-16be',
  utf16be: 'utf-16be',
};

/** @throws TableError `encoding` for a name the program does not read */
export function asEncoding(name: string): TextEncodingName {
  const known = NAMES[name.trim().toLowerCase()];
  if (!known) throw new TableError('encoding', name);
  return known;
}

/** The bytes of a text, from the first on, as often as asked for. */
export type ByteSource = () => AsyncIterable<Uint8Array>;

export interface FoundEncoding {
  readonly encoding: TextEncodingName;
  /** Digest of the bytes, which the search reads as a whole anyway. */
  readonly sha256: string;
}

/**
 * Finds the encoding by reading all bytes once.
 * @param stated what the user said; then only that one is tried
 * @throws TableError `encoding` with the byte around which no encoding fits, `not-a-table` for binary data
 */
export async function findEncoding(
  source: ByteSource,
  start: Uint8Array,
  stated: string | null,
  signal?: AbortSignal,
): Promise<FoundEncoding> {
  const search = new EncodingSearch(start, stated);
  const hash = createHash('sha256');
  for await (const bytes of source()) {
    signal?.throwIfAborted();
    hash.update(bytes);
    search.push(bytes);
  }
  return { encoding: search.end(), sha256: hash.digest('hex') };
}

/** Looks for the encoding of bytes that come in pieces. */
export class EncodingSearch {
  private readonly checks: readonly EncodingCheck[];
  private done = 0;

  /**
   * @param start the first bytes, which are pushed again with the others
   * @throws TableError as {@link findEncoding}; so do the other functions
   */
  constructor(start: Uint8Array, stated: string | null) {
    this.checks = (stated === null ? guesses(start) : [asEncoding(stated)]).map(checkOf);
  }

  push(bytes: Uint8Array): void {
    for (const check of this.checks) check.push(bytes, this.done);
    this.done += bytes.length;
    if (this.checks.every((check) => check.fault !== null)) throw this.failure();
  }

  end(): TextEncodingName {
    for (const check of this.checks) check.end(this.done);
    const found = this.checks.find((check) => check.fault === null);
    if (!found) throw this.failure();
    return found.encoding;
  }

  private failure(): TableError {
    return new TableError('encoding', `${this.checks[0]?.encoding}, ${this.checks[0]?.fault}`);
  }
}

interface EncodingCheck {
  readonly encoding: TextEncodingName;
  /** Where the bytes do not fit, once that is known. */
  fault: string | null;
  push(bytes: Uint8Array, at: number): void;
  end(at: number): void;
}

function checkOf(encoding: TextEncodingName): EncodingCheck {
  const decoder = encoding === 'utf-8' ? new Utf8Pieces() : new TextDecoder(encoding, { fatal: true });
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const check: EncodingCheck = {
    encoding,
    fault: null,
    push: (bytes, at) => {
      if (check.fault !== null) return;
      if (!wide && bytes.includes(0)) throw new TableError('not-a-table', `binary data near byte ${at + bytes.indexOf(0)}`);
      attempt(at, () => void decoder.decode(bytes, { stream: true }));
    },
    end: (at) => attempt(at, () => void decoder.decode()),
  };
  const attempt = (at: number, act: () => void): void => {
    if (check.fault !== null) return;
    try {
      act();
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
      check.fault = `after byte ${at}`;
    }
  };
  return check;
}

function guesses(start: Uint8Array): TextEncodingName[] {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return ['utf-8'];
  if (start[0] === 0xff && start[1] === 0xfe) return ['utf-16le'];
  if (start[0] === 0xfe && start[1] === 0xff) return ['utf-16be'];
  const sample = start.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte === 0) index % 2 === 0 ? even++ : odd++;
  });
  if (odd + even === 0) return ['utf-8', 'gb18030'];
  if (odd > sample.length / 8 && even === 0) return ['utf-16le'];
  if (even > sample.length / 8 && odd === 0) return ['utf-16be'];
  throw new TableError('not-a-table', 'binary data');
}

/**
 * UTF-8 in pieces, several times faster than TextDecoder as a stream: text of ASCII only, which most pieces are, becomes a one-byte
 * string. A byte order mark at the start is no part of the text.
 */
class Utf8Pieces {
  private rest: Uint8Array = new Uint8Array();
  private begun = false;

  /** @throws TypeError when the bytes are no UTF-8 */
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string {
    let whole = bytes ?? new Uint8Array();
    if (this.rest.length > 0) whole = Buffer.concat([this.rest, whole]);
    const end = options?.stream === true ? whole.length - openBytes(whole) : whole.length;
    this.rest = whole.subarray(end);
    let part = Buffer.from(whole.buffer, whole.byteOffset, end);
    if (!this.begun && end > 0) {
      this.begun = true;
      if (part[0] === 0xef && part[1] === 0xbb && part[2] === 0xbf) part = part.subarray(3);
    }
    if (isAscii(part)) return part.toString('latin1');
    if (!isUtf8(part)) throw new TypeError('not UTF-8');
    return part.toString('utf8');
  }
}

/** Bytes at the end that begin a character without ending it. */
function openBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** The text of a source in pieces, without its byte order mark. @param onBytes bytes so far */
export async function* decoded(source: ByteSource, encoding: TextEncodingName, onBytes?: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = encoding === 'utf-8' ? new Utf8Pieces() : new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  for await (const piece of source()) {
    bytes += piece.length;
    onBytes?.(bytes);
    yield decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}
