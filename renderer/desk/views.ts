/** Open views of the grids: permutations in the worker, decoded a window at a time, void when what they stand on moved. */
import type { CopiedCells, Language, ViewHandle, ViewRows, ViewSource, ViewSpec } from '../../shared/desk/api';
import { sumUnits } from '../../shared/columns';
import { formatUnits } from '../../shared/money';
import { htmlTable, safeText, tsvLine } from '../../shared/workbook/delimited';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { permutation, type Filter, type KeyColumn } from './permutation';
import { BY_MONTH, viewStamp, viewTable } from './view-sources';
import type { ViewTable } from './view-tables';
import { cellWord, headWord, isNumberColumn } from './view-words';

/** Open views kept; the least recently used is closed when more are asked for. */
const KEPT_VIEWS = 16;
/** Resident columns and cached segments over all tables, bytes: beyond it tables that no kept view needs are dropped. */
const BUDGET = 200 * 1024 * 1024;
/** Rows a window may ask for. */
const MAX_WINDOW = 5_000;
/** Rows a copy may take. */
const MAX_COPY = 200_000;
/** Rows of a copy that also come as a table; a longer one would hold the page up. */
const MAX_RICH_COPY = 20_000;
const BATCH = 2_000;
/**
 * Sources whose amounts add up to something: one currency, one side, signs as they come. A sum over allocations and reclaims, orders and
 * their refunds, or both roles of a ledger would be a figure that means nothing.
 */
const SUMMED: ReadonlySet<ViewSource> = new Set(['bill-lines', 'fee-records', 'refunds', 'margin']);

interface Open {
  readonly source: ViewSource;
  /** Of its table. */
  readonly place: string;
  readonly language: Language;
  readonly stamp: string;
  readonly table: ViewTable;
  readonly order: Uint32Array;
}

export class Views {
  private readonly views = new Map<number, Open>();
  /** By source, and month where a table holds one. */
  private readonly tables = new Map<string, { readonly stamp: string; readonly table: Promise<ViewTable> }>();
  private next = 1;

  constructor(private readonly core: DeskCore) {}

  /** Opens a view for a grid. @throws DeskFailure `internal` for a column the source does not have */
  async open(spec: ViewSpec): Promise<ViewHandle> {
    const { totals, ...view } = await this.read(spec);
    const id = this.next++;
    this.views.set(id, view);
    this.makeRoom();
    return {
      id,
      rows: view.order.length,
      columns: view.table.columns.map(({ key: name, type }) => ({ key: name, type })),
      totals,
      stamp: view.stamp,
    };
  }

  /** Table, order and exact totals of a spec, for one pass over all of it; nothing is kept open. */
  async read(spec: ViewSpec): Promise<Open & { readonly totals: Readonly<Record<string, string>> }> {
    const stamp = viewStamp(this.core, spec.source, spec.language);
    const period = BY_MONTH.has(spec.source) ? spec.period : null;
    const place = `${spec.source}|${period ?? ''}`;
    const table = await this.table(place, stamp, () => viewTable(this.core, spec.source, spec.language, period));
    const has = new Set(table.columns.map((column) => column.key));
    const filters = [
      ...spec.filters,
      ...(spec.period !== null && has.has('period') ? [{ column: 'period', op: 'is' as const, value: spec.period }] : []),
    ];
    const needed = [...filters, ...spec.sort].map((part) => part.column);
    const unknown = needed.find((key) => !has.has(key));
    if (unknown !== undefined) throw new DeskFailure('internal', `no column ${unknown} in ${spec.source}`);
    const sums = SUMMED.has(spec.source) ? table.columns.filter((column) => column.type === 'amount').map((column) => column.key) : [];
    const keys = await table.load([...needed, ...sums]);
    const key = (name: string): KeyColumn => {
      const found = keys.get(name);
      if (!found) throw new DeskFailure('internal', name);
      return found;
    };
    const order = permutation(
      table.rows,
      filters.map((filter): Filter => ({ key: key(filter.column), op: filter.op, value: filter.value })),
      spec.sort.map((sort) => ({ key: key(sort.column), descending: sort.descending })),
    );
    const totals: Record<string, string> = {};
    for (const name of sums) {
      const { column } = key(name);
      totals[name] = formatUnits(column.kind === 'amount' ? sumUnits(column.units, order) : 0n);
    }
    return { source: spec.source, place, language: spec.language, stamp, table, order, totals };
  }

  async rows(id: number, from: number, to: number): Promise<ViewRows> {
    const view = this.views.get(id);
    if (!view || view.stamp !== viewStamp(this.core, view.source, view.language)) return { from, cells: [], stale: true };
    this.views.delete(id);
    this.views.set(id, view);
    const cells = await view.table.cells(view.order.subarray(from, Math.min(to, from + MAX_WINDOW)));
    return { from, cells, stale: false };
  }

  /**
   * A range with heads for the clipboard; rows from `fromRow` up to, not with, `toRow`. Codes are in words, amounts plain numbers; in the
   * text a formula starter of a text column has an apostrophe before it. The table says which columns are text; long ranges have none.
   */
  async copy(
    id: number,
    range: { readonly fromRow: number; readonly toRow: number; readonly columns: readonly string[] },
  ): Promise<CopiedCells> {
    const view = this.views.get(id);
    if (!view) throw new DeskFailure('internal', 'no such view');
    const { source, language, table } = view;
    const columns = range.columns.flatMap((key) => {
      const at = table.columns.findIndex((column) => column.key === key);
      const column = table.columns[at];
      return column ? [{ at, column }] : [];
    });
    const numbers = columns.map(({ column }) => isNumberColumn(column));
    const heads = columns.map(({ column }) => headWord(source, column.key, language));
    const end = Math.min(range.toRow, range.fromRow + MAX_COPY, view.order.length);
    const rich = end - range.fromRow <= MAX_RICH_COPY;
    const lines = [tsvLine(heads)];
    const records: (string | null)[][] = [];
    for (let row = range.fromRow; row < end; row += BATCH) {
      for (const cells of await table.cells(view.order.subarray(row, Math.min(end, row + BATCH)))) {
        const words = columns.map(({ at, column }) => cellWord(source, column, cells[at] ?? null, language));
        lines.push(tsvLine(words.map((word, at) => safeText(word, numbers[at] ?? false))));
        if (rich) records.push(words);
      }
    }
    return { text: lines.join('\n'), html: rich ? htmlTable(heads, records, numbers) : null };
  }

  close(id: number): void {
    this.views.delete(id);
  }

  private table(place: string, stamp: string, make: () => Promise<ViewTable>): Promise<ViewTable> {
    const known = this.tables.get(place);
    if (known?.stamp === stamp) return known.table;
    const table = make();
    this.tables.set(place, { stamp, table });
    // A table that could not be read is not remembered.
    table.catch(() => this.tables.get(place)?.table === table && this.tables.delete(place));
    return table;
  }

  private makeRoom(): void {
    for (const id of [...this.views.keys()].slice(0, -KEPT_VIEWS)) this.views.delete(id);
    for (const [id, view] of this.views) {
      const used = new Set([...this.views.values()].map((one) => one.table));
      if ([...used].reduce((sum, table) => sum + table.bytes(), 0) <= BUDGET || this.views.size === 1) break;
      this.views.delete(id);
      this.tables.delete(view.place);
    }
  }
}
