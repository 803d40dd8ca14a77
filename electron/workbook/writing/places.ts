/** Where the rows of each sheet will stand, known before they come. */
import type { SheetSpec, WorkbookLanguage } from '../../../shared/workbook/model';
import { quotedSheetName, type SheetNames } from './sheet-names';

const WORDS = {
  zh: { row: '第 {row} 行', rows: '第 {row} 行起，共 {count} 行' },
  en: { row: 'Row {row}', rows: 'Row {row}, {count} rows' },
} as const;

export interface LinkCell {
  readonly sheet: string;
  readonly text: string;
  readonly location: string;
  /** Zero-based row of the sheet, with its parts. */
  readonly target: number;
}

export class Places {
  constructor(
    private readonly sheets: readonly SheetSpec[],
    private readonly names: SheetNames,
    private readonly language: WorkbookLanguage,
    private readonly mostRows: number,
  ) {}

  /** Rows above the first of the data. */
  static top(sheet: SheetSpec): number {
    return (sheet.above?.length ?? 0) + 1;
  }

  /** Data rows that one tab takes: room is kept for the totals, those of all parts, and the lines below. */
  capacity(sheet: SheetSpec): number {
    const below = sheet.below === undefined || sheet.below.length === 0 ? 0 : sheet.below.length + 1;
    return Math.max(1, this.mostRows - Places.top(sheet) - 2 - below);
  }

  /** A link cell from `row`, `row+count`, `sheet:row`; null for anything else, and where the sheet is not in the workbook. */
  link(to: string | undefined, cell: string): LinkCell | null {
    const found = /^(?:(\w{1,60}):)?(\d{1,9})(?:\+(\d{1,9}))?$/.exec(cell);
    if (!found) return null;
    const index = this.sheets.findIndex(({ key }) => key === (found[1] ?? to));
    const sheet = this.sheets[index];
    if (!sheet) return null;
    const target = Number(found[2]);
    const count = Number(found[3] ?? '1');
    const capacity = this.capacity(sheet);
    const part = Math.floor(target / capacity) + 1;
    const row = Places.top(sheet) + 1 + (target % capacity);
    const name = this.names.name(index, part);
    const text = WORDS[this.language][count > 1 ? 'rows' : 'row'].replace('{row}', String(row)).replace('{count}', String(count));
    return {
      sheet: sheet.key,
      text: part > 1 || found[1] !== undefined ? `${name} ${text}` : text,
      location: `${quotedSheetName(name)}!A${row}`,
      target: target + count - 1,
    };
  }
}
