import type { TotalId } from './types';
import type { Words } from './words';

/** How an identity stands in the product: side of a control total, single test under one, a report or break of its own, a rule the engine works by, or not tested. */
export type Coverage = 'total' | 'check' | 'report' | 'rule' | 'none';

/** One numbered identity of the product's contract (semantics.md) and what the product makes of it. */
export interface Identity {
  readonly number: number;
  /** D stated by the documentation, I inferred from field meanings; where a number holds both, the weaker. */
  readonly basis: 'documented' | 'inferred';
  readonly coverage: Coverage;
  /** Totals that name it; empty unless coverage is `total` or `check`. */
  readonly totals: readonly TotalId[];
  /** The equality. */
  readonly says: Words;
  /** Where it is proved, or why it is not. */
  readonly note: Words;
}

type Row = readonly [coverage: Coverage, basis: 'D' | 'I', totals: string, saysZh: string, saysEn: string, noteZh: string, noteEn: string];

const OWN_BILLS = ['只有客户自己的密钥才能查询客户账单', 'Only the customer’s own keys can read the customer’s bills'] as const;
const IN_C4 = ['账户收支', 'Account movements'] as const;

/** In order of the numbers, from 1. */
const ROWS: readonly Row[] = [
  ['check', 'D', 'C1', '应付 = 消费 + 退款 + 调账（国际站）', 'Amount due = consumption + refunds + adjustments (International)', '逐账期检验；与恒等式 2 矛盾时说明哪一种成立', 'Tested by period; where it contradicts identity 2 the one that holds is named'],
  ['check', 'D', 'C1', '应付 = 结算金额 - 代金券 + 税额（国际站）', 'Amount due = settlement amount - coupons + tax (International)', '与恒等式 1 一起检验；代金券不在任何来源中，差额不判为差异', 'Tested beside identity 1; no source holds the coupons, so what remains is not called an error'],
  ['none', 'D', '', '退款含退订和规格变更退款', 'Refunds hold those of unsubscription and of specification changes', '伙伴账单的退款是一个总数，不分来源', 'The partner bill’s refunds are one figure that does not say where they come from'],
  ['none', 'D', '', '出账时扣代金券，退订一般不退', 'Coupons come off when the bill is made and are in general not given back', '国际站的伙伴账单和账单文件都不含代金券', 'Neither partner bill nor bill file of the International site holds coupons'],
  ['check', 'D', 'C2', '退订和核销的金额为负，没有欠费、调整、优惠', 'Refunds and write-offs are negative, without debt, adjustment or discount', '逐行检验账单明细', 'Tested on each bill line'],
  ['check', 'I', 'C2', '金额 = 扣款明细之和，欠费在内或在外', 'Amount = sum of its parts, debt inside or outside', '两种读法都试，成立的写明（6a、6b）', 'Both readings are tried, the one that holds is named (6a, 6b)'],
  ['rule', 'I', '', '官网价 = 应收 + 优惠 + 抹零', 'List price = charged value + discount + erased amount', '账单明细没有官网价和抹零字段，无从检验；价格规则以此推算官网价', 'Bill lines have neither list price nor erased amount to test with; price rules derive the list price by it'],
  ['total', 'I', 'C7', '各页行数之和 = 公布行数', 'Rows over all pages = announced count', '每个数据切片', 'Every slice of data'],
  ['none', 'I', '', '带条件的查询是全量的子集', 'A filtered call gives a subset of the unfiltered one', '账单总是整月读取，不重复按条件查询', 'Bills are read by whole months and not asked for a second time by filter'],
  ['check', 'I', 'C2', '官网价 - 优惠 - 应付，每笔 0 到不足 0.01', 'List price - discount - payment is from 0 to under 0.01 each', '逐条检验资源明细', 'Tested on each fee record'],
  ['check', 'I', 'C2', '应付 = 各支付部分之和', 'Payment = sum of its parts', '逐条检验资源明细', 'Tested on each fee record'],
  ['total', 'D', 'C6', '订单类资源明细的交易编号就是订单号', 'The trade ID of an order’s fee records is the order ID', '订单与资源明细以此相连', 'Orders and fee records are joined by it'],
  ['none', 'D', '', '官网价 = 优惠 + 抹零 + 消费（客户账单）', 'List price = discount + erased + consumption (customer’s bills)', ...OWN_BILLS],
  ['none', 'D', '', '消费 = 各支付部分之和（客户账单）', 'Consumption = sum of its parts (customer’s bills)', ...OWN_BILLS],
  ['none', 'D', '', '月结客户的欠费即当月结算金额', 'Debt of a monthly settled customer is the month’s settlement amount', ...OWN_BILLS],
  ['none', 'D', '', '计算公式的值 = 金额 - 代金券', 'Value of the formula = amount - coupons', ...OWN_BILLS],
  ['none', 'D', '', '摊销成本 = 以前、本月、以后各月摊销之和', 'Amortised cost = past + current + future months', ...OWN_BILLS],
  ['none', 'I', '', '客户账单汇总 = 各行之和', 'Totals of a customer’s summary = sums of its lines', ...OWN_BILLS],
  ['total', 'I', 'C2', '账单明细 = 资源明细逐笔截断后的和', 'Bill lines = fee records, each truncated to the cent', '按客户、产品、计费模式、类别', 'By customer, service, charge mode and kind'],
  ['total', 'I', 'C2', '账单类别与资源明细类型的对应', 'Kinds of bill lines map to types of fee records', '类型 9、16 和税额行单列', 'Types 9, 16 and tax lines stand apart'],
  ['none', 'D', '', '汇总晚一天，资源明细近实时', 'The summary is a day behind, fee records are nearly current', '说明数据何时可比，不是等式；当月未出账前 C2 可能短暂不符，重新同步即可', 'It says when data can be compared and is no equality; C2 of a running month may differ for a day, until the next sync'],
  ['total', 'D', 'C2', '汇总只含代售客户', 'The summary covers resale customers only', '顾问销售客户的资源明细不参加比较', 'Fee records of referral customers take no part'],
  ['none', 'D', '', '企业成员离开当月，费用归属主账号', 'In the month a member account leaves, charges move to the enterprise master', '数据不标明企业主账号与成员，无法识别；如有，C2 在该客户处不符', 'No source names masters and members, so it cannot be told; where it happens C2 differs at that customer'],
  ['check', 'I', 'C6', '优惠后金额 = 官网价 - 优惠', 'Amount after discount = list price - discounts', '逐笔检验新购、续订、变更订单', 'Tested on each new, renewal and change order'],
  ['check', 'D', 'C3', '退订订单：官网价 = 优惠后金额，另有手续费与已使用部分', 'Unsubscription order: list price = amount after discount, fee and used-up value beside', '手续费 + 已使用部分 = 退款明细中扣下的金额', 'Fee + used-up part = what the refund details keep'],
  ['total', 'D', 'C3', '退款明细：负数退回，正数已使用或手续费', 'Refund details: negative is given back, positive used up or fee', '逐行追溯到原订单', 'Each line is traced to its original order'],
  ['total', 'I', 'C3', '退款明细 = 退订订单 = 资源明细', 'Refund details = unsubscription order = fee records', '比较绝对值', 'Compared without their sign'],
  ['total', 'I', 'C3', '退款不超过原订单实付', 'Refunds of an order never exceed what was paid for it', '超出列为差异', 'What exceeds is a break'],
  ['total', 'I', 'C6', '完成的订单 = 它的资源明细', 'A completed order = its fee records', '已取消的订单不得有资源明细', 'A cancelled order must not have any'],
  ['total', 'I', 'C4', '余额 = 上一笔余额 ± 变动', 'Balance = the one before ± the change', ...IN_C4],
  ['total', 'I', 'C4', '调账记录 = 账户收支中的拨款、回收', 'Fund adjustments = allocations and reclaims among the movements', ...IN_C4],
  ['check', 'I', 'C4', '客户：拨款 - 回收 - 现金消费 = 余额变动', 'Customer: allocated - reclaimed - cash consumption = change of balance', '两次同步的余额之间，按范围检验：账单按消费月份，不足整月的扣费从零到全部都可能；客户账户的收支只有客户自己的密钥能查，不能逐笔检验', 'Between the balances of two syncs, as a span: the bill is by month of consumption, and of a month in part anything from nothing to all may have been charged; only the customer’s own keys read its movements, so it cannot be tested one by one'],
  ['check', 'D', 'C4', '可拨金额 = 余额 - 已指定金额', 'What can be allocated = balance - designated amount', '每次查询余额时，接口返回可拨账户（类型 8）就检验；信用账户计不计在内文档没有说，两种读法都试', 'In each answer of balances that holds the allocatable account (type 8); whether credit counts is not documented, so both readings are tried'],
  ['check', 'D', 'C4', '已用额度 = 应付 + 未出账 - 余额 - 代金券（国际站）', 'Used quota = due + unbilled - amount - coupons (International)', '在一次查询的结果之内检验；未出账金额没有第二个来源可比', 'Tested inside one answer; the unbilled amount has no second source to compare with'],
  ['total', 'I', 'C5', '额度的减少 = 发放 - 回收', 'Fall of a quota = issued - reclaimed', '逐个额度', 'By quota'],
  ['check', 'D', 'C5', '回收取走全部余额；发放金额即面值', 'A reclaim takes all that is left; what is issued is the face value', '逐笔操作', 'By operation'],
  ['total', 'I', 'C5', '代金券的减少 = 费用中的代金券部分', 'Fall of coupons = coupon part of the charges', '逐个客户；华为云发放的代金券只增加抵扣', 'By customer; coupons of Huawei Cloud’s own only add to the charges'],
  ['rule', 'D', '', '接口只给代售客户的代金券', 'The interface shows coupons of resale customers only', '与伙伴中心页面的差别在设计上存在，不是差异', 'A difference from the screen of Partner Center is by design and no break'],
  ['total', 'D', 'C2', '资源明细解释账单，不作结算依据', 'Fee records explain the bill and settle nothing', '所以仅供参考，不影响关账；C6 相同', 'Informative therefore, like C6, and holds up no close'],
  ['check', 'D', 'C1', '账单为负时应付为 0（国际站）', 'A negative bill is due as 0 (International)', '退款超过消费时检验', 'Tested where refunds exceed consumption'],
  ['total', 'I', 'C1', '账单文件各类型之和 = 伙伴账单（国际站）', 'Sums of the bill file by type = partner bill (International)', '每类在合计时才四舍五入', 'Each kind is rounded at its total only'],
  ['total', 'I', 'C1', '账单页的消费、退款、调账 = 账单明细之和（中国站）', 'Consumption, refunds and adjustments of the bill page = sums of the lines (China)', '需要导入伙伴账单，或录入账单上的数字', 'Needs the partner bill imported or its figures typed'],
  ['check', 'I', 'C1', '直属客户 + 各云经销商 = 总经销商的账期', 'Own customers + each reseller = the distributor’s month', '有云经销商时检验', 'Tested where there are resellers'],
  ['total', 'I', 'C4', '某时刻余额 = 此前最后一笔收支后的余额', 'A balance = the one after the last movement before it', '同步时的余额，和账簿的期初、期末余额', 'Balances at each sync, and opening and closing balances of the book'],
  ['rule', 'D', '', '客户消费不动伙伴账户', 'A customer’s spending does not move the partner’s account', '预付款账簿的消费行不与伙伴账户比较', 'Rows of consumption in a prepayment book are not compared with the partner’s account'],
  ['total', 'I', 'C4', '客户离开时余额退回，有对应的调账记录', 'A leaving customer’s balance comes back, with its adjustment record', ...IN_C4],
  ['total', 'I', 'C9', '一张激励账单 = 一笔入账或一个额度', 'One incentive bill = one movement or one quota', '需要导入激励明细', 'Needs the incentive details imported'],
  ['total', 'I', 'C8', '开票 + 冲抵欠票 = 可开票消费', 'Invoiced + offset = consumption that can be invoiced', '冲抵金额只在页面可见，少开不判为差异', 'The offset stands on a screen alone, so less is no break'],
  ['total', 'I', 'C8', '一个账期的发票 + 冲抵 + 未开 = 已付消费', 'A period’s invoices + offset + open rest = its paid consumption', '有欠费的账期不能开票', 'A period with arrears cannot be invoiced'],
  ['none', 'D', '', '月结产品的业绩计入次月', 'Performance of monthly settled products counts in the next month', '没有业绩的来源', 'There is no source of performance'],
  ['none', 'D', '', '代售与顾问销售谁付款、谁开票', 'Who pays and invoices in resale and in referral', '是业务关系，不是等式', 'A relation of business, no equality'],
  ['rule', 'D', '', '资金经总经销商、云经销商到客户', 'Money flows distributor, reseller, customer', '云经销商的客户与云经销商结算；两者之间的价格不在任何接口中', 'A reseller’s customers settle through it; the price between the two is in no interface'],
  ['check', 'I', 'C4', '云经销商：拨款 - 回收 = 余额变动 + 转拨客户', 'Reseller: allocated - reclaimed = change of balance + handed to customers', '我方账户的拨款、收回，对云经销商账户收支的期初、期末余额和它给客户的调账记录；其他种类的收支除外', 'Our account’s allocations and reclaims against opening and closing balance of the reseller’s movements and its adjustment records; movements of other kinds taken out'],
  ['report', 'I', '', '有成本就有收入，反之亦然', 'Where there is cost there is revenue, and the reverse', '收入核对：已消费未开票、已开票无消费', 'Revenue matching: consumed not billed, billed not consumed'],
  ['check', 'I', 'C3', '退订要给结算方退款', 'An unsubscription is credited to the counterparty', '按收入台账：有一行写明订单，或当月合计已扣退款；没有转给结算方的另列为收入差异', 'By the revenue ledger: a row that names the order, or the month’s sum less refunds; what was not passed on is a revenue break too'],
  ['report', 'I', '', '毛利 = 收入 - 成本', 'Margin = revenue - cost', '毛利页，同一计税口径', 'Margin page, on one tax basis'],
];

/** The register of identities: all of them, in order of their numbers. */
export const IDENTITIES: readonly Identity[] = ROWS.map(([coverage, basis, totals, saysZh, saysEn, noteZh, noteEn], index) => ({
  number: index + 1,
  basis: basis === 'D' ? 'documented' : 'inferred',
  coverage,
  totals: totals === '' ? [] : (totals.split(' ') as TotalId[]),
  says: { zh: saysZh, en: saysEn },
  note: { zh: noteZh, en: noteEn },
}));

/** Words of the coverages, in the order a reader asks for them. */
export const COVERAGE_WORDS: Readonly<Record<Coverage, Words>> = {
  total: { zh: '控制总额证明', en: 'Proved by a control total' },
  check: { zh: '在控制总额下单独检验', en: 'Tested beside a control total' },
  report: { zh: '由核对或报表给出', en: 'Answered by matching or a report' },
  rule: { zh: '作为规则使用', en: 'Used as a rule' },
  none: { zh: '不检验', en: 'Not tested' },
};
