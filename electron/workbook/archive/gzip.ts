/** What is inside a .gz: a tar archive, or a single file. */
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createTarDecoder } from 'modern-tar';
import { TableError } from '../../../shared/workbook/errors';
import { LIMITS } from '../limits';
import type { Reading } from '../read-table';
import { checkName, isLitter, shown, type PartArchive } from './parts';

const BLOCK = 512;
const PIECE = 256 * 1024;
/** Passing through a whole archive again and again, because its parts stand in no order, ends here. */
const WORK_BYTES = 4 * LIMITS.unpackedBytes;

export async function gzipArchive({ path, name, bytes }: Reading): Promise<PartArchive> {
  const open = (): AsyncGenerator<Uint8Array> => gunzipped(path, bytes);
  return (await isTar(open())) ? tarArchive(open) : singleFile(open, innerName(name));
}

/** Unpacked bytes, counted. @throws TableError `bomb`, `truncated` */
async function* gunzipped(path: string, packed: number): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: PIECE });
  const gunzip = createGunzip({ chunkSize: PIECE });
  file.once('error', (error) => gunzip.destroy(error));
  file.pipe(gunzip);
  let size = 0;
  try {
    for await (const piece of gunzip) {
      size += (piece as Buffer).length;
      if (size > LIMITS.unpackedBytes || (size > LIMITS.ratioFrom && size > packed * LIMITS.ratio))
        throw new TableError('bomb', `${size} bytes unpacked`);
      yield piece as Buffer;
    }
  } catch (error) {
    throw error instanceof TableError ? error : new TableError('truncated', 'gzip');
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}

/** True when the first block is a tar header: its checksum says so, whatever dialect it is. */
async function isTar(pieces: AsyncGenerator<Uint8Array>): Promise<boolean> {
  let head = Buffer.alloc(0);
  for await (const piece of pieces) {
    head = Buffer.concat([head, piece]);
    if (head.length >= BLOCK) break;
  }
  if (head.length < BLOCK) return false;
  const stated = Number.parseInt(head.toString('latin1', 148, 156).replace(/\0.*$/, '').trim(), 8);
  let sum = 8 * 32;
  for (let at = 0; at < BLOCK; at++) if (at < 148 || at >= 156) sum += head[at] ?? 0;
  // An archive of nothing is a block of zeros.
  return sum === stated || sum === 8 * 32;
}

/** `fees.csv.gz` holds `fees.csv`; a name that tells nothing is taken for a csv. */
function innerName(name: string): string {
  const inner = name.replace(/\.gz$/i, '');
  return /\.[A-Za-z]\w*$/.test(inner) ? inner : `${inner}.csv`;
}

function singleFile(open: () => AsyncGenerator<Uint8Array>, name: string): PartArchive {
  return { visit: async (_order, act) => act(name, open()) };
}

function tarArchive(open: () => AsyncGenerator<Uint8Array>): PartArchive {
  let unpacked = 0;
  let worked = 0;
  return {
    visit: async (order, act, signal) => {
      let next = 0;
      for (let pass = 0; order === null ? pass === 0 : next < order.length; pass++) {
        const before = next;
        for await (const { name, pieces } of tarFiles(open(), order === null)) {
          signal?.throwIfAborted();
          if (order !== null && name !== order[next]) {
            await drained(pieces);
            continue;
          }
          next++;
          await act(
            name,
            counted(pieces, (bytes) => (unpacked += order === null ? bytes : 0)),
          );
          if (order !== null && next >= order.length) break;
        }
        if (order === null) return;
        worked += unpacked;
        if (next === before) throw new TableError('truncated', 'tar');
        if (worked > WORK_BYTES) throw new TableError('too-large', 'parts in no order');
      }
    },
  };
}

interface TarFile {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** @param judge whether names, kinds and numbers are looked at; once is enough */
async function* tarFiles(bytes: AsyncGenerator<Uint8Array>, judge: boolean): AsyncGenerator<TarFile> {
  const decoder = createTarDecoder({ strict: true });
  const entries = Readable.toWeb(Readable.from(bytes, { objectMode: true, highWaterMark: 1 })).pipeThrough(
    decoder as never,
  ) as AsyncIterable<{
    header: { name: string; type?: string; size: number };
    body: AsyncIterable<Uint8Array>;
  }>;
  let count = 0;
  const names = new Set<string>();
  try {
    for await (const { header, body } of entries) {
      const { name } = header;
      const kind = header.type ?? 'file';
      if (judge) {
        if (++count > LIMITS.archiveFiles) throw new TableError('bomb', `more than ${LIMITS.archiveFiles} files`);
        if (kind === 'file' || name.replace(/[./]/g, '') !== '') checkName(name.replace(/\/$/, ''));
        if (kind !== 'file' && kind !== 'directory' && kind !== 'contiguous-file')
          throw new TableError('unsafe-name', `${shown(name)} (${kind})`);
        if (kind === 'file' && names.has(name)) throw new TableError('not-a-table', `${shown(name)} stands twice in the archive`);
        names.add(name);
      }
      if (kind === 'directory' || isLitter(name)) await drained(body);
      else yield { name, pieces: told(body) };
    }
  } catch (error) {
    throw damaged(error);
  } finally {
    await bytes.return(undefined);
  }
}

/** The bytes of a file, with what the decoder says of them in our words. */
async function* told(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(error: unknown): TableError {
  return error instanceof TableError
    ? error
    : new TableError('truncated', `tar: ${error instanceof Error ? error.message.slice(0, 80) : ''}`);
}

async function drained(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const piece of pieces) void piece;
}

async function* counted(pieces: AsyncIterable<Uint8Array>, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    onBytes(piece.length);
    yield piece;
  }
}
