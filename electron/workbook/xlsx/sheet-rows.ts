/** Rows of one sheet as text cells, in batches. */
import { UNCALCULATED, type Cell, type SheetMarks } from '../../../shared/ledger/types';
import { TableError } from '../../../shared/workbook/errors';
import { LIMITS } from '../limits';
import { columnOf } from './address';
import { serialText } from './date-formats';
import { numberText } from './number-text';
import { TextCollector, unescapeText, type SheetInfo, type WorkbookPackage } from './package';
import { isHidden, MarkCollector } from './sheet-marks';
import { attribute, decodeText, texts, XmlScanner, type XmlHandler } from './xml-scanner';
import { unpack } from './zip-part';

export type Row = readonly Cell[];

const BATCH = 1_000;
const NO_CELLS: Row = Object.freeze([]);
/** Shared, in the cell, calculated. */
const TEXT_TYPES: ReadonlySet<string> = new Set(['s', 'inlineStr', 'str']);

/**
 * Rows from the first on, gaps filled with empty ones so that index + 1 is the sheet's row number; blank rows at the end are dropped.
 * @param onBytes unpacked bytes so far
 * @returns the sheet's marks, once all rows were read
 * @throws TableError `too-large` beyond the limits, `truncated`, `bomb`, `not-a-table`
 */
export async function* sheetRows(
  book: WorkbookPackage,
  sheet: SheetInfo,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Row[], SheetMarks> {
  const reader = new SheetReader(book, sheet.name);
  const scanner = new XmlScanner(reader, sheet.entry.name);
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const piece of unpack(book.file, sheet.entry)) {
      bytes += piece.length;
      onBytes?.(bytes);
      yield piece;
    }
  };
  for await (const text of texts(counted())) {
    scanner.push(text);
    while (reader.rows.length >= BATCH) yield reader.rows.splice(0, BATCH);
  }
  scanner.end();
  if (reader.rows.length > 0) yield reader.rows.splice(0);
  return {
    ...reader.marks(),
    macros: book.macros,
    hiddenSheets: book.sheets.filter(({ visible }) => !visible).map(({ name }) => name),
  };
}

class SheetReader implements XmlHandler {
  readonly rows: Row[] = [];
  /** Rows handed out or waiting, blank ones before the next filled row not counted. */
  private count = 0;
  private cellCount = 0;
  private rowNumber = 0;
  private cells: Cell[] = [];
  /** The last text of each column. */
  private readonly above: string[] = [];
  private column = -1;
  private type = 'n';
  private style = 0;
  private value: string | null = null;
  private inValue = false;
  private inData = false;
  private hasFormula = false;
  private rowHidden = false;
  private width = 0;
  private readonly inline: TextCollector;
  private readonly collector: MarkCollector;

  constructor(
    private readonly book: WorkbookPackage,
    private readonly name: string,
  ) {
    this.inline = new TextCollector(name);
    this.collector = new MarkCollector(name);
  }

  marks(): ReturnType<MarkCollector['marks']> {
    return this.collector.marks(this.width);
  }

  open(name: string, tag: string): void {
    if (name === 'sheetData') this.inData = true;
    else if (!this.inData) this.collector.open(name, tag);
    else if (name === 'c') this.openCell(tag);
    else if (name === 'v') {
      this.inValue = true;
      this.value = '';
    } else if (name === 'row') this.openRow(tag);
    else if (name === 'f') this.hasFormula = true;
    else this.inline.open(name);
  }

  close(name: string): void {
    if (!this.inData) return;
    if (name === 'v') this.inValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (name === 'sheetData') this.inData = false;
    else this.inline.close(name);
  }

  text(piece: string, literal: boolean): void {
    if (!this.inData) return;
    if (this.inValue) {
      this.value = (this.value ?? '') + (literal ? piece : decodeText(piece));
      if (this.value.length > LIMITS.cellChars) throw new TableError('too-large', `${this.name}: row ${this.rowNumber}`);
    } else this.inline.text(piece, literal);
  }

  private openRow(tag: string): void {
    const stated = attribute(tag, 'r');
    const number = stated === null ? this.rowNumber + 1 : Number(stated);
    if (!Number.isInteger(number) || number <= this.rowNumber) throw new TableError('not-a-table', `${this.name}: row ${stated ?? ''}`);
    if (number > LIMITS.rows) throw new TableError('too-large', `${this.name}: row ${number}`);
    this.rowNumber = number;
    this.cells = [];
    this.column = -1;
    this.rowHidden = isHidden(tag, 'ht');
  }

  private openCell(tag: string): void {
    const address = attribute(tag, 'r');
    this.column = address === null ? this.column + 1 : columnOf(address);
    if (this.column >= LIMITS.columns || this.column < 0)
      throw new TableError('too-large', `${this.name}: column of ${address ?? this.column}`);
    this.type = attribute(tag, 't') ?? 'n';
    this.style = Number(attribute(tag, 's') ?? '0');
    this.value = null;
    this.hasFormula = false;
  }

  private closeCell(): void {
    const inline = this.inline.take();
    const text = this.hasFormula ? this.formulaText(inline) : this.type === 'inlineStr' ? inline : this.valueText();
    if (text === null || text === '') return;
    if (++this.cellCount > LIMITS.cells) throw new TableError('too-large', `${this.name}: more than ${LIMITS.cells} cells`);
    if (TEXT_TYPES.has(this.type)) this.collector.text(this.rowNumber - 1, this.column, text);
    while (this.cells.length < this.column) this.cells.push(null);
    // Columns repeat themselves (month, currency, service): one text for all of its rows.
    if (this.above[this.column] === text) this.cells[this.column] = this.above[this.column] ?? text;
    else this.cells[this.column] = this.above[this.column] = text;
  }

  /** The cached value; a formula's text may be empty, its number may not. */
  private formulaText(inline: string): string | null {
    const text = this.type === 'inlineStr' ? inline : this.valueText();
    const calculated = this.type === 'str' ? this.value !== null : text !== null && text !== '';
    this.collector.formula(this.rowNumber - 1, this.column, calculated);
    return calculated ? text : UNCALCULATED;
  }

  private valueText(): string | null {
    const value = this.value;
    if (value === null) return null;
    switch (this.type) {
      case 's': {
        const text = this.book.sharedTexts[Number(value)];
        if (text === undefined) throw new TableError('not-a-table', `${this.name}: text ${value.slice(0, 20)} of row ${this.rowNumber}`);
        return text;
      }
      case 'n':
        return (this.book.dateStyles[this.style] === true ? serialText(Number(value), this.book.date1904) : null) ?? numberText(value);
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?Z?$/, '');
      case 'e':
        return value;
      default:
        return unescapeText(value);
    }
  }

  private closeRow(): void {
    if (this.cells.length === 0) return;
    while (this.count < this.rowNumber - 1) {
      this.rows.push(NO_CELLS);
      this.count++;
    }
    // A copy is as long as it has to be; an array that grew cell by cell holds nearly twice as much.
    this.rows.push(this.cells.slice());
    this.count++;
    if (this.rowHidden) this.collector.hiddenRow(this.rowNumber - 1);
    if (this.cells.length > this.width) this.width = this.cells.length;
  }
}
