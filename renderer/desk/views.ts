/** Open views of the grids: permutations in the worker, decoded a window at a time, void when what they stand on moved. */
import type { Language } from '../../shared/desk/api';
import {
  currencyColumn,
  type CopiedCells,
  type ViewFacet,
  type ViewHandle,
  type ViewRange,
  type ViewRows,
  type ViewSource,
  type ViewSpec,
  type ViewSummary,
} from '../../shared/desk/views';
import { formatUnits } from '../../shared/money';
import { htmlTable, safeText, tsvLine } from '../../shared/workbook/delimited';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import type { Filter, KeyColumn } from './filters';
import { GroupTree, mixedColumn, sumOf, type Stretch } from './groups';
import { filtering, permuting } from './permutation';
import { giveUpIf, withRests } from './steps';
import { summedColumns, sumWithin } from './sum-within';
import { facetOf, summing } from './summary';
import { BY_MONTH, viewStamp, viewTable } from './view-sources';
import type { CellText, ViewTable } from './view-tables';
import { cellWord, headWord, isNumberColumn, recordsWord } from './view-words';

/** Open views kept; the least recently used is closed when more are asked for. */
const KEPT_VIEWS = 16;
/** Resident columns and cached segments over all tables, bytes: beyond it tables that no kept view needs are dropped. */
const BUDGET = 200 * 1024 * 1024;
/** Rows a window may ask for. */
const MAX_WINDOW = 5_000;
/** Rows a copy may take. */
const MAX_COPY = 200_000;
const BATCH = 2_000;
/** Groups whose sums are remembered. */
const KEPT_SUMS = 5_000;

interface Open {
  readonly source: ViewSource;
  /** Of its table. */
  readonly place: string;
  readonly language: Language;
  readonly stamp: string;
  readonly table: ViewTable;
  readonly order: Uint32Array;
  /** Null where the view is not grouped. */
  readonly tree: GroupTree | null;
  readonly group: readonly string[];
  /** Columns that are added up, and those that keep them from it where they differ. */
  readonly summed: readonly Named[];
  readonly within: readonly Named[];
  /** Sums of groups that were looked at, by group. */
  readonly sums: Map<number, ReadonlyMap<string, string>>;
}

interface Named {
  readonly name: string;
  readonly key: KeyColumn;
}

/** A view that was read, with the exact sums of all of it. */
interface Read extends Open {
  readonly totals: Readonly<Record<string, string>>;
  readonly mixed: readonly string[];
}

export class Views {
  private readonly views = new Map<number, Open>();
  /** By source, and month where a table holds one. */
  private readonly tables = new Map<string, { readonly stamp: string; readonly table: Promise<ViewTable> }>();
  private readonly openings = new Map<string, AbortController>();
  private next = 1;

  constructor(private readonly core: DeskCore) {}

  /**
   * Opens a view for a grid.
   * @param ticket names the opening in {@link cancel}
   * @throws DeskFailure `cancelled`; `internal` for a column the source does not have
   */
  async open(spec: ViewSpec, ticket?: string): Promise<ViewHandle> {
    const abort = new AbortController();
    if (ticket !== undefined) this.openings.set(ticket, abort);
    try {
      const { totals, mixed, ...view } = await this.read(spec, abort.signal);
      const id = this.next++;
      this.views.set(id, view);
      this.makeRoom();
      return {
        id,
        rows: view.tree?.rows ?? view.order.length,
        records: view.order.length,
        groups: view.tree?.groups ?? 0,
        columns: view.table.columns.map(({ key: name, type }) => ({ key: name, type })),
        totals,
        mixed,
        stamp: view.stamp,
      };
    } finally {
      if (ticket !== undefined) this.openings.delete(ticket);
    }
  }

  cancel(ticket: string): void {
    this.openings.get(ticket)?.abort();
  }

  /** Table, order and exact totals of a spec, for one pass over all of it; nothing is kept open. A grouped order goes group by group. */
  async read(spec: ViewSpec, signal?: AbortSignal): Promise<Read> {
    const stamp = viewStamp(this.core, spec.source, spec.language);
    const { place, table, filters, has } = await this.tableOf(spec, stamp);
    const group = spec.group ?? [];
    const needed = [...filters.map(({ column }) => column), ...spec.sort.map(({ column }) => column), ...group];
    const unknown = needed.find((key) => !has.has(key));
    if (unknown !== undefined) throw new DeskFailure('internal', `no column ${unknown} in ${spec.source}`);
    const sums = summedColumns(spec.source, table.columns);
    const guards = sumWithin(spec.source, has);
    const key = keyOf(await table.load([...needed, ...sums, ...guards], signal));
    giveUpIf(signal);
    const named = (name: string): Named => ({ name, key: key(name) });
    const within = guards.map(named);
    const summed = sums.map(named);
    // Groups stand in the order of their columns, whichever way those are sorted; their rows in the order of the rest.
    const inner = spec.sort.filter(({ column }) => !group.includes(column));
    const outer = group.map((column) => spec.sort.find((sort) => sort.column === column) ?? { column, descending: false });
    const steps = permuting(
      table.rows,
      filters.map((filter): Filter => ({ ...filter, key: key(filter.column) })),
      [...outer, ...inner].map((sort) => ({ key: key(sort.column), descending: sort.descending })),
    );
    const order = await withRests(steps, signal);
    let tree: GroupTree | null = null;
    if (group.length > 0) {
      // Who sorts by an amount wants the largest group first.
      const by = summed.find(({ name }) => name === inner[0]?.column);
      const value =
        by &&
        (({ from, to }: Stretch) => {
          const rows = order.subarray(from, to);
          return mixedColumn(rows, within) ? null : sumOf(by.key, rows);
        });
      const rank = value ? { value, descending: inner[0]?.descending ?? false } : null;
      tree = await withRests(GroupTree.of(order, group.map(key), rank), signal);
    }
    const mixed = mixedNames(order, within);
    const totals: Record<string, string> = {};
    if (mixed.length === 0) for (const { name, key: column } of summed) totals[name] = formatUnits(sumOf(column, order));
    return {
      source: spec.source,
      place,
      language: spec.language,
      stamp,
      table,
      order,
      tree,
      group,
      summed,
      within,
      sums: new Map(),
      totals,
      mixed: summed.length === 0 ? [] : mixed,
    };
  }

  async rows(id: number, from: number, to: number): Promise<ViewRows> {
    const view = this.views.get(id);
    if (!view || this.isVoid(view)) return { from, cells: [], heads: null, stale: true };
    this.views.delete(id);
    this.views.set(id, view);
    const end = Math.min(to, from + MAX_WINDOW);
    const shown = await cellsOf(view, from, end);
    return this.isVoid(view) ? { from, cells: [], heads: null, stale: true } : { from, ...shown, stale: false };
  }

  /** Opens or closes a group of a view. @returns the rows to be shown from now on */
  toggle(id: number, group: number | 'all', open: boolean): { rows: number } {
    const view = this.opened(id);
    view.tree?.toggle(group, open);
    return { rows: view.tree?.rows ?? view.order.length };
  }

  /**
   * A range with heads for the clipboard; rows from `fromRow` up to, not with, `toRow`. Codes are in words, amounts plain numbers; in the
   * text a formula starter of a text column has an apostrophe before it. The table says which columns are text.
   * A grouped view begins each line with the values of its groups; a group's own line says how many rows it has.
   * @throws DeskFailure `list-moved` when the rows are others by now
   */
  async copy(id: number, range: ViewRange): Promise<CopiedCells> {
    const view = this.valid(id);
    const { source, language, table, tree, group } = view;
    const wanted = tree === null ? range.columns : [...group, ...range.columns.filter((key) => !group.includes(key))];
    const columns = wanted.flatMap((key) => {
      const at = table.columns.findIndex((column) => column.key === key);
      const column = table.columns[at];
      return column ? [{ at, column }] : [];
    });
    const counted = tree === null ? 0 : group.length;
    const withCount = <T>(cells: readonly T[], count: T): T[] =>
      tree === null ? [...cells] : [...cells.slice(0, counted), count, ...cells.slice(counted)];
    const numbers = withCount(
      columns.map(({ column }) => isNumberColumn(column)),
      true,
    );
    const heads = withCount(
      columns.map(({ column }) => headWord(source, column.key, language)),
      recordsWord(language),
    );
    const end = Math.min(range.toRow, range.fromRow + MAX_COPY, tree?.rows ?? view.order.length);
    const lines = range.bare === true ? [] : [tsvLine(heads)];
    const records: (string | null)[][] = [];
    for (let row = range.fromRow; row < end; row += BATCH) {
      const batch = await cellsOf(view, row, Math.min(end, row + BATCH));
      this.valid(id);
      batch.cells.forEach((cells, i) => {
        const head = batch.heads?.[i] ?? null;
        const words = withCount(
          columns.map(({ at, column }) => cellWord(source, column, cells[at] ?? null, language)),
          head === null ? null : String(head.records),
        );
        lines.push(tsvLine(words.map((word, at) => safeText(word, numbers[at] ?? false))));
        records.push(words);
      });
    }
    return { text: lines.join('\n'), html: htmlTable(range.bare === true ? null : heads, records, numbers) };
  }

  /** What the amounts of a range come to, by currency; each row counts once. @throws DeskFailure `list-moved` */
  async summarise(id: number, range: ViewRange): Promise<ViewSummary> {
    const { source, table, tree, order } = this.valid(id);
    const stretches = tree?.behind(range.fromRow, range.toRow) ?? [{ from: range.fromRow, to: Math.min(order.length, range.toRow) }];
    const amounts = range.columns.filter((name) => table.columns.some(({ key, type }) => key === name && type === 'amount'));
    const named = (name: string): string[] => table.columns.flatMap(({ key }) => (key === currencyColumn(source, name) ? [key] : []));
    const key = keyOf(await table.load([...new Set([...amounts, ...amounts.flatMap(named)])]));
    const columns = [];
    for (const name of amounts) {
      const [currency] = named(name);
      columns.push(await withRests(summing(order, stretches, name, key(name), currency === undefined ? null : key(currency))));
    }
    return { records: stretches.reduce((sum, { from, to }) => sum + to - from, 0), columns };
  }

  /** Values of a column among the rows that fit the other columns' filters. */
  async facet(spec: ViewSpec, column: string): Promise<ViewFacet> {
    const { table, filters, has } = await this.tableOf(spec, viewStamp(this.core, spec.source, spec.language));
    const others = filters.filter((filter) => filter.column !== column || spec.filters.indexOf(filter) < 0);
    if (!has.has(column)) throw new DeskFailure('internal', `no column ${column} in ${spec.source}`);
    const key = keyOf(await table.load([column, ...others.map((filter) => filter.column)]));
    const tests = others.map((filter): Filter => ({ ...filter, key: key(filter.column) }));
    const rows = await withRests(filtering(table.rows, tests));
    return withRests(facetOf(key(column), rows));
  }

  close(id: number): void {
    this.views.delete(id);
  }

  private opened(id: number): Open {
    const view = this.views.get(id);
    // Closed to make room: the grid opens it again when it next asks for rows.
    if (!view) throw new DeskFailure('list-moved');
    return view;
  }

  /** A view whose rows are still what they were: of another one the numbers of its rows mean nothing. */
  private valid(id: number): Open {
    const view = this.opened(id);
    if (this.isVoid(view)) throw new DeskFailure('list-moved');
    return view;
  }

  private isVoid({ stamp, source, language }: Open): boolean {
    return stamp !== viewStamp(this.core, source, language);
  }

  private async tableOf(spec: ViewSpec, stamp: string) {
    const period = BY_MONTH.has(spec.source) ? spec.period : null;
    const place = `${spec.source}|${period ?? ''}`;
    const table = await this.table(place, stamp, () => viewTable(this.core, spec.source, spec.language, period));
    const has = new Set(table.columns.map((column) => column.key));
    const filters = [
      ...spec.filters,
      ...(spec.period !== null && has.has('period') ? [{ column: 'period', op: 'is' as const, value: spec.period }] : []),
    ];
    return { place, table, has, filters };
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

function keyOf(keys: ReadonlyMap<string, KeyColumn>): (name: string) => KeyColumn {
  return (name) => {
    const found = keys.get(name);
    if (!found) throw new DeskFailure('internal', name);
    return found;
  };
}

function mixedNames(rows: Uint32Array, within: readonly Named[]): string[] {
  return within.flatMap((column) => (mixedColumn(rows, [column]) ? [column.name] : []));
}

/** Rows of a view as they are shown. */
async function cellsOf(view: Open, from: number, to: number): Promise<Pick<ViewRows, 'cells' | 'heads'>> {
  if (view.tree !== null) return shownCells(view, view.tree, from, to);
  return { cells: await view.table.cells(view.order.subarray(from, to)), heads: null };
}

/** Rows of a grouped view: heads with their groups' values and sums, and the rows of open groups. */
async function shownCells(view: Open, tree: GroupTree, from: number, to: number): Promise<Pick<ViewRows, 'cells' | 'heads'>> {
  const { table, order, group } = view;
  const shown = tree.shown(from, to);
  const rows = shown.map((row) => order['at' in row ? row.at : tree.stretchOf(row.group).from] ?? 0);
  const cells = await table.cells(Uint32Array.from(rows));
  const heads = shown.map((row) => ('at' in row ? null : tree.head(row.group)));
  heads.forEach((head, i) => {
    if (head === null) return;
    const sums = sumsOf(view, tree, head.group);
    const own = new Set(group.slice(0, head.level + 1));
    const first = cells[i] ?? [];
    cells[i] = table.columns.map(({ key }, at): CellText => (own.has(key) ? (first[at] ?? null) : (sums.get(key) ?? null)));
  });
  return { cells, heads };
}

function sumsOf({ sums, order, summed, within }: Open, tree: GroupTree, group: number): ReadonlyMap<string, string> {
  const known = sums.get(group);
  if (known) return known;
  const { from, to } = tree.stretchOf(group);
  const rows = order.subarray(from, to);
  const found = new Map(mixedColumn(rows, within) ? [] : summed.map(({ name, key }) => [name, formatUnits(sumOf(key, rows))]));
  sums.set(group, found);
  if (sums.size > KEPT_SUMS) {
    const [oldest] = sums.keys();
    if (oldest !== undefined) sums.delete(oldest);
  }
  return found;
}
