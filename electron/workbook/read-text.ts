/** Reads a text file with separators. */
import { createReadStream } from 'node:fs';
import { TableError } from '../../shared/workbook/errors';
import { csvRows } from './csv-rows';
import { findSeparator, SEPARATORS, type Separator } from './csv-shape';
import type { Reading, TableHead } from './read-table';
import { decoded, findEncoding, type ByteSource } from './text-encoding';

/** @throws TableError */
export async function streamText({ path, start, name, bytes, options, sink, signal }: Reading): Promise<TableHead> {
  const source: ByteSource = () => createReadStream(path, { highWaterMark: 1 << 18 });
  const stated = asSeparator(options.separator ?? null);
  const { encoding, sha256 } = await findEncoding(source, start, options.encoding ?? null, signal);
  const separator = stated ?? findSeparator(new TextDecoder(encoding).decode(start));
  const pieces = decoded(source, encoding, (done) => sink.progress?.(done, bytes));
  for await (const rows of csvRows(pieces, separator)) {
    signal?.throwIfAborted();
    await sink.rows(rows);
  }
  const sheet = name.replace(/\.[^.]*$/, '');
  return { file: name, bytes, sha256, format: 'csv', encoding, separator, sheet, sheets: [sheet] };
}

/** @throws TableError `not-a-table` for a separator the program does not know */
export function asSeparator(stated: string | null): Separator | null {
  if (stated === null) return null;
  const wanted = stated === 'tab' || stated === '\\t' ? '\t' : stated;
  const known = SEPARATORS.find((separator) => separator === wanted);
  if (!known) throw new TableError('not-a-table', `separator ${stated}`);
  return known;
}
