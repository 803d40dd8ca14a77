/** From a sheet and a mapping to ledger rows: every cell that cannot be read is listed, none is guessed. */
import { absolute, formatUnits, MAX_UNITS, type Units } from '../money';
import { byCodeUnit } from '../digest';
import { shiftPeriod } from '../period';
import { Book, type LedgerContext } from './book';
import { isBlank, plainText, readPeriod } from './cells';
import { signFits } from './currencies';
import { isMoneyField, rowTotalColumn, type MoneyColumn } from './money-columns';
import type { FoundParty } from './party-rule';
import { repeatedRows } from './repeats';
import { balanceColumn, balanceWord, datedBalances, readBalance, type BalanceColumns, type BalanceRow } from './book-balances';
import { HeadAgain, isBlankRow, numbersColumns, rowWord, totalWord } from './row-kind';
import { usualSide } from './side';
import { SumRows } from './sum-rows';
import { TooManyCells } from './too-many-cells';
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
  Side,
} from './types';

export type { LedgerContext } from './book';

const SERVICE_FIELDS = ['service', 'serviceName'] as const;
const NO_CONTEXT: LedgerContext = { services: [], currency: 'CNY' };

/** What neither the mapping nor the options give: one problem to be solved before anything is read. */
export function missingFields(
  mapping: ColumnMapping,
  { grain, period, role }: Pick<LedgerOptions, 'grain' | 'period'> & { readonly role?: LedgerOptions['role'] | null },
): MissingField[] {
  const has = (field: LedgerField): boolean => mapping.columns.includes(field);
  const missing: MissingField[] = [];
  if (!mapping.columns.some(isMoneyField)) missing.push('amount');
  if (!has('period') && !has('monthAmount') && period === null) missing.push('period');
  // A book of prepayments may be of the partner's own account, which needs no customer.
  if (role !== 'prepayment' && !has('customer') && !has('customerName') && !mapping.partyRule) missing.push('customer');
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
  private readonly tooMany: TooManyCells;
  private readonly months: ReadonlyMap<MoneyColumn, string>;
  /** Rows that equal the one row above: sums in a book that has sums without a word, else rows without a customer. */
  private readonly tentative: Tentative[] = [];
  private readonly unpivoted: boolean;
  private readonly amount: MoneyColumn | null;
  /** The total beside the months, to be compared with them. */
  private readonly rowTotal: MoneyColumn | null;
  /** A book of the partner's own account: no row names anybody. */
  private readonly isOwnAccount: boolean;
  /** Opening and closing balances of a book of prepayments. */
  private readonly balances: BalanceRow[] = [];
  private readonly balanceColumns: BalanceColumns | null;
  /** Customer of the group being read. */
  private group: FoundParty | null = null;
  private readonly direction: number | undefined;
  /** The side that counts as plus. */
  private readonly plus: Side;

  // The row at hand: fields instead of objects, because a million rows pass here.
  private row = 0;
  private cells: readonly Cell[] = [];
  private readonly faults: BadCell[] = [];
  private period = '';
  private party = '';
  private partyName: string | null = null;
  private service: string | null = null;
  private taxRate: string | null = null;
  private reference: string | null = null;
  private note: string | null = null;
  private stated: string | null = null;
  private badCurrency = false;
  private units: number | Units = 0;
  private text = '';
  private currency = '';
  private readonly pending: { readonly month: string; readonly currency: string; readonly units: number | Units; readonly text: string }[] =
    [];

  constructor(
    private readonly table: SheetTable,
    private readonly mapping: ColumnMapping,
    private readonly options: LedgerOptions,
    private readonly context: LedgerContext,
  ) {
    this.book = new Book(table, mapping, options, context);
    const { money } = this.book;
    this.watch = new SumRows(money.length);
    const headRows = mapping.headRows ?? 1;
    this.headAgain = new HeadAgain([
      ...(mapping.headRow < 0 ? [] : table.rows.slice(Math.max(0, mapping.headRow - headRows + 1), mapping.headRow + 1)),
    ]);
    this.tooMany = new TooManyCells(table, this.book.heads, mapping.headRow, mapping.columns);
    this.unpivoted = mapping.columns.includes('monthAmount');
    this.amount = money.find(({ field }) => field === 'amount') ?? null;
    this.rowTotal = this.unpivoted ? rowTotalColumn(mapping, this.book.heads, money) : null;
    this.direction = this.book.column('direction');
    this.plus = options.side ?? usualSide(options.role);
    this.isOwnAccount = options.role === 'prepayment' && this.book.parties.length === 0 && this.book.groups === null;
    this.balanceColumns =
      options.role !== 'prepayment'
        ? null
        : {
            balance: balanceColumn(this.book.heads, mapping.columns),
            direction: this.direction,
            money: money.map(({ index, field }) => ({ index, side: field === 'debit' || field === 'credit' ? field : null })),
            plus: this.plus,
          };
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
        this.balance(raw, row);
        if (word === 'total') this.watch.groupDone();
        continue;
      }
      const group = book.groups?.read(raw) ?? null;
      if (group !== null) {
        this.group = group === 'nobody' ? null : group;
        leftOut.push({ row, why: 'group' });
        this.watch.groupDone();
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
    const balances = datedBalances(this.balances, rows);
    const repeated = repeatedRows(rows);
    const hiddenRows = new Set((this.table.marks?.hiddenRows ?? []).map((row) => row + 1));
    const hidden = hiddenRows.size === 0 ? [] : [...new Set(rows.filter(({ row }) => hiddenRows.has(row)).map(({ row }) => row))];
    return {
      rows,
      leftOut,
      refused,
      ...(repeated.length > 0 ? { repeated } : {}),
      ...(hidden.length > 0 ? { hidden } : {}),
      ...(balances.length > 0 ? { balances } : {}),
      sums: this.sumsByPeriod(),
    };
  }

  /** Keeps what a balance row of a prepayment book says; rows that cannot be read for sure are left out like any other. */
  private balance(cells: readonly Cell[], row: number): void {
    const at = this.balanceColumns === null ? null : balanceWord(cells, this.book.texts);
    const units = at === null ? null : readBalance(cells, this.balanceColumns!);
    if (at === null || units === null) return;
    const period = this.book.period(cells);
    const unnamed = (text: string | null): string | null => (text === null || rowWord(text) !== null ? null : text);
    const name = unnamed(this.book.name(cells)) ?? this.group?.name ?? null;
    const party = unnamed(this.book.identifier(cells, 'customer')) ?? name ?? this.group?.party ?? '';
    const currency = this.book.currencies.of(this.book.cell(cells, 'currency') ?? '');
    const own = this.book.money.find((column) => column.headCurrency !== null)?.headCurrency ?? this.context.currency;
    this.balances.push({
      row,
      at,
      units,
      period: period.ok ? period.value : null,
      currency: currency.ok ? (currency.value ?? own) : own,
      party,
      partyName: name,
    });
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
    if (cells.length > this.tooMany.from) {
      const extra = this.tooMany.in(cells);
      if (extra !== null) {
        // Which of its cells belong where nobody knows, so none of them is read.
        this.leftOut.push({ row, why: 'bad-cells' });
        this.refused.push({ ...this.book.bad(row, extra.column, cells, 'too-many-cells'), value: extra.value });
        this.watch.unknown();
        return;
      }
    }
    if (this.book.namesNobody(cells) && !this.isOwnAccount) {
      const judged = this.judge(cells);
      if (judged === 'sum') {
        this.leftOut.push({ row, why: 'sum' });
        this.watch.groupDone();
        return;
      }
      if (judged === 'single') {
        this.readEntry(cells, row, false);
        this.tentative.push({ row, faults: [...this.faults] });
        this.watch.groupDone();
        return;
      }
    }
    const before = this.rows.length;
    this.readEntry(cells, row, true);
    if (this.faults.length > 0) {
      this.leftOut.push({ row, why: 'bad-cells' });
      for (const cell of this.faults) this.refused.push(cell);
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

  /** Reads a row's entry, or one for each filled month; faults go into {@link faults}. */
  private readEntry(cells: readonly Cell[], row: number, counted: boolean): void {
    this.cells = cells;
    this.row = row;
    this.faults.length = 0;
    this.readKeys(cells);
    const reading = this.unpivoted ? this.readMonths(cells, counted) : this.readAmount(cells, counted);
    if (!counted) return;
    if (reading === 'unknown') this.watch.unknown();
    else this.watch.rowDone(reading === 'filled');
    if (this.faults.length > 0) return;
    if (this.unpivoted) {
      for (const { month, currency, units, text } of this.pending) this.keep(month, text, currency, units);
    } else if (reading !== 'unknown') this.keep(this.period, this.text, this.currency, this.units);
  }

  /** Everything of a row but its amounts; what it holds is in the fields afterwards. */
  private readKeys(cells: readonly Cell[]): void {
    const { book } = this;
    if (!this.unpivoted) {
      const read = book.period(cells);
      this.period = read.ok ? read.value : this.fault(book.column('period'), read.fault);
    }
    this.readParty(cells);
    this.service = this.options.grain === 'customer' ? null : this.serviceOf(cells);
    const rateCell = book.cell(cells, 'taxRate');
    this.taxRate = this.options.tax;
    if (rateCell !== null) {
      const rate = book.rates.of(rateCell);
      if (!rate.ok) this.fault(book.column('taxRate'), rate.fault);
      else if (rate.value !== null) this.taxRate = rate.value;
    }
    this.reference = book.identifier(cells, 'reference');
    if (book.fault !== null) this.fault(book.column('reference'), book.fault);
    this.note = plainText(book.cell(cells, 'note'));
    const currencyCell = book.cell(cells, 'currency');
    this.stated = null;
    if (currencyCell !== null) {
      const stated = book.currencies.of(currencyCell);
      if (stated.ok) this.stated = stated.value;
      else this.badCurrency = true;
    }
  }

  /** `unknown` when the amount cannot be read, so that no sum of the rows can be told. */
  private readAmount(cells: readonly Cell[], counted: boolean): 'filled' | 'zero' | 'unknown' {
    const column = this.amountOf(cells);
    if (column === null) {
      this.faultOfCurrency();
      return 'unknown';
    }
    const filled = this.units !== 0 && this.units !== 0n;
    const own = column.units;
    this.faultOfCurrency();
    this.currency = this.currencyOf(column);
    if (counted) this.countIn(cells, own);
    return filled ? 'filled' : 'zero';
  }

  private readMonths(cells: readonly Cell[], counted: boolean): 'filled' | 'zero' | 'unknown' {
    this.faultOfCurrency();
    this.pending.length = 0;
    let reading: 'filled' | 'zero' | 'unknown' = 'zero';
    const { money } = this.book;
    let sum = 0n;
    for (let at = 0; at < money.length; at++) {
      const column = money[at]!;
      const cell = cells[column.index] ?? null;
      if (cell === null || isBlank(cell)) continue;
      const kind = column.read(cell);
      if (kind !== null) {
        this.fault(column.index, kind);
        reading = 'unknown';
        continue;
      }
      if (this.rowTotal !== null) sum += BigInt(column.units);
      if (counted) this.watch.add(at, column.units);
      if (reading === 'zero' && column.units !== 0 && column.units !== 0n) reading = 'filled';
      if (!this.takeSigned(column, cells)) continue;
      this.pending.push({ month: this.months.get(column) ?? '', currency: this.currencyOf(column), units: this.units, text: this.text });
    }
    if (reading !== 'unknown') this.checkTotal(cells, sum);
    return reading;
  }

  /** The row's own total, where it has one, is the sum of its months to the last digit. */
  private checkTotal(cells: readonly Cell[], sum: Units): void {
    const cell = this.rowTotal === null ? null : (cells[this.rowTotal.index] ?? null);
    if (this.rowTotal === null || isBlank(cell)) return;
    const kind = this.rowTotal.read(cell);
    if (kind !== null) this.fault(this.rowTotal.index, kind);
    else if (BigInt(this.rowTotal.units) !== sum) {
      const bad = this.book.bad(this.row, this.rowTotal.index, this.cells, 'total-disagrees');
      this.faults.push({ ...bad, expected: formatUnits(sum) });
    }
  }

  private faultOfCurrency(): void {
    if (this.badCurrency) this.fault(this.book.column('currency'), 'bad-currency');
    this.badCurrency = false;
  }

  private keep(period: string, amount: string, currency: string, units: number | Units): void {
    this.rows.push({
      row: this.row,
      period,
      party: this.party,
      partyName: this.partyName,
      service: this.service,
      amount,
      currency,
      taxRate: this.taxRate,
      reference: this.reference,
      note: this.note,
    });
    let byCurrency = this.sums.get(period);
    if (!byCurrency) this.sums.set(period, (byCurrency = new Map<string, UnitSum>()));
    let sum = byCurrency.get(currency);
    if (!sum) byCurrency.set(currency, (sum = new UnitSum()));
    sum.add(units);
  }

  private fault(index: number | undefined, kind: CellFault): string {
    this.faults.push(this.book.bad(this.row, index, this.cells, kind));
    return '';
  }

  /** Each amount column as it stands goes into the running sums: a subtotal row sums columns, not balances. */
  private countIn(cells: readonly Cell[], own: number | Units): void {
    const { money } = this.book;
    if (money.length === 1) return this.watch.add(0, own);
    for (let at = 0; at < money.length; at++) {
      const column = money[at]!;
      const cell = cells[column.index] ?? null;
      if (!isBlank(cell) && column.read(cell) === null) this.watch.add(at, column.units);
    }
  }

  private readParty(cells: readonly Cell[]): void {
    const { book } = this;
    const before = this.faults.length;
    const id = book.identifier(cells, 'customer');
    if (book.fault !== null) this.fault(book.column('customer'), book.fault);
    const name = book.name(cells);
    if (book.fault !== null) this.fault(book.column('customerName'), book.fault);
    this.party = id ?? name ?? '';
    this.partyName = name;
    if (this.party !== '' || this.faults.length > before) return;
    if (book.groups !== null) {
      if (this.group === null) this.fault(undefined, 'no-group-above');
      else {
        this.party = this.group.party;
        this.partyName = this.group.name;
      }
      return;
    }
    const ruled = book.byRule(cells);
    if (ruled === null && this.options.role === 'prepayment') return;
    if (ruled === null) this.fault(book.column('customer') ?? book.column('customerName'), 'no-customer');
    else if (ruled.ok) {
      this.party = ruled.value.party;
      this.partyName = ruled.value.name;
    } else this.fault(this.mapping.partyRule?.column, ruled.fault);
  }

  private serviceOf(cells: readonly Cell[]): string | null {
    const { book } = this;
    for (const field of SERVICE_FIELDS) {
      const text = book.identifier(cells, field);
      if (book.fault !== null) return this.fault(book.column(field), book.fault);
      if (text !== null) return book.serviceCode(text) ?? this.fault(book.column(field), 'unknown-service');
    }
    return this.options.grain === 'customer-service'
      ? this.fault(book.column('service') ?? book.column('serviceName'), 'unknown-service')
      : null;
  }

  /** Reads the amount into {@link units} and {@link text}. @returns the column whose currency counts, null after a fault */
  private amountOf(cells: readonly Cell[]): MoneyColumn | null {
    const amount = this.amount;
    if (amount !== null) {
      const kind = amount.read(cells[amount.index] ?? null);
      if (kind === null) return this.takeSigned(amount, cells) ? amount : null;
      this.fault(amount.index, kind);
      return null;
    }
    const { money } = this.book;
    let shown: MoneyColumn | null = null;
    let currency: string | null = null;
    let units = 0n;
    const before = this.faults.length;
    for (const column of money) {
      const cell = cells[column.index] ?? null;
      if (isBlank(cell)) continue;
      const kind = column.read(cell);
      if (kind !== null) {
        this.fault(column.index, kind);
        continue;
      }
      const own = BigInt(column.units);
      units += column.field === this.plus ? own : -own;
      const said = column.currency ?? column.headCurrency;
      if (said !== null && currency !== null && said !== currency) this.fault(column.index, 'bad-currency');
      currency ??= said;
      if (shown === null || own !== 0n) shown = column;
    }
    if (this.faults.length > before) return null;
    if (shown === null) this.fault(money[0]?.index, 'empty-amount');
    else if (absolute(units) > MAX_UNITS) this.fault(shown.index, 'too-large');
    if (shown === null || this.faults.length > before) return null;
    this.units = units;
    this.text = formatUnits(units);
    return shown;
  }

  /** Takes a column's amount with the sign its side gives it: said in the cell (`12.50 CR`) or in the column beside (借, 贷, 平). */
  private takeSigned(column: MoneyColumn, cells: readonly Cell[]): boolean {
    let side = column.side;
    this.units = column.units;
    this.text = column.text;
    if (this.direction !== undefined) {
      const cell = cells[this.direction] ?? null;
      const nothing = column.units === 0 || column.units === 0n;
      const read = this.book.directions.of(cell ?? '');
      const agrees = read.ok && (read.value === 'flat' ? nothing : side === null || side === read.value);
      if (!agrees && !(nothing && isBlank(cell))) {
        this.fault(this.direction, 'bad-direction');
        return false;
      }
      if (read.ok && read.value !== 'flat') side = read.value;
    }
    if (side !== null && side !== this.plus) {
      const units = -BigInt(column.units);
      this.units = units;
      this.text = formatUnits(units);
    }
    return true;
  }

  /** The row's currency, the cell's, the head's or the desk's; a cell that names another than its row is refused. */
  private currencyOf({ currency, sign, headCurrency }: MoneyColumn): string {
    if (this.stated !== null) {
      const fits = currency === null || currency === this.stated || (sign !== null && signFits(sign, this.stated));
      return fits ? this.stated : this.fault(this.book.column('currency'), 'bad-currency');
    }
    if (currency === null) return headCurrency ?? this.book.defaultCurrency;
    if (sign === null) return currency;
    if (headCurrency !== null && signFits(sign, headCurrency)) return headCurrency;
    return signFits(sign, this.book.defaultCurrency) ? this.book.defaultCurrency : currency;
  }

  private sumsByPeriod(): MappedLedger['sums'] {
    const all = [...this.sums].flatMap(([period, byCurrency]) =>
      [...byCurrency].map(([currency, sum]) => ({ period, amount: formatUnits(sum.total), currency })),
    );
    return all.sort((a, b) => byCodeUnit(`${a.period} ${a.currency}`, `${b.period} ${b.currency}`));
  }
}
