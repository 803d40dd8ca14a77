/** Which encoding a text file is in: its byte order mark, else strict UTF-8, else GB18030; never a silent replacement character. */
import { createReadStream } from 'node:fs';
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

/**
 * Finds the encoding by reading the whole file once.
 * @param stated what the user said; then only that one is tried
 * @throws TableError `encoding` with the byte around which no encoding fits, `not-a-table` for binary data
 */
export async function findEncoding(path: string, start: Buffer, stated: string | null, signal?: AbortSignal): Promise<TextEncodingName> {
  const candidates = stated === null ? guesses(start) : [asEncoding(stated)];
  let place = '';
  for (const encoding of candidates) {
    const fault = await firstFault(path, encoding, signal);
    if (fault === null) return encoding;
    if (place === '') place = fault;
  }
  throw new TableError('encoding', place);
}

function guesses(start: Buffer): TextEncodingName[] {
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

async function firstFault(path: string, encoding: TextEncodingName, signal?: AbortSignal): Promise<string | null> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let done = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
      signal?.throwIfAborted();
      const bytes = piece as Buffer;
      decoder.decode(bytes, { stream: true });
      if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && bytes.includes(0))
        throw new TableError('not-a-table', `binary data near byte ${done + bytes.indexOf(0)}`);
      done += bytes.length;
    }
    decoder.decode();
    return null;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return `${encoding}, after byte ${done}`;
    throw error;
  }
}

/** The file's text in pieces, without its byte order mark. */
export async function* textPieces(path: string, encoding: TextEncodingName, onBytes?: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) {
    bytes += (piece as Buffer).length;
    onBytes?.(bytes);
    yield decoder.decode(piece as Buffer, { stream: true });
  }
  yield decoder.decode();
}
