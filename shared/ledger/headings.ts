/** Column heads of people's books, Chinese and English, and what they mean. Words only; columns' content is looked at in `propose`. */
import type { TaxBasis } from '../money';
import type { AmountUnit, LedgerField } from './types';

/** What a head says. */
export interface HeadMeaning {
  readonly field: LedgerField | null;
  /** Which of two columns of one field is the better one: higher wins. 0 when the head is unknown. */
  readonly strength: number;
  /** Said by words such as 不含税 or "excl. tax"; null when nothing is said. */
  readonly basis: TaxBasis | null;
  /** ISO code when the head names a currency, as in 金额(USD). */
  readonly currency: string | null;
  /** 10000 for 万元; null when no unit is said. */
  readonly unit: AmountUnit | null;
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
  ['period', 4, 'period month accountingperiod fiscalperiod postingperiod cycle yearmonth 会计期 期次 月 月次 billmonth servicemonth'],
  ['year', 4, '年 年度 年份 会计年度 会计年 year fiscalyear accountingyear'],
  ['period', 1, '日期 记账日期 凭证日期 业务日期 入账日期 制单日期 date postingdate documentdate bookingdate'],
  ['customer', 5, '客户id 子客户id 客户账号id customerid subcustomerid domainid 租户id'],
  ['customer', 4, '客户编码 客户代码 客户编号 客户号 erp编码 erp代码 erp编号 erp客户编码 客户erp编码 erp客户代码 往来单位编码 往来编码'],
  ['customer', 4, 'customercode customerno customernumber erpcode erpid erpcustomercode erpno clientid clientcode accountid partycode'],
  ['customerName', 5, '客户账号 客户账号名 客户账号名称 账号名 accountname customeraccount customeraccountname'],
  ['customerName', 4, '客户名称 客户 客户名 客户全称 客户简称 客户单位 子客户 子客户名称 customername customer client clientname'],
  [
    'customerName',
    3,
    '往来单位 往来单位名称 单位名称 公司名称 购货单位 购买方 购买方名称 对方单位 经销商 云经销商 经销商名称 辅助核算 辅助核算项 辅助项 辅助核算信息 核算项目',
  ],
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
  ['amount', 3, '发生额 本期发生额 本期金额 本月金额 本月发生额 应还金额 发生金额 本币 原币 value'],
  ['debit', 4, '借方 借方金额 借方发生额 本期借方 本期借方发生额 本期发生额借方 本月借方 本期发生借方 借 借方本币 debit debitamount dr'],
  ['credit', 4, '贷方 贷方金额 贷方发生额 本期贷方 本期贷方发生额 本期发生额贷方 本月贷方 本期发生贷方 贷 贷方本币 credit creditamount cr'],
  ['direction', 4, '方向 借贷方向 借贷标志 借贷标识 借/贷 借贷 余额方向 direction dr/cr d/c debit/credit debitcreditindicator'],
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

/** Unit of amounts named by a text such as 收入（万元）, 单位：千元 or "in thousands"; null when none is said. */
export function unitHint(text: string): AmountUnit | null {
  const plain = plainHead(text);
  if (/百万|million|(?:cny|rmb|usd|eur)mn?\b/.test(plain)) return 1_000_000;
  if (/亿/.test(plain)) return 100_000_000;
  if (/万|tenthousand|10,?000|'?0000\b/.test(plain)) return 10_000;
  if (/千元|千美元|thousand|\b1,?000(?:cny|rmb|usd|元)|(?:cny|rmb|usd|eur|[$¥€])k\b|\(k\)|(?:cny|rmb|usd|eur|[$¥€])000\b/.test(plain))
    return 1_000;
  return /(?:^|[(\[:/,，人民币])(?:元|圆|yuan)(?:$|[)\]/,，])|人民币元|美元|港元|(?:in|unit)(?:cny|rmb|usd|dollars)/.test(plain) ? 1 : null;
}

/** Groups of a two-row head that hold no amounts of the month: balances, what runs up since January, last year's. */
const NO_AMOUNT = /余额|累计|期初|期末|年初|上年|上期|去年|同期|预算|balance|cumulative|ytd|yeartodate|prior|budget|opening|closing/;

/** What the head of a column says; `field` is null for a head nobody taught the program. Lines of a head of two rows are parted by a line break. */
export function readHead(head: string): HeadMeaning {
  const lines = head.includes(GROUP) ? head.split(GROUP) : null;
  const plain = plainHead(head);
  let found = plain === '' || plain.length > 80 ? undefined : lookUp(plain);
  if (!found && lines) found = inGroup(lines.map(plainHead));
  if (lines && found && isMoney(found.field) && lines.some((line) => NO_AMOUNT.test(plainHead(line)))) found = undefined;
  const money = found !== undefined && isMoney(found.field);
  return {
    field: found?.field ?? null,
    strength: found?.strength ?? 0,
    basis: money ? basisHint(plain) : null,
    currency: money ? currencyHint(plain) : null,
    unit: money ? unitHint(plain) : null,
  };
}

/** Between the group head and the head below it; no spreadsheet cell begins a line with it. */
export const GROUP = '\u2028';

function isMoney(field: LedgerField): boolean {
  return field === 'amount' || field === 'debit' || field === 'credit';
}

/** 客户信息 over 名称, 本期发生额 over 借方: both together, else the lower line, else the group when the lower line says a unit or a basis only. */
function inGroup(lines: readonly string[]): { readonly field: LedgerField; readonly strength: number } | undefined {
  const [upper = '', lower = ''] = lines;
  return (
    lookUp(upper.replace(/(?:信息|资料|情况|档案)$/, '') + lower) ??
    lookUp(lower) ??
    (bare(lower).replace(/[()]/g, '') === '' ? lookUp(upper) : undefined)
  );
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
    // A lone 月 or 年 is what is left of 9月 and 2026年, no head.
    const found = part.length < 2 ? undefined : (FIELDS.get(bare(part)) ?? FIELDS.get(part));
    if (found) return found;
  }
  return undefined;
}

/** Without tax words, currency codes and units: 不含税成本金额usd -> 成本金额, amountcny -> amount. */
function bare(text: string): string {
  return text
    .replace(TAX_WORDS, '')
    .replace(/(?:(?:in)?(?:cny|rmb|usd|eur|hkd|sgd)|人民币|美元|[-,，、.]|[百千万亿]+元|thousands?|元)+/g, '');
}
