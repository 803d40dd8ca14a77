/** Rows of a document that are no records: blank ones, totals, notes under the table, heads again. */
import { isBlank, readAmount } from '../ledger/cells';
import { plainHead } from '../ledger/headings';
import { isBlankRow, isTotalRow } from '../ledger/row-kind';
import type { Cell, LeftOutRow } from '../ledger/types';
import { isEmpty } from './cells';
import { columnOf } from './headings';
import type { DocumentLayout } from './layouts';
import { DocumentRefused } from './refused';
import type { DocumentMapping } from './types';

const TOTAL_WORD = /[合总小累共]\s*计|total|余额|结转/i;
/** At most so many first cells are remembered as no headings. */
const REMEMBERED = 20_000;

export class RowKinds {
  private readonly heads: readonly Cell[];
  private readonly keys: readonly number[];
  private readonly texts: readonly number[];
  private readonly amount: number;
  private readonly noHeads = new Set<string>();

  constructor(
    rows: readonly (readonly Cell[])[],
    private readonly mapping: DocumentMapping,
    private readonly layout: DocumentLayout,
  ) {
    this.heads = mapping.headRow < 0 ? [] : (rows[mapping.headRow] ?? []);
    const at = (field: string | null): number => (field === null ? -1 : mapping.columns.indexOf(field));
    this.amount = at(layout.amount);
    const fields = [...layout.required.flat(), layout.period.field].filter((field) => field !== layout.amount);
    this.keys = [...new Set(fields.map(at))].filter((index) => index >= 0);
    this.texts = mapping.columns.map((_, index) => index).filter((index) => index !== this.amount);
  }

  /** Why a row is left out; null for a record. @throws DocumentRefused `heads-differ` */
  leftOut(cells: readonly Cell[], row: number): LeftOutRow['why'] | null {
    const first = cells.find((cell) => cell !== null && cell !== '') ?? null;
    if (first === null || isBlankRow(cells)) return 'blank';
    if (this.isHead(cells, first, row)) return 'head';
    let named = true;
    for (const index of this.keys) {
      const cell = cells[index] ?? null;
      if (isEmpty(cell) || TOTAL_WORD.test(cell!)) named = false;
    }
    if (named) return null;
    if (isTotalRow(cells, this.keys, this.texts)) return 'total';
    return this.isNote(cells) ? 'note' : null;
  }

  /** 导出时间：…, 说明：…: a lone text or a label, and nothing where the amount or a key belongs. */
  private isNote(cells: readonly Cell[]): boolean {
    if (this.amount >= 0 && readAmount(cells[this.amount] ?? null).ok) return false;
    const filled = cells.filter((cell) => !isBlank(cell));
    if (filled.length === 1) return true;
    const labelled = filled.some((cell) => /[:：]/.test(cell!) && !/^\d/.test(cell!.trim()));
    return labelled && filled.length <= 3 && this.keys.filter((index) => !isBlank(cells[index] ?? null)).length <= 1;
  }

  private isHead(cells: readonly Cell[], first: string, row: number): boolean {
    if (first.length > 80 || this.noHeads.has(first)) return false;
    if (
      columnOf(this.layout, first) === null &&
      plainHead(first) !== plainHead(this.heads.find((head) => head !== null && head !== '') ?? '\u0000')
    ) {
      if (this.noHeads.size < REMEMBERED) this.noHeads.add(first);
      return false;
    }
    if (this.heads.length > 0 && cells.every((cell, index) => plainHead(cell ?? '') === plainHead(this.heads[index] ?? ''))) return true;
    const known = cells.map((cell) => columnOf(this.layout, cell)?.field ?? null);
    if (new Set(known.filter((field) => field !== null)).size < 3) return false;
    // Heads of a later part: they may only say what the mapping says.
    const fits = this.heads.length === 0 && known.every((field, index) => field === null || field === this.mapping.columns[index]);
    if (!fits) throw new DocumentRefused('heads-differ', { row: String(row) });
    return true;
  }
}
