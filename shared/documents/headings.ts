/** Headings of a document's columns, found by what they say whatever their order, width, case and unit. */
import { currencyHint, plainHead } from '../ledger/headings';
import type { Cell } from '../ledger/types';
import type { DocumentColumn, DocumentLayout } from './layouts';

type Words = ReadonlyMap<string, DocumentColumn>;

const TABLES = new WeakMap<DocumentLayout, Words>();

function wordsOf(layout: DocumentLayout): Words {
  const known = TABLES.get(layout);
  if (known) return known;
  const words = new Map<string, DocumentColumn>();
  for (const column of layout.columns) {
    for (const word of `${column.zh} ${column.en}`.split(' ')) if (!words.has(word)) words.set(word, column);
  }
  TABLES.set(layout, words);
  return words;
}

/** The column a heading names in a layout: 结算金额(USD), 客户ID/Customer ID and Customer ID (客户ID) are found, too. */
export function columnOf(layout: DocumentLayout, head: Cell): DocumentColumn | null {
  if (head === null || head.length > 80) return null;
  const words = wordsOf(layout);
  const plain = plainHead(head);
  if (plain === '') return null;
  const outside = plain.replace(/[([【<][^)\]】>]*[)\]】>]/g, '');
  const inside = /[([【]([^)\]】]*)[)\]】]/.exec(plain)?.[1] ?? '';
  for (const candidate of [plain, outside, ...outside.split(/[/|\\]/), outside.replace(/[^\p{Script=Han}]/gu, ''), inside]) {
    const found = words.get(candidate);
    if (found) return found;
  }
  return null;
}

/** Currency that a heading of money names; 元 alone is CNY. */
export function currencyOfHead(head: Cell): string | null {
  if (head === null) return null;
  return currencyHint(head) ?? (/[（(]\s*万?元\s*[)）]|元$/.test(head.trim()) ? 'CNY' : null);
}

/** Heads a Huawei Cloud export never has and books do: such a sheet is the user's own, whatever else it holds. */
const BOOK_HEADS =
  /^(?:凭证号|凭证字号|凭证号码|记账凭证号|借方.*|贷方.*|本期借方.*|本期贷方.*|摘要|会计科目|科目编码|科目名称|辅助核算|debit.*|credit(?:amount)?|voucher.*|journalno)$/;

export function looksLikeABook(heads: readonly Cell[]): boolean {
  return heads.some((head) => head !== null && BOOK_HEADS.test(plainHead(head).replace(/[([【<][^)\]】>]*[)\]】>]/g, '')));
}
