/** What a view stands on: a table with its columns, its key columns on demand, and cells for a window of rows. */
import type { ColumnType, ViewColumn } from '../../shared/desk/api';
import type { FieldKind, SourceId } from '../../shared/api/sources';
import { bytesOf, cellAt, concatColumn, Dictionary, packColumn, textAt, type PackedColumn } from '../../shared/columns';
import type { SliceKey } from '../../shared/sync/slices';
import type { GenerationRow, SegmentRow } from '../store/schema';
import type { DeskCore } from './core';
import type { KeyColumn } from './permutation';
import { eachSegmentOf, publishedSlices, publishedSlicesOf } from './published';
import type { Names } from './results';
import { giveUpIf } from './steps';

export type CellText = string | null;

export interface ViewTable {
  readonly rows: number;
  readonly columns: readonly ViewColumn[];
  /** Makes the named columns resident. @throws DeskFailure `cancelled` once the signal is given */
  load(keys: readonly string[], signal?: AbortSignal): Promise<Map<string, KeyColumn>>;
  /** Cells of the given rows, in column order. */
  cells(rows: Uint32Array): Promise<CellText[][]>;
  /** Bytes of what is resident. */
  bytes(): number;
}

const KIND: Readonly<Record<ColumnType, FieldKind>> = {
  text: 'text',
  code: 'code',
  amount: 'amount',
  integer: 'int',
  time: 'text',
  period: 'code',
};

/** Columns written as `key:type`, `text` where no type is said. */
export function listed(heads: string): ViewColumn[] {
  return heads.split(' ').map((head): ViewColumn => {
    const [key = '', type = 'text'] = head.split(':');
    return { key, type: type as ColumnType };
  });
}

/** A table small enough to be in memory as texts, column by column. */
export class MemoryTable implements ViewTable {
  readonly rows: number;
  private readonly dictionary = new Dictionary();
  private readonly packed = new Map<string, KeyColumn>();

  constructor(
    readonly columns: readonly ViewColumn[],
    private readonly records: readonly (readonly CellText[])[],
  ) {
    this.rows = records.length;
  }

  load(keys: readonly string[]): Promise<Map<string, KeyColumn>> {
    for (const key of keys) {
      if (this.packed.has(key)) continue;
      const at = this.columns.findIndex((column) => column.key === key);
      const type = this.columns[at]?.type ?? 'text';
      const column = packColumn(
        KIND[type],
        this.records.map((record) => record[at]),
        this.dictionary,
      );
      this.packed.set(key, { column, texts: this.dictionary });
    }
    return Promise.resolve(this.packed);
  }

  cells(rows: Uint32Array): Promise<CellText[][]> {
    return Promise.resolve(Array.from(rows, (row) => [...(this.records[row] ?? [])]));
  }

  bytes(): number {
    return this.rows * this.columns.length * 24 + residentBytes(this.packed);
  }
}

/** A table whose cells are made from packed columns when they are looked at; only what a filter, a sort or a total needs is resident. */
export class LazyTable implements ViewTable {
  private readonly dictionary = new Dictionary();
  private readonly packed = new Map<string, KeyColumn>();

  /** @param held bytes of what cells are made from */
  constructor(
    readonly columns: readonly ViewColumn[],
    readonly rows: number,
    private readonly cell: (row: number, key: string) => CellText,
    private readonly held: number,
  ) {}

  load(keys: readonly string[]): Promise<Map<string, KeyColumn>> {
    for (const key of keys) {
      if (this.packed.has(key)) continue;
      const type = this.columns.find((column) => column.key === key)?.type ?? 'text';
      const cells = Array.from({ length: this.rows }, (_, row) => this.cell(row, key));
      this.packed.set(key, { column: packColumn(KIND[type], cells, this.dictionary), texts: this.dictionary });
    }
    return Promise.resolve(this.packed);
  }

  cells(rows: Uint32Array): Promise<CellText[][]> {
    return Promise.resolve(Array.from(rows, (row) => this.columns.map(({ key }) => this.cell(row, key))));
  }

  bytes(): number {
    return this.held + residentBytes(this.packed);
  }
}

/** Where a segment table's column comes from. */
export type Origin =
  | { readonly field: string }
  | { readonly slice: 'period' | 'reseller' }
  /** Name of the party or service whose ID the field (or the slice's reseller) holds. */
  | { readonly party: string }
  | { readonly service: string }
  /** Name of the measure unit whose number the field holds. */
  | { readonly unit: string };

/** Names of whom and what records name by ID; of units where a table shows amounts of usage. */
export interface SegmentNames extends Names {
  readonly units?: ReadonlyMap<string, string>;
}

export interface SegmentColumn extends ViewColumn {
  readonly from: Origin;
}

interface Part {
  readonly key: string;
  readonly slice: SliceKey;
  readonly start: number;
  readonly rows: number;
}

/** Decoded segments kept, bytes. */
const CACHE_BYTES = 48 * 1024 * 1024;

/** Bill lines and fee records: columns stay packed; only those a filter, a sort or a total needs are resident. */
export class SegmentTable implements ViewTable {
  readonly rows: number;
  private readonly resident = new Map<string, KeyColumn>();
  private readonly names = new Dictionary();
  private readonly cache = new Map<string, SegmentRow>();
  private cached = 0;

  private constructor(
    private readonly core: DeskCore,
    private readonly source: SourceId,
    private readonly slices: readonly GenerationRow[],
    readonly columns: readonly SegmentColumn[],
    private readonly known: SegmentNames,
    private readonly parts: readonly Part[],
  ) {
    const last = parts[parts.length - 1];
    this.rows = last ? last.start + last.rows : 0;
  }

  /**
   * @param period whose slices alone are read; null for all of them
   * @param first columns that are surely needed: read in the same pass that finds the parts
   */
  static async open(
    core: DeskCore,
    source: SourceId,
    period: string | null,
    columns: readonly SegmentColumn[],
    known: SegmentNames,
    first: readonly string[],
  ): Promise<SegmentTable> {
    const slices = await (period === null ? publishedSlices(core, source) : publishedSlicesOf(core, source, period));
    const parts: Part[] = [];
    const collected = new Collected(columns, first);
    let start = 0;
    await eachSegmentOf(core, source, slices, (segment, slice) => {
      parts.push({ key: segment.key, slice, start, rows: segment.rows });
      collected.add(segment);
      start += segment.rows;
    });
    const table = new SegmentTable(core, source, slices, columns, known, parts);
    table.settle(first, collected);
    return table;
  }

  async load(keys: readonly string[], signal?: AbortSignal): Promise<Map<string, KeyColumn>> {
    const missing = keys.filter((key) => !this.resident.has(key));
    if (missing.length > 0) {
      const collected = new Collected(this.columns, missing);
      if (collected.fields.size > 0)
        await eachSegmentOf(this.core, this.source, this.slices, (segment) => {
          giveUpIf(signal);
          collected.add(segment);
        });
      this.settle(missing, collected);
    }
    return this.resident;
  }

  async cells(rows: Uint32Array): Promise<CellText[][]> {
    const wanted = Array.from(rows, (row) => this.partOf(row));
    const segments = await this.segments(wanted);
    return wanted.map((part, i) => {
      const segment = part && segments.get(part.key);
      if (!part || !segment) return this.columns.map(() => null);
      return this.columns.map((column) => this.cell(column.from, segment, part, (rows[i] ?? 0) - part.start));
    });
  }

  bytes(): number {
    return this.cached + residentBytes(this.resident);
  }

  private cell(from: Origin, segment: SegmentRow, part: Part, row: number): CellText {
    const text = (field: string): CellText => {
      if (field === 'reseller') return part.slice.reseller ?? null;
      const column = segment.columns[field];
      return column ? textAt(column, row, this.core.dictionary) : null;
    };
    if ('slice' in from) return part.slice[from.slice] ?? null;
    if ('party' in from) return this.known.party(text(from.party));
    if ('service' in from) return this.known.service(text(from.service));
    if ('unit' in from) return this.unitName(text(from.unit));
    const column = segment.columns[from.field];
    return column ? cellAt(column, row, this.core.dictionary) : null;
  }

  private settle(keys: readonly string[], collected: Collected): void {
    for (const key of keys) {
      const from = this.columns.find((column) => column.key === key)?.from;
      if (!from || this.resident.has(key)) continue;
      this.resident.set(key, this.keyColumn(from, collected));
    }
  }

  private keyColumn(from: Origin, collected: Collected): KeyColumn {
    if ('field' in from) return { column: collected.column(from.field), texts: this.core.dictionary };
    const codes = new Uint32Array(this.rows);
    const perPart = (text: (part: Part) => CellText): void => {
      for (const part of this.parts) {
        const value = text(part);
        codes.fill(value === null ? 0 : this.names.add(value), part.start, part.start + part.rows);
      }
    };
    if ('unit' in from) return this.unitColumn(collected.column(from.unit), codes);
    const name = 'party' in from ? this.known.party : 'service' in from ? this.known.service : null;
    if ('slice' in from) perPart((part) => part.slice[from.slice] ?? null);
    else if ('party' in from && from.party === 'reseller') perPart((part) => this.known.party(part.slice.reseller ?? null));
    else {
      const ids = collected.column('party' in from ? from.party : from.service);
      const known = new Map<number, number>();
      if (ids.kind === 'code') {
        for (let row = 0; row < codes.length; row++) {
          const id = ids.codes[row] ?? 0;
          let code = known.get(id);
          if (code === undefined) {
            const text = id === 0 ? null : (name?.(this.core.dictionary.text(id)) ?? null);
            known.set(id, (code = text === null ? 0 : this.names.add(text)));
          }
          codes[row] = code;
        }
      }
    }
    return { column: { kind: 'code', codes }, texts: this.names };
  }

  /** A unit whose name was never read is said by its number. */
  private unitName(id: CellText): CellText {
    return id === null ? null : (this.known.units?.get(id) ?? `#${id}`);
  }

  private unitColumn(ids: PackedColumn, codes: Uint32Array): KeyColumn {
    for (let row = 0; row < codes.length; row++) {
      const name = this.unitName(textAt(ids, row, this.core.dictionary));
      codes[row] = name === null ? 0 : this.names.add(name);
    }
    return { column: { kind: 'code', codes }, texts: this.names };
  }

  private partOf(row: number): Part | undefined {
    let low = 0;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.parts[middle]?.start ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return this.parts[low];
  }

  /** The segments of some parts, from the cache or the store; the least recently used make room. */
  private async segments(parts: readonly (Part | undefined)[]): Promise<Map<string, SegmentRow>> {
    const keys = [...new Set(parts.flatMap((part) => (part ? [part.key] : [])))];
    const found = new Map<string, SegmentRow>();
    for (const key of keys) {
      const segment = this.cache.get(key);
      if (!segment) continue;
      found.set(key, segment);
      this.cache.delete(key);
      this.cache.set(key, segment);
    }
    const missing = keys.filter((key) => !found.has(key));
    for (const segment of missing.length === 0 ? [] : await this.core.store.segments.bulkGet(missing)) {
      if (!segment) continue;
      found.set(segment.key, segment);
      this.cache.set(segment.key, segment);
      this.cached += segmentBytes(segment);
    }
    for (const [key, segment] of this.cache) {
      if (this.cached <= CACHE_BYTES) break;
      this.cache.delete(key);
      this.cached -= segmentBytes(segment);
    }
    return found;
  }
}

/** Columns gathered from all segments of a table in one pass. */
class Collected {
  readonly fields: ReadonlySet<string>;
  private readonly parts = new Map<string, PackedColumn[]>();

  constructor(columns: readonly SegmentColumn[], keys: readonly string[]) {
    const fields = new Set<string>();
    for (const column of columns) {
      if (!keys.includes(column.key)) continue;
      const { from } = column;
      if ('field' in from) fields.add(from.field);
      else if ('party' in from && from.party !== 'reseller') fields.add(from.party);
      else if ('service' in from) fields.add(from.service);
      else if ('unit' in from) fields.add(from.unit);
    }
    this.fields = fields;
  }

  add(segment: SegmentRow): void {
    for (const field of this.fields) {
      const part: PackedColumn = segment.columns[field] ?? { kind: 'absent', of: 'text', rows: segment.rows };
      const parts = this.parts.get(field);
      if (parts) parts.push(part);
      else this.parts.set(field, [part]);
    }
  }

  column(field: string): PackedColumn {
    return concatColumn(this.parts.get(field) ?? []);
  }
}

function segmentBytes(segment: SegmentRow): number {
  return Object.values(segment.columns).reduce((sum, column) => sum + bytesOf(column), 0);
}

function residentBytes(columns: ReadonlyMap<string, KeyColumn>): number {
  let sum = 0;
  for (const { column } of columns.values()) sum += bytesOf(column);
  return sum;
}
