/** Rows of a book that are no entries, known by their words: totals, balances carried forward, the head again. */
import { isBlank } from './cells';
import { plainHead } from './headings';
import type { Cell } from './types';

const TOTAL_WORDS = new Set(
  (
    '合计 总计 小计 共计 累计 总合计 总合计金额 合计金额 本页合计 本页小计 本期合计 本月合计 本年合计 本季合计 当前合计 本年累计 本月累计 本期累计 累计发生额 期末余额 期末 月末余额 年末余额 ' +
    '过次页 承前页 结转下年 结转下期 总额 合计数 部门合计 客户合计 客户小计 月计 月小计 日计 本日合计 ' +
    'total totals subtotal sub-total grandtotal grand-total sum pagetotal closingbalance endingbalance balancec/f carriedforward'
  ).split(' '),
);
const OPENING_WORDS = new Set(
  '期初余额 期初 上年结转 上期结转 年初余额 月初余额 上月结转 上期余额 上年余额 openingbalance opening balanceb/f balancebroughtforward broughtforward beginningbalance'.split(
    ' ',
  ),
);
/** 客户甲 小计, 2026-10合计, Customer A total. */
const TOTAL_END = /(?:小计|合计|总计|累计)\s*[:：]?$|(?:^|[\s:：-])(?:sub-?total|total)s?\s*:?$/i;
/** Characters such a word can end in; nearly every cell ends in another one and is let through at once. */
const LAST = new Set(
  [...'计計额額余餘转轉结結数數页頁末初lsmefdgLSMEFDG:：)）】]*-— \u3000\u00a0\t\r\n'].map((char) => char.charCodeAt(0)),
);
const WORDY = /[计計余餘结結转轉额額期页頁]|tot|sum|bal|open|forw/i;

/** What a text says about its row: a word for a total, for an opening balance, or a name that ends in one. */
export type RowWord = 'total' | 'opening' | 'ends' | null;

/** Looks at one cell of a text column. */
export function rowWord(cell: Cell): RowWord {
  if (cell === null || cell.length > 80 || !LAST.has(cell.charCodeAt(cell.length - 1)) || !WORDY.test(cell)) return null;
  const word = plain(cell);
  if (TOTAL_WORDS.has(word)) return 'total';
  if (OPENING_WORDS.has(word)) return 'opening';
  return TOTAL_END.test(cell.normalize('NFKC').trim()) ? 'ends' : null;
}

function plain(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s:：()【】[\]*-]+/g, '');
}

/**
 * True for a total, subtotal or balance row, known by its words: a cell that says nothing else in a text column, or a first cell that
 * ends so while the other key columns are blank.
 * @param keys indexes of the columns that name an entry (period, customer, service)
 * @param texts indexes of all columns that may hold such a word (keys, note, reference, unmapped ones)
 */
export function isTotalRow(row: readonly Cell[], keys: readonly number[], texts: readonly number[]): boolean {
  return totalWord(row, keys, texts) !== null;
}

/** As {@link isTotalRow}, and which of the two. */
export function totalWord(row: readonly Cell[], keys: readonly number[], texts: readonly number[]): 'total' | 'opening' | null {
  let ends = -1;
  for (const index of texts) {
    if (index >= row.length) continue;
    const word = rowWord(row[index] ?? null);
    if (word === 'ends') ends = ends < 0 ? index : ends;
    else if (word !== null) return word;
  }
  if (ends < 0) return null;
  const first = texts.find((index) => !isBlank(row[index] ?? null));
  return first === ends && keys.every((index) => index === ends || isBlank(row[index] ?? null)) ? 'total' : null;
}

/** True for a row without anything in it. */
export function isBlankRow(row: readonly Cell[]): boolean {
  for (const cell of row) if (cell !== null && (cell.charCodeAt(0) > 0x20 || cell.trim() !== '')) return false;
  return true;
}

/** Recognises the heads where they stand again in the table: on each printed page, in each part of an archive, at each group. */
export class HeadAgain {
  private readonly lines: readonly ReadonlyMap<number, string>[];
  private readonly firsts: ReadonlySet<string>;
  private readonly letters: ReadonlySet<number>;

  /** @param lines the head's rows as they stand in the sheet */
  constructor(lines: readonly (readonly Cell[])[]) {
    this.lines = lines.map(
      (line) => new Map(line.flatMap((cell, index) => (isBlank(cell) ? [] : [[index, plainHead(cell ?? '')] as const]))),
    );
    this.firsts = new Set(this.lines.flatMap((line) => [...line.values()]));
    this.letters = new Set([...this.firsts].flatMap((head) => [head.charCodeAt(0), head.toUpperCase().charCodeAt(0)]));
  }

  /** True when every filled cell of the row is its column's head and there are two of them at least. */
  is(row: readonly Cell[]): boolean {
    const first = row.find((cell) => cell !== null && cell.trim() !== '');
    if (first === undefined || first === null || first.length > 80) return false;
    const letter = first.charCodeAt(0);
    // Letters and Han stand first as they are; anything else is looked at in its plain form.
    const ordinary = (letter > 0x2f && letter < 0x7b && letter !== 0x3a) || (letter > 0x4dff && letter < 0xa000);
    if ((ordinary && !this.letters.has(letter)) || !this.firsts.has(plainHead(first))) return false;
    return this.lines.some((line) => {
      let same = 0;
      for (let index = 0; index < row.length; index++) {
        const cell = row[index] ?? null;
        if (isBlank(cell)) continue;
        if (line.get(index) !== plainHead(cell ?? '')) return false;
        same++;
      }
      return same >= Math.min(2, line.size);
    });
  }
}

/** True for a row that numbers the columns under the head: 1, 2, 3 … */
export function numbersColumns(row: readonly Cell[]): boolean {
  const cells = row.filter((cell) => !isBlank(cell));
  return cells.length >= 3 && cells.every((cell, index) => cell?.trim() === String(index + 1));
}
