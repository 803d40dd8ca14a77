/** The row or the two rows of heads, under whatever titles stand above. */
import { readAmount, isBlank } from './cells';
import { GROUP, readHead } from './headings';
import { readMonthHead } from './month-heads';
import type { Cell, ColumnMapping, LedgerField, MergedRange } from './types';

/** Rows looked at from the top; above the head stand titles, units and notes. */
export const HEAD_ROWS = 20;

export interface FoundHead {
  /** 0-based, the last row of the head. */
  readonly headRow: number;
  readonly headRows: 1 | 2;
}

type Row = readonly Cell[];

const MONEY: ReadonlySet<LedgerField> = new Set<LedgerField>(['amount', 'debit', 'credit', 'monthAmount']);
/** Upper heads whose cell below is data, not another head. */
const KEYS: ReadonlySet<LedgerField> = new Set<LedgerField>([
  'period',
  'customer',
  'customerName',
  'service',
  'serviceName',
  'currency',
  'taxRate',
  'reference',
  'note',
]);

/**
 * The first row that holds enough known heads: three different ones, two when one of them is an amount, or a customer beside months.
 * Two rows are one head when the upper names groups (本期发生额 over 借方 and 贷方, 2026年10月 over 金额 and 税额) or stands merged beside them.
 * @returns null when none of the first {@link HEAD_ROWS} rows does
 */
export function findHeadRows(rows: readonly Row[], merges: readonly MergedRange[] = []): FoundHead | null {
  for (let index = 0; index < Math.min(rows.length, HEAD_ROWS); index++) {
    const upper = rows[index] ?? [];
    const lower = rows[index + 1] ?? [];
    const single = fieldsOf(upper);
    if (belongTogether(rows, index, merges) && enough(fieldsOf(combine(rows, index, merges)))) return { headRow: index + 1, headRows: 2 };
    if (enough(single)) {
      // The same heads once more in another language are one head, too.
      const again = fieldsOf(lower);
      const twice = enough(again) && [...again].every((field) => single.has(field)) && headLike(lower);
      return twice ? { headRow: index + 1, headRows: 2 } : { headRow: index, headRows: 1 };
    }
  }
  return null;
}

/** The row of heads as {@link findHeadRows} finds it in a sheet without merged cells; the last one of a head of two rows. */
export function findHead(rows: readonly Row[]): number | null {
  return findHeadRows(rows)?.headRow ?? null;
}

/** Heads by column; of a head of two rows, group and head with a line between them. */
export function headsOf(
  table: { readonly rows: readonly Row[]; readonly marks?: { readonly merges: readonly MergedRange[] } },
  mapping: Pick<ColumnMapping, 'headRow' | 'headRows'>,
): readonly Cell[] {
  if (mapping.headRow < 0) return [];
  return mapping.headRows === 2 && mapping.headRow > 0
    ? combine(table.rows, mapping.headRow - 1, table.marks?.merges ?? [])
    : (table.rows[mapping.headRow] ?? []);
}

function combine(rows: readonly Row[], at: number, merges: readonly MergedRange[]): Cell[] {
  const upper = spread(rows, at, merges);
  const lower = rows[at + 1] ?? [];
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const above = text(upper[column]);
    const below = text(lower[column]);
    if (above === null || below === null || above === below) return below ?? above;
    return `${above}${GROUP}${below}`;
  });
}

/** Group heads written over all their columns: by merged cells where there are any, else to the right as far as heads follow below. */
function spread(rows: readonly Row[], at: number, merges: readonly MergedRange[]): Cell[] {
  const upper: Cell[] = [...(rows[at] ?? [])];
  const lower = rows[at + 1] ?? [];
  const wide = merges.filter(([top, left, bottom, right]) => top <= at && bottom === at && right > left);
  if (wide.length > 0) {
    for (const [top, left, , right] of wide) for (let column = left + 1; column <= right; column++) upper[column] = text(rows[top]?.[left]);
    return Array.from(upper, (cell) => cell ?? null);
  }
  let group: string | null = null;
  for (let column = 0; column < Math.max(upper.length, lower.length); column++) {
    const own = text(upper[column]);
    if (own !== null) group = text(lower[column]) === null ? null : own;
    else if (text(lower[column]) === null) group = null;
    else upper[column] = group;
  }
  return Array.from(upper, (cell) => cell ?? null);
}

/** Row `at` names groups of the heads below it, or its heads are merged with the blank cells below. */
function belongTogether(rows: readonly Row[], at: number, merges: readonly MergedRange[]): boolean {
  const upper = rows[at] ?? [];
  const lower = rows[at + 1] ?? [];
  if (!headLike(lower) || upper.filter((cell) => text(cell) !== null).length < 2) return false;
  const combined = spread(rows, at, merges);
  const groups = new Map<string, number>();
  let known = 0;
  for (let column = 0; column < lower.length; column++) {
    const below = text(lower[column]);
    if (below === null) continue;
    const own = text(upper[column]);
    const above = text(combined[column]);
    if (above !== null) groups.set(above, (groups.get(above) ?? 0) + 1);
    const field = own === null ? null : readHead(own).field;
    const grouped = text(upper[column + 1]) === null && text(lower[column + 1]) !== null;
    if (field !== null && KEYS.has(field) && !grouped) return false;
    const both = above === null ? below : `${above}${GROUP}${below}`;
    if (
      readHead(below).field !== null ||
      readHead(both).field !== null ||
      readMonthHead(both) !== null ||
      /^(?:日|税额|数量|余额|单价)$/.test(below)
    )
      known++;
  }
  if (known === 0) return false;
  const besides = upper.some((cell, column) => text(cell) !== null && text(lower[column]) === null && readHead(cell ?? '').field !== null);
  const lowers = lower.flatMap((cell) => text(cell) ?? []);
  const repeats = new Set(lowers).size < lowers.length && groups.size > 1;
  return besides || repeats;
}

/** Nothing but words and months: no amounts, no IDs. */
function headLike(row: Row): boolean {
  const cells = row.flatMap((cell) => text(cell) ?? []);
  return (
    cells.length > 0 &&
    cells.every(
      (cell) => cell.length <= 60 && (!readAmount(cell, 1, { sides: false }).ok || /^20\d{4}$/.test(cell)) && !/^[0-9a-f]{32}$/i.test(cell),
    )
  );
}

function enough(fields: ReadonlySet<LedgerField>): boolean {
  return fields.size >= 3 || (fields.size >= 2 && [...fields].some((field) => MONEY.has(field)));
}

function fieldsOf(row: Row): Set<LedgerField> {
  const fields = new Set<LedgerField>();
  let months = 0;
  for (const cell of row) {
    const head = text(cell ?? null);
    if (head === null) continue;
    const field = readHead(head).field;
    if (field !== null) fields.add(field);
    else if (readMonthHead(head) !== null) months++;
  }
  if (months >= 2) fields.add('monthAmount');
  return fields;
}

function text(cell: Cell | undefined): string | null {
  return cell === undefined || isBlank(cell) ? null : (cell ?? '').trim();
}
