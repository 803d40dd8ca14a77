/** Rows of a text file with separators. */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Cell } from '../../shared/ledger/types';
import { TableError } from '../../shared/workbook/errors';
import { LIMITS } from './limits';
import type { Row } from './xlsx/sheet-rows';

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

const BATCH = 1_000;
/** Bytes of a line with all its quoted line breaks; more means a quote that never closes. */
const MAX_RECORD = 4 * 1024 * 1024;
const NO_CELLS: Row = Object.freeze([]);

/** The separator that cuts most lines of the sample into the same number of fields, more than one; the comma when none does. */
export function findSeparator(sample: string): Separator {
  let best: Separator = ',';
  let bestScore = 0;
  for (const separator of SEPARATORS) {
    const counts = fieldCounts(sample, separator).filter((count) => count > 1);
    const tally = new Map<number, number>();
    for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
    // Lines of the commonest width, weighed by it: a lone comma inside amounts loses against five tabs a line.
    const score = Math.max(0, ...[...tally].map(([fields, lines]) => lines * Math.min(fields, 30)));
    if (score > bestScore) [best, bestScore] = [separator, score];
  }
  return best;
}

function fieldCounts(sample: string, separator: Separator): number[] {
  const counts: number[] = [];
  let fields = 1;
  let quoted = false;
  for (let at = 0; at < sample.length && counts.length < 100; at++) {
    const char = sample[at];
    if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === separator) fields++;
    else if (char === '\n') {
      counts.push(fields);
      fields = 1;
    }
  }
  if (fields > 1) counts.push(fields);
  return counts;
}

/**
 * Rows in batches; a blank line is an empty row, so that index + 1 is the row a spreadsheet shows; blank lines at the end are dropped.
 * @throws TableError `not-a-table` with the line of a quote that never closes, `too-large` beyond the limits
 */
export async function* csvRows(pieces: AsyncIterable<string>, separator: Separator): AsyncGenerator<Row[]> {
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: MAX_RECORD,
  });
  const source = Readable.from(pieces, { objectMode: true, highWaterMark: 2 });
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let rows: Row[] = [];
  let count = 0;
  let cells = 0;
  let blanks = 0;
  try {
    for await (const record of parser) {
      const row = asRow(record as string[], ++count);
      cells += row.length;
      if (count > LIMITS.rows || cells > LIMITS.cells) throw new TableError('too-large', `row ${count}`);
      if (row.length === 0) {
        blanks++;
        continue;
      }
      for (; blanks > 0; blanks--) rows.push(NO_CELLS);
      rows.push(row);
      if (rows.length >= BATCH) {
        yield rows;
        rows = [];
      }
    }
  } catch (error) {
    throw asTableError(error);
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (rows.length > 0) yield rows;
}

function asRow(record: readonly string[], number: number): Row {
  const cells: Cell[] = [];
  let filled = 0;
  for (const text of record) {
    if (text.length > LIMITS.cellChars) throw new TableError('too-large', `row ${number}`);
    cells.push(text === '' ? null : text);
    if (text !== '') filled = cells.length;
  }
  cells.length = filled;
  if (filled > LIMITS.columns) throw new TableError('too-large', `row ${number}: ${filled} columns`);
  return cells;
}

function asTableError(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = (error as { lines?: number }).lines;
  return new TableError('not-a-table', line === undefined ? error.code : `line ${line}`);
}
