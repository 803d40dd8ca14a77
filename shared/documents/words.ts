/** Words for fields, notes and refusals of documents, in both languages. */
import { filled } from '../words/filled';
import type { DocumentKind } from './kinds';
import { LAYOUTS } from './layouts';
import type { DocumentField, DocumentNote, DocumentRefusal } from './types';

export type DocumentLanguage = 'zh' | 'en';

type Both = { readonly zh: string; readonly en: string };

const FIELDS: Readonly<Record<string, Both>> = {
  customer_id: { zh: '客户ID', en: 'Customer ID' },
  period: { zh: '账期', en: 'Billing cycle' },
  bill_cycle: { zh: '账期', en: 'Billing cycle' },
  settlement_period: { zh: '对账期次', en: 'Reconciliation period' },
  customer_name: { zh: '客户名称', en: 'Customer name' },
  account_name: { zh: '客户账号名', en: 'Account name' },
  account_manager: { zh: '客户经理姓名', en: 'Account manager' },
  partner_id: { zh: '伙伴ID', en: 'Partner ID' },
  partner_name: { zh: '伙伴名称', en: 'Partner name' },
  partner_account_name: { zh: '伙伴账号名', en: 'Partner account name' },
  bill_type: { zh: '账单类型（消费、退款、调账）', en: 'Bill type (expenditure, refund, adjustment)' },
  bill_detail_type: { zh: '账单类型', en: 'Bill type' },
  charge_mode: { zh: '计费模式', en: 'Billing mode' },
  charging_mode: { zh: '计费模式', en: 'Billing mode' },
  cloud_service_type: { zh: '产品类型编码', en: 'Product type code' },
  cloud_service_type_name: { zh: '产品类型', en: 'Product type' },
  service_type_code: { zh: '产品类型编码', en: 'Product type code' },
  service_type_name: { zh: '产品类型', en: 'Product type' },
  product_name: { zh: '产品名称', en: 'Product name' },
  product_id: { zh: '产品ID', en: 'Product ID' },
  application: { zh: '应用名称', en: 'Application' },
  specification: { zh: '规格', en: 'Specifications' },
  resource_type_name: { zh: '资源类型', en: 'Resource type' },
  resource_type_code: { zh: '资源类型编码', en: 'Resource type code' },
  resource_id: { zh: '资源ID', en: 'Resource ID' },
  resource_name: { zh: '资源名称', en: 'Resource name' },
  region_name: { zh: '区域', en: 'Region' },
  region_code: { zh: '云服务区编码', en: 'Region code' },
  trade_id: { zh: '订单号/交易号', en: 'Order ID/Transaction ID' },
  base_order_id: { zh: '原订单号', en: 'Original order ID' },
  trade_time: { zh: '交易时间', en: 'Transaction time' },
  order_id: { zh: '订单号', en: 'Order ID' },
  order_type: { zh: '订单类型', en: 'Order type' },
  order_periods: { zh: '订单周期数', en: 'Order periods' },
  order_period_unit: { zh: '订单周期单位', en: 'Order period unit' },
  spot: { zh: '是否竞价实例', en: 'Spot instance' },
  usage_type: { zh: '使用量类型编码', en: 'Usage type code' },
  customer_amount: { zh: '客户消费金额（不作结算依据）', en: 'Customer expenditure (not for settlement)' },
  settlement_type: { zh: '结算类型', en: 'Settlement type' },
  settlement_discount: { zh: '伙伴结算折扣', en: 'Settlement discount' },
  discount_amount: { zh: '优惠金额', en: 'Discount' },
  list_amount: { zh: '官网页面价', en: 'List price' },
  amount: { zh: '金额', en: 'Amount' },
  currency: { zh: '币种', en: 'Currency' },
  association_type: { zh: '关联类型', en: 'Association type' },
  payment_status: { zh: '支付状态', en: 'Payment status' },
  payment_amount: { zh: '应付金额', en: 'Amount due' },
  official_amount: { zh: '官网价', en: 'List price' },
  official_discount_amount: { zh: '优惠金额', en: 'Discount' },
  cash_amount: { zh: '现金支付', en: 'Cash' },
  coupon_amount: { zh: '代金券抵扣', en: 'Cash coupons' },
  account_change_id: { zh: '收支明细ID', en: 'Record ID' },
  trade_detail_type: { zh: '交易类型', en: 'Transaction type' },
  change_amount: { zh: '交易金额', en: 'Transaction amount' },
  balance_after_change: { zh: '交易后余额', en: 'Balance after the transaction' },
  type: { zh: '收支类型', en: 'Income or expense' },
  account: { zh: '账户类型', en: 'Account type' },
  performance_id: { zh: '业绩单ID', en: 'Performance ID' },
  incentive_bill_id: { zh: '激励账单ID', en: 'Incentive bill ID' },
  incentive_data_id: { zh: '激励数据ID', en: 'Incentive data ID' },
  plan_name: { zh: '激励计划名称', en: 'Incentive plan' },
  status: { zh: '状态', en: 'Status' },
  trans_id: { zh: '交易流水号', en: 'Transaction ID' },
  operation_time: { zh: '操作时间', en: 'Operation time' },
  operation_type: { zh: '操作类型', en: 'Operation type' },
  memo: { zh: '备注', en: 'Memo' },
  apply_scene: { zh: '应用场景', en: 'Scenario' },
  quota_id: { zh: '额度编号', en: 'Quota ID' },
  source_quota_id: { zh: '来源额度', en: 'Source quota' },
  coupon_id: { zh: '代金券编号', en: 'Coupon ID' },
  operator: { zh: '操作员', en: 'Operator' },
  invoice_id: { zh: '发票号', en: 'Invoice number' },
  apply_time: { zh: '申请时间', en: 'Application time' },
  invoice_type: { zh: '发票类型', en: 'Invoice type' },
  tax_rate: { zh: '税率', en: 'Tax rate' },
};

const AMOUNTS: Readonly<Partial<Record<DocumentKind, Both>>> = {
  'partner-bill': { zh: '结算金额（伙伴应付）', en: 'Settlement amount (owed by the partner)' },
  'bill-push': { zh: '结算金额（伙伴应付）', en: 'Settlement amount (owed by the partner)' },
  performance: { zh: '业绩金额', en: 'Performance amount' },
  incentive: { zh: '激励金额', en: 'Incentive amount' },
  adjustments: { zh: '调账金额', en: 'Adjustment amount' },
  'coupon-operations': { zh: '操作金额', en: 'Operation amount' },
  invoices: { zh: '开票金额', en: 'Invoice amount' },
};

/** A field as a person reads it; the field's own name where nobody named it. */
export function fieldLabel(kind: DocumentKind, field: DocumentField, language: DocumentLanguage): string {
  const words = field === 'amount' ? (AMOUNTS[kind] ?? FIELDS['amount']) : FIELDS[field];
  return words?.[language] ?? field;
}

/** Fields that the mapping of a kind may use, needed ones marked. */
export function fieldsOf(kind: DocumentKind): { readonly field: DocumentField; readonly required: boolean }[] {
  const layout = LAYOUTS[kind];
  return layout.columns.map(({ field }) => ({ field, required: layout.required.some((group) => group.includes(field)) }));
}

const NOTES: Readonly<Record<DocumentNote['key'], Both>> = {
  'one-partner': {
    zh: '全部行的伙伴ID都是 {id}，按伙伴自己的直接客户处理。如果它其实是云经销商，请在“我的伙伴ID”中选择“都是云经销商”。',
    en: 'Every row has the partner ID {id}; the customers are taken for the partner’s own. If it is a reseller, choose “All are resellers” under “Your own partner ID”.',
  },
  'several-partners': {
    zh: '文件中有 {count} 个尚不认识的伙伴ID（{ids}），都按云经销商处理。如果其中有您自己的伙伴ID，请在“我的伙伴ID”中选择它。',
    en: 'The file names {count} partner ID{count, s} not known so far ({ids}), all taken for resellers. If one of them is your own, choose it under “Your own partner ID”.',
  },
  'no-bill-type': {
    zh: '文件没有账单类型列：{rows} 行全部按消费计入，金额正负号保持原样，无法分别核对退款和调账。',
    en: 'The file has no column for the bill type: every row counts as consumption with its sign as it is ({rows}); refunds and adjustments cannot be checked apart.',
  },
  'services-by-name': {
    zh: '{rows} 行只有产品类型名称，没有对应的编码，以名称代替编码。',
    en: 'Rows that name the product type without a code that is known: {rows}; the name stands for the code.',
  },
  'lines-without-service': { zh: '{rows} 行没有产品类型。', en: 'Rows without a product type: {rows}.' },
  'lines-without-mode': { zh: '{rows} 行没有计费模式。', en: 'Rows without a billing mode: {rows}.' },
  'unknown-modes': {
    zh: '有 {rows} 种不认识的计费模式（{words}）；金额照常计入，计费模式记为未知。',
    en: '{rows} billing mode{rows, s} not known ({words}); the amounts count, the mode is kept as unknown.',
  },
  'customers-by-account': {
    zh: '{count} 个客户账号名没有对应的客户ID（{names}），以账号名代替。',
    en: '{count} account name{count, s} without a known customer ID ({names}); the account name stands for it.',
  },
  'masked-names': {
    zh: '{rows} 处姓名或名称在导出时已被打码，未作为名称保存；客户按ID或账号名识别。',
    en: '{rows} name{rows, s} masked by the export and not kept; customers are known by ID or account name.',
  },
  'repeated-rows': {
    zh: '{rows} 行与前面的某一行每个单元格都相同，订单号/交易号也相同：金额照常计入，但单独成行，便于发现重复的账单行。',
    en: 'Rows that are the same as an earlier one in every cell, order or transaction number included: {rows}. They count, and are kept as lines of their own, so that a line billed twice is found.',
  },
  'equal-rows': {
    zh: '{rows} 行与前面的某一行完全相同，但没有订单号/交易号可以区分：按各自独立的收费相加。',
    en: 'Rows that are the same as an earlier one, without an order or transaction number: {rows}. They are added up as charges of their own.',
  },
  'account-not-said': {
    zh: '{rows} 条收支没有写明账户，按充值账户处理。',
    en: '{rows} movement{rows, s} without an account, taken for the top-up account.',
  },
  'explains-only': {
    zh: '此类文件只用来解释差异，不能作为与华为云结算的依据。',
    en: 'Files of this kind explain differences; they are no basis for settling with Huawei Cloud.',
  },
};

const REFUSALS: Readonly<Record<DocumentRefusal, Both>> = {
  'own-bill': {
    zh: '这是客户自己的账单文件，列的是客户侧价格，不能证明伙伴的成本，因此不导入。请在伙伴中心“账务 > 伙伴账单”导出伙伴账单明细。',
    en: 'This is a customer’s own bill file. It shows the customer’s prices and proves nothing about the partner’s cost, so it is not imported. Export the partner bill details in Partner Center (Partner Bills) instead.',
  },
  'missing-columns': {
    zh: '缺少必需的列：{fields}。请在列对应中为它们选择文件里的列。',
    en: 'Needed columns are missing: {fields}. Choose a column of the file for each of them in the mapping.',
  },
  'no-period': {
    zh: '文件没有账期列，文件名也没有月份。请选择账期。',
    en: 'Neither a column nor the file’s name says the month. Choose the billing cycle.',
  },
  estimate: {
    zh: '{period} 尚未结束，文件里是当月预估数，不含税，也未扣代金券，不能当作账单导入。账单在次月 5 日 12:00 前生成，请届时重新导出。',
    en: '{period} is not over: the file holds an estimate, without tax and before coupons, and cannot be imported as a bill. The bill is made before 12:00 on day 5 of the next month; export it again then.',
  },
  'heads-differ': {
    zh: '第 {row} 行是另一组表头，与文件开头的列不一致。请确认压缩包中的各部分属于同一份账单。',
    en: 'Row {row} holds other headings than the beginning of the file. Check that all parts of the archive belong to one bill.',
  },
};

export function noteText(note: DocumentNote, language: DocumentLanguage): string {
  return filled(NOTES[note.key][language], (name) => note.params[name]);
}

/** @param params of a DocumentRefused; `fields` are shown by their labels */
export function refusalText(
  reason: DocumentRefusal,
  params: Readonly<Record<string, string>>,
  kind: DocumentKind,
  language: DocumentLanguage,
): string {
  const fields = params['fields']?.split(',').map((field) => fieldLabel(kind, field, language));
  return filled(REFUSALS[reason][language], (name) => (name === 'fields' ? fields?.join(language === 'zh' ? '、' : ', ') : params[name]));
}
