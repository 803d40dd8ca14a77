/** Amounts in other currencies at the rates of the table: a reading aid that nothing is judged by. The sheet is there only where some month has a rate. */
import type { Converted } from '../rates';
import { parseUnits } from '../money';
import { amount, text, type Sheet } from './sheet-columns';
import * as words from './words';
import { wordOf } from './words';

export interface ConvertedRecord {
  readonly period: string;
  /** A figure of the month, or a ledger by its role. */
  readonly item: 'consumption' | 'refunds' | 'adjustments' | 'due' | 'cost' | 'revenue' | 'prepayment';
  readonly currency: string;
  /** Decimal text. */
  readonly amount: string;
  readonly as: Converted;
}

/** Without totals: the rows are in different currencies. */
export const converted: Sheet<ConvertedRecord> = {
  key: 'converted',
  title: { zh: '折算金额', en: 'Converted' },
  columns: [
    text('period', '账期', 'Period', 10, ({ period }) => period),
    text('item', '项目', 'Item', 18, ({ item }, { language }) => wordOf(words.CONVERTED_ITEMS, item, language)),
    amount('amount', '金额', 'Amount', (record) => parseUnits(record.amount), { plain: true }),
    text('currency', '币种', 'Currency', 8, ({ currency }) => currency),
    amount('converted', '折算金额', 'Converted amount', ({ as }) => parseUnits(as.amount), { plain: true }),
    text('to', '折算币种', 'Converted to', 8, ({ as }) => as.to),
    text('rate', '汇率', 'Rate', 14, ({ as }) => as.rate),
    text('rateDate', '汇率日期', 'Rate of', 12, ({ as }) => as.date),
    text('source', '汇率来源', 'Source of the rate', 40, ({ as }) => as.source),
  ],
};
