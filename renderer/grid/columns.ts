/** Which columns people see of each source, the telling ones first and IDs last; which word list explains a column's codes. */
import type { ViewSource } from '../../shared/desk/api';

const COLUMNS: Readonly<Record<ViewSource, string>> = {
  'bill-lines':
    'period customerName serviceName chargeMode kind amount debt adjustment discount cash credit bonus coupon flexi card resourceTypeName resourceType customer service reseller',
  'fee-records':
    'period customerName serviceName resourceName chargeMode billType payment official discount cash credit coupon debt writeoff usage usageUnit usageType consumeTime trade product spec region resourceTypeName resource customer service resourceType',
  orders:
    'period order customerName serviceName type status afterDiscount official discount coupon currency createdAt paidAt customer service',
  movements: 'period time account detailType type customerName change balanceAfter currency trade customer reseller id',
  'adjust-records': 'period time operation customerName amount currency memo customer reseller id',
  matches: 'period role pass customerName serviceName ledgerAmount billAmount entries reason counterparty customer service',
  breaks:
    'period otherPeriod role class status customerName serviceName ledgerAmount billAmount expectedAmount difference reason ledgerCurrency counterparty customer service id',
  'ledger-entries': 'period role file row party customerName serviceName amount currency basis reference grain customer service',
  customers: 'customerName accountName association billed tag tagMonths budget budgetUsed budgetKind customer reseller',
  'coupon-rolls': 'kind name value issued reclaimed used left difference id',
  quotas: 'quota type status resellerName value left currency createdAt effectiveAt expiresAt parent reseller',
  coupons: 'customerName status faceValue left type createdAt effectiveAt expiresAt usedAt coupon order customer reseller',
  'coupon-log': 'period time operation result customerName resellerName amount coupon quota parent memo customer reseller id',
  'own-coupons': 'plan status type faceValue left currency effectiveAt expiresAt usedAt order coupon reseller',
  'period-resources':
    'customerName resourceName serviceName resourceTypeName status effectiveAt expiresAt atExpiry spec main region resource customer service updatedAt',
  'on-demand-resources':
    'customerName resourceName serviceName resourceTypeName status effectiveAt spec region resource customer reseller service',
  units: 'unitName abbreviation measureType equals unit',
  'resource-types': 'resourceTypeName serviceName note resourceType service',
  'service-resources': 'serviceName resourceTypeName note resourceType service',
  'budget-records': 'time customerName operation budget budgetKind currency operator customer',
  'online-invoices': 'period invoiceNo status type amount tax currency title createdAt id',
  acts: 'actSeq time actBy actKind period actWhat',
  refunds:
    'period refundOrder customerName status paid refunded kept fee usedUp orderAmount billAmount credited baseOrder baseType basePeriod vouchers customer',
  margin: 'period name customerName serviceName revenue cost margin rate counterparty customer service',
};

/** Word lists (of renderer/i18n `codes`) of the columns that hold codes of a known set. */
const CODE_SETS: Readonly<Record<string, string>> = {
  kind: 'kind',
  chargeMode: 'chargeMode',
  role: 'role',
  pass: 'pass',
  class: 'breakClass',
  grain: 'grain',
  basis: 'taxBasis',
  association: 'association',
  billType: 'billType',
  operation: 'operation',
  account: 'account',
  detailType: 'movement',
  measureType: 'measureType',
  tag: 'customerTag',
  budgetKind: 'budgetKind',
  actKind: 'act',
};

/** Columns whose name means something else in one source. */
const OWN_SETS: Partial<Record<ViewSource, Readonly<Record<string, string>>>> = {
  orders: { type: 'orderType', status: 'orderStatus' },
  movements: { type: 'direction' },
  breaks: { status: 'breakStatus' },
  'coupon-rolls': { kind: 'couponRoll' },
  quotas: { type: 'quotaType', status: 'quotaStatus' },
  coupons: { status: 'couponStatus', type: 'couponType' },
  'coupon-log': { operation: 'couponOperation', result: 'operationResult' },
  'own-coupons': { status: 'couponStatus', type: 'couponType' },
  'period-resources': { status: 'periodResource', atExpiry: 'expirePolicy', main: 'mainResource' },
  'on-demand-resources': { status: 'onDemandResource' },
  'budget-records': { operation: 'budgetOperation' },
  'online-invoices': { status: 'invoiceState', type: 'invoiceClass' },
  refunds: { status: 'refundStatus', baseType: 'orderType', credited: 'refundCredit' },
};

/** Heads that are more telling than the column's own word, per source. */
const OWN_HEADS: Partial<Record<ViewSource, Readonly<Record<string, string>>>> = {
  orders: { type: 'orderType' },
  refunds: { status: 'traceStatus' },
  margin: { name: 'counterpartyName' },
  'coupon-rolls': { kind: 'rollOf', name: 'rollName' },
  quotas: { type: 'quotaType', value: 'quotaValue' },
  coupons: { type: 'couponType', coupon: 'couponId' },
  'coupon-log': { coupon: 'couponId' },
  'own-coupons': { type: 'couponType', coupon: 'couponId' },
  'online-invoices': { type: 'invoiceClass' },
};

/** Keys of the columns shown; the period is left out where the page is about one. */
export function columnsOf(source: ViewSource, onePeriod: boolean): string[] {
  const keys = COLUMNS[source].split(' ');
  return onePeriod ? keys.filter((key) => key !== 'period') : keys;
}

export function codeSetOf(source: ViewSource, column: string): string | undefined {
  return OWN_SETS[source]?.[column] ?? CODE_SETS[column];
}

/** Key of the head's words in renderer/i18n `columns`. */
export function headKeyOf(source: ViewSource, column: string): string {
  return OWN_HEADS[source]?.[column] ?? column;
}
