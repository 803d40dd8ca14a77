/** All tabs of a workbook while it is written: sheets in the order rows come, those that speak of others last, the index, the charts. */
import type { EventEmitter } from 'node:events';
import { WorkbookError } from '../../../shared/workbook/errors';
import type { WorkbookRow, WorkbookSpec, WrittenSheet } from '../../../shared/workbook/model';
import { amendPackage } from './amend';
import { chartParts, knownCharts } from './charts';
import { DefinedNames } from './defined-names';
import { INDEX_TITLE, writeIndex } from './index-sheet';
import { LiveSums } from './live-sums';
import { PartStream, type Health, type Packer } from './part-stream';
import { Places } from './places';
import { SheetNames } from './sheet-names';
import { MOST_ROWS, SheetWriter, type Book } from './sheet-writer';
import { StyleNumbers, type StyleBook } from './styles';
import type { ExpectedSheet } from './verify';
import { completeParts, FIRST_SMALL_PART } from './workbook-parts';

/** A tab as the writing library lists it. */
interface Entry {
  readonly id: number;
  readonly name: string;
  readonly committed: true;
  /** Set by the library. */
  rId?: string;
}

/**
 * What is used of the writing library's streaming book (exceljs 4.4.0, pinned): it packs, numbers styles and describes the package. The
 * XML of sheets is written here, see README.
 */
export interface PackingBook {
  readonly zip: Packer & EventEmitter;
  readonly styles: StyleBook;
  readonly _worksheets: (Entry | undefined)[];
}

export class Tabs {
  private current = 0;
  private readonly sheets: SheetWriter[] = [];
  private readonly names: SheetNames;
  private readonly defined = new DefinedNames();
  private readonly shared: Book;
  private index: ExpectedSheet | null = null;

  constructor(
    private readonly book: PackingBook,
    private readonly spec: WorkbookSpec,
    private readonly health: Health,
    mostRows: number = MOST_ROWS,
  ) {
    this.names = new SheetNames([...spec.sheets.map(({ title }) => title), INDEX_TITLE[spec.language]]);
    this.shared = {
      spec,
      names: this.names,
      places: new Places(spec.sheets, this.names, spec.language, mostRows),
      styles: new StyleNumbers(book.styles, spec.colour),
      live: new LiveSums(spec),
      defined: this.defined,
      openPart: (tab) => this.openPart(tab),
      parts: (key) =>
        (this.sheets.find(({ spec: sheet }) => sheet.key === key)?.finished ?? []).flatMap(({ rows }, part) =>
          rows > 0 ? [part + 1] : [],
        ),
    };
  }

  async append(sheetKey: string, rows: readonly WorkbookRow[]): Promise<void> {
    const index = this.spec.sheets.findIndex((sheet) => sheet.key === sheetKey);
    if (index < 0 || index < this.current) throw new WorkbookError('crashed', `sheet ${sheetKey} takes no rows now`);
    await this.moveTo(index);
    this.health.check();
    await this.sheet(index).append(rows);
  }

  /** Ends all sheets. @throws WorkbookError when a link leads to no row */
  async close(): Promise<void> {
    await this.moveTo(this.spec.sheets.length);
    for (const sheet of this.sheets) if (sheet.late) await sheet.close();
    for (const { linked, spec } of this.sheets) {
      for (const [key, row] of linked) {
        const rows = this.sheets.find((one) => one.spec.key === key)?.written.reduce((sum, part) => sum + part.rows, 0) ?? 0;
        if (row >= rows) throw new WorkbookError('verify-failed', `${spec.title}: link to row ${row + 1} of ${rows}`);
      }
    }
    if (this.sheets.some(({ finished }) => finished.length > 1)) this.writeIndex();
  }

  /** Order of the tabs, names and charts, put into the packed file. */
  async complete(path: string): Promise<void> {
    const { language, meta } = this.spec;
    const added = new Map<string, string>();
    const types = new Map<string, string>();
    let drawings = 0;
    let charts = 0;
    for (const { spec, finished, kept, widths, columns } of this.sheets) {
      const part = finished[0];
      if ((spec.charts?.length ?? 0) === 0 || !part || part.rows === 0) continue;
      const sheet = {
        spec,
        tab: part.name,
        first: part.first,
        last: part.last,
        free: part.free,
        rows: kept,
        columnOf: (key: string) => columns.findIndex((column) => column.spec.key === key && !column.exactOf),
        widths,
      };
      const made = chartParts(sheet, language, part.number, ++drawings, charts + 1);
      charts += spec.charts?.length ?? 0;
      for (const [name, text] of made.parts) added.set(name, text);
      for (const [name, type] of made.types) types.set(name, type);
    }
    const shown = this.expected.map(({ name }) => name);
    const entries = new Map(this.book._worksheets.flatMap((entry) => (entry ? [[entry.name, entry]] : [])));
    await amendPackage(path, FIRST_SMALL_PART, (parts) =>
      completeParts(parts, {
        tabs: shown.map((name) => ({ name, sheetId: entries.get(name)?.id ?? 0, relation: entries.get(name)?.rId ?? '' })),
        active: this.index === null ? 0 : 1,
        definedNames: this.defined.xml(shown),
        company: meta['company'] ?? '',
        types,
        added,
      }),
    );
  }

  /** Tabs as a reader must find them, in the order they are shown. */
  get expected(): ExpectedSheet[] {
    return [...(this.index === null ? [] : [this.index]), ...this.sheets.flatMap((sheet) => sheet.expected)];
  }

  get written(): WrittenSheet[] {
    return this.sheets.flatMap((sheet) => sheet.written);
  }

  private writeIndex(): void {
    const name = this.names.name(this.spec.sheets.length, 1);
    const tabs = this.sheets.flatMap(({ finished }) => {
      let from = 1;
      return finished.map((part) => {
        const tab = { name: part.name, rows: part.rows, from };
        from += part.rows;
        return tab;
      });
    });
    const { language, meta } = this.spec;
    this.index = writeIndex(this.openPart(name).stream, name, tabs, this.shared.styles, language, meta['title'] ?? '');
  }

  private openPart(name: string): { stream: PartStream; number: number } {
    const { _worksheets: entries } = this.book;
    const number = Math.max(1, entries.length);
    entries[number] = { id: number, name, committed: true };
    return { stream: new PartStream(this.book.zip, `xl/worksheets/sheet${number}.xml`, this.health), number };
  }

  private sheet(index: number): SheetWriter {
    const spec = this.spec.sheets[index];
    if (!spec) throw new WorkbookError('crashed', `sheet ${index}`);
    return (this.sheets[index] ??= new SheetWriter(this.shared, { ...spec, charts: knownCharts(spec) }, index));
  }

  /** Finishes the sheets before `index`; those that got no rows have their heads alone. */
  private async moveTo(index: number): Promise<void> {
    for (; this.current < index; this.current++) {
      const sheet = this.sheet(this.current);
      if (!sheet.late) await sheet.close();
    }
  }
}
