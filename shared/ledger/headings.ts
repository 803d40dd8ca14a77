/** Column heads of people's books, Chinese and English, and what they mean. Words only; columns' content is looked at in `propose`. */
import type { TaxBasis } from '../money';
import type { LedgerField } from './types';

/** What a head says. */
export interface HeadMeaning {
  readonly field: LedgerField | null;
  /** Which of two columns of one field is the better one: higher wins. 0 when the head is unknown. */
  readonly strength: number;
  /** Said by words such as 不含税 or "excl. tax"; null when nothing is said. */
  readonly basis: TaxBasis | null;
  /** ISO code when the head names a currency, as in 金额(USD). */
  readonly currency: string | null;
  /** 10000 for 万元, else 1. */
  readonly scale: 1 | 10_000;
}

type Words = readonly (readonly [field: LedgerField, strength: number, words: string])[];

/** Words are written as {@link plainHead} leaves them: half width, lower case, without blanks. */
const WORDS: Words = [
  ['period', 5, '账期 账单月 账单月份 账单周期 计费周期 结算月 结算月份 结算周期 billingcycle billcycle billingperiod billingmonth'],
  [
    'period',
    4,
    '月份 会计期间 会计月份 会计年月 期间 月度 年月 消费月份 所属月份 所属期 所属期间 归属月份 费用月份 入账月份 记账月份 核算期间 业务月份',
  ],
  ['period', 4, 'period month accountingperiod fiscalperiod postingperiod cycle yearmonth'],
  ['period', 1, '日期 记账日期 凭证日期 业务日期 入账日期 制单日期 date postingdate documentdate bookingdate'],
  ['customer', 5, '客户id 子客户id 客户账号id customerid subcustomerid domainid 租户id'],
  ['customer', 4, '客户编码 客户代码 客户编号 客户号 erp编码 erp代码 erp编号 erp客户编码 客户erp编码 erp客户代码 往来单位编码 往来编码'],
  ['customer', 4, 'customercode customerno customernumber erpcode erpid erpcustomercode erpno clientid clientcode accountid partycode'],
  ['customerName', 5, '客户账号 客户账号名 客户账号名称 账号名 accountname customeraccount customeraccountname'],
  ['customerName', 4, '客户名称 客户 客户名 客户全称 客户简称 客户单位 子客户 子客户名称 customername customer client clientname'],
  ['customerName', 3, '往来单位 往来单位名称 单位名称 公司名称 购货单位 购买方 购买方名称 对方单位 经销商 云经销商 经销商名称 辅助核算'],
  ['customerName', 3, 'company companyname counterparty party partyname reseller resellername'],
  ['service', 5, '云服务类型编码 产品类型编码 服务类型编码 云服务编码 服务编码 云服务类型代码 产品类型代码 服务代码'],
  ['service', 5, 'servicetypecode producttypecode servicecode cloudservicetypecode cloudservicecode productcode'],
  [
    'serviceName',
    5,
    '云服务类型 产品类型 云服务 服务类型 云服务名称 云服务类型名称 产品类型名称 云产品 servicetype cloudservicetype producttype cloudservice',
  ],
  ['serviceName', 3, '产品 产品名称 服务 服务名称 业务类型 service servicename product productname servicetypename producttypename'],
  ['amount', 5, '金额 成本 成本金额 收入 收入金额 应付金额 应收金额 应付 应收 结算金额 账单金额 开票金额 采购金额 采购成本 价税合计'],
  ['amount', 5, 'amount cost costamount revenue revenueamount amountdue netamount grossamount settlementamount'],
  [
    'amount',
    4,
    '消费金额 费用 费用金额 销售额 销售金额 销售收入 营业收入 营业成本 主营业务收入 主营业务成本 实付金额 实收金额 总金额 合计金额 净额 总额',
  ],
  [
    'amount',
    4,
    '调账金额 充值金额 拨款金额 预付金额 本币金额 原币金额 totalamount salesamount sales payable receivable payment invoiceamount fee',
  ],
  ['amount', 3, '发生额 本期发生额 本期金额 应还金额 value'],
  ['debit', 4, '借方 借方金额 借方发生额 本期借方 本期借方发生额 借 debit debitamount dr'],
  ['credit', 4, '贷方 贷方金额 贷方发生额 本期贷方 本期贷方发生额 贷 credit creditamount cr'],
  ['currency', 4, '币种 币别 货币 结算币种 货币代码 currency currencycode ccy'],
  ['taxRate', 4, '税率 增值税率 增值税税率 适用税率 taxrate vatrate vat taxpercent'],
  ['reference', 5, '订单号 订单id 订单编号 订单号/交易号 交易号 交易id 交易编号 orderid orderno ordernumber tradeid transactionid'],
  ['reference', 4, '发票号 发票号码 发票编号 业务单号 invoiceno invoicenumber invoice'],
  ['reference', 3, '凭证号 凭证号码 凭证编号 凭证字号 单据号 单据编号 单号 流水号 参考号 合同号 合同编号'],
  ['reference', 3, 'voucherno vouchernumber voucher reference referenceno ref documentno documentnumber docno journalno'],
  ['note', 4, '摘要 note notes memo summary'],
  ['note', 3, '备注 说明 用途 remark remarks description comment comments'],
];

const FIELDS: ReadonlyMap<string, { readonly field: LedgerField; readonly strength: number }> = new Map(
  WORDS.flatMap(([field, strength, words]) => words.split(' ').map((word) => [word, { field, strength }] as const)),
);

const PRETAX =
  /不含税|未税|税前|除税|去税|excl(?:uding|usive|\.)?(?:of)?(?:tax|vat)|ex(?:tax|vat)|beforetax|pre-?tax|netoftax|w\/otax|withouttax/;
const TAXED = /含税|价税合计|incl(?:uding|usive|\.)?(?:of)?(?:tax|vat)|inc(?:tax|vat)|withtax|tax(?:-)?inclu(?:ded|sive)|aftertax|gross/;
const TAX_WORDS = new RegExp(`(?:${PRETAX.source})|(?:${TAXED.source.replace('价税合计|', '').replace('|gross', '')})`, 'g');
const CURRENCY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/cny|rmb|人民币|¥/, 'CNY'],
  [/usd|美元|us\$|\$/, 'USD'],
  [/eur|欧元|€/, 'EUR'],
  [/hkd|港币|港元/, 'HKD'],
  [/sgd|新加坡元/, 'SGD'],
];

/** A head without what does not change its meaning: full width, case, blanks, line breaks, marks of required columns. */
export function plainHead(head: string): string {
  return head
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*:：。'"“”]+/gu, '')
    .replace(/（/g, '(')
    .replace(/）/g, ')');
}

/** Tax basis named by a text (a head, a title line); null when it names none. */
export function basisHint(text: string): TaxBasis | null {
  const plain = plainHead(text);
  if (PRETAX.test(plain)) return 'pretax';
  return TAXED.test(plain) ? 'taxed' : null;
}

/** Currency named by a text such as 金额(USD) or 单位：人民币元; null when none is. */
export function currencyHint(text: string): string | null {
  const plain = plainHead(text);
  return CURRENCY_WORDS.find(([word]) => word.test(plain))?.[1] ?? null;
}

/** What the head of a column says; `field` is null for a head nobody taught the program. */
export function readHead(head: string): HeadMeaning {
  const plain = plainHead(head);
  const found = plain === '' || plain.length > 60 ? undefined : lookUp(plain);
  const money = found?.field === 'amount' || found?.field === 'debit' || found?.field === 'credit';
  return {
    field: found?.field ?? null,
    strength: found?.strength ?? 0,
    basis: money ? basisHint(plain) : null,
    currency: money ? currencyHint(plain) : null,
    scale: money && /万/.test(plain) ? 10_000 : 1,
  };
}

function lookUp(plain: string): { readonly field: LedgerField; readonly strength: number } | undefined {
  const outside = plain.replace(/[([【<][^)\]】>]*[)\]】>]/g, '');
  const inside = /[([【]([^)\]】]*)[)\]】]/.exec(plain)?.[1];
  for (const candidate of [plain, outside, outside.replace(TAX_WORDS, ''), bare(outside)]) {
    const found = FIELDS.get(candidate);
    if (found) return found;
  }
  // A head in both languages: 账期/Period, 客户名称CustomerName, Period(账期).
  for (const part of [
    ...outside.split(/[/|\\]/),
    outside.replace(/[^\p{Script=Han}]/gu, ''),
    outside.replace(/\p{Script=Han}/gu, ''),
    inside ?? '',
  ]) {
    const found = FIELDS.get(bare(part)) ?? FIELDS.get(part);
    if (found) return found;
  }
  return undefined;
}

/** Without tax words, currency codes and units: 不含税成本金额usd -> 成本金额, amountcny -> amount. */
function bare(text: string): string {
  return text.replace(TAX_WORDS, '').replace(/(?:cny|rmb|usd|eur|hkd|人民币|美元|[-,，、.]|万元|元)+/g, '');
}
