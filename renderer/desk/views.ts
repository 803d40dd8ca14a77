/** Open views of the grids: permutations in the worker, decoded a window at a time, void when what they stand on moved. */
import type { Language, ViewHandle, ViewRows, ViewSource, ViewSpec } from '../../shared/desk/api';
import { sumUnits } from '../../shared/columns';
import { formatUnits } from '../../shared/money';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { permutation, type Filter, type KeyColumn } from './permutation';
import { viewStamp, viewTable } from './view-sources';
import type { ViewTable } from './view-tables';

/** Open views kept; the least recently used is closed when more are asked for. */
const KEPT_VIEWS = 16;
/** Resident columns and cached segments over all tables, bytes: beyond it tables that no kept view needs are dropped. */
const BUDGET = 200 * 1024 * 1024;
/** Rows a window may ask for. */
const MAX_WINDOW = 5_000;
/** Rows a copy may take. */
const MAX_COPY = 200_000;
const BATCH = 2_000;
/**
 * Sources whose amounts add up to something: one currency, one side, signs as they come. A sum over allocations and reclaims, orders and
 * their refunds, or both roles of a ledger would be a figure that means nothing.
 */
const SUMMED: ReadonlySet<ViewSource> = new Set(['bill-lines', 'fee-records', 'refunds', 'margin']);

interface Open {
  readonly source: ViewSource;
  readonly language: Language;
  readonly stamp: string;
  readonly table: ViewTable;
  readonly order: Uint32Array;
}

export class Views {
  private readonly views = new Map<number, Open>();
  private readonly tables = new Map<ViewSource, { readonly stamp: string; readonly table: Promise<ViewTable> }>();
  private next = 1;

  constructor(private readonly core: DeskCore) {}

  /** @throws DeskFailure `internal` for a column the source does not have */
  async open(spec: ViewSpec): Promise<ViewHandle> {
    const stamp = viewStamp(this.core, spec.source, spec.language);
    const table = await this.table(spec.source, spec.language, stamp);
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
    const id = this.next++;
    this.views.set(id, { source: spec.source, language: spec.language, stamp, table, order });
    this.makeRoom();
    return { id, rows: order.length, columns: table.columns.map(({ key: name, type }) => ({ key: name, type })), totals, stamp };
  }

  async rows(id: number, from: number, to: number): Promise<ViewRows> {
    const view = this.views.get(id);
    if (!view || view.stamp !== viewStamp(this.core, view.source, view.language)) return { from, cells: [], stale: true };
    this.views.delete(id);
    this.views.set(id, view);
    const cells = await view.table.cells(view.order.subarray(from, Math.min(to, from + MAX_WINDOW)));
    return { from, cells, stale: false };
  }

  /** TSV with heads; rows from `fromRow` up to, not with, `toRow`. Cells that hold breaks or quotes are quoted as spreadsheets do. */
  async copy(
    id: number,
    range: { readonly fromRow: number; readonly toRow: number; readonly columns: readonly string[] },
  ): Promise<string> {
    const view = this.views.get(id);
    if (!view) throw new DeskFailure('internal', 'no such view');
    const at = range.columns.map((key) => view.table.columns.findIndex((column) => column.key === key));
    const lines = [range.columns.join('\t')];
    const end = Math.min(range.toRow, range.fromRow + MAX_COPY, view.order.length);
    for (let row = range.fromRow; row < end; row += BATCH) {
      for (const cells of await view.table.cells(view.order.subarray(row, Math.min(end, row + BATCH)))) {
        lines.push(at.map((column) => tsvCell(cells[column] ?? '')).join('\t'));
      }
    }
    return lines.join('\n');
  }

  close(id: number): void {
    this.views.delete(id);
  }

  private table(source: ViewSource, language: Language, stamp: string): Promise<ViewTable> {
    const known = this.tables.get(source);
    if (known?.stamp === stamp) return known.table;
    const table = viewTable(this.core, source, language);
    this.tables.set(source, { stamp, table });
    // A table that could not be read is not remembered.
    table.catch(() => this.tables.get(source)?.table === table && this.tables.delete(source));
    return table;
  }

  private makeRoom(): void {
    for (const id of [...this.views.keys()].slice(0, -KEPT_VIEWS)) this.views.delete(id);
    for (const [id, view] of this.views) {
      const used = new Set([...this.views.values()].map((one) => one.table));
      if ([...used].reduce((sum, table) => sum + table.bytes(), 0) <= BUDGET || this.views.size === 1) break;
      this.views.delete(id);
      this.tables.delete(view.source);
    }
  }
}

function tsvCell(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
