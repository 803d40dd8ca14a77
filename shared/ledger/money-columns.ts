/** Amount columns of a book: unit, currency and decimal mark found once, cells read exactly and fast. */
import { formatUnits, type Units } from '../money';
import { readAmount, isBlank } from './cells';
import { DecimalEvidence } from './decimal-marks';
import { plainHead, readHead } from './headings';
import { readMonthHead } from './month-heads';
import { textsAbove, unitOf } from './titles';
import type { AmountUnit, Cell, CellFault, ColumnMapping, DecimalMark, LedgerField, SheetTable } from './types';

const ZERO = 48;
const POWERS = [1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1];

/** One amount column; after a successful {@link read} its fields hold what the cell says. */
export class MoneyColumn {
  /** An exact integer number where it is safe, else a bigint. */
  units: number | Units = 0;
  /** Canonical decimal text. */
  text = '';
  currency: string | null = null;
  sign: string | null = null;
  side: 'debit' | 'credit' | null = null;

  constructor(
    readonly index: number,
    readonly field: LedgerField,
    /** Month of a month's column. */
    readonly period: string | null,
    readonly unit: AmountUnit,
    /** Said by the head. */
    readonly headCurrency: string | null,
    /** `open` refuses what can be read both ways. */
    readonly decimal: DecimalMark | 'open',
    private readonly sides: boolean,
  ) {}

  /** @returns the fault, or null when the cell was read */
  read(cell: Cell): CellFault | null {
    if (cell !== null && this.unit === 1 && this.plain(cell)) return null;
    const read = readAmount(cell, this.unit, { decimal: this.decimal, sides: this.sides });
    if (!read.ok) return read.fault;
    this.units = read.value.units;
    this.text = formatUnits(read.value.units);
    this.currency = read.value.currency;
    this.sign = read.value.sign ?? null;
    this.side = read.value.side ?? null;
    return null;
  }

  /** `-1234.5`, up to 9,999,999 and 8 decimals: exact in a number, and its own canonical text but for zeros. False sends the cell the long way. */
  private plain(cell: string): boolean {
    const length = cell.length;
    let at = cell.charCodeAt(0) === 45 ? 1 : 0;
    const start = at;
    let whole = 0;
    let code = 0;
    while (at < length && (code = cell.charCodeAt(at) - ZERO) >= 0 && code <= 9) {
      whole = whole * 10 + code;
      at++;
    }
    const digits = at - start;
    if (digits === 0 || digits > 7 || (digits > 1 && cell.charCodeAt(start) === ZERO)) return false;
    let fraction = 0;
    let decimals = 0;
    if (at < length) {
      if (cell.charCodeAt(at) !== 46) return false;
      const first = ++at;
      while (at < length && (code = cell.charCodeAt(at) - ZERO) >= 0 && code <= 9) {
        fraction = fraction * 10 + code;
        at++;
      }
      decimals = at - first;
      if (at < length || decimals === 0 || decimals > 8) return false;
      if (decimals === 3 && digits <= 3 && this.decimal !== '.' && cell.charCodeAt(start) !== ZERO) return false;
    }
    const units = whole * 1e8 + fraction * POWERS[decimals]!;
    this.units = start === 1 ? -units : units;
    this.currency = this.sign = this.side = null;
    if (units === 0) this.text = '0.00';
    else if (decimals === 2) this.text = cell;
    else if (decimals === 0) this.text = `${cell}.00`;
    else if (decimals === 1) this.text = `${cell}0`;
    else {
      let end = length;
      while (end > length - decimals + 2 && cell.charCodeAt(end - 1) === ZERO) end--;
      this.text = end === length ? cell : cell.slice(0, end);
    }
    return true;
  }
}

/** What was found for the amounts of a table; for the screen to show. */
export interface MoneyFindings {
  readonly unit: AmountUnit | null;
  readonly decimal: DecimalMark | null;
}

/** The mapped amount columns in the sheet's order. */
export function moneyColumns(table: SheetTable, mapping: ColumnMapping, heads: readonly Cell[]): MoneyColumn[] {
  const indexes = mapping.columns.flatMap((field, index) => (isMoneyField(field) ? [index] : []));
  const titles = unitOf(textsAbove(table, topOf(mapping)));
  const marks = decimalMarks(table, mapping, indexes);
  return indexes.map((index) => {
    const field = mapping.columns[index]!;
    const head = heads[index] ?? '';
    const said = field === 'monthAmount' ? readMonthHead(head) : readHead(head);
    const unit = mapping.unit ?? said?.unit ?? titles ?? 1;
    const sides = field === 'amount' || field === 'monthAmount';
    return new MoneyColumn(index, field, mapping.months?.[index] ?? null, unit, said?.currency ?? null, marks.get(index) ?? 'open', sides);
  });
}

/** Unit and decimal mark of a mapping's amounts, as {@link moneyColumns} takes them; null where columns differ or a cell stays doubtful. */
export function moneyFindings(table: SheetTable, mapping: ColumnMapping, heads: readonly Cell[]): MoneyFindings {
  const columns = moneyColumns(table, mapping, heads);
  const units = new Set(columns.map(({ unit }) => unit));
  const marks = new Set(columns.map(({ decimal }) => decimal));
  const mark = marks.size === 1 ? [...marks][0] : undefined;
  return { unit: units.size === 1 ? ([...units][0] ?? null) : null, decimal: mark === '.' || mark === ',' ? mark : null };
}

const ROW_TOTAL =
  /^(?:全年|年度|本年|各月|年)?(?:合计|总计|共计|累计)(?:金额)?$|^全年$|^(?:金额|成本|收入)合计$|^(?:grand|year|row|annual)?(?:total|sum)s?$/;

/** The one column beside months that holds their sum, by its head; it is checked, never imported. Null when there is none, or several. */
export function rowTotalColumn(mapping: ColumnMapping, heads: readonly Cell[], months: readonly MoneyColumn[]): MoneyColumn | null {
  const first = months[0];
  if (first === undefined || !mapping.columns.includes('monthAmount')) return null;
  const found = heads.flatMap((head, index) =>
    (mapping.columns[index] ?? null) === null && ROW_TOTAL.test(plainHead(head ?? '')) ? [index] : [],
  );
  const unit = mapping.unit ?? readHead(heads[found[0] ?? 0] ?? '').unit ?? first.unit;
  return found.length === 1 ? new MoneyColumn(found[0]!, 'amount', null, unit, null, first.decimal, false) : null;
}

export function isMoneyField(field: LedgerField | null | undefined): boolean {
  return field === 'amount' || field === 'debit' || field === 'credit' || field === 'monthAmount';
}

/** First row of the heads. */
export function topOf(mapping: Pick<ColumnMapping, 'headRow' | 'headRows'>): number {
  return mapping.headRow - ((mapping.headRows ?? 1) - 1);
}

/**
 * The decimal mark of each amount column: declared, else told by the column's cells, else by the other amount columns. Numbers of a
 * workbook come with a point; there only numbers that stand as text can be doubtful. `open` where nothing tells or cells contradict
 * each other: what can be read both ways is refused then.
 */
function decimalMarks(table: SheetTable, mapping: ColumnMapping, indexes: readonly number[]): Map<number, DecimalMark | 'open'> {
  if (mapping.decimal) return new Map(indexes.map((index) => [index, mapping.decimal!]));
  const evidence = indexes.map(() => new DecimalEvidence());
  for (let row = mapping.headRow + 1; row < table.rows.length; row++) {
    const cells = table.rows[row]!;
    for (let at = 0; at < indexes.length; at++) {
      const cell = cells[indexes[at]!];
      if (cell !== undefined && cell !== null && !isBlank(cell)) evidence[at]!.look(cell);
    }
  }
  const together = new DecimalEvidence();
  for (const one of evidence) together.add(one);
  return new Map(
    indexes.map((index, at) => {
      const one = evidence[at]!;
      const typed =
        table.format === 'xlsx' &&
        (table.marks?.textNumbers ? !table.marks.textNumbers.some(({ column }) => column === index) : !one.hasDoubtfulComma);
      const mark = one.mark() ?? (typed ? '.' : together.mark());
      return [index, mark === 'mixed' || mark === null ? (one.needed ? 'open' : '.') : mark];
    }),
  );
}
