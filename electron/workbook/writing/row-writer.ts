/** Rows of one tab as XML, with the exact sums of what was written. The hot path: a million rows pass here. */
import { columnLetters } from '../../../shared/ledger/column-names';
import { formatUnits, parseUnits, type Units } from '../../../shared/money';
import type { ColumnSpec, SheetSpec, WorkbookCell, WorkbookRow } from '../../../shared/workbook/model';
import { readSmallAmount, serialOf, typedAmount, typedDate, type SmallAmount } from './cell-values';
import { countUnits } from './live-sums';
import type { Book } from './sheet-writer';
import type { Link } from './sheet-frame';
import type { MoneyStyles } from './styles';
import { inlineText, xmlText } from './xml-text';

/** A column as it stands in the file: of the spec, or the exact text beside it. */
export interface FileColumn {
  readonly spec: ColumnSpec;
  readonly from: number;
  readonly exactOf: boolean;
  readonly money: MoneyStyles;
}

/** More links than this on one tab are refused by Excel; the cells say the row all the same. */
export const MOST_LINKS = 65_530;
const ONE = 100_000_000;
const CENT_UNITS = 1_000_000n;
/** Small amounts are added as numbers until their sum could lose a digit. */
const MOST_SMALL = 2 ** 52;

export class RowWriter {
  count = 0;
  readonly links: Link[] = [];
  /** Values of the totals by file column, as they must be read back: one map for each row below the data. */
  readonly feet: ReadonlyMap<number, number>[] = [];
  private readonly letters: readonly string[];
  private readonly big: Units[];
  private readonly small: Float64Array;
  private readonly rounded: Units[];
  private readonly one: SmallAmount = { units: 0, fine: false };
  /** Units of the row at hand by file column; NaN where they are not small. */
  private readonly units: Float64Array;
  /** File columns by columns of the spec. */
  private readonly places = new Map<number, number>();

  constructor(
    private readonly book: Book,
    private readonly sheet: SheetSpec,
    private readonly columns: readonly FileColumn[],
    private readonly top: number,
    private readonly linked: Map<string, number>,
  ) {
    this.letters = columns.map((_, index) => columnLetters(index));
    this.big = columns.map(() => 0n);
    this.rounded = columns.map(() => 0n);
    this.small = new Float64Array(columns.length);
    this.units = new Float64Array(columns.length);
    columns.forEach(({ from, exactOf }, index) => {
      if (!exactOf) this.places.set(from, index);
    });
  }

  /** Exact sum of a file column. */
  sum(index: number): Units {
    return (this.big[index] ?? 0n) + BigInt(this.small[index] ?? 0);
  }

  get sums(): Units[] {
    return this.columns.map((_, index) => this.sum(index));
  }

  /** What the file holds less than the sum, in columns without a neighbour for exact texts. */
  lost(index: number): Units {
    return this.rounded[index] ?? 0n;
  }

  /** The next row. @throws MoneyError for an amount that is none */
  row(row: WorkbookRow): string {
    const number = this.top + ++this.count;
    const { columns, letters } = this;
    const { styles } = this.book;
    let xml = `<row r="${number}">`;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]!;
      const cell = row[column.from];
      if (cell === null || cell === undefined || cell === '') {
        this.units[index] = 0;
        if (columns[index + 1]?.exactOf === true) index++;
        continue;
      }
      const address = `<c r="${letters[index]!}${number}" s="`;
      switch (column.spec.type) {
        case 'text':
          xml += `${address}${styles.body.text}" t="inlineStr">${inlineText(String(cell))}</c>`;
          break;
        case 'amount': {
          const exact = columns[index + 1]?.exactOf === true;
          xml += address + this.amount(index, column, cell, row, number, exact);
          if (exact) index++;
          break;
        }
        case 'link':
          xml += address + this.link(column.spec.to, String(cell), `${letters[index]!}${number}`);
          break;
        default:
          xml += address + this.other(index, column, cell, row, number);
      }
    }
    for (const observer of this.book.live.observersOf(this.sheet.key))
      observer.add(row, countUnits(observer.column, this.unitsOf(observer.column, row)));
    return `${xml}</row>`;
  }

  /** A row of totals: formulas with their exact values; styled through, empty cells too. */
  foot(number: number, word: string, formula: (letters: string) => string, sum: (index: number) => Units): string {
    const { styles } = this.book;
    const values = new Map<number, number>();
    const cells = this.columns.map(({ spec, exactOf, money }, index) => {
      const address = `<c r="${this.letters[index]!}${number}" s="`;
      if (spec.total !== 'sum')
        return index === 0 ? `${address}${styles.footText}" t="inlineStr">${inlineText(word)}</c>` : `${address}${styles.footText}"/>`;
      const units = sum(exactOf ? index - 1 : index);
      const result = typedAmount(formatUnits(units));
      if (exactOf)
        return result?.exact
          ? `${address}${styles.footExact}" t="inlineStr">${inlineText(result.exact)}</c>`
          : `${address}${styles.footExact}"/>`;
      const value = result?.value ?? 0;
      values.set(index, value);
      const live = formula(this.letters[index]!);
      if (spec.type === 'integer') return `${address}${styles.footInteger}"><f>${xmlText(live)}</f><v>${value}</v></c>`;
      // Adding doubles leaves residues beyond the last decimal; rounding at the shown decimals takes them away.
      const cents = units % CENT_UNITS === 0n;
      const style = cents ? money.footCents : money.footFine;
      return `${address}${style}"><f>${xmlText(`ROUND(${live},${cents ? 2 : 8})`)}</f><v>${value}</v></c>`;
    });
    this.feet.push(values);
    return `<row r="${number}">${cells.join('')}</row>`;
  }

  /** From the style's number on: `3"><v>5.00</v></c>`, the exact text's cell with it. */
  private amount(index: number, column: FileColumn, cell: string | number, row: WorkbookRow, number: number, exact: boolean): string {
    const text = typeof cell === 'string' ? cell : String(cell);
    const { one, small } = this;
    if (readSmallAmount(text, one)) {
      const { units } = one;
      const sum = small[index]! + units;
      if (sum > MOST_SMALL || sum < -MOST_SMALL) {
        this.big[index] = this.big[index]! + BigInt(sum);
        small[index] = 0;
      } else small[index] = sum;
      this.units[index] = units;
      const formula = column.spec.live === undefined ? '' : this.formula(column.spec, row, number, BigInt(units), one.fine ? 8 : 2);
      return `${one.fine ? column.money.fine : column.money.cents}">${formula}<v>${text}</v></c>`;
    }
    const typed = typedAmount(text);
    if (typed === null) return `${column.money.cents}"/>`;
    this.units[index] = NaN;
    this.big[index] = this.big[index]! + typed.units;
    const decimals = typed.fine ? 8 : 2;
    const formula = column.spec.live === undefined ? '' : this.formula(column.spec, row, number, typed.units, decimals);
    const xml = `${typed.fine ? column.money.fine : column.money.cents}">${formula}<v>${typed.value}</v></c>`;
    if (typed.exact === null) return xml;
    if (exact)
      return `${xml}<c r="${this.letters[index + 1]!}${number}" s="${this.book.styles.exact}" t="inlineStr"><is><t>${typed.exact}</t></is></c>`;
    this.rounded[index] = this.rounded[index]! + typed.units - parseUnits(String(typed.value));
    return xml;
  }

  private formula(spec: ColumnSpec, row: WorkbookRow, number: number, value: Units, decimals: number | null): string {
    const formula = this.book.live.formula(this.sheet, spec, row, {
      value,
      decimals,
      row: number,
      letters: (key) => this.letters[this.columns.findIndex((one) => one.spec.key === key)] ?? 'A',
      parts: (sheet) => this.book.parts(sheet),
      own: (key) => {
        const from = this.columns.find((one) => one.spec.key === key)?.from;
        const typed = from === undefined ? null : typedAmount(row[from] ?? null);
        return typed === null || typed.exact !== null ? null : typed.units;
      },
    });
    return formula === null ? '' : `<f>${xmlText(formula)}</f>`;
  }

  private link(to: string | undefined, cell: string, address: string): string {
    const { styles, places } = this.book;
    const link = places.link(to, cell);
    if (link === null) return `${styles.body.text}"/>`;
    if (link.target > (this.linked.get(link.sheet) ?? -1)) this.linked.set(link.sheet, link.target);
    const live = this.links.length < MOST_LINKS;
    if (live) this.links.push({ cell: address, location: link.location });
    return `${live ? styles.link : styles.body.text}" t="inlineStr">${inlineText(link.text)}</c>`;
  }

  /** Dates, whole numbers, rates; what does not fit its column's type stays text and is seen. */
  private other(index: number, column: FileColumn, cell: string | number, row: WorkbookRow, number: number): string {
    const { type } = column.spec;
    const { styles } = this.book;
    if (type === 'date' || type === 'datetime') {
      const date = typedDate(cell, type);
      if (date !== null) return `${styles.body[type]}"><v>${serialOf(date)}</v></c>`;
    } else if (type === 'integer' || type === 'rate') {
      const value = Number(cell);
      if (Number.isFinite(value) && (type === 'rate' || Number.isSafeInteger(value))) {
        const units = type === 'integer' ? BigInt(value) * BigInt(ONE) : 0n;
        this.big[index] = this.big[index]! + units;
        this.units[index] = NaN;
        const formula = column.spec.live === undefined ? '' : this.formula(column.spec, row, number, units, null);
        return `${styles.body[type]}">${formula}<v>${value}</v></c>`;
      }
    }
    return `${styles.body.text}" t="inlineStr">${inlineText(String(cell))}</c>`;
  }

  private unitsOf(from: number | null, row: WorkbookRow): Units {
    if (from === null) return 0n;
    const small = this.units[this.places.get(from) ?? -1] ?? 0;
    return Number.isNaN(small) ? unitsOfCell(row[from] ?? null) : BigInt(small);
  }
}

function unitsOfCell(cell: WorkbookCell): Units {
  return cell === null || cell === '' ? 0n : parseUnits(String(cell));
}
