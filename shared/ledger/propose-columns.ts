/** Which column holds what: by heads first, by what stands in the cells where heads do not tell. */
import type { TaxBasis } from '../money';
import { isBlank, readAmount, readPeriod } from './cells';
import type { HeadMeaning } from './headings';
import { readMonthHead, type MonthHead } from './month-heads';
import type { Cell, LedgerField, SheetTable } from './types';

type Columns = (LedgerField | null)[];

const SAMPLE = 200;
/** Rows in which a sample is looked for; a column that is blank for longer says nothing. */
const SAMPLE_ROWS = 5_000;
const HEX_ID = /^[0-9a-f]{32}$/i;
const SERVICE_CODE = /^hws\.[a-z0-9._-]+$/i;

/** Filled cells below the head, at most 200. */
export function sample(table: SheetTable, headRow: number, column: number): string[] {
  const cells: string[] = [];
  for (let index = headRow + 1; index < Math.min(table.rows.length, headRow + SAMPLE_ROWS) && cells.length < SAMPLE; index++) {
    const cell = table.rows[index]?.[column] ?? null;
    if (cell !== null && !isBlank(cell)) cells.push(cell);
  }
  return cells;
}

/** One column for each known head; the better of two. */
export function chooseColumns(table: SheetTable, headRow: number, meanings: readonly HeadMeaning[], basis: TaxBasis): Columns {
  const fields = meanings.map((meaning, index) => refined(meaning.field, sample(table, headRow, index)));
  const chosen: Columns = fields.map(() => null);
  for (const field of new Set(fields)) {
    if (field === null) continue;
    let best = -1;
    fields.forEach((candidate, index) => {
      if (candidate === field && (best < 0 || rank(meanings[index], basis) > rank(meanings[best], basis))) best = index;
    });
    chosen[best] = field;
  }
  // An amount column makes debit and credit columns redundant, unless it is the account's running balance side.
  if (chosen.includes('amount') && (chosen.includes('debit') || chosen.includes('credit'))) {
    return chosen.map((field) => (field === 'debit' || field === 'credit' ? null : field));
  }
  // Beside debit and credit columns, and without an amount, 方向 is the side of the balance.
  const directed = chosen.includes('amount');
  const dated = chosen.includes('period');
  return chosen.map((field) => ((field === 'direction' && !directed) || (field === 'year' && !dated) ? null : field));
}

function rank(meaning: HeadMeaning | MonthHead | undefined, basis: TaxBasis): number {
  if (!meaning) return -1;
  return meaning.strength * 2 + (meaning.basis === basis ? 11 : 0);
}

/** A head says customer, the content says which kind: 32 hex digits are IDs, service codes are codes. */
function refined(field: LedgerField | null, cells: readonly string[]): LedgerField | null {
  if (field === 'customerName' && mostly(cells, HEX_ID)) return 'customer';
  if (field === 'serviceName' && mostly(cells, SERVICE_CODE)) return 'service';
  if (field === 'service' && cells.length > 0 && !cells.some((cell) => SERVICE_CODE.test(cell.trim()))) return 'serviceName';
  return field;
}

function mostly(cells: readonly string[], pattern: RegExp): boolean {
  return cells.length > 0 && cells.filter((cell) => pattern.test(cell.trim())).length * 2 > cells.length;
}

/**
 * Months by column when they stand side by side: at least two different ones, or one that is the only amount of the book. Of several
 * columns of a month the better one counts. Null when the heads name none, or leave the year open.
 */
export function monthColumns(
  table: SheetTable,
  headRow: number,
  heads: readonly Cell[],
  columns: Columns,
  basis: TaxBasis,
): Record<string, string> | null {
  const best = new Map<string, { readonly index: number; readonly head: MonthHead }>();
  heads.forEach((text, index) => {
    const head = text === null ? null : readMonthHead(text);
    if (head === null || head.year === null) return;
    const cells = sample(table, headRow, index);
    if (cells.length > 0 && cells.filter((cell) => isNumber(cell)).length * 2 < cells.length) return;
    const month = `${head.year}-${String(head.month).padStart(2, '0')}`;
    const known = best.get(month);
    if (known === undefined || rank(head, basis) > rank(known.head, basis)) best.set(month, { index, head });
  });
  const otherAmount = columns.some(
    (field, index) =>
      (field === 'amount' || field === 'debit' || field === 'credit') && ![...best.values()].some((one) => one.index === index),
  );
  if (best.size === 0 || (best.size === 1 && (otherAmount || columns.includes('period')))) return null;
  return Object.fromEntries(
    [...best].map(([month, { index }]) => [String(index), month] as const).sort(([a], [b]) => Number(a) - Number(b)),
  );
}

function isNumber(cell: string): boolean {
  return readAmount(cell, 1, { sides: true }).ok || readAmount(cell, 1, { decimal: ',' }).ok;
}

/** Columns whose heads nobody knows, told by their cells: IDs, months, service codes, the only column of amounts. */
export function byContent(
  table: SheetTable,
  headRow: number,
  heads: readonly Cell[],
  chosen: readonly (LedgerField | null)[],
  any = false,
): Columns {
  const columns: Columns = [...chosen];
  const width = Math.max(columns.length, ...table.rows.slice(headRow + 1, headRow + 1 + SAMPLE).map((row) => row.length));
  const free = Array.from({ length: width }, (_, index) => index).filter(
    (index) => (columns[index] ?? null) === null && (any || unnamed(heads[index] ?? null)),
  );
  const samples = new Map(free.map((index) => [index, sample(table, headRow, index)]));
  const has = (...fields: LedgerField[]): boolean => fields.some((field) => columns.includes(field));
  const take = (field: LedgerField, fits: (cells: readonly string[]) => boolean): void => {
    const fitting = free.filter((index) => (columns[index] ?? null) === null && fits(samples.get(index) ?? []));
    if (fitting.length === 1) {
      while (columns.length <= fitting[0]!) columns.push(null);
      columns[fitting[0]!] = field;
    }
  };
  if (!has('customer', 'customerName')) take('customer', (cells) => mostly(cells, HEX_ID));
  if (!has('service', 'serviceName')) take('service', (cells) => mostly(cells, SERVICE_CODE));
  if (!has('period', 'monthAmount'))
    take('period', (cells) => cells.length > 0 && cells.filter((cell) => readPeriod(cell).ok).length * 10 >= cells.length * 9);
  if (!has('amount', 'debit', 'credit', 'monthAmount')) take('amount', looksLikeMoney);
  return columns;
}

/** A head that says what it is, though not to the program: 税额 and 数量 are numbers, but no amounts of the book. */
function unnamed(head: Cell): boolean {
  return (
    head === null ||
    !/税|数量|单价|折扣|余额|累计|序号|电话|手机|日期|tax|quantity|qty|price|discount|balance|phone|date|no\.?$/i.test(head)
  );
}

/** Numbers throughout, some of them with decimals; not the numbers of rows, years, IDs. */
function looksLikeMoney(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => isNumber(cell));
  return cells.length > 0 && numbers.length * 10 >= cells.length * 9 && numbers.some((cell) => /[.,]\d/.test(cell));
}

/** Fields of a sheet without heads, told by its cells alone: null unless amounts and customers, or amounts and months, are found in its first row. */
export function headlessColumns(table: SheetTable): Columns | null {
  const first = table.rows[0] ?? [];
  if (!first.some((cell) => cell !== null && (HEX_ID.test(cell.trim()) || SERVICE_CODE.test(cell.trim()) || readPeriod(cell).ok)))
    return null;
  const columns = byContent(table, -1, [], [], true);
  const found = columns.filter((field) => field !== null);
  if (!found.includes('amount') || found.length < 2) return null;
  const amount = first[columns.indexOf('amount')] ?? null;
  return amount !== null && isNumber(amount) ? columns : null;
}
