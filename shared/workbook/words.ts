/** Words of the workbook in both languages, for codes that stand in results. */
import type { BreakStatus, PeriodState } from '../desk/api';
import type { KeptKind } from '../documents/kinds';
import type { REASON_CODES as CODES } from '../journal/entries';
import type { BreakClass, PassName, RefundTrace, TotalId, TotalStatus } from '../reconcile/types';
import type { WorkbookLanguage } from './model';

type ReasonCode = (typeof CODES)[number];

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type Catalogue = Readonly<Record<string, Words>>;

/** The word of a code; a code nobody has words for stands as it is. */
export function wordOf(catalogue: Catalogue, code: string | null, language: WorkbookLanguage): string | null {
  if (code === null) return null;
  return Object.hasOwn(catalogue, code) ? (catalogue[code]?.[language] ?? code) : code;
}

/** A catalogue's words in one language. */
export function wordsIn<K extends string>(catalogue: Readonly<Record<K, Words>>, language: WorkbookLanguage): Readonly<Record<K, string>> {
  return Object.fromEntries(Object.entries<Words>(catalogue).map(([code, words]) => [code, words[language]])) as Record<K, string>;
}

export const ROLES: Catalogue = {
  cost: { zh: '成本', en: 'Cost' },
  revenue: { zh: '收入', en: 'Revenue' },
  prepayment: { zh: '预付', en: 'Prepayment' },
};

/** Huawei Cloud's files by kind. */
export const DOCUMENTS = {
  'partner-bill': { zh: '伙伴账单明细', en: 'Partner bill details' },
  'bill-push': { zh: '伙伴账单（推送包）', en: 'Partner bill (pushed)' },
  'usage-push': { zh: '客户使用量（推送包）', en: 'Customer usage (pushed)' },
  expenditure: { zh: '客户消费明细', en: 'Customer expenditure' },
  'income-expense': { zh: '收支明细', en: 'Income and expense' },
  performance: { zh: '业绩明细', en: 'Performance details' },
  incentive: { zh: '激励明细', en: 'Incentive details' },
  adjustments: { zh: '调账记录', en: 'Adjustment records' },
  'coupon-operations': { zh: '代金券与额度操作记录', en: 'Coupon and quota operations' },
  invoices: { zh: '发票列表', en: 'Invoices' },
  'own-bill': { zh: '客户自己的账单', en: 'A customer’s own bill' },
  'statement-figures': { zh: '录入的账单金额', en: 'Typed bill figures' },
} as const satisfies Record<KeptKind, Words>;

export const CLASSES = {
  'missing-in-ledger': { zh: '台账缺失', en: 'Missing in ledger' },
  'missing-in-bill': { zh: '账单缺失', en: 'Missing in bill' },
  amount: { zh: '金额不符', en: 'Amount' },
  rounding: { zh: '舍入差异', en: 'Rounding' },
  'duplicate-in-ledger': { zh: '台账重复', en: 'Duplicate in ledger' },
  'duplicate-in-bill': { zh: '账单重复', en: 'Duplicate in bill' },
  timing: { zh: '跨期', en: 'Timing' },
  'tax-basis': { zh: '含税口径', en: 'Tax basis' },
  currency: { zh: '币种不符', en: 'Currency' },
  ambiguous: { zh: '无法判定', en: 'Ambiguous' },
  'unknown-customer': { zh: '未知客户', en: 'Unknown customer' },
  'refund-without-order': { zh: '退款无原订单', en: 'Refund without order' },
  'over-refund': { zh: '超额退款', en: 'Over-refund' },
  'adjustment-without-movement': { zh: '调账无流水', en: 'Adjustment without movement' },
  'consumed-not-billed': { zh: '有消费未开单', en: 'Consumed, not billed' },
  'billed-not-consumed': { zh: '已开单无消费', en: 'Billed, not consumed' },
  'price-deviation': { zh: '价格偏差', en: 'Price deviation' },
  'no-price-rule': { zh: '无价格规则', en: 'No price rule' },
} as const satisfies Record<BreakClass, Words>;

export const PASSES = {
  exact: { zh: '完全一致', en: 'Exact' },
  'key-sum': { zh: '多行合计', en: 'Rows add up' },
  reference: { zh: '按单号', en: 'Reference' },
  tolerance: { zh: '容差内', en: 'Within tolerance' },
  group: { zh: '组合合计', en: 'Groups add up' },
  'adjacent-period': { zh: '相邻账期', en: 'Adjacent period' },
  price: { zh: '价格规则', en: 'Price rule' },
  movement: { zh: '账户流水', en: 'Account movement' },
} as const satisfies Record<PassName, Words>;

export const BREAK_STATES = {
  open: { zh: '待处理', en: 'Open' },
  assigned: { zh: '已分派', en: 'Assigned' },
  explained: { zh: '已说明', en: 'Explained' },
  approved: { zh: '已批准', en: 'Approved' },
  carried: { zh: '结转下期', en: 'Carried forward' },
} as const satisfies Record<BreakStatus, Words>;

/** A line of the reconciliation: what met, or the state of its break. */
export const LINE_STATES: Catalogue = { matched: { zh: '一致', en: 'Matched' }, ...BREAK_STATES };

/** Whether a movement of the account was found. */
export const FOUND: Catalogue = { true: { zh: '已找到', en: 'Found' }, false: { zh: '未找到', en: 'Not found' } };

/** Why a break is resolved or carried: in workbook, screens and the journal's summaries. */
export const REASON_CODES: Readonly<Record<ReasonCode, Words>> = {
  timing: { zh: '跨期', en: 'Timing' },
  rounding: { zh: '舍入', en: 'Rounding' },
  'huawei-to-correct': { zh: '华为云更正', en: 'Huawei Cloud to correct' },
  'ledger-to-correct': { zh: '台账更正', en: 'Ledger to correct' },
  'price-agreed': { zh: '约定价格', en: 'Price agreed' },
  duplicate: { zh: '重复', en: 'Duplicate' },
  'matched-by-hand': { zh: '人工匹配', en: 'Matched by hand' },
  other: { zh: '其他', en: 'Other' },
};

export const TOTAL_STATES = {
  equal: { zh: '相等', en: 'Equal' },
  within: { zh: '容差内', en: 'Within tolerance' },
  broken: { zh: '不符', en: 'Broken' },
  'not-provable': { zh: '无法证明', en: 'Not provable' },
} as const satisfies Record<TotalStatus, Words>;

export const TOTAL_NAMES = {
  C1: { zh: '伙伴账单 = 账单明细', en: 'Partner bill = bill lines' },
  C2: { zh: '账单明细与资源明细', en: 'Bill lines against fee records' },
  C3: { zh: '退款订单', en: 'Refund orders' },
  C4: { zh: '伙伴账户收支链', en: 'Partner account chain' },
  C5: { zh: '代金券', en: 'Coupons' },
  C6: { zh: '订单与资源明细', en: 'Orders and fee records' },
  C7: { zh: '收到行数 = 公布行数', en: 'Rows received = rows announced' },
  C8: { zh: '发票', en: 'Invoices' },
  C9: { zh: '激励', en: 'Incentives' },
} as const satisfies Record<TotalId, Words>;

export const BASES: Catalogue = {
  documented: { zh: '官方文档', en: 'Documented' },
  inferred: { zh: '推断', en: 'Inferred' },
};

export const SOURCES: Catalogue = {
  statement: { zh: '伙伴账单', en: 'Partner bill' },
  'typed-statement': { zh: '伙伴账单（录入的金额）', en: 'Partner bill (typed figures)' },
  'bill-lines': { zh: '由账单明细计算', en: 'Computed from bill lines' },
  'bill-file': { zh: '由导入的伙伴账单计算', en: 'Computed from the imported partner bill' },
};

export const PERIOD_STATES = {
  open: { zh: '未开始', en: 'Open' },
  'in-work': { zh: '核对中', en: 'In work' },
  signed: { zh: '已签署', en: 'Signed' },
  closed: { zh: '已关账', en: 'Closed' },
  drifted: { zh: '关账后变动', en: 'Drifted' },
} as const satisfies Record<PeriodState, Words>;

/** What stands in the sheet of converted amounts. */
export const CONVERTED_ITEMS: Catalogue = {
  consumption: { zh: '消费', en: 'Consumption' },
  refunds: { zh: '退款', en: 'Refunds' },
  adjustments: { zh: '账单调账', en: 'Bill adjustments' },
  due: { zh: '应付金额', en: 'Amount due' },
  cost: { zh: '成本台账', en: 'Cost ledger' },
  revenue: { zh: '收入台账', en: 'Revenue ledger' },
  prepayment: { zh: '预付台账', en: 'Prepayment ledger' },
};

/** Where a closed month's rows come from. */
export const CLOSED_ROWS: Catalogue = {
  same: { zh: '签署时（今日数据相同）', en: "As signed (today's data agree)" },
  archive: { zh: '签署时（取自存档）', en: 'As signed (from the archive)' },
  today: { zh: '今日数据（存档无法重算明细）', en: "Today's data (the archive does not give its rows again)" },
  lost: { zh: '今日数据（存档读不到）', en: "Today's data (the archive cannot be read)" },
};

/** A signed break by today's data. */
export const TODAY_BREAKS: Catalogue = { true: { zh: '仍在', en: 'Stands' }, false: { zh: '已不在', en: 'Is gone' } };

/** Kinds of order a refund can go back to. */
export const ORDER_TYPES: Catalogue = {
  '1': { zh: '开通', en: 'New' },
  '2': { zh: '续订', en: 'Renewal' },
  '3': { zh: '变更', en: 'Change' },
};

export const REFUND_CREDITS: Catalogue = {
  row: { zh: '有台账行', en: 'Own row' },
  sum: { zh: '已含在当月合计', en: 'In the month’s sum' },
  missing: { zh: '未转给结算方', en: 'Not passed on' },
  untold: { zh: '看不出', en: 'Not told' },
};

export const REFUND_STATES = {
  equal: { zh: '一致', en: 'Equal' },
  broken: { zh: '不符', en: 'Broken' },
  orphan: { zh: '无原订单', en: 'No original order' },
  'over-refund': { zh: '超额退款', en: 'Over-refund' },
  'not-provable': { zh: '无法证明', en: 'Not provable' },
} as const satisfies Record<RefundTrace['status'], Words>;

/** Fields besides the amount that a line of a closed month may change in (shared/close/drift). */
export const DRIFT_FIELDS: Catalogue = {
  debt: { zh: '欠费金额', en: 'Debt' },
  adjustment: { zh: '核销金额', en: 'Written off' },
  discount: { zh: '优惠金额', en: 'Discount' },
  trades: { zh: '扣费笔数', en: 'Deductions' },
  role: { zh: '台账', en: 'Ledger' },
  grain: { zh: '粒度', en: 'Grain' },
  period: { zh: '账期', en: 'Period' },
  party: { zh: '台账客户', en: 'Party in the ledger' },
  customer: { zh: '客户', en: 'Customer' },
  reseller: { zh: '云经销商', en: 'Reseller' },
  service: { zh: '服务', en: 'Service' },
  currency: { zh: '币种', en: 'Currency' },
  basis: { zh: '含税口径', en: 'Tax basis' },
  tax: { zh: '税率', en: 'Tax rate' },
  reference: { zh: '单号', en: 'Reference' },
};

export const BILL_KINDS = {
  '0': { zh: '消费', en: 'Consumption' },
  '1': { zh: '退款', en: 'Refund' },
  '2': { zh: '账单调账', en: 'Bill adjustment' },
} as const satisfies Catalogue;

export const CHARGE_MODES = {
  '1': { zh: '包年/包月', en: 'Yearly/monthly' },
  '3': { zh: '按需', en: 'Pay-per-use' },
  '10': { zh: '预留实例', en: 'Reserved instance' },
  '11': { zh: '节省计划', en: 'Savings plan' },
} as const satisfies Catalogue;

/** Which data of a closed month moved, and how. */
export const DRIFT_PARTS: Catalogue = {
  bill: { zh: '账单明细', en: 'Bill lines' },
  fees: { zh: '资源明细', en: 'Fee records' },
  ledger: { zh: '台账', en: 'Ledger' },
};
export const DRIFT_CHANGES: Catalogue = {
  added: { zh: '新增', en: 'Added' },
  changed: { zh: '变更', en: 'Changed' },
  vanished: { zh: '消失', en: 'Vanished' },
};

export const YES_NO: Catalogue = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } };

export const ACTS = {
  import: { zh: '导入台账', en: 'Ledger imported' },
  document: { zh: '导入账单文件', en: 'Document imported' },
  mappings: { zh: '列对应关系', en: 'Mappings taken' },
  'import-undone': { zh: '撤销导入', en: 'Import undone' },
  aliases: { zh: '别名表', en: 'Aliases set' },
  'price-rules': { zh: '价格规则', en: 'Price rules set' },
  'rule-set': { zh: '规则集', en: 'Rule set set' },
  rates: { zh: '汇率表', en: 'Rates set' },
  decision: { zh: '处理差异', en: 'Breaks decided' },
  'decisions-taken': { zh: '收下处理结果', en: 'Decisions taken over' },
  policy: { zh: '复核规定', en: 'Approval policy' },
  'total-explained': { zh: '说明控制总额', en: 'Control total explained' },
  'sign-off': { zh: '签署', en: 'Sign-off' },
  reopened: { zh: '重新打开', en: 'Reopened' },
  export: { zh: '导出', en: 'Exported' },
} as const satisfies Catalogue;

/** What a roll of coupons is about. */
export const COUPON_ROLLS = { quota: { zh: '额度', en: 'Quota' }, customer: { zh: '客户', en: 'Customer' } } as const satisfies Catalogue;
