/** Reads one file as a table, in plain functions; the parser process and the tests call them. Start here. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Cell, SheetTable } from '../../shared/ledger/types';
import { TableError } from '../../shared/workbook/errors';
import { LIMITS } from './limits';
import { gzipArchive } from './archive/gzip';
import { zipArchive } from './archive/zip';
import { streamArchive } from './read-archive';
import { streamBook } from './read-book';
import { streamText } from './read-text';
import type { Row } from './xlsx/sheet-rows';
import { readAt, readZipDirectory } from './xlsx/zip-directory';

/** Everything of a table but its rows. */
export type TableHead = Omit<SheetTable, 'rows'>;

export interface TableOptions {
  /** Name of the sheet; without it the first visible one that has a known head, else the first that holds anything. */
  readonly sheet?: string | null;
  readonly encoding?: string | null;
  /** `,` `;` `|` or a tab (also as `tab` or `\t`). */
  readonly separator?: string | null;
  /** Name the file is known by when its path says something else, as in the archives. */
  readonly name?: string | null;
}

/** Where a table goes while it is read; each batch is awaited, so a slow receiver slows the reading. */
export interface TableSink {
  rows(rows: readonly Row[]): void | Promise<void>;
  /** Bytes read of all bytes of the part that is being read. */
  progress?(done: number, total: number): void;
}

/** What a reader of one kind of file works with. */
export interface Reading {
  readonly handle: FileHandle;
  readonly path: string;
  /** First bytes, at most 64 KB. */
  readonly start: Buffer;
  readonly name: string;
  readonly bytes: number;
  readonly options: TableOptions;
  readonly sink: TableSink;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads a file into a sink. Rows go to the sink first; what the file says beside them is known once all were read.
 * @throws TableError; rows handed out before belong to no table then
 */
export async function streamTable(path: string, options: TableOptions, sink: TableSink, signal?: AbortSignal): Promise<TableHead> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw new TableError('not-found', (error as NodeJS.ErrnoException).code);
  }
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw new TableError('not-found', 'not a file');
    if (before.size > LIMITS.fileBytes) throw new TableError('too-large', `${before.size} bytes`);
    if (before.size === 0) throw new TableError('not-a-table', 'empty file');
    const start = await readAt(handle, 0, Math.min(before.size, 64 * 1024));
    const head = await readAny({ handle, path, start, name: options.name ?? basename(path), bytes: before.size, options, sink, signal });
    const after = await handle.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
      throw new TableError('truncated', 'the file changed while it was read');
    return head;
  } catch (error) {
    if (signal?.aborted === true) throw new TableError('cancelled');
    throw error;
  } finally {
    await handle.close();
  }
}

async function readAny(reading: Reading): Promise<TableHead> {
  const { handle, start, bytes } = reading;
  if (isZip(start)) {
    const directory = await readZipDirectory(handle, bytes);
    return isPackage(directory) ? streamBook(reading) : streamArchive(reading, zipArchive(handle, directory));
  }
  if (isGzip(start)) return streamArchive(reading, await gzipArchive(reading));
  if (isOle(start)) throw new TableError(await oleKind(handle, bytes));
  return streamText(reading);
}

/** The whole table at once. @throws TableError */
export async function readWholeTable(path: string, options: TableOptions = {}, signal?: AbortSignal): Promise<SheetTable> {
  const rows: (readonly Cell[])[] = [];
  const sink: TableSink = {
    rows: (batch) => {
      for (const row of batch) rows.push(row);
    },
  };
  return { ...(await streamTable(path, options, sink, signal)), rows };
}

function isZip(start: Buffer): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5) && (start[3] === 4 || start[3] === 6);
}

/** Office documents are packages with a list of their content types; an OpenDocument has its content at the root. */
function isPackage(directory: ReadonlyMap<string, unknown>): boolean {
  return ['[content_types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/workbook.bin', 'content.xml'].some((name) => directory.has(name));
}

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}

function isOle(start: Buffer): boolean {
  return start.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'));
}

/** An OLE container is an old .xls, or the shell around an encrypted .xlsx: the streams' names tell. */
async function oleKind(file: FileHandle, size: number): Promise<'old-xls' | 'encrypted'> {
  const mark = Buffer.from('EncryptedPackage', 'utf16le');
  const piece = 4 * 1024 * 1024;
  for (const at of new Set([0, Math.max(0, size - piece)])) {
    if ((await readAt(file, at, Math.min(piece, size - at))).includes(mark)) return 'encrypted';
  }
  return 'old-xls';
}

/** Lower-case hex SHA-256 of a file. */
export async function digestOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    signal?.throwIfAborted();
    hash.update(piece as Buffer);
  }
  return hash.digest('hex');
}
