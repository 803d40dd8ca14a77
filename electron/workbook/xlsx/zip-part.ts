/** One part of a package, unpacked as a stream and held to what the directory promised. */
import type { FileHandle } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { TableError } from '../../../shared/workbook/errors';
import { LIMITS } from '../limits';
import { readAt, type ZipEntry } from './zip-directory';

const LOCAL = 0x04034b50;
const PIECE = 256 * 1024;

/**
 * Bytes of a part, in pieces.
 * @throws TableError `bomb` when it unpacks to more than announced, `truncated` when to less, or when its checksum differs
 */
export async function* unpack(file: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  const head = await readAt(file, entry.offset, 30);
  if (head.readUInt32LE(0) !== LOCAL) throw new TableError('truncated', entry.name);
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  if (entry.method !== 0 && entry.method !== 8) throw new TableError('not-a-table', `${entry.name}: packing method ${entry.method}`);
  let size = 0;
  let sum = 0;
  for await (const piece of entry.method === 0 ? pieces(file, start, entry.packed) : inflated(file, start, entry)) {
    size += piece.length;
    if (size > entry.unpacked) throw new TableError('bomb', entry.name);
    sum = crc32(piece, sum);
    yield piece;
  }
  if (size !== entry.unpacked || sum !== entry.crc) throw new TableError('truncated', entry.name);
}

async function* pieces(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += PIECE) yield await readAt(file, start + at, Math.min(PIECE, length - at));
}

async function* inflated(file: FileHandle, start: number, entry: ZipEntry): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  const closed = new Promise<void>((resolve) => inflate.once('close', resolve));
  let failure: unknown = null;
  const feed = async (): Promise<void> => {
    for await (const piece of pieces(file, start, entry.packed)) {
      if (inflate.destroyed) return;
      if (!inflate.write(piece)) await Promise.race([new Promise<void>((resolve) => inflate.once('drain', resolve)), closed]);
    }
    inflate.end();
  };
  const fed = feed().catch((error: unknown) => {
    failure = error;
    inflate.destroy();
  });
  try {
    for await (const piece of inflate) yield piece as Buffer;
  } catch (error) {
    throw failure ?? (error instanceof TableError ? error : new TableError('truncated', entry.name));
  } finally {
    inflate.destroy();
    await fed;
  }
}

/** A small part as text. @throws TableError `too-large` beyond {@link LIMITS.smallPartBytes} */
export async function readPart(file: FileHandle, entry: ZipEntry): Promise<string> {
  if (entry.unpacked > LIMITS.smallPartBytes) throw new TableError('too-large', entry.name);
  const all: Buffer[] = [];
  for await (const piece of unpack(file, entry)) all.push(piece);
  return new TextDecoder('utf-8').decode(Buffer.concat(all));
}
