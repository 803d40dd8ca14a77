import type { Words } from './words';

/** Where tolerances come from, one sentence each. */
export const TOLERANCES = {
  'tolerance-exact': { zh: '两边都是原样金额，文档没有允许误差：必须完全相等', en: 'Both sides are amounts as they stand and no document allows an error: they have to be equal' },
  'tolerance-count': { zh: '行数没有误差：收到的必须等于公布的', en: 'Counts have no error: received has to equal announced' },
  'tolerance-c1-kinds': { zh: '消费、退款、调账各自合计后才四舍五入到分，每类最多差半分：0.005 × 3 = 0.015（恒等式 41）', en: 'Consumption, refunds and adjustments are each rounded half up at their total only, half a cent at most each: 0.005 x 3 = 0.015 (identity 41)' },
  'tolerance-c1-typed': { zh: '录入的消费、退款、调账可能各自四舍五入到分，每类最多差半分：0.005 × 3 = 0.015', en: 'The typed consumption, refunds and adjustments may each be rounded to the cent, half a cent at most each: 0.005 x 3 = 0.015' },
  'tolerance-c2': { zh: '每笔扣费截断到分，少收不足 0.01（恒等式 19）：0.01 × {deductions} 笔 = {tolerance}；只允许资源明细偏大，节省计划必须相等', en: 'Each deduction is truncated to the cent and loses less than 0.01 (identity 19): 0.01 x {deductions} deductions = {tolerance}; only fee records may be larger, savings plans are exact' },
  'tolerance-c8': { zh: '账期金额未必含税：按发票税率 {rate} 换算，上限为 {tolerance}（恒等式 48）', en: 'The month’s amount may be without tax: at the invoices’ rate of {rate} that allows up to {tolerance} (identity 48)' },
} as const satisfies Record<string, Words>;

/** The place a total diverges at first, and what its single identities say. */
export const CHECKS = {
  'total-at': { zh: '{at}。首先不符之处：{place}（左 {placeLeft}，右 {placeRight}，差 {placeDifference}）', en: '{at}. It diverges first at: {place} (left {placeLeft}, right {placeRight}, difference {placeDifference})' },
  'place-1': { zh: '{p1}', en: '{p1}' },
  'place-2': { zh: '{p1} · {p2}', en: '{p1} · {p2}' },
  'place-3': { zh: '{p1} · {p2} · {p3}', en: '{p1} · {p2} · {p3}' },
  'place-4': { zh: '{p1} · {p2} · {p3} · {p4}', en: '{p1} · {p2} · {p3} · {p4}' },
  'place-5': { zh: '{p1} · {p2} · {p3} · {p4} · {p5}', en: '{p1} · {p2} · {p3} · {p4} · {p5}' },
  'place-6': { zh: '{p1} · {p2} · {p3} · {p4} · {p5} · {p6}', en: '{p1} · {p2} · {p3} · {p4} · {p5} · {p6}' },
  'place-7': { zh: '{p1} · {p2} · {p3} · {p4} · {p5} · {p6} · {p7}', en: '{p1} · {p2} · {p3} · {p4} · {p5} · {p6} · {p7}' },
  'place-due': { zh: '应付金额', en: 'amount due' },
  'place-mode-1': { zh: '包年/包月', en: 'yearly/monthly' },
  'place-mode-3': { zh: '按需', en: 'pay-per-use' },
  'place-mode-10': { zh: '预留实例', en: 'reserved instance' },
  'place-mode-11': { zh: '节省计划', en: 'savings plan' },
  'check-none': { zh: '没有可检验的记录', en: 'No record to test' },
  'check-1-held': { zh: '应付金额 = 消费 + 退款 + 调账，成立', en: 'Amount due = consumption + refunds + adjustments holds' },
  'check-2-held': { zh: '应付金额 = 消费 + 退款 + 调账 + 税额，成立', en: 'Amount due = consumption + refunds + adjustments + tax holds' },
  'check-40-held': { zh: '退款超过消费，账单为负（{right}），应付金额为 0，成立', en: 'Refunds exceed consumption, the bill is negative ({right}) and the amount due is 0: holds' },
  'check-reading-other': { zh: '这种读法不成立；成立的是恒等式 {held}，文档自相矛盾，不算错误', en: 'This reading does not hold; identity {held} does. The documents contradict each other, so this is no error' },
  'check-due-broken': { zh: '应付 {left} 与各项合计 {right} 相差 {difference}，计税与否都不成立；差额可能是代金券', en: 'The amount due of {left} is off the sum of its parts, {right}, by {difference}, with tax or without; the rest may be coupons' },
  'check-43': { zh: '按云经销商分开：直属客户 {own}，{resellers} 个云经销商的客户 {through}，合计 {right}', en: 'Apart by reseller: own customers {own}, customers of {resellers} resellers {through}, together {right}' },
  'check-43-alone': { zh: '按云经销商分开：直属客户 {own}，{resellers} 个云经销商的客户 {through}；没有可比的账单', en: 'Apart by reseller: own customers {own}, customers of {resellers} resellers {through}; there is no statement to compare with' },
  'check-5': { zh: '{tested} 行退款和核销：金额为负，且没有欠费、调整和优惠', en: '{tested} lines of refunds and write-offs: amounts negative, without debt, adjustment or discount' },
  'check-5-broken': { zh: '{tested} 行退款和核销中有 {broken} 行金额为正，或带有欠费、调整、优惠', en: '{broken} of {tested} lines of refunds and write-offs are positive or carry debt, adjustment or discount' },
  'check-6': { zh: '扣款明细合计与金额相符（{tested} 行）；欠费按读法 {reading}', en: 'The parts paid add up to the amount ({tested} lines); arrears by reading {reading}' },
  'check-6-broken': { zh: '{tested} 行中有 {broken} 行，扣款明细合计既不等于金额（6a），加上欠费也不等于（6b）', en: 'On {broken} of {tested} lines the parts paid are neither the amount (6a) nor are they with the debt (6b)' },
  'check-10': { zh: '{tested} 条资源明细：官网价 - 优惠 - 应付，每条不小于 0 且不足 0.01（退款方向相反）', en: '{tested} fee records: list price - discount - payment is from 0 to under 0.01 each (mirrored for refunds)' },
  'check-10-broken': { zh: '{tested} 条资源明细中有 {broken} 条，官网价 - 优惠 - 应付不在 0 到 0.01 之间；第一条：{name}（{left} 对 {right}）', en: 'On {broken} of {tested} fee records list price - discount - payment is not between 0 and 0.01; the first: {name} ({left} against {right})' },
  'check-11': { zh: '{tested} 条资源明细：应付 = 现金 + 信用 + 代金券 + 现金券 + 储值卡 + 欠费 + 核销', en: '{tested} fee records: payment = cash + credit + coupon + flexi-purchase coupon + stored card + debt + write-off' },
  'check-11-broken': { zh: '{tested} 条资源明细中有 {broken} 条的应付不等于各支付部分之和；第一条：{name}（{left} 对 {right}）', en: 'On {broken} of {tested} fee records payment is not the sum of its parts; the first: {name} ({left} against {right})' },
} as const satisfies Record<string, Words>;

/** What the children of a level are (DescentStep). */
export const LEVEL_WORDS = {
  counterparty: { zh: '结算方', en: 'Counterparty' },
  customer: { zh: '客户', en: 'Customer' },
  service: { zh: '产品', en: 'Service' },
  chargeMode: { zh: '计费模式', en: 'Charge mode' },
  kind: { zh: '账单类别', en: 'Kind' },
  line: { zh: '明细行', en: 'Line' },
  refundOrder: { zh: '退款订单', en: 'Refund order' },
  baseOrder: { zh: '原订单', en: 'Original order' },
  order: { zh: '订单', en: 'Order' },
  account: { zh: '账户', en: 'Account' },
  movement: { zh: '收支记录', en: 'Movement' },
  adjustment: { zh: '调账记录', en: 'Fund adjustment' },
  balanceAt: { zh: '余额时点', en: 'Balance at' },
  bookBalance: { zh: '账簿余额', en: 'Book balance' },
  slice: { zh: '数据切片', en: 'Slice' },
  failure: { zh: '失败原因', en: 'Failure' },
  period: { zh: '账期', en: 'Period' },
  identity: { zh: '恒等式', en: 'Identity' },
  quota: { zh: '代金券额度', en: 'Coupon quota' },
  coupon: { zh: '代金券', en: 'Coupon' },
  invoice: { zh: '发票', en: 'Invoice' },
  incentiveBill: { zh: '激励账单', en: 'Incentive bill' },
} as const satisfies Record<string, Words>;

/** What stands on the left and right of each total. */
export const SIDE_WORDS = {
  C1: { left: { zh: '伙伴账单', en: 'Statement' }, right: { zh: '账单明细', en: 'Bill lines' } },
  C2: { left: { zh: '账单明细', en: 'Bill lines' }, right: { zh: '资源明细', en: 'Fee records' } },
  C3: { left: { zh: '退款明细', en: 'Refund details' }, right: { zh: '账单或订单', en: 'Bill or order' } },
  C4: { left: { zh: '调账记录', en: 'Fund adjustments' }, right: { zh: '账户收支', en: 'Movements' } },
  C5: { left: { zh: '额度与代金券的减少', en: 'Fall of quotas and coupons' }, right: { zh: '发放、回收与抵扣', en: 'Issued, reclaimed, used' } },
  C6: { left: { zh: '订单', en: 'Orders' }, right: { zh: '资源明细', en: 'Fee records' } },
  C7: { left: { zh: '公布行数', en: 'Announced' }, right: { zh: '收到行数', en: 'Received' } },
  C8: { left: { zh: '发票', en: 'Invoices' }, right: { zh: '账期消费', en: 'The month’s consumption' } },
  C9: { left: { zh: '激励明细', en: 'Incentive details' }, right: { zh: '入账或额度', en: 'Movement or quota' } },
} as const satisfies Record<string, { readonly left: Words; readonly right: Words }>;
