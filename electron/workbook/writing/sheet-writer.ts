/** One sheet of the workbook while it is written: lines above, head, rows, totals; continued on another tab when it is full. */
import { columnLetters } from '../../../shared/ledger/column-names';
import { formatUnits, type Units } from '../../../shared/money';
import type { SheetSpec, WorkbookRow, WorkbookSpec, WrittenSheet } from '../../../shared/workbook/model';
import { rangeName, nameOf, type DefinedNames } from './defined-names';
import type { LiveSums } from './live-sums';
import type { PartStream } from './part-stream';
import { Places } from './places';
import { RowWriter, type FileColumn } from './row-writer';
import { frameEnd, frameStart, type PageTexts } from './sheet-frame';
import { quotedSheetName, type SheetNames } from './sheet-names';
import type { StyleNumbers } from './styles';
import type { ExpectedSheet } from './verify';
import { displayWidth, fittedWidths } from './widths';
import { inlineText } from './xml-text';

/** Rows of a sheet in the file format. */
export const MOST_ROWS = 1_048_576;
/** Rows that widths are fitted to before the first is written. */
const SAMPLE = 300;
/** Characters beside each other on an A4 page that can still be read; wider sheets take more pages. */
const PAGE_WIDTH = 300;
/** Rows between two looks at the packer. */
const STRIDE = 200;
/** A sheet written last waits in memory. */
const MOST_LATE_ROWS = 5_000;

const WORDS = {
  zh: {
    total: '合计',
    exact: '精确值',
    allParts: '各页总计',
    journal: '操作日志链头',
    pages: '第 {page} 页，共 {pages} 页',
    period: '账期',
  },
  en: {
    total: 'Total',
    exact: 'Exact',
    allParts: 'Total of all parts',
    journal: 'Head of the journal',
    pages: 'Page {page} of {pages}',
    period: 'Period',
  },
} as const;

/** What all sheets of a workbook share. */
export interface Book {
  readonly spec: WorkbookSpec;
  readonly names: SheetNames;
  readonly places: Places;
  readonly styles: StyleNumbers;
  readonly live: LiveSums;
  readonly defined: DefinedNames;
  /** Starts a part of the package; answers with its number. */
  openPart(tab: string): { readonly stream: PartStream; readonly number: number };
  /** Parts of a sheet that have rows. */
  parts(sheet: string): readonly number[];
}

interface Part {
  readonly name: string;
  readonly number: number;
  readonly stream: PartStream;
  readonly rows: RowWriter;
}

/** Part of a sheet as it stands in the file. */
export interface FinishedPart {
  readonly name: string;
  /** Of the part in the package: `sheet3.xml`. */
  readonly number: number;
  readonly rows: number;
  /** First and last row of the data; the last is before the first when there are none. */
  readonly first: number;
  readonly last: number;
  /** First row free below everything. */
  readonly free: number;
}

export class SheetWriter {
  readonly written: WrittenSheet[] = [];
  /** What a reader of the file must find. */
  readonly expected: ExpectedSheet[] = [];
  readonly finished: FinishedPart[] = [];
  readonly columns: readonly FileColumn[];
  widths: readonly number[] = [];
  /** Rows of a late sheet, for its charts. */
  readonly kept: WorkbookRow[] = [];
  /** Written when all others are: its formulas and charts speak of them. */
  readonly late: boolean;
  private readonly sums: Units[][] = [];
  private waiting: WorkbookRow[] | null = [];
  private part: Part | null = null;
  private readonly top: number;
  private readonly capacity: number;

  constructor(
    private readonly book: Book,
    readonly spec: SheetSpec,
    /** Place among the tabs. */
    private readonly index: number,
  ) {
    this.top = Places.top(spec);
    this.capacity = book.places.capacity(spec);
    this.late = (spec.charts?.length ?? 0) > 0 || spec.columns.some(({ live }) => live?.kind === 'sums');
    const money = book.styles.money(spec.currency);
    const plain = book.styles.money(undefined);
    this.columns = spec.columns.flatMap((column, from) => {
      const styles = column.plain === true ? plain : money;
      const own = { spec: column, from, exactOf: false, money: styles };
      return column.exact === true && column.type === 'amount' ? [own, { ...own, exactOf: true }] : [own];
    });
  }

  /** Writes rows; resolves when the file takes more. @throws MoneyError for an amount that is none */
  async append(rows: readonly WorkbookRow[]): Promise<void> {
    if (this.late) {
      if (this.kept.length + rows.length > MOST_LATE_ROWS) throw new RangeError(`${this.spec.key}: more than ${MOST_LATE_ROWS} rows`);
      this.kept.push(...rows);
      return;
    }
    if (this.waiting !== null) {
      this.waiting.push(...rows);
      if (this.waiting.length < SAMPLE) return;
      await this.release();
    } else await this.write(rows);
  }

  /** Writes the totals and ends the sheet. */
  async close(): Promise<void> {
    if (this.late) this.waiting = this.kept;
    await this.release();
    const { stream, rows, name } = this.open();
    let row = this.totals();
    if (this.finished.length > 0) row = this.totalsOfAll(row);
    (this.spec.below ?? []).forEach((text, index) => stream.write(this.line(row + 1 + index, text, this.book.styles.note)));
    if ((this.spec.below?.length ?? 0) > 0) row += 1 + (this.spec.below?.length ?? 0);
    this.end(row);
    if (this.finished.length > 1) this.nameTotals(name, rows.count + this.top + 2);
    else if (rows.count > 0) this.nameTotals(name, rows.count + this.top + 1);
  }

  /** Highest row, over all parts, that this sheet's links point to, by sheet. */
  get linked(): ReadonlyMap<string, number> {
    return this.links;
  }
  private readonly links = new Map<string, number>();

  private async release(): Promise<void> {
    if (this.waiting === null) return;
    const rows = this.waiting;
    this.widths = this.fileWidths(fittedWidths(this.spec, rows.slice(0, SAMPLE), rows.length < SAMPLE));
    this.waiting = null;
    await this.write(rows);
  }

  private fileWidths(widths: readonly number[]): number[] {
    return this.columns.map(({ from, exactOf }) => (exactOf ? 26 : (widths[from] ?? 12)));
  }

  private async write(rows: readonly WorkbookRow[]): Promise<void> {
    for (let at = 0; at < rows.length; at++) {
      let part = this.open();
      // A full tab keeps room for its totals and for the totals of all parts.
      if (part.rows.count >= this.capacity) {
        this.end(this.totals());
        this.part = null;
        part = this.open();
      }
      part.stream.write(part.rows.row(rows[at] ?? []));
      if (at % STRIDE === 0 && part.stream.isFull) await part.stream.room();
    }
    await this.part?.stream.room();
  }

  private open(): Part {
    if (this.part !== null) return this.part;
    const { styles, spec: book, names } = this.book;
    const name = names.name(this.index, this.finished.length + 1);
    const { stream, number } = this.book.openPart(name);
    stream.write(
      frameStart({
        selected: this.index === 0 && this.finished.length === 0,
        frozen: this.spec.freeze ? this.top : 0,
        columns: this.columns.map(({ spec, exactOf }, index) => ({
          width: this.widths[index] ?? spec.width,
          outline: Math.max(spec.outline ?? 0, exactOf ? 1 : 0),
        })),
      }),
    );
    (this.spec.above ?? []).forEach((text, index) => stream.write(this.line(index + 1, text, index === 0 ? styles.title : styles.note)));
    const heads = this.columns.map(({ spec, exactOf }) => (exactOf ? `${spec.head} (${WORDS[book.language].exact})` : spec.head));
    const wraps = heads.some((head, index) => displayWidth(head) + 4 > (this.widths[index] ?? 0));
    const cells = heads.map(
      (head, index) =>
        `<c r="${columnLetters(index)}${this.top}" s="${this.columns[index]?.exactOf === true ? styles.exactHead : styles.head}" t="inlineStr">${inlineText(head)}</c>`,
    );
    stream.write(`<row r="${this.top}" ht="${wraps ? 32 : 22}" customHeight="1">${cells.join('')}</row>`);
    return (this.part = { name, number, stream, rows: new RowWriter(this.book, this.spec, this.columns, this.top, this.links) });
  }

  private line(row: number, text: string, style: number): string {
    return `<row r="${row}"><c r="A${row}" s="${style}" t="inlineStr">${inlineText(text)}</c></row>`;
  }

  /** Ends the part. @param free first row below everything that was written */
  private end(free: number): void {
    const part = this.open();
    const { rows, stream, name } = part;
    const { defined } = this.book;
    const first = this.top + 1;
    const last = this.top + rows.count;
    const lastColumn = columnLetters(this.columns.length - 1);
    const quoted = quotedSheetName(name);
    const number = this.finished.length + 1;
    const charted = (this.spec.charts?.length ?? 0) > 0 && number === 1 && rows.count > 0;
    if (this.spec.filter) defined.addBuiltIn(name, '_FilterDatabase', `${quoted}!$A$${this.top}:$${lastColumn}$${last}`);
    defined.addBuiltIn(name, 'Print_Titles', `${quoted}!$${this.top}:$${this.top}`);
    defined.add(rangeName(this.spec.key, number, 'Data'), `${quoted}!$A$${this.top}:$${lastColumn}$${last}`);
    if (rows.count > 0) {
      const named = this.book.live.rangesOf(this.spec.key);
      this.columns.forEach(({ spec, exactOf }, index) => {
        if (exactOf || (spec.total !== 'sum' && !named.has(spec.key))) return;
        const letters = columnLetters(index);
        defined.add(rangeName(this.spec.key, number, nameOf(spec.key)), `${quoted}!$${letters}$${first}:$${letters}$${last}`);
      });
    }
    const of = (wanted: (column: FileColumn) => boolean): string[] =>
      rows.count === 0
        ? []
        : this.columns.flatMap((column, index) =>
            wanted(column) ? [`${columnLetters(index)}${first}:${columnLetters(index)}${last}`] : [],
          );
    stream.write(
      frameEnd({
        filter: this.spec.filter ? `A${this.top}:${lastColumn}${last}` : null,
        marks: this.columns.flatMap(({ spec }, index) =>
          rows.count === 0 || spec.marks === undefined
            ? []
            : [
                {
                  range: `${columnLetters(index)}${first}:${columnLetters(index)}${last}`,
                  looks: spec.marks.map(({ text, tone }) => ({ text, style: this.book.styles.tone(tone) })),
                },
              ],
        ),
        // A chart is not cut in two.
        pagesWide: charted ? 1 : Math.ceil(this.widths.reduce((sum, width) => sum + width, 0) / PAGE_WIDTH),
        links: rows.links,
        texts: of(({ spec, exactOf }) => spec.type === 'text' || exactOf),
        page: this.page(name),
        drawing: charted,
      }),
    );
    stream.end();
    this.finished.push({ name, number: part.number, rows: rows.count, first, last, free });
    this.sums.push([...rows.sums]);
    const totals: Record<string, string> = {};
    const expected = new Map<number, Units>();
    this.columns.forEach(({ spec, exactOf }, index) => {
      if (exactOf) return;
      const sum = rows.sum(index);
      if (spec.total === 'sum') totals[spec.key] = spec.type === 'integer' ? (sum / 100_000_000n).toString() : formatUnits(sum);
      if (spec.type === 'amount' || spec.total === 'sum') expected.set(index, sum - rows.lost(index));
    });
    this.written.push({ key: this.spec.key, name, rows: rows.count, totals });
    this.expected.push({ name, top: this.top, rows: rows.count, sums: expected, exactColumns: this.exactColumns(), totals: rows.feet });
  }

  private exactColumns(): Map<number, number> {
    return new Map(this.columns.flatMap((_, index) => (this.columns[index + 1]?.exactOf === true ? [[index, index + 1] as const] : [])));
  }

  private page(name: string): PageTexts {
    const { meta, language } = this.book.spec;
    const words = WORDS[language];
    return {
      left: meta['title'] ?? '',
      centre: name,
      right: [meta['period'] === undefined ? '' : `${words.period} ${meta['period']}`, this.spec.currency ?? '']
        .filter((text) => text !== '')
        .join(' · '),
      footLeft: meta['journalHead'] === undefined ? '' : `${words.journal} ${meta['journalHead']}`,
      footRight: words.pages,
    };
  }

  /** Totals of the part; answers with the first row below them. */
  private totals(): number {
    const { rows, stream } = this.open();
    const row = this.top + rows.count + 1;
    if (rows.count === 0 || !this.hasTotals()) return row;
    // 109 adds up what the filter shows.
    const sum = this.spec.shownTotals === true ? 'SUBTOTAL(109,' : 'SUM(';
    const from = (letters: string): string => `${sum}${letters}${this.top + 1}:${letters}${this.top + rows.count})`;
    stream.write(rows.foot(row, WORDS[this.book.spec.language].total, from, (index) => rows.sum(index)));
    return row + 1;
  }

  private totalsOfAll(row: number): number {
    if (!this.hasTotals()) return row;
    const { rows, stream, name } = this.open();
    const ends = [...this.finished, { name, last: this.top + rows.count, rows: rows.count }].filter((part) => part.rows > 0);
    const from = (letters: string): string => ends.map((part) => `${quotedSheetName(part.name)}!${letters}${part.last + 1}`).join('+');
    const all = (index: number): Units => this.sums.reduce((sum, part) => sum + (part[index] ?? 0n), rows.sum(index));
    stream.write(rows.foot(row, WORDS[this.book.spec.language].allParts, from, all));
    return row + 1;
  }

  private hasTotals(): boolean {
    return this.columns.some(({ spec }) => spec.total === 'sum');
  }

  private nameTotals(tab: string, row: number): void {
    this.columns.forEach(({ spec, exactOf }, index) => {
      if (exactOf || spec.total !== 'sum') return;
      this.book.defined.add(
        rangeName(this.spec.key, 1, `${nameOf(spec.key)}_Total`),
        `${quotedSheetName(tab)}!$${columnLetters(index)}$${row}`,
      );
    });
  }
}
