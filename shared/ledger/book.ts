/** A mapped sheet ready to be read row by row: which column holds what, and what the desk knows about its words. */
import { shiftPeriod } from '../period';
import {
  isBlank,
  isErrorCell,
  plainText,
  readCurrency,
  readDirection,
  readIdentifier,
  readPeriod,
  readTaxRate,
  readYear,
  type Read,
} from './cells';
import { columnName } from './column-names';
import { headsOf } from './find-head';
import { MergedCells } from './merges';
import { moneyColumns, topOf, type MoneyColumn } from './money-columns';
import { GroupRows } from './group-rows';
import { PartyReader, type FoundParty, type KnownParty } from './party-rule';
import { ServiceNames, type ServiceType } from './services';
import { textsAbove, yearAbove } from './titles';
import type { Currency } from '../money';
import type { BadCell, Cell, CellFault, ColumnMapping, LedgerField, LedgerOptions, SheetTable } from './types';

/** What the desk knows and the book does not say. */
export interface LedgerContext {
  /** Service types of the store; names in the book are resolved through them. */
  readonly services: readonly ServiceType[];
  /** Currency of amounts when neither a column, the head nor the cell names one. */
  readonly currency: Currency;
  /** Customers, resellers and aliases, for books that name the customer inside a text. */
  readonly parties?: readonly KnownParty[];
}

/** Distinct texts of a column that are remembered; a column with more is read cell by cell. */
const REMEMBERED = 20_000;

/** Remembers what a text was read as: months, rates and services repeat in every row. */
class Memory<T> {
  private readonly known = new Map<string, T>();
  private lastText: string | null = null;
  private last: T | undefined;

  constructor(private readonly read: (text: string) => T) {}

  of(text: string): T {
    if (text === this.lastText) return this.last as T;
    let value = this.known.get(text);
    if (value === undefined) {
      value = this.read(text);
      if (this.known.size < REMEMBERED) this.known.set(text, value);
    }
    this.lastText = text;
    this.last = value;
    return value;
  }
}

/** Columns of a mapping and readers of their cells. */
export class Book {
  readonly heads: readonly Cell[];
  readonly money: readonly MoneyColumn[];
  readonly merged: MergedCells;
  /** Columns that name an entry, and whose merged cells are filled down. */
  readonly keys: readonly number[];
  readonly filledDown: readonly number[];
  /** Columns that may hold a word for a total: all but amounts and rates. */
  readonly texts: readonly number[];
  readonly parties: readonly number[];
  /** Why the last identifier or name could not be read. */
  fault: CellFault | null = null;
  private readonly at: Readonly<Partial<Record<LedgerField, number>>>;
  private readonly year: number | null;
  private readonly services: ServiceNames;
  private readonly partyReader: PartyReader | null;
  /** Rows that name the customer of those below. */
  readonly groups: GroupRows | null;
  /** ID columns looked through so far, and whether every long number in them ends in zeros after its 15th digit. */
  private readonly rounded = new Map<number, boolean>();

  readonly periods: Memory<Memory<Read<string>>>;
  readonly rates = new Memory(readTaxRate);
  readonly currencies = new Memory(readCurrency);
  readonly directions = new Memory(readDirection);
  private readonly serviceCodes = new Memory((text: string) => this.services.find(text) ?? '');
  private readonly ruled = new Memory((text: string): Read<FoundParty> => this.partyReader!.read(text));

  constructor(
    private readonly table: SheetTable,
    readonly mapping: ColumnMapping,
    private readonly options: LedgerOptions,
    private readonly context: LedgerContext,
  ) {
    this.heads = headsOf(table, mapping);
    const at: Partial<Record<LedgerField, number>> = {};
    mapping.columns.forEach((field, index) => {
      if (field !== null) at[field] ??= index;
    });
    this.at = at;
    this.money = moneyColumns(table, mapping, this.heads);
    this.merged = new MergedCells(table);
    const columns = (fields: readonly LedgerField[]): number[] => fields.flatMap((field) => at[field] ?? []);
    const rule = mapping.partyRule ?? null;
    this.groups = rule?.kind === 'group-row' ? new GroupRows(rule, mapping.columns, context.parties ?? []) : null;
    const ruleColumn = rule === null || this.groups !== null ? [] : [rule.column];
    this.keys = columns(['period', 'customer', 'customerName', 'service', 'serviceName']);
    this.parties = [...columns(['customer', 'customerName']), ...ruleColumn];
    this.filledDown = [
      ...new Set([...this.keys, ...ruleColumn, ...columns(['year', 'direction', 'currency', 'taxRate', 'reference', 'note'])]),
    ];
    let width = 0;
    for (const row of table.rows) if (row.length > width) width = row.length;
    const numbers = new Set([...this.money.map(({ index }) => index), ...columns(['taxRate'])]);
    this.texts = Array.from({ length: width }, (_, index) => index).filter((index) => !numbers.has(index));
    const above = [...textsAbove(table, topOf(mapping)), ...this.heads.filter((head): head is string => head !== null)];
    this.year = mapping.year ?? yearAbove(table, above);
    this.services = new ServiceNames(context.services);
    this.partyReader = rule === null || this.groups !== null ? null : new PartyReader(rule, context.parties ?? []);
    const shift = options.periodShift ?? 0;
    this.periods = new Memory((year: string) => {
      const known = readYear(year) ?? this.year;
      return new Memory((text: string): Read<string> => {
        const read = readPeriod(text, known);
        return read.ok && shift !== 0 ? { ok: true, value: shiftPeriod(read.value, shift) } : read;
      });
    });
  }

  column(field: LedgerField): number | undefined {
    return this.at[field];
  }

  cell(cells: readonly Cell[], field: LedgerField): Cell {
    const index = this.at[field];
    return index === undefined ? null : (cells[index] ?? null);
  }

  /** No column that could names a customer; under a group row, where none does, no text stands in the row at all. */
  namesNobody(cells: readonly Cell[]): boolean {
    if (this.groups !== null) return this.texts.every((index) => isBlank(cells[index] ?? null));
    for (const column of this.parties) if (!isBlank(cells[column] ?? null)) return false;
    return true;
  }

  /** Bill month of a row whose months do not stand side by side; the book's month moved by the declared shift. */
  period(cells: readonly Cell[]): Read<string> {
    const cell = this.cell(cells, 'period');
    if (cell === null || isBlank(cell))
      return this.options.period === null ? { ok: false, fault: 'no-period' } : { ok: true, value: this.options.period };
    const year = this.cell(cells, 'year');
    return this.periods.of(year ?? '').of(cell);
  }

  /** Text of an ID or a name; after it {@link fault} says why there is none, null for a blank cell. */
  identifier(cells: readonly Cell[], field: 'customer' | 'service' | 'serviceName' | 'reference'): string | null {
    this.fault = null;
    const index = this.at[field];
    if (index === undefined) return null;
    const cell = cells[index] ?? null;
    if (cell === null) return null;
    if (
      cell.length >= 16 &&
      cell.length <= 18 &&
      cell.charCodeAt(cell.length - 1) === 0x30 &&
      ROUNDED.test(cell) &&
      this.isRounded(index)
    ) {
      this.fault = 'lost-digits';
      return null;
    }
    const code = cell.charCodeAt(0);
    // An ordinary text begins with a letter or a digit, and what lost its digits has a plus or 19 digits.
    if (cell.length > 4 && cell.length < 19 && code > 0x2f && code !== 0x45 && code !== 0x65 && code < 0x7f && !cell.includes('+'))
      return plainText(cell);
    const read = readIdentifier(cell);
    if (read.ok) return read.value;
    this.fault = read.fault;
    return null;
  }

  /** One number of 16 to 18 digits may well end in zeros; three different ones that all do were rounded. Asked for by the first of them. */
  private isRounded(column: number): boolean {
    let rounded = this.rounded.get(column);
    if (rounded === undefined) {
      const ends = new Set<string>();
      let whole = false;
      for (let row = this.mapping.headRow + 1; row < this.table.rows.length && !whole; row++) {
        const cell = this.table.rows[row]?.[column] ?? null;
        if (cell === null || cell.length < 16 || cell.length > 18 || !LONG.test(cell)) continue;
        if (ROUNDED.test(cell)) ends.add(cell);
        else whole = true;
      }
      rounded = !whole && ends.size >= 3;
      this.rounded.set(column, rounded);
    }
    return rounded;
  }

  name(cells: readonly Cell[]): string | null {
    this.fault = null;
    const cell = this.cell(cells, 'customerName');
    if (!isErrorCell(cell)) return plainText(cell);
    this.fault = 'error-cell';
    return null;
  }

  /** Customer by the rule; null when there is none. */
  byRule(cells: readonly Cell[]): Read<FoundParty> | null {
    if (!this.mapping.partyRule || this.partyReader === null) return null;
    const cell = cells[this.mapping.partyRule.column] ?? null;
    return cell === null ? { ok: false, fault: 'no-party-in-text' } : this.ruled.of(cell);
  }

  /** Code of a service's name, or null when nobody knows it. */
  serviceCode(text: string): string | null {
    const code = this.serviceCodes.of(text);
    return code === '' ? null : code;
  }

  /** A cell as the list of bad cells shows it. */
  bad(row: number, index: number | undefined, cells: readonly Cell[], fault: CellFault): BadCell {
    const value = index === undefined ? '' : (cells[index] ?? '');
    return {
      sheet: this.table.sheet,
      row,
      column: index === undefined ? '' : columnName(index, this.heads),
      value: value.slice(0, 200),
      fault,
    };
  }

  get defaultCurrency(): Currency {
    return this.context.currency;
  }
}

/** What a longer number looks like after it was a double: zeros from the 16th digit on. */
const ROUNDED = /^[1-9]\d{14}0{1,3}$/;
const LONG = /^[1-9]\d{15,17}$/;
