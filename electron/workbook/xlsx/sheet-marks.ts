/** Collects what a sheet says beside its cells' texts: what is hidden, merged or calculated. */
import type { MergedRange, SheetMarks } from '../../../shared/ledger/types';
import { TableError } from '../../../shared/workbook/errors';
import { LIMITS } from '../limits';
import { columnOf } from './address';
import { attribute } from './xml-scanner';

interface FormulaColumn {
  cells: number;
  readonly firstRow: number;
  uncalculated: number;
}

/**
 * A number as a person types it: a sign or currency sign, digits with marks between them, a unit behind. Letters make it a name or an ID;
 * an ID of digits alone cannot be told from an amount and counts.
 */
const TYPED_BY_HAND =
  /^[\s(（'+\-\u2212\u2013\u2014]*(?:[¥￥$€£]|[A-Z]{3}(?=[\s\d]))?[\s+-]*[\d０-９](?:[\d０-９.,，．'’ \u00a0\u202f]*[\d０-９])?[.,]?\s*[万亿元%)）-]*\s*$/;

/** Marks of one sheet; rows and columns 0-based, as in {@link SheetMarks}. */
export class MarkCollector {
  private readonly hiddenRows: number[] = [];
  private readonly hiddenColumns = new Set<number>();
  private readonly merges: MergedRange[] = [];
  private readonly formulas = new Map<number, FormulaColumn>();

  private readonly textNumbers = new Map<number, { cells: number; readonly firstRow: number }>();
  /** The last text of each column and whether it is a number: columns repeat themselves. */
  private readonly lastTexts: { readonly text: string; readonly isNumber: boolean }[] = [];

  constructor(private readonly sheet: string) {}

  /** An element outside the cells. */
  open(name: string, tag: string): void {
    if (name === 'col') this.column(tag);
    else if (name === 'mergeCell') this.merge(attribute(tag, 'ref') ?? '');
  }

  hiddenRow(row: number): void {
    this.hiddenRows.push(row);
  }

  formula(row: number, column: number, calculated: boolean): void {
    let known = this.formulas.get(column);
    if (!known) this.formulas.set(column, (known = { cells: 0, firstRow: row, uncalculated: 0 }));
    known.cells++;
    if (!calculated) known.uncalculated++;
  }

  /** A cell whose content is a text. */
  text(row: number, column: number, text: string): void {
    let last = this.lastTexts[column];
    if (last?.text !== text) this.lastTexts[column] = last = { text, isNumber: text.length <= 80 && TYPED_BY_HAND.test(text) };
    if (!last.isNumber) return;
    const known = this.textNumbers.get(column);
    if (known) known.cells++;
    else this.textNumbers.set(column, { cells: 1, firstRow: row });
  }

  /** @param width columns that hold anything: programs hide all columns behind the table, which says nothing */
  marks(width: number): Pick<SheetMarks, 'hiddenRows' | 'hiddenColumns' | 'merges' | 'formulas' | 'textNumbers'> {
    const byNumber = (a: number, b: number): number => a - b;
    return {
      hiddenRows: this.hiddenRows,
      hiddenColumns: [...this.hiddenColumns].filter((column) => column < width).sort(byNumber),
      merges: this.merges,
      formulas: [...this.formulas]
        .sort(([a], [b]) => a - b)
        .map(([column, { cells, firstRow, uncalculated }]) => ({ column, cells, firstRow, ...(uncalculated > 0 ? { uncalculated } : {}) })),
      textNumbers: [...this.textNumbers].sort(([a], [b]) => a - b).map(([column, found]) => ({ column, ...found })),
    };
  }

  private column(tag: string): void {
    if (!isHidden(tag, 'width')) return;
    const first = Number(attribute(tag, 'min') ?? '0') - 1;
    const last = Math.min(Number(attribute(tag, 'max') ?? '0') - 1, LIMITS.columns - 1);
    for (let column = Math.max(0, first); column <= last; column++) this.hiddenColumns.add(column);
  }

  private merge(range: string): void {
    const found = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(range.replaceAll('$', ''));
    if (!found) return;
    if (this.merges.length >= LIMITS.merges) throw new TableError('too-large', `${this.sheet}: more than ${LIMITS.merges} merged ranges`);
    const [, left = '', top = '', right = '', bottom = ''] = found;
    this.merges.push([Number(top) - 1, columnOf(left), Number(bottom) - 1, columnOf(right)]);
  }
}

/** Hidden by the attribute, or pulled to nothing. @param size attribute of the height or width */
export function isHidden(tag: string, size: 'ht' | 'width'): boolean {
  return /^(?:1|true|on)$/.test(attribute(tag, 'hidden') ?? '') || Number(attribute(tag, size) ?? '1') === 0;
}
