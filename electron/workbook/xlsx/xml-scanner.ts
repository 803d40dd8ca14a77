/**
 * A small XML scanner fed in pieces: elements, attributes, text. No document types, so no entities but the five built in and
 * character references: nothing in a file can expand. Names come without their prefix.
 */
import { TextDecoder } from 'node:util';
import { TableError } from '../../../shared/workbook/errors';
import { LIMITS } from '../limits';

export interface XmlHandler {
  /** `tag` is the text between the angle brackets, for {@link attribute}. An empty element gets `close` right after. */
  open(name: string, tag: string): void;
  close(name: string): void;
  /** Undecoded unless it came as CDATA; see {@link decodeText}. */
  text(text: string, literal: boolean): void;
}

const QUOTE = 34;
const APOSTROPHE = 39;
const GREATER = 62;
const SLASH = 47;

export class XmlScanner {
  private rest = '';

  constructor(
    private readonly handler: XmlHandler,
    private readonly part: string,
  ) {}

  push(piece: string): void {
    const text = this.rest === '' ? piece : this.rest + piece;
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      if (start < 0) break;
      if (start > at) this.handler.text(text.slice(at, start), false);
      const next = this.element(text, start);
      if (next < 0) {
        at = start;
        break;
      }
      at = next;
    }
    this.rest = text.slice(at);
    if (this.rest.length > LIMITS.tagChars) throw new TableError('bomb', this.part);
  }

  /** @throws TableError `truncated` when the text ends inside a tag */
  end(): void {
    if (this.rest.trim() !== '') throw new TableError('truncated', this.part);
  }

  /** Index after the tag that starts at `start`, or -1 when it is not complete yet. */
  private element(text: string, start: number): number {
    const first = text.charCodeAt(start + 1);
    if (first === 33) return this.declaration(text, start);
    if (first === 63) {
      const end = text.indexOf('?>', start);
      return end < 0 ? -1 : end + 2;
    }
    const end = tagEnd(text, start + 1);
    if (end < 0) return -1;
    if (first === SLASH) {
      this.handler.close(nameOf(text, start + 2, end));
      return end + 1;
    }
    const empty = text.charCodeAt(end - 1) === SLASH;
    const tag = text.slice(start + 1, empty ? end - 1 : end);
    const name = nameOf(tag, 0, tag.length);
    this.handler.open(name, tag);
    if (empty) this.handler.close(name);
    return end + 1;
  }

  private declaration(text: string, start: number): number {
    if (text.startsWith('<!--', start)) {
      const end = text.indexOf('-->', start + 4);
      return end < 0 ? -1 : end + 3;
    }
    if (text.startsWith('<![CDATA[', start)) {
      const end = text.indexOf(']]>', start + 9);
      if (end < 0) return -1;
      this.handler.text(text.slice(start + 9, end), true);
      return end + 3;
    }
    // Half a mark may stand at the end of a piece.
    if ('<![CDATA['.startsWith(text.slice(start)) || '<!--'.startsWith(text.slice(start))) return -1;
    throw new TableError('not-a-table', `${this.part}: document type`);
  }
}

/** Index of the `>` that ends a tag; a `>` inside quotes does not. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}

function nameOf(text: string, from: number, to: number): string {
  let start = from;
  let end = from;
  for (; end < to; end++) {
    const code = text.charCodeAt(end);
    if (code <= 32 || code === SLASH) break;
    if (code === 58) start = end + 1;
  }
  return text.slice(start, end);
}

const PATTERNS = new Map<string, RegExp>();

/** Decoded value of an attribute (by local or full name), or null. */
export function attribute(tag: string, name: string): string | null {
  const at = tag.indexOf(` ${name}="`);
  if (at >= 0) {
    const from = at + name.length + 3;
    return decodeText(tag.slice(from, tag.indexOf('"', from)));
  }
  if (!tag.includes(name)) return null;
  let pattern = PATTERNS.get(name);
  if (!pattern) PATTERNS.set(name, (pattern = new RegExp(`\\s(?:[\\w-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const found = pattern.exec(tag);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? null : decodeText(value);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text with its entities resolved. @throws TableError for an entity that XML does not define */
export function decodeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[^;&]{1,40});|&/gi, (whole, body: string | undefined) => {
    if (body === undefined) throw new TableError('not-a-table', `entity ${whole}`);
    if (body.startsWith('#')) {
      const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
      return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    }
    const known = NAMED[body];
    if (known === undefined) throw new TableError('not-a-table', `entity &${body};`);
    return known;
  });
}

/** Runs a part through a handler. */
export async function scan(pieces: AsyncIterable<Uint8Array>, part: string, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler, part);
  for await (const text of texts(pieces)) scanner.push(text);
  scanner.end();
}

/** Bytes of XML as text: UTF-8, or UTF-16 when a byte order mark says so. */
export async function* texts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(
      piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8',
    );
    yield decoder.decode(piece, { stream: true });
  }
  if (decoder) yield decoder.decode();
}
