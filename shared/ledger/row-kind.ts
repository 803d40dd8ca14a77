/** Rows of a book that are no entries: blank ones, totals, notes under the table. */
import { isBlank } from './cells';
import type { Cell } from './types';

const TOTAL_WORDS = new Set(
  (
    '合计 总计 小计 共计 累计 总合计 合计金额 本页合计 本期合计 本月合计 本年合计 本年累计 本月累计 本期累计 期初余额 期末余额 上年结转 结转下年 总额 ' +
    'total totals subtotal sub-total grandtotal sum openingbalance closingbalance'
  ).split(' '),
);
/** 客户甲 小计, 2026-10合计, Customer A total. */
const TOTAL_END = /(?:小计|合计|总计)$|(?:^|[\s:：-])(?:sub-?total|total)$/i;

/** True for a row without anything in it. */
export function isBlankRow(row: readonly Cell[]): boolean {
  return row.every((cell) => cell === null || cell.trim() === '');
}

/**
 * True for a total or subtotal row, known by its words: a cell that says nothing but "total" in a text column, or a first cell
 * that ends so while the other key columns are blank.
 * @param keys indexes of the columns that name an entry (period, customer, service)
 * @param texts indexes of all columns that may hold such a word (keys, note, reference, unmapped ones)
 */
export function isTotalRow(row: readonly Cell[], keys: readonly number[], texts: readonly number[]): boolean {
  for (const index of texts) {
    const cell = row[index] ?? null;
    if (cell !== null && TOTAL_WORDS.has(plain(cell))) return true;
  }
  const first = texts.find((index) => !isBlank(row[index] ?? null));
  if (first === undefined || !TOTAL_END.test((row[first] ?? '').normalize('NFKC').trim())) return false;
  return keys.every((index) => index === first || isBlank(row[index] ?? null));
}

function plain(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s:：()]+/g, '');
}
