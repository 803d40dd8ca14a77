/** The side on which a book's account grows: debit for costs, income on the credit side; the account's title may say otherwise. */
import type { LedgerRole } from '../reconcile/types';
import { rowWord } from './row-kind';
import { textsAbove } from './titles';
import type { Cell, ColumnMapping, Side, SheetTable } from './types';

/** By account: what is owed grows on the credit side, what is owed to us and what is spent on the debit side. */
const ACCOUNTS: Readonly<Record<LedgerRole, readonly (readonly [Side, RegExp])[]>> = {
  cost: [
    ['credit', /应付|payables?(?![a-z])/i],
    ['debit', /成本|费用|采购|costs?(?![a-z])|expenses?(?![a-z])/i],
  ],
  revenue: [
    ['debit', /应收|receivables?(?![a-z])/i],
    ['credit', /收入|revenues?(?![a-z])|income(?![a-z])|sales(?![a-z])/i],
  ],
  prepayment: [
    ['debit', /预付|其他应收|prepa(?:id|yments?)|deposits?(?![a-z])/i],
    ['credit', /其他应付|payables?(?![a-z])/i],
  ],
};
/** 科目, 科目名称; 对方科目 is the other leg of the entry. */
const ACCOUNT_HEAD = /^(?!.*(?:对方|对应|contra|counter)).*(?:科目|\baccount\s*(?:title|name)?$|\bg\/?l\b)/i;
/** Rows of an account column that are looked at. */
const SAMPLE = 200;

/** Where nothing is said: costs and payments in advance on the debit side, income on the credit side. */
export function usualSide(role: LedgerRole): Side {
  return role === 'revenue' ? 'credit' : 'debit';
}

/**
 * The side on which the account stands that the titles, a column of accounts, the sheet's or the file's name tell of; null when none of
 * them speaks for one side alone.
 * @param heads by column, as the mapping has them
 */
export function sideOfBook(
  table: SheetTable,
  { headRow, headRows = 1, columns }: ColumnMapping,
  heads: readonly Cell[],
  role: LedgerRole,
): Side | null {
  const accounts = heads.flatMap((head, index) =>
    head !== null && (columns[index] ?? null) === null && ACCOUNT_HEAD.test(head) ? [index] : [],
  );
  const body = table.rows.slice(headRow + 1, headRow + 1 + SAMPLE);
  const inColumns = body.flatMap((row) => accounts.flatMap((index) => (rowWord(row[index] ?? null) === null ? (row[index] ?? []) : [])));
  const file = table.file.split(/[/\\]/).pop() ?? '';
  for (const texts of [textsAbove(table, headRow - headRows + 1), inColumns, [table.sheet], [file]]) {
    const sides = ACCOUNTS[role].filter(([, words]) => texts.some((text) => words.test(text))).map(([side]) => side);
    if (sides.length === 1 && sides[0]) return sides[0];
  }
  return null;
}

/** The book has two sides, or says beside each amount which it is. */
export function hasSides({ columns }: ColumnMapping): boolean {
  return columns.some((field) => field === 'debit' || field === 'credit' || field === 'direction');
}
