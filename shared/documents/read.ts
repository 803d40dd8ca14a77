/** From a sheet and a mapping to the records of a source: every cell that cannot be read is listed, none is guessed. */
import { SOURCES, type Fields } from '../api/sources';
import { byCodeUnit } from '../digest';
import { formatUnits, type Units } from '../money';
import { periodOfInstant } from '../period';
import type { BadCell, Cell, CellEdit, LeftOutRow, SheetTable } from '../ledger/types';
import { columnName } from '../ledger/column-names';
import { TooManyCells } from '../ledger/too-many-cells';
import { isEmpty } from './cells';
import { BillLines } from './bill-lines';
import { Extras, KnownCells, MADE, type FaultOf, type Values } from './known-cells';
import { currencyOfHead } from './headings';
import { LAYOUTS, type DocumentLayout } from './layouts';
import { Parties } from './parties';
import { Partners } from './partners';
import { missingFields } from './propose';
import { DocumentRefused } from './refused';
import { completeRecord } from './records';
import { APART, repeatedRows } from './repeats';
import { RowKinds } from './rows';
import { SliceBuilder } from './slices';
import type { DocumentContext, DocumentMapping, DocumentOptions, DocumentSum, ReadDocument } from './types';

/** Bills are only what they are once their month is over (files.md, B1). */
const BILLS: readonly string[] = ['partner-bill', 'bill-push'];
const EXPLAINS: readonly string[] = ['usage-push', 'expenditure'];

/**
 * Reads a document. Rows with a bad cell are left out and their cells listed in `refused`; whether that ends the import is the caller's
 * decision.
 * @param edits cells put right by a person; the table stays as it is
 * @throws DocumentRefused for a file that is not read at all
 */
export function readDocument(
  table: SheetTable,
  mapping: DocumentMapping,
  options: DocumentOptions,
  edits: readonly CellEdit[],
  context: DocumentContext,
): ReadDocument {
  const layout = LAYOUTS[options.kind];
  if (layout.source === null) throw new DocumentRefused('own-bill');
  const missing = missingFields(layout, mapping.columns);
  if (missing.length > 0) throw new DocumentRefused('missing-columns', { fields: missing.join(',') });
  if (!mapping.columns.includes(layout.period.field) && options.period === null) throw new DocumentRefused('no-period');
  return new DocumentReader(table, mapping, options, edits, context, layout, layout.source).read();
}

interface KindSums {
  readonly period: string;
  readonly currency: string;
  rows: number;
  readonly units: [Units, Units, Units];
}

class DocumentReader {
  private readonly heads: readonly Cell[];
  private readonly edited: ReadonlyMap<number, readonly CellEdit[]>;
  private readonly known: KnownCells;
  private readonly parties: Parties;
  private readonly partners: Partners;
  private readonly headCurrency: string | null;
  private readonly extras: Extras;
  private readonly tooMany: TooManyCells;
  private readonly fields: readonly string[];
  /** Rows of bills become lines; those of every other document are records as they stand. */
  private readonly lines: BillLines | null;
  /** By row of the table, one of APART. */
  private readonly repeats: Uint8Array;
  private readonly sums = new Map<string, KindSums>();
  private sum: KindSums | null = null;
  private readonly refused: BadCell[] = [];
  /** 1-based row being read. */
  private row = 0;

  constructor(
    private readonly table: SheetTable,
    private readonly mapping: DocumentMapping,
    private readonly options: DocumentOptions,
    edits: readonly CellEdit[],
    private readonly context: DocumentContext,
    private readonly layout: DocumentLayout,
    private readonly source: NonNullable<DocumentLayout['source']>,
  ) {
    this.heads = mapping.headRow < 0 ? [] : (table.rows[mapping.headRow] ?? []);
    this.edited = byRow(edits);
    this.known = new KnownCells(layout, mapping, this.heads, context);
    this.parties = new Parties(context);
    this.partners = new Partners(table.rows.slice(mapping.headRow + 1), this.known.at('partner_id'), options, context);
    this.headCurrency = layout.amount === null ? null : currencyOfHead(this.heads[this.known.at(layout.amount)] ?? null);
    this.extras = new Extras(this.known.extras, this.heads);
    this.tooMany = new TooManyCells(table, this.heads, mapping.headRow, mapping.columns);
    this.fields = Object.keys(SOURCES[source] as Fields).filter(
      (field) => field === 'extra' || MADE.includes(field) || this.known.at(field) >= 0,
    );
    const bill = source === 'bill-lines';
    const number = mapping.columns.indexOf('trade_id');
    this.lines = bill ? new BillLines(this.fields, this.known, this.extras, number) : null;
    const rows = { from: mapping.headRow + 1, to: table.rows.length };
    this.repeats = bill ? repeatedRows((row) => this.cellsOf(row), rows, number, this.known.at('amount')) : new Uint8Array(0);
  }

  read(): ReadDocument {
    const kinds = new RowKinds(this.table.rows, this.mapping, this.layout);
    const builder = new SliceBuilder(this.source, this.fields);
    const leftOut: LeftOutRow[] = [];
    const { refused } = this;
    let rowCount = 0;
    for (let index = this.mapping.headRow + 1; index < this.table.rows.length; index++) {
      const cells = this.cellsOf(index);
      const why = kinds.leftOut(cells, index + 1);
      if (why !== null) leftOut.push({ row: index + 1, why });
      else if (this.readRow(cells, index + 1, builder)) rowCount++;
      else leftOut.push({ row: index + 1, why: 'bad-cells' });
    }
    this.refuseEstimates();
    this.lines?.finish();
    const sums = this.finishSums();
    const notes = [...this.partners.notes, ...this.known.notes(), ...this.parties.notes()];
    if (EXPLAINS.includes(this.options.kind)) notes.push({ key: 'explains-only', params: {} });
    const records = { kind: this.options.kind, slices: builder.finish(), parties: this.parties.list() };
    return { records, rowCount, leftOut, refused, sums, notes, partners: this.partners.unknown };
  }

  private cellsOf(index: number): readonly Cell[] {
    const cells = this.table.rows[index] ?? [];
    const edits = this.edited.get(index);
    if (edits === undefined) return cells;
    const changed = [...cells];
    for (const { column, value } of edits) changed[column] = value;
    return changed;
  }

  private readonly fault: FaultOf = (column, kind) => {
    const cells = this.cellsOf(this.row - 1);
    const value = (column < 0 ? '' : (cells[column] ?? '')).slice(0, 200);
    const name = column < 0 ? '' : columnName(column, this.heads);
    this.refused.push({ sheet: this.table.sheet, row: this.row, column: name, value, fault: kind });
    return null;
  };

  private readRow(cells: readonly Cell[], row: number, builder: SliceBuilder): boolean {
    const { known, fault, layout } = this;
    this.row = row;
    const before = this.refused.length;
    const extra = cells.length > this.tooMany.from ? this.tooMany.in(cells) : null;
    if (extra !== null) {
      fault(extra.column, 'too-many-cells');
      this.refused.push({ ...this.refused.pop()!, value: extra.value });
      return false;
    }
    const values = known.read(cells, fault);
    const time = values.get(layout.period.field) ?? null;
    const named = time !== null && layout.period.by === 'time' ? periodOfInstant(time) : time;
    const period = named ?? this.options.period;
    const dated = known.at(layout.period.field);
    if (period === null && isEmpty(cells[dated] ?? null)) fault(dated, layout.period.by === 'time' ? 'bad-time' : 'no-period');
    const reseller = this.partners.resellerOf(values.get('partner_id') ?? null);
    const customer = this.parties.customerOf(values);
    completeRecord(this.source, values, { customer, period, known, fault });
    if (this.refused.length > before || period === null) return false;
    this.parties.see(values, customer, reseller);
    const currency = values.get('currency') ?? this.headCurrency ?? this.options.currency;
    if (this.source === 'adjust-records') values.set('currency', currency);
    const columns = builder.columnsOf(period, currency, this.source === 'movements' ? known.accountOf(values) : null, reseller);
    if (this.lines === null) this.keep(columns, values, cells);
    else {
      const apart = this.repeats[row - 1] ?? APART.no;
      if (apart === APART.again) known.count('repeated-rows');
      if (apart === APART.unnumbered) known.count('equal-rows');
      this.lines.add(columns, values, cells, apart);
    }
    this.count(period, currency, values.get('bill_type') ?? null);
    return true;
  }

  private keep(columns: readonly (string | null)[][], values: Values, cells: readonly Cell[]): void {
    for (let index = 0; index < columns.length; index++) {
      const field = this.fields[index]!;
      columns[index]!.push(field === 'extra' ? this.extras.of(cells) : (values.get(field) ?? null));
    }
  }

  private count(period: string, currency: string, billType: string | null): void {
    let { sum } = this;
    if (sum === null || sum.period !== period || sum.currency !== currency) {
      const key = `${period} ${currency}`;
      sum = this.sums.get(key) ?? { period, currency, rows: 0, units: [0n, 0n, 0n] };
      this.sums.set(key, sum);
      this.sum = sum;
    }
    sum.rows++;
    const units = this.layout.amount === null ? null : this.known.unitsOf(this.layout.amount);
    if (units === null) return;
    const kind = this.source === 'bill-lines' ? Number(billType) : 0;
    sum.units[kind === 1 || kind === 2 ? kind : 0] += units;
  }

  private finishSums(): DocumentSum[] {
    const bill = this.source === 'bill-lines';
    const byKind = bill && this.known.at('bill_type') >= 0;
    return [...this.sums]
      .sort(([a], [b]) => byCodeUnit(a, b))
      .map(([, { period, currency, rows, units }]) => ({
        period,
        currency,
        rows,
        consumption: bill || this.options.kind === 'expenditure' ? formatUnits(units[0]) : null,
        refunds: byKind ? formatUnits(units[1]) : null,
        adjustments: byKind ? formatUnits(units[2]) : null,
      }));
  }

  private refuseEstimates(): void {
    if (!BILLS.includes(this.options.kind)) return;
    const month = this.context.today.slice(0, 7);
    for (const { period } of this.sums.values()) if (period >= month) throw new DocumentRefused('estimate', { period });
  }
}

function byRow(edits: readonly CellEdit[]): Map<number, CellEdit[]> {
  const rows = new Map<number, CellEdit[]>();
  for (const edit of edits) rows.set(edit.row, [...(rows.get(edit.row) ?? []), edit]);
  return rows;
}
