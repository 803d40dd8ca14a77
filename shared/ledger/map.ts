/** From a sheet and a mapping to ledger rows: every cell that cannot be read is listed, none is guessed. */
import { absolute, formatUnits, MAX_UNITS, type Currency, type Units } from '../money';
import { byCodeUnit } from '../digest';
import { isBlank, isErrorCell, plainText, readAmount, readCurrency, readIdentifier, readPeriod, readTaxRate, type Read } from './cells';
import { columnName } from './column-names';
import { readHead, type HeadMeaning } from './headings';
import { isBlankRow, isTotalRow } from './row-kind';
import { ServiceNames, type ServiceType } from './services';
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
  SheetTable,
} from './types';

/** What the desk knows and the book does not say. */
export interface LedgerContext {
  /** Service types of the store; names in the book are resolved through them. */
  readonly services: readonly ServiceType[];
  /** Currency of amounts when neither a column, the head nor the cell names one. */
  readonly currency: Currency;
}

const NO_CONTEXT: LedgerContext = { services: [], currency: 'CNY' };

/**
 * Maps a sheet. Rows with a bad cell are left out and their cells listed in `refused`; whether that ends the import is the
 * caller's decision. Total rows and blank rows are left out; zero rows are kept. Sums are per period (and currency), of kept rows.
 */
export function mapLedger(
  table: SheetTable,
  mapping: ColumnMapping,
  options: LedgerOptions,
  context: LedgerContext = NO_CONTEXT,
): MappedLedger {
  const reader = new RowReader(table, mapping, options, context);
  const rows: MappedRow[] = [];
  const leftOut: LeftOutRow[] = [];
  const refused: BadCell[] = [];
  const end = reader.afterLastEntry();
  for (let index = mapping.headRow + 1; index < table.rows.length; index++) {
    const cells = table.rows[index] ?? [];
    const row = index + 1;
    if (reader.isEmpty(cells)) leftOut.push({ row, why: 'blank' });
    else if (reader.isTotal(cells)) leftOut.push({ row, why: 'total' });
    else if (index >= end) leftOut.push({ row, why: 'note' });
    else {
      const mapped = reader.read(cells, row);
      if (mapped.entry) rows.push(mapped.entry);
      else {
        leftOut.push({ row, why: 'bad-cells' });
        for (const cell of mapped.faults) refused.push(cell);
      }
    }
  }
  return { rows, leftOut, refused, sums: sumsOf(rows, reader.units) };
}

/** Columns of each field, in the sheet's order. */
type Columns = Readonly<Partial<Record<LedgerField, number>>>;

class RowReader {
  /** Exact units of each mapped row, by row number: saves a second parse for the sums. */
  readonly units = new Map<number, Units>();
  private readonly columns: Columns;
  private readonly heads: readonly Cell[];
  private readonly meanings: ReadonlyMap<LedgerField, HeadMeaning>;
  private readonly services: ServiceNames;
  private readonly keys: readonly number[];
  private readonly texts: readonly number[];
  private readonly money: readonly number[];

  constructor(
    private readonly table: SheetTable,
    mapping: ColumnMapping,
    private readonly options: LedgerOptions,
    private readonly context: LedgerContext,
  ) {
    this.heads = table.rows[mapping.headRow] ?? [];
    const columns: Partial<Record<LedgerField, number>> = {};
    const meanings = new Map<LedgerField, HeadMeaning>();
    mapping.columns.forEach((field, index) => {
      if (field === null || columns[field] !== undefined) return;
      columns[field] = index;
      meanings.set(field, readHead(this.heads[index] ?? ''));
    });
    this.columns = columns;
    this.meanings = meanings;
    this.services = new ServiceNames(context.services);
    const at = (fields: readonly LedgerField[]): number[] => fields.flatMap((field) => columns[field] ?? []);
    this.keys = at(['period', 'customer', 'customerName', 'service', 'serviceName']);
    this.money = at(['amount', 'debit', 'credit']);
    const width = table.rows.reduce((most, row) => Math.max(most, row.length), 0);
    const numbers = new Set([...this.money, ...at(['taxRate'])]);
    this.texts = Array.from({ length: width }, (_, index) => index).filter((index) => !numbers.has(index));
  }

  isEmpty(cells: readonly Cell[]): boolean {
    return isBlankRow(cells);
  }

  isTotal(cells: readonly Cell[]): boolean {
    return isTotalRow(cells, this.keys, this.texts);
  }

  /** Index after the last row that may be an entry: what follows are signatures and notes. */
  afterLastEntry(): number {
    for (let index = this.table.rows.length - 1; index >= 0; index--) {
      const cells = this.table.rows[index] ?? [];
      if (!isBlankRow(cells) && !this.isNote(cells)) return index + 1;
    }
    return 0;
  }

  /** 制表人：张三 | 复核：李四: labels, or one lone text; nothing where an amount or a period belongs. */
  private isNote(cells: readonly Cell[]): boolean {
    const labelled = (cell: Cell): boolean => cell !== null && /[:：]/.test(cell);
    const hasAmount = this.money.some((column) => !isBlank(cells[column] ?? null) && !labelled(cells[column] ?? null));
    const period = this.columns.period;
    if (hasAmount || (period !== undefined && readPeriod(cells[period] ?? null).ok)) return false;
    return cells.filter((cell) => !isBlank(cell)).length === 1 || cells.some(labelled);
  }

  read(cells: readonly Cell[], row: number): { readonly entry: MappedRow | null; readonly faults: readonly BadCell[] } {
    const faults: BadCell[] = [];
    const fault = (field: LedgerField | undefined, kind: CellFault): null => {
      const index = field === undefined ? undefined : this.columns[field];
      const value = index === undefined ? '' : (cells[index] ?? '');
      faults.push({
        sheet: this.table.sheet,
        row,
        column: index === undefined ? '' : columnName(index, this.heads),
        value: value.slice(0, 200),
        fault: kind,
      });
      return null;
    };
    const take = <T>(field: LedgerField, read: (cell: Cell) => Read<T>): T | null => {
      const index = this.columns[field];
      if (index === undefined) return null;
      const result = read(cells[index] ?? null);
      return result.ok ? result.value : fault(field, result.fault);
    };

    const period = this.periodOf(cells, fault);
    const id = take('customer', readIdentifier);
    const name = take('customerName', readName);
    const party = id ?? name;
    const named = this.columns.customer === undefined ? 'customerName' : 'customer';
    if (party === null && !faults.some((cell) => cell.fault === 'lost-digits' || cell.fault === 'error-cell')) fault(named, 'no-customer');
    const service = this.serviceOf(cells, fault);
    const taxRate = take('taxRate', readTaxRate) ?? this.options.tax;
    const reference = take('reference', readIdentifier);
    const note = this.columns.note === undefined ? null : plainText(cells[this.columns.note] ?? null);
    const amount = this.amountOf(cells, fault);
    const stated = take('currency', readCurrency);
    const currency = stated ?? amount?.currency ?? this.context.currency;
    if (amount?.signed && stated !== null && amount.currency !== null && stated !== amount.currency) fault('currency', 'bad-currency');
    if (faults.length > 0 || period === null || party === null || amount === null) return { entry: null, faults };
    this.units.set(row, amount.units);
    return {
      entry: { row, period, party, partyName: name, service, amount: formatUnits(amount.units), currency, taxRate, reference, note },
      faults,
    };
  }

  private periodOf(cells: readonly Cell[], fault: (field: LedgerField | undefined, kind: CellFault) => null): string | null {
    const index = this.columns.period;
    const cell = index === undefined ? null : (cells[index] ?? null);
    if (isBlank(cell)) return this.options.period ?? fault(index === undefined ? undefined : 'period', 'no-period');
    const read = readPeriod(cell);
    return read.ok ? read.value : fault('period', read.fault);
  }

  private serviceOf(cells: readonly Cell[], fault: (field: LedgerField | undefined, kind: CellFault) => null): string | null {
    if (this.options.grain === 'customer') return null;
    for (const field of ['service', 'serviceName'] as const) {
      const index = this.columns[field];
      const cell = index === undefined ? null : (cells[index] ?? null);
      const read = readIdentifier(cell);
      if (!read.ok) return fault(field, read.fault);
      if (read.value === null) continue;
      return this.services.find(read.value) ?? fault(field, 'unknown-service');
    }
    const column = this.columns.service === undefined ? 'serviceName' : 'service';
    return this.options.grain === 'customer-service' ? fault(column, 'unknown-service') : null;
  }

  private amountOf(
    cells: readonly Cell[],
    fault: (field: LedgerField | undefined, kind: CellFault) => null,
  ): { readonly units: Units; readonly currency: string | null; readonly signed: boolean } | null {
    const one = (field: LedgerField): { units: Units; currency: string | null; signed: boolean } | CellFault | 'absent' => {
      const index = this.columns[field];
      if (index === undefined) return 'absent';
      const meaning = this.meanings.get(field);
      const read = readAmount(cells[index] ?? null, meaning?.scale);
      if (!read.ok) return read.fault;
      const currency = read.value.currency ?? meaning?.currency ?? null;
      return { units: read.value.units, currency, signed: read.value.currency !== null };
    };
    const amount = one('amount');
    if (typeof amount === 'object') return amount;
    if (amount !== 'absent') return fault('amount', amount);
    const debit = one('debit');
    const credit = one('credit');
    for (const [field, side] of [
      ['debit', debit],
      ['credit', credit],
    ] as const) {
      if (typeof side === 'string' && side !== 'absent' && side !== 'empty-amount') return fault(field, side);
    }
    if (typeof debit === 'string' && typeof credit === 'string') return fault(debit === 'absent' ? 'credit' : 'debit', 'empty-amount');
    const left = typeof debit === 'object' ? debit.units : 0n;
    const right = typeof credit === 'object' ? credit.units : 0n;
    // Income stands on the credit side; costs and payments in advance on the debit side.
    const units = this.options.role === 'revenue' ? right - left : left - right;
    if (absolute(units) > MAX_UNITS) return fault('debit', 'too-large');
    const currency = (typeof debit === 'object' ? debit.currency : null) ?? (typeof credit === 'object' ? credit.currency : null);
    return { units, currency, signed: false };
  }
}

function readName(cell: Cell): Read<string | null> {
  return isErrorCell(cell) ? { ok: false, fault: 'error-cell' } : { ok: true, value: plainText(cell) };
}

function sumsOf(rows: readonly MappedRow[], units: ReadonlyMap<number, Units>): MappedLedger['sums'] {
  const sums = new Map<string, { period: string; currency: string; units: Units }>();
  for (const { row, period, currency } of rows) {
    const key = `${period} ${currency}`;
    const sum = sums.get(key);
    if (sum) sum.units += units.get(row) ?? 0n;
    else sums.set(key, { period, currency, units: units.get(row) ?? 0n });
  }
  return [...sums]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([, sum]) => ({ period: sum.period, amount: formatUnits(sum.units), currency: sum.currency }));
}
