/** Two columns with one head: which of them counts nobody can tell from the head, so it is asked. */
import { isBlank } from './cells';
import { columnName } from './column-names';
import { plainHead } from './headings';
import type { Cell, LedgerField, MissingField, SheetTable } from './types';

/** Columns that claim one field under the same head and hold different things; the field stays unmapped. */
export interface DoubledColumns {
  readonly field: MissingField;
  /** As a person finds them: `C 金额`, `E 金额`. */
  readonly columns: readonly string[];
}

const CLAIMS: Partial<Record<LedgerField, MissingField>> = {
  amount: 'amount',
  debit: 'amount',
  credit: 'amount',
  period: 'period',
  customer: 'customer',
  customerName: 'customer',
};
/** A debit without its credit is no amount, and a name beside two different IDs no customer. */
const TOGETHER: Partial<Record<LedgerField, readonly LedgerField[]>> = {
  debit: ['debit', 'credit'],
  credit: ['debit', 'credit'],
  customer: ['customer', 'customerName'],
};

/**
 * Takes back the fields of chosen columns that have a twin: the same head over other cells. Equal cells make no doubt.
 * @returns the columns as they may be proposed, and what a person has to decide
 */
export function withoutDoubled(
  table: SheetTable,
  headRow: number,
  heads: readonly Cell[],
  chosen: readonly (LedgerField | null)[],
): { readonly columns: (LedgerField | null)[]; readonly doubled: readonly DoubledColumns[] } {
  const plain = heads.map((head) => plainHead(head ?? ''));
  const doubled: DoubledColumns[] = [];
  let columns = [...chosen];
  chosen.forEach((field, index) => {
    const missing = field === null ? undefined : CLAIMS[field];
    if (field === null || missing === undefined || (plain[index] ?? '') === '') return;
    if (field === 'customerName' && chosen.includes('customer')) return;
    const twins = plain.flatMap((head, other) =>
      other !== index && head === plain[index] && (chosen[other] ?? null) === null && !sameCells(table, headRow, index, other)
        ? [other]
        : [],
    );
    if (twins.length === 0) return;
    const back = TOGETHER[field] ?? [field];
    columns = columns.map((one) => (one !== null && back.includes(one) ? null : one));
    doubled.push({ field: missing, columns: [index, ...twins].map((one) => columnName(one, heads)) });
  });
  return { columns, doubled };
}

function sameCells({ rows }: SheetTable, headRow: number, one: number, other: number): boolean {
  for (let row = headRow + 1; row < rows.length; row++) {
    const a = rows[row]?.[one] ?? null;
    const b = rows[row]?.[other] ?? null;
    if (a !== b && !(isBlank(a) && isBlank(b)) && (a ?? '').trim() !== (b ?? '').trim()) return false;
  }
  return true;
}
