/** One sheet of the workbook while it is written: head, rows, totals; continued on another tab when it is full. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { stream, Style, Worksheet } from 'exceljs';
import { formatUnits, parseUnits, type Units } from '../../../shared/money';
import { columnLetters } from '../../../shared/ledger/column-names';
import type { ColumnSpec, SheetSpec, WorkbookLanguage, WorkbookRow, WrittenSheet } from '../../../shared/workbook/model';
import { cellText, typedAmount, typedValue } from './cell-values';
import { quotedSheetName, type SheetNames } from './sheet-names';
import type { ExpectedSheet } from './verify';
import {
  BODY_STYLES,
  EXACT_TEXT,
  FINE_AMOUNT,
  FOOT_AMOUNT,
  FOOT_EXACT,
  FOOT_FINE_AMOUNT,
  FOOT_INTEGER,
  FOOT_TEXT,
  HEAD_STYLE,
} from './styles';

/** Rows of a sheet in the file format. */
export const MOST_ROWS = 1_048_576;
const CENT_UNITS = 1_000_000n;

const WORDS = {
  zh: { total: '合计', exact: '精确值', allParts: '各页总计' },
  en: { total: 'Total', exact: 'Exact', allParts: 'Total of all parts' },
} as const;

type Value = string | number | Date | null | { formula: string; result: number };

/** A column as it stands in the file: of the spec, or the exact text beside it. */
interface FileColumn {
  readonly spec: ColumnSpec;
  readonly from: number;
  readonly exactOf: boolean;
}

interface Part {
  readonly sheet: Worksheet;
  readonly name: string;
  rows: number;
  /** Exact sums by file column. */
  readonly sums: Units[];
  /** What the file holds less than that, in columns without a neighbour for exact texts. */
  readonly rounded: Units[];
}

/** Whether output and packer still work; waiting ends when they do not. */
export interface Health {
  failure: Error | null;
}

export class SheetWriter {
  readonly written: WrittenSheet[] = [];
  /** What a reader of the file must find: sums of the typed numbers (or their exact texts), by tab and file column. */
  readonly expected: ExpectedSheet[] = [];
  private readonly columns: readonly FileColumn[];
  private readonly finished: Part[] = [];
  private part: Part;

  constructor(
    private readonly book: stream.xlsx.WorkbookWriter,
    readonly spec: SheetSpec,
    private readonly language: WorkbookLanguage,
    private readonly names: SheetNames,
    private readonly mostRows: number = MOST_ROWS,
  ) {
    this.columns = spec.columns.flatMap((column, from) => [
      { spec: column, from, exactOf: false },
      ...(column.exact === true && column.type === 'amount' ? [{ spec: column, from, exactOf: true }] : []),
    ]);
    this.part = this.open();
  }

  private exactColumns(): Map<number, number> {
    return new Map(this.columns.flatMap((_, index) => (this.columns[index + 1]?.exactOf === true ? [[index, index + 1] as const] : [])));
  }

  private open(): Part {
    const number = this.finished.length + 1;
    const name = this.names.take(this.spec.title, number);
    const sheet = this.book.addWorksheet(name, {
      views: this.spec.freeze ? [{ state: 'frozen', ySplit: 1, xSplit: 0, activeCell: 'A2' }] : [],
      properties: { defaultRowHeight: 16 },
      pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
    });
    sheet.columns = this.columns.map(({ spec, exactOf }) => ({ width: exactOf ? 26 : spec.width }));
    const words = WORDS[this.language];
    const heads = this.columns.map(({ spec, exactOf }) => cellText(exactOf ? `${spec.head} (${words.exact})` : spec.head));
    this.put(sheet, 1, heads, () => HEAD_STYLE, true, heads.some((head) => head.length > 12) ? 30 : 22);
    return { sheet, name, rows: 0, sums: this.columns.map(() => 0n), rounded: this.columns.map(() => 0n) };
  }

  /** Writes rows; resolves when the file takes more. @throws MoneyError for an amount that is none */
  async append(rows: readonly WorkbookRow[], health: Health): Promise<void> {
    for (const row of rows) {
      // A full sheet keeps room for its totals and for the totals of all parts.
      if (this.part.rows >= this.mostRows - 3) this.turnOver();
      this.write(row);
      if (this.part.rows % 500 === 0) await room(this.part.sheet, health);
    }
    await room(this.part.sheet, health);
  }

  private write(row: WorkbookRow): void {
    const styles: Partial<Style>[] = [];
    const values: Value[] = [];
    for (let index = 0; index < this.columns.length; index++) {
      const column = this.columns[index];
      if (!column) continue;
      const cell = row[column.from] ?? null;
      const { type } = column.spec;
      if (type !== 'amount') {
        const value = typedValue(cell, type);
        if (column.spec.total === 'sum' && typeof value === 'number') this.add(index, BigInt(value) * 100_000_000n);
        values.push(value);
        styles.push(typeof value === 'string' ? BODY_STYLES.text : BODY_STYLES[type]);
        continue;
      }
      const amount = typedAmount(cell);
      if (amount === null) {
        values.push(null);
        styles.push(BODY_STYLES.amount);
      } else {
        this.add(index, amount.units);
        values.push(amount.value);
        styles.push(amount.fine ? FINE_AMOUNT : BODY_STYLES.amount);
      }
      if (this.columns[index + 1]?.exactOf !== true) {
        if (amount?.exact) this.part.rounded[index] = (this.part.rounded[index] ?? 0n) + amount.units - parseUnits(String(amount.value));
      } else {
        values.push(amount?.exact ?? null);
        styles.push(EXACT_TEXT);
        index++;
      }
    }
    this.part.rows++;
    this.put(this.part.sheet, this.part.rows + 1, values, (index) => styles[index] ?? BODY_STYLES.text);
  }

  private add(index: number, units: Units): void {
    this.part.sums[index] = (this.part.sums[index] ?? 0n) + units;
  }

  /** Writes the totals and ends the sheet. */
  close(): void {
    const many = this.finished.length > 0;
    this.totals();
    if (many) this.totalsOfAll();
    this.end();
  }

  private turnOver(): void {
    this.totals();
    this.end();
    this.part = this.open();
  }

  private end(): void {
    const { sheet, name, rows, sums, rounded } = this.part;
    const last = columnLetters(this.columns.length - 1);
    if (this.spec.filter) sheet.autoFilter = `A1:${last}${Math.max(rows + 1, 1)}`;
    sheet.commit();
    this.finished.push(this.part);
    const totals: Record<string, string> = {};
    const expected = new Map<number, Units>();
    this.columns.forEach(({ spec, exactOf }, index) => {
      if (exactOf) return;
      if (spec.total === 'sum')
        totals[spec.key] = spec.type === 'integer' ? ((sums[index] ?? 0n) / 100_000_000n).toString() : formatUnits(sums[index] ?? 0n);
      if (spec.type === 'amount' || spec.total === 'sum') expected.set(index, (sums[index] ?? 0n) - (rounded[index] ?? 0n));
    });
    this.written.push({ key: this.spec.key, name, rows, totals });
    this.expected.push({ name, rows, sums: expected, exactColumns: this.exactColumns() });
  }

  private totals(): void {
    if (this.part.rows === 0) return;
    const from = (letters: string): string => `SUM(${letters}2:${letters}${this.part.rows + 1})`;
    this.foot(this.part.rows + 2, WORDS[this.language].total, from, (index) => this.part.sums[index] ?? 0n);
  }

  private totalsOfAll(): void {
    const parts = [...this.finished, this.part];
    const from = (letters: string): string => parts.map(({ name, rows }) => `${quotedSheetName(name)}!${letters}${rows + 2}`).join('+');
    this.foot(this.part.rows + 3, WORDS[this.language].allParts, from, (index) =>
      parts.reduce((sum, part) => sum + (part.sums[index] ?? 0n), 0n),
    );
  }

  private foot(row: number, word: string, formula: (letters: string) => string, sum: (index: number) => Units): void {
    if (!this.columns.some(({ spec }) => spec.total === 'sum')) return;
    const values: Value[] = [];
    const styles: Partial<Style>[] = [];
    this.columns.forEach(({ spec, exactOf }, index) => {
      const units = sum(exactOf ? index - 1 : index);
      const result = typedAmount(formatUnits(units));
      if (spec.total !== 'sum') {
        values.push(index === 0 ? word : null);
        styles.push(FOOT_TEXT);
      } else if (exactOf) {
        values.push(result?.exact ?? null);
        styles.push(FOOT_EXACT);
      } else {
        values.push({ formula: formula(columnLetters(index)), result: result?.value ?? 0 });
        styles.push(spec.type === 'integer' ? FOOT_INTEGER : units % CENT_UNITS === 0n ? FOOT_AMOUNT : FOOT_FINE_AMOUNT);
      }
    });
    this.put(this.part.sheet, row, values, (index) => styles[index] ?? FOOT_TEXT, true);
  }

  /** Writes a row; framed ones (head, totals) have their style on empty cells too. */
  private put(
    sheet: Worksheet,
    number: number,
    values: readonly Value[],
    style: (index: number) => Partial<Style>,
    framed = false,
    height?: number,
  ): void {
    const row = sheet.getRow(number);
    if (height !== undefined) row.height = height;
    values.forEach((value, index) => {
      if (value === null && !framed) return;
      const cell = row.getCell(index + 1);
      cell.value = value;
      cell.style = style(index);
    });
    row.commit();
  }
}

/** Bytes on the way to the packer: above the first the writing waits, until they are below the second. */
const FULL_BYTES = 2 * 1024 * 1024;
const ROOM_BYTES = 512 * 1024;

/** The part of an old stream library's writable that says how full it is. */
interface Pipe {
  readonly writableLength?: number;
  readonly _writableState?: { readonly length: number };
}

/**
 * Waits until the packer has taken most of what was written. The library does not pass back-pressure on: its sheet stream feeds a
 * pipe of the packer without looking at it, so the pipe's own fill is looked at here. Packing goes on in other threads meanwhile.
 */
async function room(sheet: Worksheet, health: Health): Promise<void> {
  const pipe = (sheet as unknown as { stream: { pipes: Pipe[] } }).stream.pipes[0];
  const fill = (): number => pipe?.writableLength ?? pipe?._writableState?.length ?? 0;
  if (fill() > FULL_BYTES) while (fill() > ROOM_BYTES && health.failure === null) await nextTurn();
  if (health.failure !== null) throw health.failure;
}
