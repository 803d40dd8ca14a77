/** Reads one file as a table, in plain functions; the parser process and the tests call them. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { findHead, HEAD_ROWS } from '../../shared/ledger/find-head';
import type { Cell, SheetTable } from '../../shared/ledger/types';
import { TableError } from '../../shared/workbook/errors';
import { csvRows, findSeparator, SEPARATORS, type Separator } from './csv-rows';
import { LIMITS } from './limits';
import { findEncoding, textPieces } from './text-encoding';
import { openWorkbook, type SheetInfo, type WorkbookPackage } from './xlsx/package';
import { sheetRows, type Row } from './xlsx/sheet-rows';
import { readAt } from './xlsx/zip-directory';

/** What is known of a table before its rows. */
export type TableHead = Omit<SheetTable, 'rows'>;

export interface TableOptions {
  /** Name of the sheet; without it the first visible one that has a known head, else the first that holds anything. */
  readonly sheet?: string | null;
  readonly encoding?: string | null;
  readonly separator?: string | null;
}

/** Where a table goes while it is read; each call is awaited, so a slow receiver slows the reading. */
export interface TableSink {
  head(head: TableHead): void | Promise<void>;
  rows(rows: readonly Row[]): void | Promise<void>;
  /** Bytes read of all bytes of the part that is being read. */
  progress?(done: number, total: number): void;
}

/** Reads a file into a sink. @throws TableError */
export async function streamTable(path: string, options: TableOptions, sink: TableSink, signal?: AbortSignal): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    throw new TableError('not-found', (error as NodeJS.ErrnoException).code);
  }
  try {
    const before = await file.stat();
    if (!before.isFile()) throw new TableError('not-found', 'not a file');
    if (before.size > LIMITS.fileBytes) throw new TableError('too-large', `${before.size} bytes`);
    if (before.size === 0) throw new TableError('not-a-table', 'empty file');
    const start = await readAt(file, 0, Math.min(before.size, 64 * 1024));
    const base = { file: basename(path), bytes: before.size };
    if (isZip(start)) await streamXlsx(file, path, base, options, sink, signal);
    else if (isOle(start)) throw new TableError(await oleKind(file, before.size));
    else await streamText(path, start, base, options, sink, signal);
    const after = await file.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
      throw new TableError('truncated', 'the file changed while it was read');
  } catch (error) {
    if (signal?.aborted === true) throw new TableError('cancelled');
    throw error;
  } finally {
    await file.close();
  }
}

/** The whole table at once. @throws TableError */
export async function readWholeTable(path: string, options: TableOptions = {}, signal?: AbortSignal): Promise<SheetTable> {
  let head: TableHead | null = null;
  const rows: (readonly Cell[])[] = [];
  await streamTable(
    path,
    options,
    {
      head: (value) => {
        head = value;
      },
      rows: (batch) => {
        for (const row of batch) rows.push(row);
      },
    },
    signal,
  );
  if (head === null) throw new TableError('not-a-table', 'no rows');
  return { ...(head as TableHead), rows };
}

interface Base {
  readonly file: string;
  readonly bytes: number;
}

function isZip(start: Buffer): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5) && (start[3] === 4 || start[3] === 6);
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

async function digestOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    signal?.throwIfAborted();
    hash.update(piece as Buffer);
  }
  return hash.digest('hex');
}

async function streamText(
  path: string,
  start: Buffer,
  base: Base,
  options: TableOptions,
  sink: TableSink,
  signal?: AbortSignal,
): Promise<void> {
  const encoding = await findEncoding(path, start, options.encoding ?? null, signal);
  const sample = new TextDecoder(encoding).decode(start);
  const separator = asSeparator(options.separator ?? null) ?? findSeparator(sample);
  const sha256 = await digestOf(path, signal);
  const sheet = base.file.replace(/\.[^.]*$/, '');
  await sink.head({ ...base, sha256, format: 'csv', encoding, separator, sheet, sheets: [sheet] });
  const pieces = textPieces(path, encoding, (bytes) => sink.progress?.(bytes, base.bytes));
  for await (const rows of csvRows(pieces, separator)) {
    signal?.throwIfAborted();
    await sink.rows(rows);
  }
}

function asSeparator(stated: string | null): Separator | null {
  if (stated === null) return null;
  const wanted = stated === 'tab' || stated === '\\t' ? '\t' : stated;
  const known = SEPARATORS.find((separator) => separator === wanted);
  if (!known) throw new TableError('not-a-table', `separator ${stated}`);
  return known;
}

async function streamXlsx(
  file: FileHandle,
  path: string,
  base: Base,
  options: TableOptions,
  sink: TableSink,
  signal?: AbortSignal,
): Promise<void> {
  const book = await openWorkbook(file, base.bytes);
  const sheet = await chooseSheet(book, options.sheet ?? null);
  const sha256 = await digestOf(path, signal);
  await sink.head({
    ...base,
    sha256,
    format: 'xlsx',
    encoding: null,
    separator: null,
    sheet: sheet.name,
    sheets: book.sheets.map(({ name }) => name),
  });
  for await (const rows of sheetRows(book, sheet, (bytes) => sink.progress?.(bytes, sheet.entry.unpacked))) {
    signal?.throwIfAborted();
    await sink.rows(rows);
  }
}

async function chooseSheet(book: WorkbookPackage, stated: string | null): Promise<SheetInfo> {
  const [only] = book.sheets;
  if (stated !== null) {
    const found = book.sheets.find((sheet) => sheet.name === stated);
    if (!found) throw new TableError('no-such-sheet', stated);
    return found;
  }
  if (!only) throw new TableError('not-a-table', 'no sheets');
  const visible = book.sheets.filter((sheet) => sheet.visible);
  if (visible.length <= 1) return visible[0] ?? only;
  let filled: SheetInfo | null = null;
  for (const sheet of visible) {
    for await (const rows of sheetRows(book, sheet)) {
      if (findHead(rows.slice(0, HEAD_ROWS)) !== null) return sheet;
      filled ??= sheet;
      break;
    }
  }
  return filled ?? visible[0] ?? only;
}
