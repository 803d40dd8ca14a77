import type { Words } from './words';

/** Where tolerances come from, one sentence each. */
export const TOLERANCES = {
  'tolerance-exact': {
    zh: '两边都是原样金额，文档没有允许误差：必须完全相等',
    en: 'Both sides are amounts as they stand and no document allows an error: they have to be equal',
  },
  'tolerance-count': { zh: '行数没有误差：收到的必须等于公布的', en: 'Counts have no error: received has to equal announced' },
  'tolerance-c1-kinds': {
    zh: '消费、退款、调账各自合计后才四舍五入到分，每类最多差半分：0.005 × 3 = 0.015（等式 41）',
    en: 'Consumption, refunds and adjustments are each rounded half up at their total only, half a cent at most each: 0.005 x 3 = 0.015 (identity 41)',
  },
  'tolerance-c1-typed': {
    zh: '录入的消费、退款、调账可能各自四舍五入到分，每类最多差半分：0.005 × 3 = 0.015',
    en: 'The typed consumption, refunds and adjustments may each be rounded to the cent, half a cent at most each: 0.005 x 3 = 0.015',
  },
  'tolerance-c2': {
    zh: '每笔扣费截断到分，少收不足 0.01（等式 19）：0.01 × {deductions} 笔 = {tolerance}；只允许资源明细偏大，节省计划必须相等',
    en: 'Each deduction is truncated to the cent and loses less than 0.01 (identity 19): 0.01 x {deductions} deduction{deductions, s} = {tolerance}; only fee records may be larger, savings plans are exact',
  },
  'tolerance-c2-ruled': { zh: '{why}。{ruled}', en: '{why}. {ruled}' },
  'c2-rules-1': { zh: '有差额而在范围内的 {within} 组中，{rule1}', en: 'Buckets that differ inside it ({within}): {rule1}' },
  'c2-rules-2': {
    zh: '有差额而在范围内的 {within} 组中，{rule1}；{rule2}',
    en: 'Buckets that differ inside it ({within}): {rule1}; {rule2}',
  },
  'c2-rules-3': {
    zh: '有差额而在范围内的 {within} 组中，{rule1}；{rule2}；{rule3}',
    en: 'Buckets that differ inside it ({within}): {rule1}; {rule2}; {rule3}',
  },
  'c2-rules-4': {
    zh: '有差额而在范围内的 {within} 组中，{rule1}；{rule2}；{rule3}；{rule4}',
    en: 'Buckets that differ inside it ({within}): {rule1}; {rule2}; {rule3}; {rule4}',
  },
  'c2-all': { zh: '全部', en: 'all' },
  'c2-count-1': { zh: '{n1} 组', en: '{n1}' },
  'c2-count-2': { zh: '{n2} 组', en: '{n2}' },
  'c2-count-3': { zh: '{n3} 组', en: '{n3}' },
  'c2-count-4': { zh: '{n4} 组', en: '{n4}' },
  'c2-rule-truncate-deduction': {
    zh: '{count1}等于每笔扣费截断到分后合计，即文档所述的扣费方式',
    en: '{count1} by each deduction truncated to the cent, then added, as charging is documented',
  },
  'c2-rule-truncate-total': {
    zh: '{count2}等于资源明细合计后截断到分',
    en: '{count2} by the sum of the fee records truncated to the cent',
  },
  'c2-rule-half-up-deduction': {
    zh: '{count3}等于每笔扣费四舍五入到分后合计',
    en: '{count3} by each deduction rounded half up, then added',
  },
  'c2-rule-none': { zh: '{count4}不等于任何一种舍入规则的结果', en: '{count4} by no rounding rule' },
  'tolerance-c8': {
    zh: '账期金额未必含税：按发票税率 {rate} 换算，上限为 {tolerance}（等式 48）',
    en: 'The month’s amount may be without tax: at the invoices’ rate of {rate} that allows up to {tolerance} (identity 48)',
  },
} as const satisfies Record<string, Words>;

/** Sentences of C5, C8 and C9. */
export const LATER_TOTALS = {
  'tolerance-c5': {
    zh: '抵扣可以大于代金券的减少：华为云自己发放的代金券也在抵扣中，接口不给出；反过来不允许（等式 37）。额度必须相等（等式 35）。接口只给代售客户的代金券，伙伴中心页面还有顾问销售客户的：与页面的这种差别不是差异（等式 38）',
    en: 'Charges may exceed the fall of the coupons, since coupons issued by Huawei Cloud are charged too and no interface shows them; never the other way round (identity 37). Quotas have to be equal (identity 35). The interface shows coupons of resale customers only, Partner Center those of referral customers too: such a difference from the screen is by design (identity 38)',
  },
  'c5-unread': {
    zh: '尚不能证明：没有读到代金券和额度。请同步代金券，或由管理员授予代金券查询权限后重新同步',
    en: 'Not provable: no coupons or quotas were read. Sync coupons, or have the permission to list them granted and sync again',
  },
  'c5-earlier': {
    zh: '不能证明：代金券余额只能查到查询当时的值，统一在最新账期 {newest} 检验',
    en: 'Not provable: balances of coupons are answered for the moment of the call only; all is judged under the newest period, {newest}',
  },
  'c5-none': { zh: '没有代金券和额度，无从检验', en: 'There are no coupons or quotas to test' },
  'c5-untold': {
    zh: '尚不能证明：{untold} 个额度和客户的变动有一部分发生在已同步账期之前，或没有读到操作记录。请同步更早的账期，或导入代金券操作记录',
    en: 'Not provable: quotas and customers that changed in part before the first synced period, or without operations read: {untold}. Sync earlier periods, or import the operation records of coupons',
  },
  'c5-equal': {
    zh: '{tested} 个额度和客户：额度与代金券的减少 = 发放 - 回收、抵扣',
    en: 'Quotas and customers ({tested}): what quotas and coupons lost was issued less reclaimed, or charged',
  },
  'c5-within': {
    zh: '{tested} 个额度和客户相符；抵扣比代金券的减少多 {others}，可能是华为云自己发放的代金券',
    en: 'Quotas and customers agree ({tested}); charges exceed the fall of coupons by {others}, which may be coupons issued by Huawei Cloud',
  },
  'c5-broken': {
    zh: '{tested} 个额度和客户中有 {broken} 个不符；另有 {reclaims} 张代金券与其发放或回收记录不符',
    en: 'Quotas and customers that do not agree: {broken} of {tested}; coupons that do not agree with the records of their issue or reclaim: {reclaims}',
  },
  'c5-some-untold': {
    zh: '{sentence}；另有 {untold} 个无法检验（变动早于已同步账期，或没有操作记录）',
    en: '{sentence}; {untold} more cannot be told (changes before the first synced period, or no operations read)',
  },
  'check-36': {
    zh: '{tested} 笔发放和回收：代金券都在客户名下，发放金额等于面值，只回收一次，回收后余额为 0',
    en: 'Issues and reclaims ({tested}): each coupon is on its customer’s list, the amount issued is the face value, it was reclaimed at most once and nothing is left after that',
  },
  'check-36-broken': {
    zh: '{tested} 笔发放和回收中有 {broken} 张代金券不符（不在客户名下、发放不等于面值、重复回收，或回收后仍有余额）；第一张代金券：{name}',
    en: 'Issues and reclaims ({tested}): coupons that do not hold: {broken} (not on their customer’s list, issued other than the face value, reclaimed twice, or something left after a reclaim); the first: {name}',
  },
  'c8-unread': {
    zh: '尚不能证明：没有发票。请从费用中心或伙伴中心导出发票列表并导入',
    en: 'Not provable: there are no invoices. Export the list of invoices and import it',
  },
  'c8-none': {
    zh: '尚不能证明：已导入的发票中没有 {period} 的。账期发票在次月 3 日后才能申请，且须先还清欠款',
    en: 'Not provable: no invoice of {period} is among those imported. A month can be invoiced after day 3 of the next one, and only without arrears',
  },
  'c8-equal': { zh: '{invoices} 张发票合计 {left}，等于账期消费', en: 'Invoices of {left} ({invoices}) equal the month’s consumption' },
  'c8-open': {
    zh: '已开票 {left}，账期消费 {right}，尚未开票或已冲抵欠票 {open}：冲抵金额只在“欠票详情”页面可见，不能据此判为差异。本月激励入账 {rebate}，会使欠票增加同样金额',
    en: 'Invoiced {left} of {right}; {open} is not invoiced yet or was offset against owed invoices. The offset stands on the screen 欠票详情 alone, so this is no difference. Incentive of {rebate} entered the account this month and raises the owed invoices by as much',
  },
  'c8-taxed': {
    zh: '已开票 {left}，高于账期消费 {right}，但在按税率 {rate} 换算的含税金额之内；账单是否含税文档没有说明',
    en: 'Invoiced {left}, more than the month’s {right} but no more than it comes to with tax at {rate}; no document states whether the bill holds tax',
  },
  'c8-over': {
    zh: '已开票 {left}，超过账期消费 {right}，多开 {over}，含税也不能解释',
    en: 'Invoiced {left} against {right} consumed: {over} too much, even with tax',
  },
  'c8-intl-under': {
    zh: '已开票 {left}，少于应付 {right}，相差 {open}；国际站每张账单自动开票，请检查发票列表是否完整',
    en: 'Invoiced {left} of {right} due, {open} short; every International bill is invoiced by itself, so see whether the list of invoices is complete',
  },
  'c8-aside': {
    zh: '{sentence}。另有 {aside} 张未计入（已退票、重复列出、其他币种，或找不到账期）',
    en: '{sentence}. {aside} more left out (returned, listed twice, in another currency, or of no known period)',
  },
  'check-48': {
    zh: '{first} 至 {until} 累计开票 {left}，不超过累计消费 {right}；相差 {open} 是尚未开票或已冲抵欠票',
    en: 'From {first} to {until} {left} was invoiced, no more than the {right} consumed; the {open} between is not invoiced yet or offset',
  },
  'check-48-taxed': {
    zh: '{first} 至 {until} 累计开票 {left}，高于累计消费 {right}，但在按税率 {rate} 换算的含税金额之内',
    en: 'From {first} to {until} {left} was invoiced, more than the {right} consumed but no more than that comes to with tax at {rate}',
  },
  'check-48-broken': {
    zh: '{first} 至 {until} 累计开票 {left}，超过累计消费 {right}',
    en: 'From {first} to {until} {left} was invoiced, more than the {right} consumed',
  },
  'check-49': { zh: '本账期没有欠费，可以开票', en: 'The month has no arrears and may be invoiced' },
  'check-49-arrears': {
    zh: '本账期有欠费 {debt}：还清前不能开票；是否还清不在账单中，无法判断',
    en: 'The month has arrears of {debt} and cannot be invoiced until they are repaid; the bill does not say whether they were',
  },
  'c9-unread': {
    zh: '尚不能证明：没有激励明细。请从伙伴中心“激励管理”导出并导入',
    en: 'Not provable: there are no incentive details. Export them from incentive management and import them',
  },
  'c9-import': {
    zh: '尚不能证明：{period} 有激励入账 {right}，但没有激励明细。请从伙伴中心“激励管理”导出并导入',
    en: 'Not provable: incentive of {right} entered the account in {period}, but there are no incentive details. Export them from incentive management and import them',
  },
  'c9-none': { zh: '{period} 没有激励账单，也没有激励入账', en: 'There is no incentive bill and no incentive paid in {period}' },
  'c9-equal': {
    zh: '{bills} 张激励账单（合计 {left}）都找到金额相同的入账或代金券额度',
    en: 'Every incentive bill has a movement or voucher quota of the same amount ({bills}, together {left})',
  },
  'c9-open': {
    zh: '{bills} 张激励账单中有 {open} 张（{amount}）没有找到入账或代金券额度：可能以银行转账支付，或尚未支付，数据中看不到',
    en: 'For {open} of {bills} incentive bill{bills, s} ({amount}) no movement or voucher quota was found: they may be paid by bank transfer or not yet, which no source shows',
  },
  'c9-repeats': {
    zh: '{sentence}。另有 {repeats} 行激励明细与其他行完全相同，只计一次',
    en: '{sentence}. Rows of incentive details that equal others in every field count once: {repeats} more',
  },
  'c9-broken': {
    zh: '{stray} 笔激励入账没有金额相同的激励账单，{open} 张激励账单没有入账：明细 {left}，入账 {right}',
    en: 'Movements of incentive without a bill of the same amount: {stray}; incentive bills without a payment: {open}. Details {left}, paid {right}',
  },
} as const satisfies Record<string, Words>;

/** The place a total diverges at first, and what its single identities say. */
export const CHECKS = {
  'total-at': {
    zh: '{at}。首先不符之处：{place}（左 {placeLeft}，右 {placeRight}，差 {placeDifference}）',
    en: '{at}. It diverges first at: {place} (left {placeLeft}, right {placeRight}, difference {placeDifference})',
  },
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
  'check-40-held': {
    zh: '退款超过消费，账单为负（{right}），应付金额为 0，成立',
    en: 'Refunds exceed consumption, the bill is negative ({right}) and the amount due is 0: holds',
  },
  'check-reading-other': {
    zh: '这种读法不成立；成立的是等式 {held}，文档自相矛盾，不算错误',
    en: 'This reading does not hold; identity {held} does. The documents contradict each other, so this is no error',
  },
  'check-due-broken': {
    zh: '应付 {left} 与各项合计 {right} 相差 {difference}，计税与否都不成立；差额可能是代金券',
    en: 'The amount due of {left} is off the sum of its parts, {right}, by {difference}, with tax or without; the rest may be coupons',
  },
  'check-43': {
    zh: '按云经销商分开：直属客户 {own}，{resellers} 个云经销商的客户 {through}，合计 {right}',
    en: 'Apart by reseller: own customers {own}, customers of {resellers} reseller{resellers, s} {through}, together {right}',
  },
  'check-43-broken': {
    zh: '按云经销商分开：直属客户 {own}，{resellers} 个云经销商的客户 {through}，合计 {right}；账单为 {left}，相差 {difference}',
    en: 'Apart by reseller: own customers {own}, customers of {resellers} reseller{resellers, s} {through}, together {right}; the bill has {left}, {difference} apart',
  },
  'check-43-alone': {
    zh: '按云经销商分开：直属客户 {own}，{resellers} 个云经销商的客户 {through}；没有可比的账单',
    en: 'Apart by reseller: own customers {own}, customers of {resellers} reseller{resellers, s} {through}; there is no partner bill to compare with',
  },
  'check-5': {
    zh: '{tested} 行退款和核销：金额为负，且没有欠费、调整和优惠',
    en: '{tested} line{tested, s} of refunds and write-offs: amounts negative, without debt, adjustment or discount',
  },
  'check-5-broken': {
    zh: '{tested} 行退款和核销中有 {broken} 行金额为正，或带有欠费、调整、优惠',
    en: 'Lines of refunds and write-offs that are positive or carry debt, adjustment or discount: {broken} of {tested}',
  },
  'check-6': {
    zh: '扣款明细合计与金额相符（{tested} 行）；欠费按读法 {reading}',
    en: 'The parts paid add up to the amount ({tested} line{tested, s}); arrears by reading {reading}',
  },
  'check-6-broken': {
    zh: '{tested} 行中有 {broken} 行，扣款明细合计既不等于金额（6a），加上欠费也不等于（6b）',
    en: 'On {broken} of {tested} line{tested, s} the parts paid are neither the amount (6a) nor are they with the debt (6b)',
  },
  'check-24': {
    zh: '{tested} 笔订单：优惠后金额 = 官网价 - 优惠',
    en: '{tested} order{tested, s}: amount after discount = list price - discounts',
  },
  'check-24-broken': {
    zh: '{tested} 笔订单中有 {broken} 笔，优惠后金额不等于官网价减优惠；第一笔：{name}（{left} 对 {right}）',
    en: 'On {broken} of {tested} order{tested, s} the amount after discount is not list price less discounts; the first: {name} ({left} against {right})',
  },
  'check-25': {
    zh: '{tested} 笔退订订单：手续费 + 已使用部分 {left} = 退款明细中扣下的金额，官网价等于优惠后金额',
    en: '{tested} unsubscription order{tested, s}: fee + used-up part, {left}, is what the refund details keep, and the list price is the amount after discount',
  },
  'check-25-broken': {
    zh: '{tested} 笔退订订单中有 {broken} 笔，手续费 + 已使用部分不等于退款明细中扣下的金额，或官网价不等于优惠后金额（合计 {left} 对 {right}）；第一笔：{name}',
    en: 'On {broken} of {tested} unsubscription order{tested, s} fee + used-up part is not what the refund details keep, or the list price is not the amount after discount (together {left} against {right}); the first: {name}',
  },
  'check-55': {
    zh: '{tested} 笔退款已转给结算方；另有 {untold} 笔收入台账看不出',
    en: 'Refunds passed on to the counterparty: {tested}; of {untold} more the revenue ledger does not say',
  },
  'check-55-broken': {
    zh: '{tested} 笔退款中有 {broken} 笔没有转给结算方（另有 {untold} 笔收入台账看不出）；第一笔：{name}。见收入台账的差异',
    en: 'Refunds not passed on to the counterparty: {broken} of {tested} (of {untold} more the revenue ledger does not say); the first: {name}. See the breaks of the revenue ledger',
  },
  'check-32': {
    zh: '{tested} 个客户，两次余额之间：拨款 - 回收 - 余额变动 = {left}，在账单允许的 {low} 至 {high} 之内（不足整月的账期，扣费可能是零到全部）',
    en: '{tested} customer{tested, s}, between two answers of their balance: allocated - reclaimed - change of balance is {left}, inside what the bill allows, {low} to {high} (of a month that lies between them in part, anything from nothing to all may have been charged)',
  },
  'check-32-broken': {
    zh: '{tested} 个客户中有 {broken} 个，两次余额之间的拨款 - 回收 - 余额变动超出账单允许的范围；第一个：{name}（{left}，允许 {low} 至 {high}）',
    en: 'For {broken} of {tested} customer{tested, s} allocated - reclaimed - change of balance between two answers lies outside what the bill allows; the first: {name} ({left}, allowed {low} to {high})',
  },
  'check-33': {
    zh: '可拨金额 {left} = 余额 - 已指定金额（{tested} 次查询；读法：{reading}）',
    en: 'What can be allocated, {left}, is balance - designated amount ({tested} answer{tested, s}; reading: {reading})',
  },
  'check-33-broken': {
    zh: '{tested} 次查询中有 {broken} 次，可拨金额不等于余额 - 已指定金额，计不计信用账户都不等；第一次：{name}（可拨 {left}，现金账户 {right}）',
    en: 'In {broken} of {tested} answer{tested, s} what can be allocated is not balance - designated amount, with the credit account or without; the first: {name} (can be allocated {left}, cash account {right})',
  },
  'check-33-none': {
    zh: '余额接口没有返回可拨金额（账户类型 8），无从检验',
    en: 'The balance answers hold no amount that can be allocated (account type 8), so there is nothing to test',
  },
  'reading-33-cash': { zh: '现金账户', en: 'cash account' },
  'reading-33-credit': { zh: '现金账户加信用账户', en: 'cash and credit account' },
  'check-34': { zh: '已用额度 {left} = 应付 + 未出账 - 余额 - 代金券', en: 'Used quota, {left}, is due + unbilled - amount - coupons' },
  'check-34-broken': {
    zh: '已用额度 {left}，应付 + 未出账 - 余额 - 代金券为 {right}',
    en: 'Used quota is {left}, due + unbilled - amount - coupons {right}',
  },
  'check-34-none': {
    zh: '消费额度的查询结果没有给出全部各项，无从检验',
    en: 'The answer of the consumption quota does not name all parts, so there is nothing to test',
  },
  'check-53': {
    zh: '{tested} 个云经销商：我方拨给 - 回收 {left} = 其账户余额变动 + 转拨客户净额',
    en: '{tested} reseller{tested, s}: what we allocated less reclaimed, {left}, is the change of their balance and what they handed to customers',
  },
  'check-53-broken': {
    zh: '{tested} 个云经销商中有 {broken} 个，我方拨给 - 回收不等于其账户余额变动 + 转拨客户净额；第一个：{name}（{left} 对 {right}）',
    en: 'For {broken} of {tested} reseller{tested, s} what we allocated less reclaimed is not the change of their balance and what they handed to customers; the first: {name} ({left} against {right})',
  },
  'check-53-none': {
    zh: '没有读到云经销商本月的账户收支和调账记录，无从检验',
    en: 'No movements and adjustment records of a reseller were read for the month, so there is nothing to test',
  },
  'check-10': {
    zh: '{tested} 条资源明细：官网价 - 优惠 - 应付，每条不小于 0 且不足 0.01（退款方向相反）',
    en: '{tested} fee record{tested, s}: list price - discount - payment is from 0 to under 0.01 each (mirrored for refunds)',
  },
  'check-10-broken': {
    zh: '{tested} 条资源明细中有 {broken} 条，官网价 - 优惠 - 应付不在 0 到 0.01 之间；第一条：{name}（{left} 对 {right}）',
    en: 'On {broken} of {tested} fee record{tested, s} list price - discount - payment is not between 0 and 0.01; the first: {name} ({left} against {right})',
  },
  'check-11': {
    zh: '{tested} 条资源明细：应付 = 现金 + 信用 + 代金券 + 现金券 + 储值卡 + 欠费 + 核销',
    en: '{tested} fee record{tested, s}: payment = cash + credit + coupon + flexi-purchase coupon + stored card + debt + write-off',
  },
  'check-11-broken': {
    zh: '{tested} 条资源明细中有 {broken} 条的应付不等于各支付部分之和；第一条：{name}（{left} 对 {right}）',
    en: 'On {broken} of {tested} fee record{tested, s} payment is not the sum of its parts; the first: {name} ({left} against {right})',
  },
} as const satisfies Record<string, Words>;

/** What the children of a level are (DescentStep). */
export const LEVEL_WORDS = {
  counterparty: { zh: '结算方', en: 'Counterparty' },
  customer: { zh: '客户', en: 'Customer' },
  service: { zh: '服务', en: 'Service' },
  chargeMode: { zh: '计费模式', en: 'Charge mode' },
  kind: { zh: '账单类别', en: 'Kind' },
  line: { zh: '明细行', en: 'Line' },
  refundOrder: { zh: '退款订单', en: 'Refund order' },
  baseOrder: { zh: '原订单', en: 'Original order' },
  order: { zh: '订单', en: 'Order' },
  part: { zh: '子订单', en: 'Part of the order' },
  account: { zh: '账户', en: 'Account' },
  movement: { zh: '收支记录', en: 'Movement' },
  adjustment: { zh: '调账记录', en: 'Fund adjustment' },
  balanceAt: { zh: '余额时点', en: 'Balance at' },
  bookBalance: { zh: '账簿余额', en: 'Book balance' },
  slice: { zh: '数据切片', en: 'Slice' },
  failure: { zh: '失败原因', en: 'Failure' },
  period: { zh: '账期', en: 'Period' },
  identity: { zh: '等式', en: 'Identity' },
  quota: { zh: '代金券额度', en: 'Coupon quota' },
  coupon: { zh: '代金券', en: 'Coupon' },
  invoice: { zh: '发票', en: 'Invoice' },
  incentiveBill: { zh: '激励账单', en: 'Incentive bill' },
} as const satisfies Record<string, Words>;

/** What stands on the left and right of each total. */
export const SIDE_WORDS = {
  C1: { left: { zh: '伙伴账单', en: 'Partner bill' }, right: { zh: '账单明细', en: 'Bill lines' } },
  C2: { left: { zh: '账单明细', en: 'Bill lines' }, right: { zh: '资源明细', en: 'Fee records' } },
  C3: { left: { zh: '退款明细', en: 'Refund details' }, right: { zh: '账单或订单', en: 'Bill or order' } },
  C4: { left: { zh: '调账记录', en: 'Fund adjustments' }, right: { zh: '账户收支', en: 'Movements' } },
  C5: {
    left: { zh: '额度与代金券的减少', en: 'Fall of quotas and coupons' },
    right: { zh: '发放、回收与抵扣', en: 'Issued, reclaimed, used' },
  },
  C6: { left: { zh: '订单', en: 'Orders' }, right: { zh: '资源明细', en: 'Fee records' } },
  C7: { left: { zh: '公布行数', en: 'Announced' }, right: { zh: '收到行数', en: 'Received' } },
  C8: { left: { zh: '发票', en: 'Invoices' }, right: { zh: '账期消费', en: 'The month’s consumption' } },
  C9: { left: { zh: '激励明细', en: 'Incentive details' }, right: { zh: '入账或额度', en: 'Movement or quota' } },
} as const satisfies Record<string, { readonly left: Words; readonly right: Words }>;
