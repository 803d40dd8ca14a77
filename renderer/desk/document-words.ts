/** Names of Huawei Cloud's files in the journal's list of acts. */
import type { DocumentKind } from '../../shared/documents/kinds';
import type { Language } from '../../shared/desk/api';

const KINDS: Readonly<Record<DocumentKind, Readonly<Record<Language, string>>>> = {
  'partner-bill': { zh: '伙伴账单明细', en: 'partner bill' },
  'bill-push': { zh: '推送的账单明细', en: 'pushed bill details' },
  'usage-push': { zh: '推送的用量明细', en: 'pushed usage details' },
  expenditure: { zh: '客户消费明细', en: 'customer expenditure' },
  'income-expense': { zh: '收支明细', en: 'income and expense' },
  performance: { zh: '业绩明细', en: 'performance details' },
  incentive: { zh: '激励明细', en: 'incentive details' },
  adjustments: { zh: '调账记录', en: 'fund adjustment records' },
  'coupon-operations': { zh: '代金券操作记录', en: 'coupon operation records' },
  invoices: { zh: '发票清单', en: 'invoice list' },
  'own-bill': { zh: '客户账单', en: "customer's own bill" },
};

export function kindWord(kind: DocumentKind, language: Language): string {
  return KINDS[kind][language];
}
