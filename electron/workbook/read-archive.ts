/** Reads the csv parts of an archive as one table: `customerBill_YYYYMM.tar.gz` (files.md A1, A2), .zip, .csv.gz. */
import type { Cell } from '../../shared/ledger/types';
import { TableError } from '../../shared/workbook/errors';
import { shown, type PartArchive } from './archive/parts';
import { csvRows, RowBudget } from './csv-rows';
import { findSeparator } from './csv-shape';
import { asSeparator } from './read-text';
import { digestOf, type Reading, type TableHead } from './read-table';
import { decoded, EncodingSearch, type TextEncodingName } from './text-encoding';
import type { Row } from './xlsx/sheet-rows';

const START = 64 * 1024;
const NO_CELLS: Row = Object.freeze([]);
const byName = new Intl.Collator('en', { numeric: true });

interface Part {
  readonly name: string;
  readonly encoding: TextEncodingName;
  readonly start: Buffer;
  readonly bytes: number;
}

/**
 * Goes through the archive once to judge every file, then reads the parts in the order of their names; rows of parts follow each other.
 * The head that a later part repeats is handed on as a row like any other.
 * @throws TableError `unsafe-name`, `nested-archive`, `other-columns` (a part whose head differs from the first part's), and as for text files
 */
export async function streamArchive({ path, name, bytes, options, sink, signal }: Reading, archive: PartArchive): Promise<TableHead> {
  const stated = asSeparator(options.separator ?? null);
  const sha256 = await digestOf(path, signal);
  const parts: Part[] = [];
  await archive.visit(null, async (part, pieces) => void parts.push(await judged(part, pieces, options.encoding ?? null, signal)), signal);
  parts.sort((a, b) => byName.compare(a.name, b.name));
  const [first] = parts;
  if (!first) throw new TableError('not-a-table', 'no files in the archive');
  const separator = stated ?? findSeparator(new TextDecoder(first.encoding).decode(first.start));
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  const budget = new RowBudget();
  const read: { name: string; rows: number }[] = [];
  let before = 0;
  let head: Row | null = null;
  await archive.visit(
    parts.map((part) => part.name),
    async (part, raw) => {
      const { encoding, bytes: size } = parts[read.length] ?? first;
      let rows = 0;
      const pieces = decoded(
        () => raw,
        encoding,
        (done) => sink.progress?.(before + done, total),
      );
      for await (const batch of csvRows(pieces, separator, budget)) {
        signal?.throwIfAborted();
        if (rows === 0) head = checkedHead(head, batch[0] ?? NO_CELLS, part);
        rows += batch.length;
        await sink.rows(batch);
      }
      read.push({ name: part, rows });
      before += size;
    },
    signal,
  );
  const sheet = name.replace(/(?:\.tar)?\.[^.]*$/i, '');
  const { encoding } = first;
  return { file: name, bytes, sha256, format: 'csv', encoding, separator, sheet, sheets: [sheet], parts: read };
}

/** Reads a file of the archive as far as it takes to know that it is text, and in which encoding. */
async function judged(
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  stated: string | null,
  signal: AbortSignal | undefined,
): Promise<Part> {
  if (/\.(?:zip|gz|tgz|tar|bz2|xz|zst|7z|rar|xlsx|xlsm|xlsb|xls|ods)$/i.test(name)) throw new TableError('nested-archive', shown(name));
  if (!/\.(?:csv|tsv|txt)$/i.test(name)) throw new TableError('not-a-table', shown(name));
  let start = Buffer.alloc(0);
  let search: EncodingSearch | null = null;
  let bytes = 0;
  const begin = (): void => {
    if (isArchive(start)) throw new TableError('nested-archive', shown(name));
    search = new EncodingSearch(start, stated);
    search.push(start);
  };
  try {
    for await (const piece of pieces) {
      signal?.throwIfAborted();
      bytes += piece.length;
      if (search !== null) (search as EncodingSearch).push(piece);
      else {
        start = Buffer.concat([start, piece]);
        if (start.length >= START) begin();
      }
    }
    if (search === null) begin();
    return { name, encoding: (search as unknown as EncodingSearch).end(), start: start.subarray(0, START), bytes };
  } catch (error) {
    // The reader has to know in which of the files the fault lies.
    if (error instanceof TableError && (error.code === 'encoding' || error.code === 'not-a-table'))
      throw new TableError(error.code, `${shown(name)}: ${error.place ?? ''}`);
    throw error;
  }
}

function isArchive(start: Buffer): boolean {
  const marks = ['504b0304', '1f8b08', '526172211a07', '377abcaf271c', 'd0cf11e0a1b11ae1', '425a68', 'fd377a585a00'];
  const hex = start.toString('hex', 0, 8);
  return marks.some((mark) => hex.startsWith(mark)) || start.toString('latin1', 257, 262) === 'ustar';
}

/** @returns the head the parts after this one are held to */
function checkedHead(head: Row | null, row: Row, part: string): Row | null {
  if (!looksLikeHead(row)) return head;
  if (head !== null && !sameTexts(head, row)) throw new TableError('other-columns', shown(part));
  return head ?? row;
}

/** A row of records always holds a number somewhere, a row of headings never does. */
function looksLikeHead(row: Row): boolean {
  return row.length > 1 && row.every((cell) => cell === null || !/^[-+(]?[¥$]?[\d.,]+\)?%?$/.test(cell.trim()));
}

function sameTexts(a: Row, b: Row): boolean {
  const text = (cell: Cell | undefined): string => cell?.trim() ?? '';
  return a.length === b.length && a.every((cell, index) => text(cell) === text(b[index]));
}
