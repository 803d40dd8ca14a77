/** A statement of account as a workbook in memory: brand and head, then tables with live totals. */
import ExcelJS from 'exceljs';
import { formatUnits, parseUnits, sum } from '../../../shared/money';
import { columnLetters } from '../../../shared/ledger/column-names';
import type { Statement, StatementColumn, StatementSheet } from '../../../shared/workbook/statement-file';
import type { StatementBrand } from '../../../shared/workbook/template';
import { typedAmount, typedValue } from '../writing/cell-values';
import { quotedSheetName } from '../writing/sheet-names';
import { cellText } from '../writing/xml-text';
import { readLogo } from './image-size';

const FONT = 'Microsoft YaHei';
const DEFAULT_COLOUR = '1F3A5F';
const THIN = { style: 'thin', color: { argb: 'FFD0D5DD' } } as const;
const FORMATS = {
  text: '@',
  amount: '#,##0.00######',
  integer: '#,##0',
  date: 'yyyy-mm-dd',
  datetime: 'yyyy-mm-dd hh:mm:ss',
  rate: '0.00%',
} as const;
const WORDS = {
  zh: { total: '合计', page: '第 &P 页，共 &N 页', exact: '精确值' },
  en: { total: 'Total', page: 'Page &P of &N', exact: 'exact' },
} as const;
/** Text keeps off the amount beside it. */
const alignment = (type: StatementColumn['type']): Partial<ExcelJS.Alignment> =>
  type === 'amount' || type === 'integer' || type === 'rate'
    ? { horizontal: 'right', vertical: 'middle' }
    : { horizontal: 'left', vertical: 'middle', indent: 1 };
/** One style object a type: the library knows an object again and does not compare it. */
const BODY = Object.fromEntries(
  Object.entries(FORMATS).map(([type, numFmt]) => [
    type,
    { font: { name: FONT, size: 10 }, numFmt, alignment: alignment(type as StatementColumn['type']), border: { bottom: THIN } },
  ]),
) as Readonly<Record<StatementColumn['type'], Partial<ExcelJS.Style>>>;
/** Pixels a logo may take. */
const LOGO = { width: 180, height: 56 };

/** Where a table lies in its tab, 1-based rows: what a reader compares with. */
export interface Placed {
  readonly sheet: StatementSheet;
  readonly name: string;
  readonly headRow: number;
  /** First and last row of data; last is `headRow` when there is none. */
  readonly lastRow: number;
  /** Row of totals, or null. */
  readonly totalRow: number | null;
}

export interface Built {
  readonly book: ExcelJS.Workbook;
  readonly placed: readonly Placed[];
}

export function buildStatement(statement: Statement, brand: StatementBrand | null, created: string): Built {
  const book = new ExcelJS.Workbook();
  const company = brand?.company ?? '';
  const title = brand?.title ? brand.title : statement.title;
  Object.assign(book, { creator: company || 'Reconcile Desk', company, title, created: new Date(created), modified: new Date(created) });
  const placed = placeAll(statement);
  for (const place of placed) addSheet(book, statement, brand, title, place, placed);
  return { book, placed };
}

/** Rows of every table first: formulas of one sheet name the rows of another. */
function placeAll({ sheets, head }: Statement): Placed[] {
  return sheets.map((sheet, at) => {
    const headRow = at === 0 ? head.length + 5 : 1;
    const lastRow = headRow + sheet.rows.length;
    const totals = sheet.rows.length > 0 && sheet.columns.some((column) => column.total === 'sum');
    return { sheet, name: sheet.title, headRow, lastRow, totalRow: totals ? lastRow + 1 : null };
  });
}

function addSheet(
  book: ExcelJS.Workbook,
  statement: Statement,
  brand: StatementBrand | null,
  title: string,
  place: Placed,
  all: readonly Placed[],
): void {
  const { sheet, headRow } = place;
  const first = all[0] === place;
  const words = WORDS[statement.language];
  const tab = book.addWorksheet(place.name, {
    views: [{ state: 'frozen', ySplit: headRow, showGridLines: false }],
    pageSetup: {
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headRow}:${headRow}`,
    },
    headerFooter: { oddFooter: `&L&8${headerText(brand?.company ?? '')}&R&8${words.page}` },
  });
  tab.columns = sheet.columns.map(({ width }) => ({ width }));
  if (first) addBrand(book, tab, statement, brand, title, sheet.columns.length);
  const colour = `FF${(brand?.colour ?? DEFAULT_COLOUR).toUpperCase()}`;
  const headLine = tab.getRow(headRow);
  headLine.height = sheet.columns.some(({ head, width }) => head.length * 1.2 > width) ? 34 : 24;
  sheet.columns.forEach((column, at) => {
    const cell = headLine.getCell(at + 1);
    cell.value = cellText(column.head);
    cell.style = {
      font: { name: FONT, size: 10, bold: true, color: { argb: inkOn(brand?.colour ?? DEFAULT_COLOUR) } },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: colour } },
      alignment: { ...alignment(column.type), wrapText: true },
      numFmt: '@',
    };
  });
  const inexact: string[] = [];
  sheet.rows.forEach((row, at) => addRow(tab, place, all, headRow + 1 + at, row, inexact));
  if (place.totalRow !== null) addTotals(tab, place, words.total);
  if (sheet.rows.length > 0 && !first) tab.autoFilter = `A${headRow}:${columnLetters(sheet.columns.length - 1)}${place.lastRow}`;
  const notes = [...sheet.notes, ...inexact.map((text) => `${words.exact}: ${text}`)];
  if (first && brand?.contact) notes.push(brand.contact);
  if (first && brand?.footer) notes.push(brand.footer);
  let line = (place.totalRow ?? place.lastRow) + 2;
  for (const note of notes.flatMap((text) => text.split(/\r?\n/))) {
    const cell = tab.getCell(line++, 1);
    cell.value = cellText(note);
    cell.style = { font: { name: FONT, size: 9, color: { argb: 'FF5B6472' } }, alignment: { vertical: 'middle' }, numFmt: '@' };
  }
}

function addBrand(
  book: ExcelJS.Workbook,
  tab: ExcelJS.Worksheet,
  { head }: Statement,
  brand: StatementBrand | null,
  title: string,
  columns: number,
): void {
  const ink = { argb: `FF${(brand?.colour ?? DEFAULT_COLOUR).toUpperCase()}` };
  const put = (row: number, column: number, text: string, font: Partial<ExcelJS.Font>): void => {
    const cell = tab.getCell(row, column);
    cell.value = cellText(text);
    cell.style = { font: { name: FONT, ...font }, alignment: { vertical: 'middle' }, numFmt: '@' };
  };
  tab.getRow(1).height = 24;
  tab.getRow(2).height = 24;
  if (brand?.company) put(1, 1, brand.company, { size: 12, bold: true, color: { argb: 'FF1A1F29' } });
  put(2, 1, title, { size: 16, bold: true, color: ink });
  head.forEach(([label, value], at) => {
    put(at + 4, 1, label, { size: 10, color: { argb: 'FF5B6472' } });
    put(at + 4, 2, value, { size: 10 });
  });
  const logo = brand?.logo ? readLogo(brand.logo) : null;
  if (!logo) return;
  const scale = Math.min(LOGO.width / logo.width, LOGO.height / logo.height, 1);
  // The library's own type of a buffer is older than Node's.
  const image = book.addImage({ buffer: logo.bytes as unknown as ExcelJS.Buffer, extension: logo.extension });
  const ext = { width: Math.max(1, Math.round(logo.width * scale)), height: Math.max(1, Math.round(logo.height * scale)) };
  tab.addImage(image, { tl: { col: Math.max(1, columns - 2), row: 0.1 }, ext });
}

function addRow(
  tab: ExcelJS.Worksheet,
  place: Placed,
  all: readonly Placed[],
  number: number,
  row: StatementSheet['rows'][number],
  inexact: string[],
): void {
  const line = tab.getRow(number);
  place.sheet.columns.forEach((column, at) => {
    const given = row[at] ?? null;
    const cell = line.getCell(at + 1);
    cell.style = BODY[column.type];
    if (given === null || given === '') return;
    if (column.type !== 'amount') {
      cell.value = typedValue(given, column.type);
      return;
    }
    const amount = typedAmount(given);
    if (amount === null) return;
    if (amount.exact !== null) inexact.push(`${columnLetters(at)}${number} = ${amount.exact}`);
    const formula = column.formula ? formulaOf(column.formula, place, all, number) : null;
    cell.value = formula === null ? amount.value : { formula, result: amount.value };
  });
}

function formulaOf(formula: NonNullable<StatementColumn['formula']>, place: Placed, all: readonly Placed[], row: number): string | null {
  const letters = (sheet: StatementSheet, key: string): string => columnLetters(sheet.columns.findIndex((column) => column.key === key));
  const own = (key: string): string => `${letters(place.sheet, key)}${row}`;
  if (formula.kind === 'minus') return `${own(formula.left)}-${own(formula.right)}`;
  const other = all.find(({ sheet }) => sheet.key === formula.sheet);
  if (!other || other.sheet.rows.length === 0) return null;
  const range = (key: string): string => {
    const column = letters(other.sheet, key);
    return `${quotedSheetName(other.name)}!$${column}$${other.headRow + 1}:$${column}$${other.lastRow}`;
  };
  return `SUMIFS(${range(formula.column)},${range(formula.match)},${own(formula.own)})`;
}

function addTotals(tab: ExcelJS.Worksheet, place: Placed, word: string): void {
  const { sheet, headRow, lastRow, totalRow } = place;
  const line = tab.getRow(totalRow ?? lastRow + 1);
  sheet.columns.forEach((column, at) => {
    const cell = line.getCell(at + 1);
    cell.style = {
      font: { name: FONT, size: 10, bold: true },
      numFmt: FORMATS[column.total === 'sum' ? column.type : 'text'],
      alignment: alignment(column.type),
      border: { top: { style: 'thin' }, bottom: { style: 'double' } },
    };
    if (column.total === 'sum') {
      const letters = columnLetters(at);
      cell.value = { formula: `SUM(${letters}${headRow + 1}:${letters}${lastRow})`, result: totalOf(sheet, at) };
    } else if (at === 0) cell.value = word;
  });
}

/** The number a total shows: the exact sum of its column, nearest double. */
export function totalOf(sheet: StatementSheet, at: number): number {
  if (sheet.columns[at]?.type === 'integer') return sheet.rows.reduce((all, row) => all + Number(row[at] ?? 0), 0);
  const units = sum(sheet.rows.map((row) => (row[at] === null || row[at] === undefined ? 0n : parseUnits(String(row[at])))));
  return typedAmount(formatUnits(units))?.value ?? 0;
}

/** Dark or light letters, whichever is read on the brand's colour. */
function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return red * 299 + green * 587 + blue * 114 > 150_000 ? 'FF1A1F29' : 'FFFFFFFF';
}

/** `&` begins a code in a header or footer. */
function headerText(text: string): string {
  return text.replaceAll('&', '&&').slice(0, 100);
}
