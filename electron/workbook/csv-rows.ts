/** Rows of a text file with separators: papaparse cuts the records, here they become rows of a table within the limits. */
import Papa from 'papaparse';
import type { Cell } from '../../shared/ledger/types';
import { TableError } from '../../shared/workbook/errors';
import { findNewline, SAMPLE, type Separator } from './csv-shape';
import { LIMITS } from './limits';
import type { Row } from './xlsx/sheet-rows';

const BATCH = 1_000;
/** Characters of a record with all its quoted line breaks; more means a quote that never closes. */
const MAX_RECORD = 4 * 1024 * 1024;
const NO_CELLS: Row = Object.freeze([]);
/** Characters parsed at once where quotes are not as the standard has them. */
const CAREFUL = 1024;
/** Fields of one record with text behind their closing quote; more are no table. */
const LOOSE_FIELDS = 100;
/** Stand for a quote that opens nothing. Unicode gives them no meaning, so one of them is not in the text. */
const MASKS = ['\uffff', '\ufffe', ...Array.from({ length: 32 }, (_, index) => String.fromCharCode(0xfdd0 + index))];

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly Papa.ParseError[];
  /** `cursor`: behind the last record handed out. */
  readonly meta: { readonly cursor: number };
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
 * A quote inside a field, or a quoted field with text behind it, is taken as it stands; blanks behind a closing quote are dropped.
 * @throws TableError `not-a-table` with the line of a quote that never closes, `too-large` beyond the limits
 */
export async function* csvRows(pieces: AsyncIterable<string>, separator: Separator, budget = new RowBudget()): AsyncGenerator<Row[]> {
  const records = new RecordReader(separator, budget);
  for await (const piece of pieces) {
    records.push(piece);
    while (records.rows.length >= BATCH) yield records.rows.splice(0, BATCH);
  }
  records.end();
  while (records.rows.length > 0) yield records.rows.splice(0, BATCH);
}

/** Records of text that comes in pieces: what is not complete yet is parsed again with the next piece. */
class RecordReader {
  readonly rows: Row[] = [];
  private rest = '';
  private line = 1;
  private blanks = 0;
  /** The last text of each column. */
  private readonly above: string[] = [];
  private newline: '\n' | '\r' | null = null;

  constructor(
    private readonly separator: Separator,
    private readonly budget: RowBudget,
  ) {}

  push(piece: string): void {
    const text = this.rest + piece;
    if (this.newline === null && text.length < SAMPLE) {
      this.rest = text;
      return;
    }
    this.rest = text.slice(this.read(text, false));
    if (this.rest.length > MAX_RECORD) throw new TableError('not-a-table', `line ${this.line}`);
  }

  end(): void {
    const text = this.rest;
    this.rest = '';
    if (text === '') return;
    const newline = (this.newline ??= findNewline(text));
    // With its last line ended, whatever stands behind a last closing quote is judged as on every other line.
    this.read(text.endsWith(newline) ? text : text + newline, true);
  }

  /** @returns characters of the records that are complete */
  private read(text: string, final: boolean): number {
    this.newline ??= findNewline(text);
    let at = 0;
    // After a loose quote papaparse looks for the next one that closes, however far: short parts keep that from being done again and again.
    for (let size = text.length; at < text.length;) {
      const last = at + size >= text.length;
      const { end, loose } = this.part(text.slice(at, at + size), final && last);
      if (end === 0 && last) break;
      at += end;
      if (end === 0) size *= 4;
      else size = loose ? CAREFUL : size * 2;
    }
    return at;
  }

  /** Complete records of a part, up to and with the first one that has a loose quote. */
  private part(text: string, final: boolean): { end: number; loose: boolean } {
    const whole = this.parser({}).parse(text, 0, !final) as Parsed;
    if (whole.errors.length === 0 && !text.includes('\r"')) return { end: this.sound(text, whole), loose: false };
    let end = 0;
    let loose: number | null = null;
    const parser = this.parser({
      step: (result) => {
        const { data, errors, meta } = result as unknown as Parsed;
        loose = this.looseQuote(errors);
        if (loose !== null) return parser.abort();
        this.record(text, end, meta.cursor, data[0] ?? []);
        end = meta.cursor;
      },
    });
    const { errors } = parser.parse(text, 0, !final) as Parsed;
    if (!final && loose === null && decided(text)) loose = this.looseQuote(errors);
    if (loose === null) return { end, loose: false };
    return { end: end + this.looseRecord(text.slice(end), loose - end, final), loose: true };
  }

  /** Records of a text in which no quote is loose and none closes behind a CR, so that a CR at the end is the line end's. */
  private sound(text: string, { data, meta }: Parsed): number {
    const newline = this.newline ?? '\n';
    const broken = count(newline, text, 0, meta.cursor) !== data.length;
    for (const cells of data) {
      const last = cells.length - 1;
      const cell = cells[last] ?? '';
      if (newline === '\n' && cell.endsWith('\r')) cells[last] = cell.slice(0, -1);
      this.emit(cells);
      this.line++;
      if (broken) for (const one of cells) if ((one as string | null) !== null) this.line += count(newline, one, 0, one.length);
    }
    return meta.cursor;
  }

  /**
   * A record with text behind a closing quote. papaparse goes on to the next quote that closes, through lines if need be; a spreadsheet does
   * not. The opening quote is masked, so that the field ends at its separator.
   * @param loose index behind the opening quote
   * @returns characters of the record, 0 when it is not complete yet
   */
  private looseRecord(text: string, loose: number, final: boolean): number {
    const mask = MASKS.find((char) => !text.includes(char));
    if (mask === undefined) throw new TableError('not-a-table', `line ${this.line}`);
    let masked = text;
    let next: number | null = loose;
    for (let fields = 0; next !== null && fields < LOOSE_FIELDS; fields++) {
      masked = masked.slice(0, next - 1) + mask + masked.slice(next);
      const { data, errors, meta } = this.parser({ preview: 1, fastMode: false }).parse(masked, 0, !final) as Parsed;
      const complete = data.length > 0;
      next = complete || decided(masked) ? this.looseQuote(errors) : null;
      if (next !== null) continue;
      if (complete) this.record(masked, 0, meta.cursor, data[0] ?? [], mask);
      return complete ? meta.cursor : 0;
    }
    throw new TableError('not-a-table', `line ${this.line}`);
  }

  /** Index behind the opening quote of a field that has text behind its closing one. @throws TableError for a quote that never closes */
  private looseQuote([error]: readonly Papa.ParseError[]): number | null {
    if (error === undefined) return null;
    if (error.code === 'InvalidQuotes' && error.index !== undefined) return error.index;
    throw new TableError('not-a-table', `line ${this.line}`);
  }

  /** A record of the text from `from` to `to`, its line end with it. */
  private record(text: string, from: number, to: number, cells: string[], mask?: string): void {
    const last = cells.length - 1;
    const cell = cells[last] ?? '';
    // A CR before the LF belongs to the line end, not to an unquoted field; one inside of quotes is the field's own.
    const start = (text[to - 1] === '\n' ? to - 1 : to) - cell.length;
    const bare = text.startsWith(cell, start) && (start === from || text[start - 1] === this.separator);
    if (this.newline === '\n' && cell.endsWith('\r') && bare) cells[last] = cell.slice(0, -1);
    this.emit(mask === undefined ? cells : cells.map((one) => one.replaceAll(mask, '"')));
    this.line += count(this.newline ?? '\n', text, from, to);
  }

  private emit(cells: Cell[]): void {
    let filled = 0;
    for (let index = 0; index < cells.length; index++) {
      const text = cells[index] as string;
      if (text === '') cells[index] = null;
      else {
        filled = index + 1;
        // Columns repeat themselves (month, currency, service): one text for all of its rows, none to be collected.
        if (text === this.above[index]) cells[index] = this.above[index] ?? text;
        else this.above[index] = text;
        if (text.length > LIMITS.cellChars) throw new TableError('too-large', `line ${this.line}`);
      }
    }
    if (filled > LIMITS.columns) throw new TableError('too-large', `line ${this.line}: ${filled} columns`);
    if (filled === 0) {
      this.blanks++;
      return;
    }
    for (; this.blanks > 0; this.blanks--) {
      this.budget.take(0);
      this.rows.push(NO_CELLS);
    }
    this.budget.take(filled);
    cells.length = filled;
    this.rows.push(cells);
  }

  private parser(
    config: Pick<Papa.ParseLocalConfig<string[], never>, 'preview' | 'fastMode'> & { step?: (result: unknown) => void },
  ): Papa.Parser {
    return new Papa.Parser({ delimiter: this.separator, newline: this.newline ?? '\n', quoteChar: '"', ...config });
  }
}

/** Whether what follows the last quote has come: blanks may yet be followed by the separator that makes it a closing one. */
function decided(text: string): boolean {
  return !text.trimEnd().endsWith('"');
}

function count(char: string, text: string, from: number, to: number): number {
  let found = 0;
  for (let at = text.indexOf(char, from); at >= 0 && at < to; at = text.indexOf(char, at + 1)) found++;
  return found;
}
