/** From a sheet and a mapping to ledger rows: every cell that cannot be read is listed, none is guessed. */
import { absolute, formatUnits, MAX_UNITS, type Units } from '../money';
import { byCodeUnit } from '../digest';
import { shiftPeriod } from '../period';
import { Book, type LedgerContext } from './book';
import { isBlank, plainText, readPeriod } from './cells';
import { signFits } from './currencies';
import { isMoneyField, type MoneyColumn } from './money-columns';
import { repeatedRows } from './repeats';
import { HeadAgain, isBlankRow, numbersColumns, totalWord } from './row-kind';
import { SumRows } from './sum-rows';
import { UnitSum } from './unit-sum';
import type {
  BadCell,
  Cell,
  CellFault,
  ColumnMapping,
  LedgerField,
  LedgerOptions,
  LeftOutRow,
  MappedLedger,
  MappedRow,
  MissingField,
  SheetTable,
} from './types';

export type { LedgerContext } from './book';

const NO_CONTEXT: LedgerContext = { services: [], currency: 'CNY' };

/** What neither the mapping nor the options give: one problem to be solved before anything is read. */
export function missingFields(mapping: ColumnMapping, { grain, period }: Pick<LedgerOptions, 'grain' | 'period'>): MissingField[] {
  const has = (field: LedgerField): boolean => mapping.columns.includes(field);
  const missing: MissingField[] = [];
  if (!mapping.columns.some(isMoneyField)) missing.push('amount');
  if (!has('period') && !has('monthAmount') && period === null) missing.push('period');
  if (!has('customer') && !has('customerName') && !mapping.partyRule) missing.push('customer');
  if (grain === 'customer-service' && !has('service') && !has('serviceName')) missing.push('service');
  return missing;
}

/**
 * Maps a sheet. Rows with a bad cell are left out and their cells listed in `refused`; whether that ends the import is the
 * caller's decision. Blank rows, totals, balances, repeated heads and notes are left out and listed; zero rows are kept. Where months
 * stand side by side each filled cell is an entry of its own. Sums are per period (and currency), of kept rows.
 */
export function mapLedger(
  table: SheetTable,
  mapping: ColumnMapping,
  options: LedgerOptions,
  context: LedgerContext = NO_CONTEXT,
): MappedLedger {
  const missing = missingFields(mapping, options);
  if (missing.length > 0) return { rows: [], leftOut: [], refused: [], sums: [], missing };
  return new LedgerReader(table, mapping, options, context).read();
}

interface Tentative {
  readonly row: number;
  readonly faults: readonly BadCell[];
}

class LedgerReader {
  private readonly book: Book;
  private readonly rows: MappedRow[] = [];
  private readonly leftOut: LeftOutRow[] = [];
  private readonly refused: BadCell[] = [];
  private readonly sums = new Map<string, Map<string, UnitSum>>();
  private readonly watch: SumRows;
  private readonly headAgain: HeadAgain;
  private readonly months: ReadonlyMap<MoneyColumn, string>;
  /** Rows that equal the one row above: sums in a book that has sums without a word, else rows without a customer. */
  private readonly tentative: Tentative[] = [];
  private readonly unpivoted: boolean;

  constructor(
    private readonly table: SheetTable,
    private readonly mapping: ColumnMapping,
    private readonly options: LedgerOptions,
    context: LedgerContext,
  ) {
    this.book = new Book(table, mapping, options, context);
    const { money } = this.book;
    this.watch = new SumRows(money.length);
    const headRows = mapping.headRows ?? 1;
    this.headAgain = new HeadAgain([
      ...(mapping.headRow < 0 ? [] : table.rows.slice(Math.max(0, mapping.headRow - headRows + 1), mapping.headRow + 1)),
    ]);
    this.unpivoted = mapping.columns.includes('monthAmount');
    this.months = new Map(
      money.flatMap((column) => (column.period === null ? [] : [[column, shiftPeriod(column.period, options.periodShift ?? 0)]])),
    );
  }

  read(): MappedLedger {
    const { table, book, leftOut } = this;
    const end = this.afterLastEntry();
    const first = this.mapping.headRow + 1;
    for (let index = first; index < table.rows.length; index++) {
      const raw = table.rows[index]!;
      const row = index + 1;
      if (isBlankRow(raw)) {
        leftOut.push({ row, why: 'blank' });
        continue;
      }
      if (this.headAgain.is(raw) || (index === first && numbersColumns(raw))) {
        leftOut.push({ row, why: 'head' });
        continue;
      }
      const word = totalWord(raw, book.keys, book.texts);
      if (word !== null) {
        leftOut.push({ row, why: word });
        if (word === 'total') this.watch.groupDone();
        continue;
      }
      if (index >= end) {
        leftOut.push({ row, why: 'note' });
        continue;
      }
      this.entry(book.merged.none ? raw : book.merged.filled(raw, index, book.filledDown, this.mapping.headRow), row);
    }
    return this.result();
  }

  private result(): MappedLedger {
    const { rows, leftOut, refused } = this;
    if (this.tentative.length > 0) {
      for (const { row, faults } of this.tentative) {
        leftOut.push({ row, why: this.watch.established ? 'sum' : 'bad-cells' });
        if (!this.watch.established) for (const cell of faults) refused.push(cell);
      }
      leftOut.sort((a, b) => a.row - b.row);
      refused.sort((a, b) => a.row - b.row);
    }
    const repeated = repeatedRows(rows);
    const hiddenRows = new Set((this.table.marks?.hiddenRows ?? []).map((row) => row + 1));
    const hidden = hiddenRows.size === 0 ? [] : [...new Set(rows.filter(({ row }) => hiddenRows.has(row)).map(({ row }) => row))];
    return {
      rows,
      leftOut,
      refused,
      ...(repeated.length > 0 ? { repeated } : {}),
      ...(hidden.length > 0 ? { hidden } : {}),
      sums: this.sumsByPeriod(),
    };
  }

  /** Index after the last row that may be an entry: what follows are signatures and notes. */
  private afterLastEntry(): number {
    for (let index = this.table.rows.length - 1; index >= 0; index--) {
      const cells = this.table.rows[index] ?? [];
      if (!isBlankRow(cells) && !this.isNote(cells)) return index + 1;
    }
    return 0;
  }

  /** 制表人：示例会计 | 复核：示例用户: labels, or one lone text; nothing where an amount or a period belongs. */
  private isNote(cells: readonly Cell[]): boolean {
    const labelled = (cell: Cell): boolean => cell !== null && /[:：]/.test(cell);
    const hasAmount = this.book.money.some(({ index }) => !isBlank(cells[index] ?? null) && !labelled(cells[index] ?? null));
    if (hasAmount || readPeriod(this.book.cell(cells, 'period')).ok) return false;
    return cells.filter((cell) => !isBlank(cell)).length === 1 || cells.some(labelled);
  }

  private entry(cells: readonly Cell[], row: number): void {
    if (this.book.namesNobody(cells)) {
      const judged = this.judge(cells);
      if (judged === 'sum') {
        this.leftOut.push({ row, why: 'sum' });
        this.watch.groupDone();
        return;
      }
      if (judged === 'single') {
        const faults: BadCell[] = [];
        this.readEntry(cells, row, faults, false);
        this.tentative.push({ row, faults });
        this.watch.groupDone();
        return;
      }
    }
    const faults: BadCell[] = [];
    const before = this.rows.length;
    this.readEntry(cells, row, faults, true);
    if (faults.length > 0) {
      this.rows.length = before;
      this.leftOut.push({ row, why: 'bad-cells' });
      for (const cell of faults) this.refused.push(cell);
    } else if (this.rows.length === before) this.leftOut.push({ row, why: 'blank' });
  }

  /** A row that names neither customer nor service nor reference, as the sum of rows above. */
  private judge(cells: readonly Cell[]): 'sum' | 'single' | null {
    const { book } = this;
    for (const field of ['service', 'serviceName', 'reference'] as const) if (!isBlank(book.cell(cells, field))) return null;
    const units: (Units | null)[] = [];
    for (const column of book.money) {
      const cell = cells[column.index] ?? null;
      if (isBlank(cell)) units.push(null);
      else if (column.read(cell) !== null) return null;
      else units.push(BigInt(column.units));
    }
    const judged = this.watch.judge(units);
    if (judged !== 'single') return judged;
    return book.texts.every((index) => isBlank(cells[index] ?? null)) ? 'single' : null;
  }

  /** Reads a row's entry, or one for each filled month; nothing is added to the sums of the ledger when a cell is bad. */
  private readEntry(cells: readonly Cell[], row: number, faults: BadCell[], counted: boolean): void {
    const { book } = this;
    const fault = (index: number | undefined, kind: CellFault): null => {
      faults.push(book.bad(row, index, cells, kind));
      return null;
    };
    let period: string | null = null;
    if (!this.unpivoted) {
      const read = book.period(cells);
      period = read.ok ? read.value : fault(book.column('period'), read.fault);
    }
    const party = this.partyOf(cells, fault);
    const service = this.serviceOf(cells, fault);
    const rateCell = book.cell(cells, 'taxRate');
    const rate = rateCell === null ? null : book.rates.of(rateCell);
    const taxRate = (rate === null ? null : rate.ok ? rate.value : fault(book.column('taxRate'), rate.fault)) ?? this.options.tax;
    const referenced = book.identifier(cells, 'reference');
    const reference = referenced.ok ? referenced.value : fault(book.column('reference'), referenced.fault);
    const note = plainText(book.cell(cells, 'note'));
    const currencyCell = book.cell(cells, 'currency');
    const stated = currencyCell === null ? null : book.currencies.of(currencyCell);
    const entry = (month: string, amount: string, currency: string): MappedRow => ({
      row,
      period: month,
      party: party?.party ?? '',
      partyName: party?.name ?? null,
      service,
      amount,
      currency,
      taxRate,
      reference,
      note,
    });
    let filled = false;
    const pending: { readonly period: string; readonly currency: string; readonly units: number | Units }[] = [];
    const money = this.unpivoted ? null : this.amountOf(cells, fault);
    const statedCurrency = stated === null ? null : stated.ok ? stated.value : fault(book.column('currency'), stated.fault);
    if (this.unpivoted) {
      for (const [at, column] of book.money.entries()) {
        const cell = cells[column.index] ?? null;
        if (cell === null || isBlank(cell)) continue;
        const kind = column.read(cell);
        if (kind !== null) {
          fault(column.index, kind);
          continue;
        }
        if (counted) this.watch.add(at, column.units);
        filled ||= column.units !== 0 && column.units !== 0n;
        const signed = this.signed(column, cells, fault);
        const currency = this.currencyOf(column, statedCurrency, fault);
        const month = this.months.get(column);
        if (signed === null || currency === null || month === undefined || faults.length > 0) continue;
        pending.push({ period: month, currency, units: signed.units });
        this.rows.push(entry(month, signed.text, currency));
      }
      if (!this.rowHasAmount(cells)) return;
    } else if (money !== null) {
      filled = money.units !== 0 && money.units !== 0n;
      if (counted) this.countIn(cells);
      const currency = this.currencyOf(money.column, statedCurrency, fault);
      if (faults.length === 0 && period !== null && currency !== null) {
        pending.push({ period, currency, units: money.units });
        this.rows.push(entry(period, money.text, currency));
      }
    } else if (counted) this.watch.unknown();
    if (counted) this.watch.rowDone(filled);
    if (faults.length === 0 && counted) for (const { period: month, currency, units } of pending) this.addUp(month, currency, units);
  }

  private rowHasAmount(cells: readonly Cell[]): boolean {
    return this.book.money.some(({ index }) => !isBlank(cells[index] ?? null));
  }

  /** Each amount column as it stands goes into the running sums: a subtotal row sums columns, not balances. */
  private countIn(cells: readonly Cell[]): void {
    const { money } = this.book;
    for (let at = 0; at < money.length; at++) {
      const column = money[at]!;
      if (money.length === 1) this.watch.add(at, column.units);
      else {
        const cell = cells[column.index] ?? null;
        if (!isBlank(cell) && column.read(cell) === null) this.watch.add(at, column.units);
      }
    }
  }

  private partyOf(
    cells: readonly Cell[],
    fault: (index: number | undefined, kind: CellFault) => null,
  ): { readonly party: string; readonly name: string | null } | null {
    const { book } = this;
    const id = book.identifier(cells, 'customer');
    if (!id.ok) fault(book.column('customer'), id.fault);
    const name = book.name(cells);
    if (!name.ok) fault(book.column('customerName'), name.fault);
    const idText = id.ok ? id.value : null;
    const nameText = name.ok ? name.value : null;
    const party = idText ?? nameText;
    if (party !== null) return { party, name: nameText };
    if (!id.ok || !name.ok) return null;
    const ruled = book.byRule(cells);
    if (ruled === null) return fault(book.column('customer') ?? book.column('customerName'), 'no-customer');
    return ruled.ok ? ruled.value : fault(this.mapping.partyRule?.column, ruled.fault);
  }

  private serviceOf(cells: readonly Cell[], fault: (index: number | undefined, kind: CellFault) => null): string | null {
    const { grain } = this.options;
    if (grain === 'customer') return null;
    const { book } = this;
    for (const field of ['service', 'serviceName'] as const) {
      const read = book.identifier(cells, field);
      if (!read.ok) return fault(book.column(field), read.fault);
      if (read.value === null) continue;
      return book.serviceCode(read.value) ?? fault(book.column(field), 'unknown-service');
    }
    return grain === 'customer-service' ? fault(book.column('service') ?? book.column('serviceName'), 'unknown-service') : null;
  }

  private amountOf(
    cells: readonly Cell[],
    fault: (index: number | undefined, kind: CellFault) => null,
  ): { readonly units: number | Units; readonly text: string; readonly column: MoneyColumn } | null {
    const { money } = this.book;
    const amount = money.length === 1 ? money[0]! : money.find(({ field }) => field === 'amount');
    if (amount?.field === 'amount') {
      const kind = amount.read(cells[amount.index] ?? null);
      if (kind !== null) return fault(amount.index, kind);
      const signed = this.signed(amount, cells, fault);
      return signed === null ? null : { ...signed, column: amount };
    }
    const sides: { readonly column: MoneyColumn; readonly units: Units; readonly text: string }[] = [];
    let bad = false;
    for (const column of money) {
      const cell = cells[column.index] ?? null;
      if (isBlank(cell)) continue;
      const kind = column.read(cell);
      if (kind === null) sides.push({ column, units: BigInt(column.units), text: column.text });
      else {
        fault(column.index, kind);
        bad = true;
      }
    }
    if (bad) return null;
    const shown = sides.find(({ units }) => units !== 0n) ?? sides[0];
    if (shown === undefined) return fault(money[0]?.index, 'empty-amount');
    const currencies = new Set(sides.flatMap(({ column }) => column.currency ?? column.headCurrency ?? []));
    if (currencies.size > 1) return fault(shown.column.index, 'bad-currency');
    // Income stands on the credit side; costs and payments in advance on the debit side.
    const plus: LedgerField = this.options.role === 'revenue' ? 'credit' : 'debit';
    let units = 0n;
    for (const side of sides) units += side.column.field === plus ? side.units : -side.units;
    if (absolute(units) > MAX_UNITS) return fault(shown.column.index, 'too-large');
    // Its currency and sign are asked for next.
    shown.column.read(cells[shown.column.index] ?? null);
    return { units, text: formatUnits(units), column: shown.column };
  }

  /** The amount with the sign its side gives it: said in the cell (`12.50 CR`) or in the column beside (借, 贷, 平). */
  private signed(
    column: MoneyColumn,
    cells: readonly Cell[],
    fault: (index: number | undefined, kind: CellFault) => null,
  ): { readonly units: number | Units; readonly text: string } | null {
    const at = this.book.column('direction');
    let side = column.side;
    if (at !== undefined) {
      const read = this.book.directions.of(cells[at] ?? '');
      const nothing = column.units === 0 || column.units === 0n;
      if (!read.ok) return nothing && isBlank(cells[at] ?? null) ? column : fault(at, read.fault);
      if (read.value === 'flat') return nothing ? column : fault(at, 'bad-direction');
      if (side !== null && side !== read.value) return fault(at, 'bad-direction');
      side = read.value;
    }
    if (side === null || side === (this.options.role === 'revenue' ? 'credit' : 'debit')) return column;
    const units = typeof column.units === 'bigint' ? -column.units : BigInt(-column.units);
    return { units, text: formatUnits(units) };
  }

  /** The row's currency, the cell's, the head's or the desk's; a cell that names another than its row is refused. */
  private currencyOf(
    column: MoneyColumn,
    stated: string | null,
    fault: (index: number | undefined, kind: CellFault) => null,
  ): string | null {
    const { currency, sign } = column;
    if (stated !== null) {
      const fits = currency === null || currency === stated || (sign !== null && signFits(sign, stated));
      return fits ? stated : fault(this.book.column('currency'), 'bad-currency');
    }
    if (currency === null) return column.headCurrency ?? this.book.defaultCurrency;
    for (const known of [column.headCurrency, this.book.defaultCurrency])
      if (known !== null && sign !== null && sign !== '' && signFits(sign, known)) return known;
    return currency;
  }

  private addUp(period: string, currency: string, units: number | Units): void {
    let byCurrency = this.sums.get(period);
    if (!byCurrency) this.sums.set(period, (byCurrency = new Map<string, UnitSum>()));
    const sum = byCurrency.get(currency);
    if (sum) sum.add(units);
    else {
      const first = new UnitSum();
      first.add(units);
      byCurrency.set(currency, first);
    }
  }

  private sumsByPeriod(): MappedLedger['sums'] {
    const all = [...this.sums].flatMap(([period, byCurrency]) =>
      [...byCurrency].map(([currency, sum]) => ({ period, amount: formatUnits(sum.total), currency })),
    );
    return all.sort((a, b) => byCodeUnit(`${a.period} ${a.currency}`, `${b.period} ${b.currency}`));
  }
}
