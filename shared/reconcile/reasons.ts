import { filled } from '../words/filled';
import { MOVEMENT_KINDS, type MovementKindCode } from './movement-kinds';
import { CHECKS, LATER_TOTALS, TOLERANCES } from './total-words';
import { TRAIL } from './trail-words';
import type { Reason } from './types';
import type { Words } from './words';

const MATCHES = {
  'match-exact': { zh: '客户、服务、账期与金额完全一致', en: 'Customer, service, period and amount are the same' },
  'match-exact-line': { zh: '与账单中的一行完全一致', en: 'The same as one line of the bill' },
  'match-key-sum': {
    zh: '同一客户、服务、账期的 {count} 行台账合计等于账单',
    en: '{count} ledger rows of this customer, service and period add up to the bill',
  },
  'match-reference': {
    zh: '按订单号/交易号 {reference} 找到账单明细，金额一致',
    en: 'Found by order or trade number {reference}, same amount',
  },
  'match-tolerance': {
    zh: '差额 {difference} 在规则允许的容差 {tolerance} 以内',
    en: 'The difference of {difference} is within the tolerance of {tolerance} in the rule set',
  },
  'match-group': {
    zh: '{scope}：{bills} 个账单金额与 {entries} 行台账合计相等（{sum}）',
    en: '{scope}: {bills} bill amount{bills, s} and {entries} ledger row{entries, s} add up to the same ({sum})',
  },
  'match-price': {
    zh: '等于按价格规则 {rules} 算出的应开金额 {expected}',
    en: 'Equals the expected price of {expected} by price rule {rules}',
  },
} as const satisfies Record<string, Words>;

const BREAKS = {
  'unknown-customer': {
    zh: '台账中的“{party}”对不上任何客户；请在别名表中指定，系统不会猜测',
    en: '“{party}” in the ledger is no known customer; name it in the alias table, nothing is guessed',
  },
  currency: {
    zh: '台账：{ledger}；账单：{bill}。币种不同，不相减',
    en: 'Ledger: {ledger}; bill: {bill}. Amounts of different currencies are not subtracted',
  },
  'duplicate-in-ledger': {
    zh: '同一文件内重复入账：{file} 第 {row} 行与第 {twinRow} 行的客户、服务、账期、金额都相同，后者已与账单核对一致',
    en: 'Booked twice in one file: row {row} of {file} has the customer, service, period and amount of row {twinRow}, which already agrees with the bill',
  },
  'duplicate-across-files': {
    zh: '两份文件重复入账：{file} 第 {row} 行与 {twinFile} 第 {twinRow} 行的客户、服务、账期、金额都相同，后者已与账单核对一致',
    en: 'Booked in two files: row {row} of {file} has the customer, service, period and amount of row {twinRow} of {twinFile}, which already agrees with the bill',
  },
  'duplicate-in-bill': {
    zh: '差额 {difference} 等于账单中重复出现的行（{count} 行内容完全相同）',
    en: 'The difference of {difference} equals repeated bill lines ({count} lines are the same in every field)',
  },
  'tax-over': {
    zh: '台账按含税金额入账：账单 {bill} ×（1 + {rate}）= {ledger}',
    en: 'The ledger holds the amount with tax: bill {bill} x (1 + {rate}) = {ledger}',
  },
  'tax-under': {
    zh: '台账按扣税后金额入账：账单 {bill} ÷（1 + {rate}）= {ledger}',
    en: 'The ledger holds the amount net of tax: bill {bill} / (1 + {rate}) = {ledger}',
  },
  rounding: { zh: '舍入差异 {difference}：台账等于“{rule}”的结果', en: 'Rounding difference of {difference}: the ledger equals “{rule}”' },
  'amount-sign': {
    zh: '符号错误：台账把{part}当作正数相加（账单 {bill}，台账 {ledger}）',
    en: 'Wrong sign: the ledger adds the {part} instead of subtracting them (bill {bill}, ledger {ledger})',
  },
  'amount-more': {
    zh: '金额不符：台账 {ledger} 比账单 {bill} 多 {difference}',
    en: 'Amounts differ: the ledger has {ledger}, {difference} more than the bill’s {bill}',
  },
  'amount-less': {
    zh: '金额不符：台账 {ledger} 比账单 {bill} 少 {difference}',
    en: 'Amounts differ: the ledger has {ledger}, {difference} less than the bill’s {bill}',
  },
  'missing-in-ledger': { zh: '账单有 {bill}，台账没有对应的行', en: 'The bill has {bill}, the ledger has no row for it' },
  'missing-in-ledger-part': { zh: '账单 {total} 中还有 {bill} 没有对应的台账行', en: '{bill} of the bill’s {total} have no ledger row' },
  'missing-in-bill': {
    zh: '台账有 {ledger}，账单没有该客户、服务在本账期的费用',
    en: 'The ledger has {ledger}, the bill has nothing for this customer and service in this period',
  },
  'missing-in-bill-surplus': {
    zh: '台账多出 {ledger}：该客户、服务在本账期的账单已由其他行核对完毕',
    en: 'The ledger has {ledger} too much: other rows already agree with this customer’s bill for the service and period',
  },
  timing: {
    zh: '跨期：{period} 的账单金额 {bill} 记在台账的 {otherPeriod}',
    en: 'Timing: {bill} of the {period} bill stands in the ledger’s {otherPeriod}',
  },
  'ambiguous-periods': {
    zh: '无法判定：与 {candidates} 未入账的金额都相等，由人工决定',
    en: 'Ambiguous: the amount fits the unbooked bills of {candidates}; a person has to decide',
  },
  'ambiguous-entries': {
    zh: '无法判定：{candidates} 的台账行都可能对应 {period} 的账单，由人工决定',
    en: 'Ambiguous: ledger rows of {candidates} could each belong to the bill of {period}; a person has to decide',
  },
  'refund-without-order': {
    zh: '退款订单 {refund} 的原订单 {order} 不存在',
    en: 'The original order {order} of refund order {refund} does not exist',
  },
  'over-refund': {
    zh: '原订单 {order} 实付 {paid}，累计退款 {refunded}，多退 {over}',
    en: 'Original order {order} was paid {paid}, refunds add up to {refunded}: {over} too much',
  },
  'adjustment-without-movement': {
    zh: '调账记录 {id}（{amount}）在伙伴账户收支中找不到对应流水（±{hours} 小时）',
    en: 'No movement of the partner account within {hours} h fits fund adjustment {id} ({amount})',
  },
  'ambiguous-duplicates': {
    zh: '无法判定：台账 {ledger}，账单 {bill}；去掉重复行 {candidates} 中任何一组都与账单一致，由人工决定',
    en: 'Ambiguous: the ledger has {ledger}, the bill {bill}; it would agree without any one of the repeated rows {candidates}; a person has to decide',
  },
  'ambiguous-groups': {
    zh: '无法判定：有 {count} 种组合的合计都相等（账单 = 台账：{candidates}），由人工决定',
    en: 'Ambiguous: {count} different groups add up (bill = ledger: {candidates}); a person has to decide',
  },
  'ambiguous-groups-not-all-tried': {
    zh: '无法判定：试过的组合中有 {count} 种合计相等（账单 = 台账：{candidates}），但还有 {bills} 项账单、{entries} 行台账，数量太多，组合只试到每侧 {most} 行，没有试的组合可能也要用这些行，由人工决定',
    en: 'Ambiguous: groups tried that add up: {count} (bill = ledger: {candidates}), but {bills} bill figure{bills, s} and {entries} ledger row{entries, s} are left, too many to try every group: up to {most} rows a side were tried, and one that was not tried may want the same rows; a person has to decide',
  },
  'groups-not-tried': {
    zh: '{reason}（还有 {bills} 个账单金额、{entries} 行台账，数量太多，没有尝试组合）',
    en: '{reason} ({bills} bill amount{bills, s} and {entries} ledger row{entries, s} are left, too many to look for groups among them)',
  },
  'groups-not-all-tried': {
    zh: '{reason}（还有 {bills} 个账单金额、{entries} 行台账，数量太多，只试过每侧至多 {most} 行的组合）',
    en: '{reason} ({bills} bill amount{bills, s} and {entries} ledger row{entries, s} are left, too many to try every group: only up to {most} rows a side were tried)',
  },
  'consumed-not-billed': {
    zh: '有消费未开单：按规则 {rules} 应开 {expected}，收入台账没有对应的行',
    en: 'Consumed, not billed: {expected} expected by rule {rules}, no row in the revenue ledger',
  },
  'billed-not-consumed': { zh: '已开单 {ledger}，但本账期没有消费', en: '{ledger} was billed, but nothing was consumed in this period' },
  'price-deviation': {
    zh: '与约定价格不符：按规则 {rules} 应为 {expected}，台账 {ledger}，相差 {difference}',
    en: 'Off the agreed price: {expected} expected by rule {rules}, {ledger} billed, difference {difference}',
  },
  'price-deviation-repeat': {
    zh: '重复开单：应为 {expected}，台账 {ledger}，差额等于重复的行',
    en: 'Billed twice: {expected} expected, {ledger} billed, the difference equals the repeated rows',
  },
  'price-deviation-tax': {
    zh: '含税口径不符：应为 {expected}，台账 {ledger} 等于未按同一口径计税的金额',
    en: 'Tax basis differs: {expected} expected, {ledger} billed is the same amount on the other basis',
  },
  'price-deviation-refund': {
    zh: '退款没有转给客户：应为 {expected}，其中退款 {refunds}，台账 {ledger} 等于不扣这笔退款的金额',
    en: 'A refund was not passed on: {expected} expected, of which {refunds} is refunds; {ledger} billed is the price without them',
  },
  'price-deviation-refund-sign': {
    zh: '退款按正数开单：应为 {expected}，其中退款 {refunds}，台账 {ledger} 把退款加上而不是减去',
    en: 'A refund was billed with the wrong sign: {expected} expected, of which {refunds} is refunds; {ledger} billed adds them instead',
  },
  'no-price-rule': {
    zh: '{services} 没有适用的价格规则，无法给出应开金额（其余部分 {expected}）',
    en: 'No price rule fits {services}, so the expected price is not known (the rest gives {expected})',
  },
  'basis-unknown': {
    zh: '{reason}（台账未说明是否含税，按含税比较）',
    en: '{reason} (the ledger does not say whether tax is included; compared with tax)',
  },
  'price-order': {
    zh: '{priced}（规则 {chosen} 与 {rival} 同样具体而价格不同，按规则的先后取了前者；请核对）',
    en: '{priced} (rules {chosen} and {rival} fit equally well and ask for different prices; the one that stands first was taken, please check)',
  },
} as const satisfies Record<string, Words>;

const PREPAYMENTS = {
  'prepaid-reference': {
    zh: '按单号 {reference} 找到账户流水，金额与方向一致',
    en: 'Found by number {reference} among the account’s movements, same amount and direction',
  },
  'prepaid-exact': {
    zh: '结算方、月份、金额与方向同账户流水 {movement} 一致',
    en: 'Party, month, amount and direction are those of movement {movement}',
  },
  'prepaid-key-sum': {
    zh: '同一结算方、月份的 {entries} 行台账合计等于 {movements} 笔账户流水合计',
    en: 'Ledger rows of this party and month ({entries}) add up to its movements ({movements})',
  },
  'prepaid-group': {
    zh: '同一结算方、月份：{movements} 笔账户流水与 {entries} 行台账合计相等（{sum}）',
    en: 'Same party and month: {movements} movement{movements, s} and {entries} ledger row{entries, s} add up to the same ({sum})',
  },
  'prepaid-turned': {
    zh: '{reason}（台账把拨给客户的款记为正数，已按账户方向读取：付出为负）',
    en: '{reason} (the ledger has allocations as positive amounts; they were read as the account has them, outgoing negative)',
  },
  'prepaid-timing': {
    zh: '跨期：{period} 的账户流水 {movement} 记在台账的 {otherPeriod}',
    en: 'Timing: movement {movement} of {period} stands in the ledger’s {otherPeriod}',
  },
  'prepaid-ambiguous-periods': {
    zh: '无法判定：{candidates} 都有金额相等、未入账的账户流水，由人工决定',
    en: 'Ambiguous: {candidates} each have an unbooked movement of this amount; a person has to decide',
  },
  'prepaid-ambiguous-entries': {
    zh: '无法判定：{candidates} 中金额相等的账户流水，不止一个月的台账行可能对应，由人工决定',
    en: 'Ambiguous: ledger rows of more than one month could be the movement of this amount in {candidates}; a person has to decide',
  },
  'prepaid-ambiguous-groups': {
    zh: '无法判定：有 {count} 种组合的合计都相等（账户流水 = 台账：{candidates}），由人工决定',
    en: 'Ambiguous: {count} different groups add up (movements = ledger: {candidates}); a person has to decide',
  },
  'prepaid-ambiguous-groups-not-all-tried': {
    zh: '无法判定：试过的组合中有 {count} 种合计相等（账户流水 = 台账：{candidates}），但还有 {movements} 笔流水、{entries} 行台账，数量太多，组合只试到每侧 {most} 行，没有试的组合可能也要用这些行，由人工决定',
    en: 'Ambiguous: groups tried that add up: {count} (movements = ledger: {candidates}), but {movements} movement{movements, s} and {entries} ledger row{entries, s} are left, too many to try every group: up to {most} rows a side were tried, and one that was not tried may want the same rows; a person has to decide',
  },
  'prepaid-currency': {
    zh: '台账：{ledger}；账户：{bill}。币种不同，不相减',
    en: 'Ledger: {ledger}; account: {bill}. Amounts of different currencies are not subtracted',
  },
  'prepaid-duplicate-in-ledger': {
    zh: '同一文件内重复入账：{file} 第 {row} 行与第 {twinRow} 行的结算方、月份、金额都相同，后者已与账户流水核对一致',
    en: 'Booked twice in one file: row {row} of {file} has the party, month and amount of row {twinRow}, which already agrees with a movement',
  },
  'prepaid-duplicate-across-files': {
    zh: '两份文件重复入账：{file} 第 {row} 行与 {twinFile} 第 {twinRow} 行的结算方、月份、金额都相同，后者已与账户流水核对一致',
    en: 'Booked in two files: row {row} of {file} has the party, month and amount of row {twinRow} of {twinFile}, which already agrees with a movement',
  },
  'prepaid-duplicate-in-bill': {
    zh: '账户流水重复：{movement}（{kind} {bill}）与另一笔的交易号 {trade}、类型、金额都相同',
    en: 'Repeated movement: {movement} ({kind} {bill}) has the trade number {trade}, kind and amount of another one',
  },
  'prepaid-amount': {
    zh: '金额不符：账户流水 {movement} 为 {kind} {bill}，台账为 {ledger}，相差 {difference}',
    en: 'Amounts differ: movement {movement} is {kind} {bill}, the ledger has {ledger}, {difference} apart',
  },
  'prepaid-sign': {
    zh: '方向相反：账户流水 {movement} 为 {kind} {bill}，台账为 {ledger}',
    en: 'Other direction: movement {movement} is {kind} {bill}, the ledger has {ledger}',
  },
  'prepaid-missing-in-ledger': {
    zh: '账户流水 {movement}（{kind} {bill}，{time}）没有对应的台账行',
    en: 'Movement {movement} ({kind} {bill}, {time}) has no row in the ledger',
  },
  'prepaid-missing-in-bill': {
    zh: '台账有 {ledger}，伙伴账户在本月没有对应的流水',
    en: 'The ledger has {ledger}, the partner account has no movement for it in this month',
  },
  'prepaid-groups-not-all-tried': {
    zh: '{reason}（还有 {searchedMovements} 笔流水、{searchedEntries} 行台账，数量太多，组合只试到每侧 {most} 行）',
    en: '{reason} ({searchedMovements} movement{searchedMovements, s} and {searchedEntries} ledger row{searchedEntries, s} are left, too many to try every group: up to {most} rows a side were tried)',
  },
  'prepaid-turned-groups-not-all-tried': {
    zh: '{reason}（台账把拨给客户的款记为正数，已按账户方向读取；还有 {searchedMovements} 笔流水、{searchedEntries} 行台账，数量太多，组合只试到每侧 {most} 行）',
    en: '{reason} (the ledger has allocations as positive amounts, read as the account has them; {searchedMovements} movement{searchedMovements, s} and {searchedEntries} ledger row{searchedEntries, s} are left, too many to try every group: up to {most} rows a side were tried)',
  },
} as const satisfies Record<string, Words>;

/** Kinds of movement, as sentences name them. */
const MOVEMENTS = Object.fromEntries(
  Object.entries(MOVEMENT_KINDS).map(([code, { zh, en }]) => [`movement-${code}`, { zh, en }]),
) as Readonly<Record<`movement-${MovementKindCode}`, Words>>;

const SUGGESTIONS = {
  'suggest-amount-equal': { zh: '金额相等（{amount}）', en: 'Same amount ({amount})' },
  'suggest-amount-near': { zh: '金额只差 {difference}', en: 'Amounts {difference} apart' },
  'suggest-amount-tax': { zh: '按税率 {rate} 折算后金额相等', en: 'Same amount at a tax rate of {rate}' },
  'suggest-amount-sign': { zh: '金额相反（{amount}）', en: 'Same amount with the other sign ({amount})' },
  'suggest-amount-percent': { zh: '金额相差 {difference}，不到 1%', en: 'Amounts {difference} apart, less than 1%' },
  'suggest-customer': { zh: '同一客户', en: 'Same customer' },
  'suggest-counterparty': { zh: '同一结算方', en: 'Same counterparty' },
  'suggest-period': { zh: '同一账期（{period}）', en: 'Same period ({period})' },
  'suggest-period-near': {
    zh: '相邻账期（账单 {period}，台账 {otherPeriod}）',
    en: 'Neighbouring periods (bill {period}, ledger {otherPeriod})',
  },
  'suggest-service': { zh: '同一服务', en: 'Same service' },
} as const satisfies Record<string, Words>;

const PARTS = {
  'group-party': { zh: '同一客户、账期，跨服务', en: 'Same customer and period, across services' },
  'group-counterparty': { zh: '同一结算方、账期，跨客户', en: 'Same counterparty and period, across customers' },
  'group-lines': { zh: '同一客户、服务、账期的账单行', en: 'Bill lines of the same customer, service and period' },
  refunds: { zh: '退款', en: 'refunds' },
  'write-offs': { zh: '核销', en: 'write-offs' },
  'refunds-and-write-offs': { zh: '退款和核销', en: 'refunds and write-offs' },
  'whole-amount': { zh: '整笔金额', en: 'whole amounts' },
  'court-fees-half-up-total': { zh: '资源明细合计后四舍五入到分', en: 'half up of the sum of the untruncated fee records' },
  'court-fees-half-up-deduction': { zh: '每笔扣费四舍五入到分后合计', en: 'each deduction rounded half up, then added' },
  'court-fees-truncate-deduction': { zh: '每笔扣费截断到分后合计', en: 'each deduction truncated to the cent, then added' },
  'court-fees-truncate-total': { zh: '资源明细合计后截断到分', en: 'the sum of the fee records truncated to the cent' },
  'court-none': { zh: '没有舍入规则能得出', en: 'no rounding rule gives it' },
  'court-lines-half-up': { zh: '账单每行四舍五入到分后合计', en: 'each bill line rounded half up, then added' },
  'court-lines-truncate': { zh: '账单每行截断到分后合计', en: 'each bill line truncated to the cent, then added' },
  'court-cell-half-up': { zh: '账单合计后四舍五入到分', en: 'half up of the bill’s total' },
  'court-cell-truncate': { zh: '账单合计后截断到分', en: 'the bill’s total truncated to the cent' },
  'kind-consumption': { zh: '消费', en: 'consumption' },
  'kind-refunds': { zh: '退款', en: 'refunds' },
  'kind-adjustments': { zh: '调账', en: 'adjustments' },
  'kinds-1': { zh: '{kind1}', en: '{kind1}' },
  'kinds-2': { zh: '{kind1}、{kind2}', en: '{kind1} and {kind2}' },
  'kinds-3': { zh: '{kind1}、{kind2}、{kind3}', en: '{kind1}, {kind2} and {kind3}' },
  'kind-sum': { zh: '合计', en: 'the total' },
  'reading-6a': { zh: '欠费不含在金额内（读法 6a）', en: 'arrears are outside the amount (reading 6a)' },
  'reading-6b': { zh: '欠费已含在金额内（读法 6b）', en: 'arrears are inside the amount (reading 6b)' },
  'reading-none': { zh: '没有一种欠费读法对全部行成立', en: 'neither reading of the arrears holds on all lines' },
} as const satisfies Record<string, Words>;

const TOTALS = {
  'c1-cn-import': {
    zh: '尚不能证明：请导入 {period} 的伙伴账单，或录入账单金额，再与账单明细合计 {right} 核对',
    en: 'Not provable yet: import the partner bill (伙伴账单) of {period}, or enter its figures, to compare it with the bill lines’ {right}',
  },
  'c1-cn-import-arrears': {
    zh: '尚不能证明：请导入 {period} 的伙伴账单，或录入账单金额。账单明细合计 {right}；有欠费，账单明细显示{reading}：6a 为 {a}，6b 为 {b}',
    en: 'Not provable yet: import the partner bill (伙伴账单) of {period}, or enter its figures. The bill lines add up to {right}; there are arrears, and the lines show that {reading}: 6a gives {a}, 6b gives {b}',
  },
  'c1-cn-equal': {
    zh: '伙伴账单 {left} 等于账单明细（读法 {reading}）',
    en: 'The partner bill of {left} equals the bill lines (reading {reading})',
  },
  'c1-cn-broken': {
    zh: '伙伴账单 {left} 与账单明细 {right} 相差 {difference}',
    en: 'The partner bill of {left} differs from the bill lines’ {right} by {difference}',
  },
  'c1-intl-import': {
    zh: '尚不能证明：请导入 {period} 的账单明细文件，再与伙伴账单 {left} 核对。账单自身等式成立（读法 {reading}）',
    en: 'Not provable yet: import the detail file of {period} to compare it with the partner bill’s {left}. The partner bill’s own sum holds (reading {reading})',
  },
  'c1-intl-import-unsound': {
    zh: '尚不能证明：请导入 {period} 的账单明细文件。注意：伙伴账单自身不平，应付 {left}，各项合计 {sum}',
    en: 'Not provable yet: import the detail file of {period}. Note that the partner bill does not add up by itself: due {left}, its parts {sum}',
  },
  'c1-intl-none': { zh: '尚不能证明：没有 {period} 的伙伴账单', en: 'Not provable: there is no partner bill of {period}' },
  'c1-cn-file-equal': {
    zh: '伙伴账单文件 {left} 等于账单明细，消费、退款、调账逐项相等（读法 {reading}）',
    en: 'The partner bill file’s {left} equals the bill lines in consumption, refunds and adjustments each (reading {reading})',
  },
  'c1-cn-file-broken': {
    zh: '伙伴账单文件 {left} 与账单明细 {right} 相差 {difference}；不一致的是：{kinds}',
    en: 'The partner bill file’s {left} differs from the bill lines’ {right} by {difference}; what differs: {kinds}',
  },
  'c1-cn-own-file': {
    zh: '不能证明：{period} 的账单明细就取自这份文件，不能用它证明自己。请录入伙伴账单（PDF）上的金额，或通过接口同步账单明细，再与文件合计 {left} 核对',
    en: 'Not provable: the bill lines of {period} come from this very file, which proves nothing against itself. Enter the figures of the bill’s PDF, or fetch the lines by API, to compare them with the file’s {left}',
  },
  'c1-file-currency': {
    zh: '不能证明：{period} 的账单文件币种为 {file}，账单明细币种为 {currency}',
    en: 'Not provable: the bill file of {period} is in {file}, the bill lines are in {currency}',
  },
  'c1-intl-file': {
    zh: '伙伴账单 {left} 与账单明细文件一致（读法 {reading}）：消费、退款、调账各自合计后才四舍五入到分，文件精确合计 {right}，允许误差 {tolerance}',
    en: 'The partner bill’s {left} agrees with the detail file (reading {reading}): consumption, refunds and adjustments are rounded half up to the cent at their totals only; the file adds up to exactly {right}, rounding leaves at most {tolerance}',
  },
  'c1-intl-file-broken': {
    zh: '伙伴账单与账单明细文件不一致：{kinds}（应付 {left}，文件合计 {right}）',
    en: 'The partner bill and the detail file differ in {kinds} (due {left}, file {right})',
  },
  'c1-intl-file-due': {
    zh: '消费、退款、调账与账单明细文件一致，但应付 {left} 与文件计税前的合计 {right} 相差 {difference}，计税与否都不成立；差额可能是代金券，文件中没有代金券金额，无法证明',
    en: 'Consumption, refunds and adjustments agree with the detail file, but the amount due of {left} is off the file’s {right} before tax by {difference}, and no reading with tax or without holds; coupons may be the rest, the file does not show them',
  },
  'c1-intl-file-alone': {
    zh: '尚不能证明：{period} 有账单明细文件（合计 {right}），但没有伙伴账单。请录入伙伴账单上的金额，或通过接口同步',
    en: 'Not provable yet: there is a detail file of {period} ({right}), but no partner bill. Enter the partner bill’s figures, or fetch it by API',
  },
  'c1-cn-typed-equal': {
    zh: '录入的账单金额 {left} 等于账单明细，消费、退款、调账逐项相等（读法 {reading}）',
    en: 'The typed figures of {left} equal the bill lines in consumption, refunds and adjustments each (reading {reading})',
  },
  'c1-cn-typed-within': {
    zh: '录入的账单金额 {left} 与账单明细一致（读法 {reading}）：消费、退款、调账各自合计后四舍五入到分，账单明细精确合计 {right}',
    en: 'The typed figures of {left} agree with the bill lines (reading {reading}): consumption, refunds and adjustments are each rounded half up to the cent at their totals; the lines add up to exactly {right}',
  },
  'c1-cn-typed-broken': {
    zh: '录入的账单金额 {left} 与账单明细 {right} 相差 {difference}；不一致的是：{kinds}',
    en: 'The typed figures of {left} differ from the bill lines’ {right} by {difference}; what differs: {kinds}',
  },
  'c1-cn-other-reading': {
    zh: '{judged}。以上按欠费读法 {reading}；按读法 {otherReading}，账单明细合计 {otherRight}，相差 {otherDifference}',
    en: '{judged}. That is by reading {reading} of the arrears; by reading {otherReading} the lines add up to {otherRight} and the difference is {otherDifference}',
  },
  'c1-typed': { zh: '{judged}。伙伴账单为手工录入的金额', en: '{judged}. The partner bill is typed figures' },
  'c1-several-files': {
    zh: '{sentence}。本月有 {files} 份账单文件，只与列在最前的一份核对',
    en: '{sentence}. There are {files} bill files of the month; only the first listed was compared',
  },
  'c2-equal': { zh: '账单明细与资源明细在 {tested} 组中完全相等', en: 'Bill lines and fee records are equal in every bucket ({tested})' },
  'c2-within': {
    zh: '账单明细与资源明细相差 {difference}，全部在逐笔截断（每笔不足 0.01）的范围内，共 {tested} 组',
    en: 'Bill lines and fee records differ by {difference}, all of it inside what truncation per deduction (under 0.01 each) leaves; {tested} bucket{tested, s}',
  },
  'c2-ruled': { zh: '{told}。{ruled}', en: '{told}. {ruled}' },
  'c2-broken': {
    zh: '{tested} 组中有 {broken} 组的差额超出逐笔截断所能解释的范围；资源明细只作说明，不作结算依据',
    en: 'Buckets that differ by more than truncation per deduction explains: {broken} of {tested}; fee records explain, they do not settle',
  },
  'c2-none': { zh: '尚不能证明：{period} 没有读到资源明细', en: 'Not provable: no fee record was read for {period}' },
  'c2-untested': {
    zh: '{sentence}；{customers} 个客户的资源明细未读全，未参与比较',
    en: '{sentence}; the fee records of {customers} customer{customers, s} are incomplete and were left out',
  },
  'c3-equal': {
    zh: '{tested} 笔退款订单：明细、订单与账单一致，且没有超额退款',
    en: '{tested} refund order{tested, s}: details, order and bill agree, nothing was refunded beyond what was paid',
  },
  'c3-unread-originals': {
    zh: '{sentence}；其中 {unread} 笔的原订单没有读到，是否超额退款无法核对',
    en: '{sentence}; the original orders of {unread} of them were not read, so nobody can say whether more was refunded than paid',
  },
  'c3-none': { zh: '{period} 没有退款订单', en: 'There are no refund orders in {period}' },
  'c3-broken': {
    zh: '{tested} 笔退款订单中有 {broken} 笔不一致、超额退款或找不到原订单',
    en: 'Refund orders that do not agree, exceed what was paid or have no original order: {broken} of {tested}',
  },
  'c3-not-provable': {
    zh: '尚不能证明：{period} 的退款订单缺少可核对的另一方（订单或资源明细）',
    en: 'Not provable: the refund orders of {period} have no other side to compare (order or fee records)',
  },
  'c3-unread': { zh: '尚不能证明：没有读到订单，账单中有退款', en: 'Not provable: no orders were read, though the bill has refunds' },
  'c4-equal': {
    zh: '账户余额逐笔连续（{movements} 笔），{adjustments} 笔调账均找到对应流水',
    en: 'The account balance follows movement by movement ({movements}); every fund adjustment was found in it ({adjustments})',
  },
  'c4-broken': {
    zh: '{movements} 笔流水中有 {chain} 处余额不连续；{adjustments} 笔调账中有 {missing} 笔找不到流水；{unrecorded} 笔拨款、回收流水没有调账记录',
    en: 'The balance breaks at {chain} of {movements} movement{movements, s}; fund adjustments without a movement: {missing} of {adjustments}; allocations or reclaims without an adjustment record: {unrecorded}',
  },
  'c4-balances': {
    zh: '{sentence}。接口当时返回的余额核对 {balances} 个，不符 {balancesOff} 个；贵方账簿的期初、期末余额核对 {book} 个，不符 {bookOff} 个',
    en: '{sentence}. Balances the interface answered at a moment: {balances} compared, {balancesOff} off; opening and closing balances of your own book: {book} compared, {bookOff} off',
  },
  'c4-none': {
    zh: '尚不能证明：{period} 的伙伴账户收支未读取',
    en: 'Not provable: the partner account movements of {period} were not read',
  },
  'c6-equal': {
    zh: '{tested} 笔已完成或已取消的订单与带有其订单号的资源明细逐笔相等',
    en: 'Completed or cancelled orders equal the fee records with their order number, one by one ({tested})',
  },
  'c6-broken': {
    zh: '{tested} 笔订单中有 {broken} 笔与带有其订单号的资源明细不相等；资源明细只作说明，不作结算依据',
    en: 'Orders that differ from the fee records with their order number: {broken} of {tested}; fee records explain, they do not settle',
  },
  'c6-none': { zh: '{period} 没有可核对的新购、续订或变更订单', en: 'There are no new, renewal or change orders to compare in {period}' },
  'c6-untested': {
    zh: '{sentence}；另有 {untested} 笔订单的客户在本账期没有读到资源明细，未参与比较',
    en: '{sentence}; {untested} more order{untested, s} of customers without fee records in this period left out',
  },
  'c6-all-untested': {
    zh: '尚不能证明：{period} 的 {untested} 笔订单，其客户在本账期都没有读到资源明细',
    en: 'Not provable: no fee record of this period was read for the customers of the {untested} order{untested, s} of {period}',
  },
  'c6-unread': { zh: '尚不能证明：没有读到订单', en: 'Not provable: no orders were read' },
  'c6-no-fees': { zh: '尚不能证明：{period} 没有读到资源明细', en: 'Not provable: no fee record was read for {period}' },
  'c7-equal': {
    zh: '{tested} 个数据切片收到的行数均等于公布的行数（共 {received} 行；1 行计为 1.00）',
    en: 'Every slice received as many rows as announced ({tested} slice{tested, s}, {received} row{received, s}; one row counts as 1.00)',
  },
  'c7-broken': {
    zh: '{tested} 个数据切片中有 {broken} 个行数不符或未能发布：{slices}（不分账期的切片计入最新账期；1 行计为 1.00）',
    en: 'Slices with other counts, or that could not be published, {broken} of {tested}: {slices} (slices without a period stand under the newest one; one row counts as 1.00)',
  },
  'c7-no-resellers': {
    zh: '{sentence}。云经销商列表未获准读取，按没有云经销商处理；若贵司是总经销商，请管理员授予 BPC_ITEM_SALES_020100 后重新同步',
    en: '{sentence}. The list of resellers may not be read, so there are taken to be none; if you are a distributor, have BPC_ITEM_SALES_020100 granted and sync again',
  },
  'c7-no-benefits': {
    zh: '{rest}。代金券、额度或客户余额未获准读取：不影响账单的完整性，但相应的核对（C5、C4 的客户侧）尚不能证明',
    en: '{rest}. Coupons, quotas or customer balances may not be read: the bill is complete all the same, but what needs them (C5, the customers in C4) stays unproven',
  },
  'c7-none': { zh: '尚不能证明：{period} 没有公布行数的数据切片', en: 'Not provable: no slice of {period} has an announced count' },
} as const satisfies Record<string, Words>;

const CATALOGUE = {
  ...MATCHES,
  ...BREAKS,
  ...PREPAYMENTS,
  ...MOVEMENTS,
  ...SUGGESTIONS,
  ...PARTS,
  ...TOTALS,
  ...TOLERANCES,
  ...LATER_TOTALS,
  ...CHECKS,
  ...TRAIL,
};

export type ReasonKey = keyof typeof CATALOGUE;

/** Every sentence the engine can say, complete in both languages by type. */
export const REASONS: Readonly<Record<ReasonKey, Words>> = CATALOGUE;

export function reason(key: ReasonKey, params: Readonly<Record<string, string>> = {}): Reason {
  return { key, params };
}

/** Name of a service in a language, null where it has none. */
export type ServiceName = (code: string, language: 'zh' | 'en') => string | null;

/** Between the codes of a reason's parameter `services`. */
export const SERVICES_MARK = ', ';

/**
 * A reason in words. Parameters `@key` and the `reason`/`sentence` parameters of wrapping entries are resolved in the same language; an unknown key is shown as it is.
 * A reason keeps the codes of services, as a fact; they are named when it is read, those without a name stay codes.
 */
export function reasonText(value: Reason, language: 'zh' | 'en', serviceName?: ServiceName): string {
  const words = REASONS[value.key as ReasonKey] as Words | undefined;
  if (!words) return value.key;
  return filled(words[language], (name) => {
    const param = value.params[name] ?? '';
    if (name === 'services' && serviceName) return namedServices(param, language, serviceName);
    if (!param.startsWith('@')) return param;
    return reasonText({ key: param.slice(1), params: value.params }, language, serviceName);
  });
}

/** A reason in both languages. */
export function reasonWords(value: Reason, serviceName?: ServiceName): Words {
  return { zh: reasonText(value, 'zh', serviceName), en: reasonText(value, 'en', serviceName) };
}

function namedServices(codes: string, language: 'zh' | 'en', serviceName: ServiceName): string {
  const names = codes.split(SERVICES_MARK).map((code) => serviceName(code, language) ?? code);
  return names.join(language === 'zh' ? '、' : SERVICES_MARK);
}
