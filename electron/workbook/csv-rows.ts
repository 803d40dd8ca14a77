/** Rows of a text file with separators (RFC 4180, and what spreadsheets make of it). */
import type { Cell } from '../../shared/ledger/types';
import { TableError } from '../../shared/workbook/errors';
import { LIMITS } from './limits';
import type { Row } from './xlsx/sheet-rows';

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

const BATCH = 1_000;
/** Characters of a record with all its quoted line breaks; more means a quote that never closes. */
const MAX_RECORD = 4 * 1024 * 1024;
const NO_CELLS: Row = Object.freeze([]);
/** Characters looked at before the first row is cut. */
const SAMPLE = 64 * 1024;
const QUOTE = 34;
const LF = 10;
const CR = 13;

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

/** LF unless the text has none outside of quotes, but a CR. */
function findNewline(text: string): typeof LF | typeof CR {
  let quoted = false;
  let found: typeof LF | typeof CR = LF;
  for (let at = 0; at < Math.min(text.length, SAMPLE); at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted;
    else if (!quoted && code === LF) return LF;
    else if (!quoted && code === CR) found = CR;
  }
  return found;
}

/** What has been read of all that may be; parts of an archive share one. */
export class RowBudget {
  private rows = 0;
  private cells = 0;

  /** @throws TableError `too-large` */
  take(cells: number): void {
    this.rows++;
    this.cells += cells;
    if (this.rows > LIMITS.rows || this.cells > LIMITS.cells) throw new TableError('too-large', `row ${this.rows}`);
  }
}

/**
 * Rows in batches; a blank line is an empty row, so that index + 1 is the row a spreadsheet shows; blank lines at the end are dropped.
 * @throws TableError `not-a-table` with the line of a quote that never closes, `too-large` beyond the limits
 */
export async function* csvRows(pieces: AsyncIterable<string>, separator: Separator, budget = new RowBudget()): AsyncGenerator<Row[]> {
  const splitter = new CsvSplitter(separator, budget);
  for await (const piece of pieces) {
    splitter.push(piece);
    while (splitter.rows.length >= BATCH) yield splitter.rows.splice(0, BATCH);
  }
  splitter.end();
  while (splitter.rows.length > 0) yield splitter.rows.splice(0, BATCH);
}

/**
 * Splits text that comes in pieces. A line without quotes, which nearly every line is, is cut by the engine's own `split`; only a record
 * with quotes is walked through. A quote inside a field, or text after a closing one, is taken as it stands.
 */
class CsvSplitter {
  readonly rows: Row[] = [];
  private rest = '';
  private line = 1;
  private blanks = 0;
  /** The last text of each column. */
  private readonly above: string[] = [];
  /** The next quote at or after the place reached. A member, because the engine would move the search of a local into the loop. */
  private quote = -1;
  /** Decided by the beginning: files of old Macintosh programs end their lines with CR alone. */
  private newline: typeof LF | typeof CR | null = null;

  constructor(
    private readonly separator: Separator,
    private readonly budget: RowBudget,
  ) {}

  push(piece: string): void {
    if (piece === '') return;
    const text = this.rest === '' ? piece : this.rest + piece;
    if (this.newline === null && text.length < SAMPLE) {
      this.rest = text;
      return;
    }
    this.newline ??= findNewline(text);
    const at = this.split(text, false);
    this.rest = text.slice(at);
    if (this.rest.length > MAX_RECORD) throw new TableError('not-a-table', `line ${this.line}`);
  }

  end(): void {
    const text = this.rest;
    this.rest = '';
    this.newline ??= findNewline(text);
    if (text !== '') this.split(text, true);
  }

  /** @returns index of the first character of the record that is not complete yet */
  private split(text: string, final: boolean): number {
    const newline = this.newline === CR ? '\r' : '\n';
    this.quote = text.indexOf('"');
    let at = 0;
    while (at < text.length) {
      if (this.quote >= 0 && this.quote < at) this.quote = text.indexOf('"', at);
      let end = text.indexOf(newline, at);
      if (this.quote < 0 || (end >= 0 && this.quote > end)) {
        if (end < 0) {
          if (!final) return at;
          end = text.length;
        }
        const last = this.newline === LF && end > at && text.charCodeAt(end - 1) === CR ? end - 1 : end;
        this.emit(last === at ? [] : text.slice(at, last).split(this.separator), last - at);
        this.line++;
        at = end + 1;
        continue;
      }
      const next = this.quotedRecord(text, at, final);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  /** @returns index after the record, or -1 when its end has not come yet */
  private quotedRecord(text: string, from: number, final: boolean): number {
    const cells: string[] = [];
    const separator = this.separator.charCodeAt(0);
    let at = from;
    for (;;) {
      let end = text.charCodeAt(at) === QUOTE ? this.closingQuote(text, at, final) : NOT_QUOTED;
      if (end === INCOMPLETE) return -1;
      if (end >= 0) {
        cells.push(unquoted(text.slice(at + 1, end)));
        end++;
      } else {
        end = at;
        for (let code; end < text.length; end++) {
          code = text.charCodeAt(end);
          if (code === separator || code === this.newline) break;
        }
        if (end >= text.length && !final) return -1;
        const last = this.newline === LF && text.charCodeAt(end) === LF && end > at && text.charCodeAt(end - 1) === CR ? end - 1 : end;
        cells.push(text.slice(at, last));
      }
      if (text.charCodeAt(end) === separator && end < text.length) {
        at = end + 1;
        continue;
      }
      const next = end >= text.length ? end : end + (text.charCodeAt(end) === CR && this.newline === LF ? 2 : 1);
      for (let index = from; index < next; index++) if (text.charCodeAt(index) === this.newline) this.line++;
      this.emit(cells, next - from);
      return next;
    }
  }

  /** Index of the quote that closes the one at `at`; the field ends right behind it. @throws TableError for an open quote at the end */
  private closingQuote(text: string, at: number, final: boolean): number {
    for (let from = at + 1; ;) {
      const quote = text.indexOf('"', from);
      if (quote < 0) {
        if (final) throw new TableError('not-a-table', `line ${this.line}`);
        return INCOMPLETE;
      }
      const next = quote + 1;
      if (next >= text.length) return final ? quote : INCOMPLETE;
      const code = text.charCodeAt(next);
      if (code === QUOTE) {
        from = next + 1;
        continue;
      }
      if (code === this.newline || code === this.separator.charCodeAt(0)) return quote;
      if (code === CR && this.newline === LF) {
        if (next + 1 >= text.length) return final ? quote : INCOMPLETE;
        if (text.charCodeAt(next + 1) === LF) return quote;
      }
      return NOT_QUOTED;
    }
  }

  private emit(cells: Cell[], length: number): void {
    let filled = 0;
    for (let index = 0; index < cells.length; index++) {
      const text = cells[index] as string;
      if (text === '') cells[index] = null;
      else {
        filled = index + 1;
        // Columns repeat themselves (month, currency, service): one text for all of its rows, none to be collected.
        if (text === this.above[index]) cells[index] = this.above[index] ?? text;
        else this.above[index] = text;
        if (length > LIMITS.cellChars && text.length > LIMITS.cellChars) throw new TableError('too-large', `line ${this.line}`);
      }
    }
    if (filled > LIMITS.columns) throw new TableError('too-large', `line ${this.line}: ${filled} columns`);
    this.budget.take(filled);
    if (filled === 0) {
      this.blanks++;
      return;
    }
    for (; this.blanks > 0; this.blanks--) this.rows.push(NO_CELLS);
    cells.length = filled;
    this.rows.push(cells);
  }
}

const NOT_QUOTED = -1;
const INCOMPLETE = -2;

function unquoted(text: string): string {
  return text.includes('"') ? text.replaceAll('""', '"') : text;
}
