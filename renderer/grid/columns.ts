/** Which columns people see of each source, the telling ones first and IDs last. */
import type { Language, ViewSource } from '../../shared/desk/api';

const COLUMNS: Readonly<Record<ViewSource, string>> = {
  'bill-lines': 'period customerName serviceName resourceTypeName chargeMode kind amount debt adjustment discount paidCash paidCredit paidBonus paidCoupon paidFlexi paidCard resellerName customer service resourceType reseller',
  'fee-records': 'period customerName serviceName resourceName chargeMode billType amount official discount paidCash paidCredit paidCoupon debt writeoff consumeTime tradeTime trade usage usageType region resourceTypeName resourceId customer service resourceType',
  orders: 'period order customerName serviceName orderType orderStatus amount official discount coupon currency createdAt paidAt customer service',
  movements: 'period time account movementType direction customerName amount balance trade customer reseller id',
  'adjust-records': 'period time operation customerName amount currency scene memo customer reseller id',
  matches: 'period role pass customerName serviceName ledgerAmount billAmount entries reason counterparty customer service',
  breaks: 'period otherPeriod role class status customerName serviceName ledgerAmount billAmount expectedAmount difference reason owner note counterparty customer service id',
  'ledger-entries': 'period role file row party customerName serviceName amount currency basis reference customer service',
  customers: 'customerName accountName association resellerName customer reseller',
  refunds: 'period refundOrder customerName traceStatus paid refunded kept orderAmount billAmount baseOrder basePeriod customer',
  margin: 'period counterpartyName customerName revenue cost margin rate counterparty customer',
};

/** Keys of the columns shown; the period is left out where the page is about one. */
export function columnsOf(source: ViewSource, language: Language, onePeriod: boolean): string[] {
  const keys = COLUMNS[source].split(' ').map((key) => (key === 'reason' ? (language === 'zh' ? 'reasonZh' : 'reasonEn') : key));
  return onePeriod ? keys.filter((key) => key !== 'period') : keys;
}
