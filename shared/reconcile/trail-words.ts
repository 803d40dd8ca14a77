import type { Words } from './words';

/** Why a pass did not take a break's rows, and why another break is not the same matter: what the why-panel says beside the reason itself. */
export const TRAIL = {
  'trail-unknown-party': {
    zh: '没有参加：不知道是谁的行，匹配之前先放在一边',
    en: 'Took no part: rows of nobody known are set aside before matching',
  },
  'trail-other-currency': {
    zh: '没有参加：另一种币种的行，匹配之前先放在一边',
    en: 'Took no part: rows in another currency are set aside before matching',
  },
  'trail-found': { zh: '就是这一步得出的', en: 'This step made the break' },
  'trail-no-ledger': {
    zh: '台账没有同一客户、服务、账期的未用行',
    en: 'The ledger has no unused row of this customer, service and period',
  },
  'trail-no-bill': { zh: '账单没有同一客户、服务、账期的未用金额', en: 'The bill has nothing left for this customer, service and period' },
  'trail-other-amount': {
    zh: '两边都有，但金额不同：台账 {ledger}，账单 {bill}',
    en: 'Both sides have it with different amounts: ledger {ledger}, bill {bill}',
  },
  'trail-sum-differs': {
    zh: '台账各行合计 {ledger}，账单 {bill}，合计也不相等',
    en: 'The ledger rows add up to {ledger}, the bill has {bill}: the sums differ, too',
  },
  'trail-one-side': { zh: '只有一边有行，无从比较', en: 'Only one side has rows: nothing to compare' },
  'trail-no-reference': { zh: '台账行没有订单号、交易号或发票号可循', en: 'The ledger row names no order, trade or invoice to follow' },
  'trail-reference-unmet': {
    zh: '单号 {reference} 没有对上金额一致、尚未用掉的明细',
    en: 'Number {reference} met nothing unused with the same amount',
  },
  'trail-nobody-refers': { zh: '没有台账行的单号指向它', en: 'No ledger row names a number of it' },
  'trail-no-tolerance': { zh: '规则的容差为 0：任何差额都不放过', en: 'The rule set’s tolerance is 0: no difference is let pass' },
  'trail-beyond-tolerance': {
    zh: '差额 {difference} 超过容差 {tolerance}',
    en: 'The difference of {difference} is beyond the tolerance of {tolerance}',
  },
  'trail-no-group': {
    zh: '同一客户跨服务、同一结算方跨客户，都没有合计相等的组合（每侧至多 {most} 行）',
    en: 'No group adds up: across the customer’s services, or across the counterparty’s customers (up to {most} rows a side)',
  },
  'trail-explains-itself': { zh: '没有参加：差额已由自身的数字说明', en: 'Took no part: its own figures explain the difference' },
  'trail-groups-stopped': {
    zh: '到了搜索上限：还有 {bills} 个账单金额、{entries} 行台账，组合只试到每侧 {most} 行',
    en: 'Search limit reached: {bills} bill amount{bills, s} and {entries} ledger row{entries, s} are left, groups were tried up to {most} rows a side',
  },
  'trail-groups-untried': {
    zh: '到了搜索上限：还有 {bills} 个账单金额、{entries} 行台账，没有尝试组合',
    en: 'Search limit reached: {bills} bill amount{bills, s} and {entries} ledger row{entries, s} are left, no group was tried',
  },
  'trail-groups-contested': {
    zh: '有 {count} 种组合的合计都相等，没有替人选择',
    en: '{count} groups add up equally well; none was chosen',
  },
  'trail-no-neighbour': {
    zh: '前后 {months} 个账期没有金额相等、尚未入账的另一边',
    en: 'Nothing of this amount is left on the other side within {months} period{months, s}',
  },
  'trail-no-neighbours-asked': { zh: '规则不看相邻账期', en: 'The rule set does not look at neighbouring periods' },
  'trail-both-sides': { zh: '没有参加：本账期两边都有行', en: 'Took no part: both sides have rows in this period' },
  'trail-periods-contested': { zh: '不止一个账期合适，没有替人选择', en: 'More than one period fits; none was chosen' },
  'trail-priced': { zh: '应开 {expected}，台账 {ledger}：不相等', en: '{expected} expected, the ledger has {ledger}: not equal' },
  'trail-unpriced': { zh: '没有适用的价格规则，无从比较', en: 'No price rule applies: nothing to compare with' },
  'trail-no-movement': {
    zh: '账户中没有同一结算方、月份、金额与方向的未用流水',
    en: 'The account has no unused movement of this party, month, amount and direction',
  },
  'against-score': {
    zh: '共同点共 {score} 分，不到 {least} 分，不作建议',
    en: 'What they share comes to {score} point{score, s}, fewer than {least}: no suggestion',
  },
  'against-amount': { zh: '金额相差 {difference}', en: 'Amounts are {difference} apart' },
  'against-party': { zh: '客户和结算方都不同', en: 'Other customer and other counterparty' },
  'against-customer': { zh: '客户不同', en: 'Other customer' },
  'against-service': { zh: '服务不同', en: 'Other service' },
  'against-period': { zh: '账期相隔 {months} 个月', en: '{months} month{months, s} apart' },
  'against-person': { zh: '不完全相同，只能由人采用', en: 'Not the same in every field: only a person can take it' },
  'crowd-amount': {
    zh: '金额相同的差异有 {count} 条，太多，没有逐一比较',
    en: '{count} breaks have this amount: too many to compare one by one',
  },
  'crowd-customer': {
    zh: '同一客户的差异有 {count} 条，太多，没有逐一比较',
    en: '{count} breaks are of this customer: too many to compare one by one',
  },
  'crowd-counterparty': {
    zh: '同一结算方的差异有 {count} 条，太多，没有逐一比较',
    en: '{count} breaks are of this counterparty: too many to compare one by one',
  },
} as const satisfies Record<string, Words>;
