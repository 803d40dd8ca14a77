import { columnsOf, type ColumnRow, type DocumentLayout } from './layout';

/** Columns that the partner bill and the pushed bill have in common. */
const WHO: readonly ColumnRow[] = [
  ['customer_id', 'id', '客户id', 'customerid'],
  ['period', 'period', '账期', 'billingcycle billcycle'],
  ['customer_name', 'name', '客户名称', 'customername'],
  ['account_name', 'id', '客户账号名 客户账号', 'accountname customeraccount customeraccountname'],
  ['partner_id', 'id', '伙伴id', 'partnerid', 'own'],
  ['partner_name', 'name', '伙伴名称', 'partnername', 'own'],
  ['partner_account_name', 'id', '伙伴账号名 伙伴账号', 'partneraccountname partneraccount', 'own'],
  ['bill_type', 'bill-type', '账单类型', 'billtype', 'own'],
];

const WHAT: readonly ColumnRow[] = [
  ['cloud_service_type_name', 'text', '产品类型', 'producttype'],
  ['cloud_service_type', 'id', '产品类型编码', 'producttypecode'],
  ['product_name', 'kept', '产品名称', 'productname'],
  ['product_id', 'kept', '产品id', 'productid'],
  ['application', 'text', '应用名称', 'application applicationname', 'own'],
  ['specification', 'kept', '规格', 'specifications specification'],
  ['resource_type_name', 'text', '资源类型', 'resourcetype'],
  ['resource_type_code', 'id', '资源类型编码', 'resourcetypecode'],
  ['region_name', 'kept', '区域', 'region'],
  ['region_code', 'kept', '云服务区编码', 'regioncode'],
];

const AMOUNTS: readonly ColumnRow[] = [
  ['discount_amount', 'amount', '优惠金额', 'discountamount'],
  ['customer_amount', 'kept', '客户消费金额', 'customerexpenditure customerexpenditureamount', 'own'],
  ['settlement_type', 'kept', '结算类型', 'settlementtype', 'own'],
  ['settlement_discount', 'kept', '伙伴结算折扣', 'partnersettlementdiscount settlementdiscount', 'own'],
  ['amount', 'amount', '结算金额', 'settlementamount', 'own'],
  ['currency', 'currency', '币种', 'currency'],
];

/**
 * B1, B2, B3: details of the partner bill. The first 27 columns of B1 and all of B2 are documented, those of B3 are not and are expected
 * under the same names. `amount` is the settlement amount, what the partner owes; never the customer's expenditure.
 */
export const PARTNER_BILL: DocumentLayout = {
  kind: 'partner-bill',
  source: 'bill-lines',
  fileName: /伙伴账单|partner[\s_-]*bill/i,
  nameTells: false,
  needs: { own: 3, known: 6, ownWithName: 2, knownWithName: 4 },
  documented: true,
  columns: columnsOf([
    ...WHO,
    ['charge_mode', 'charge-mode', '计费模式', 'billingmode'],
    ...WHAT,
    ['trade_id', 'kept', '订单号/交易号', 'orderid/transactionid'],
    ['base_order_id', 'kept', '原订单号', 'originalorderid', 'own'],
    ['trade_time', 'kept', '客户交易时间', 'customertransactiontime transactiontime', 'own'],
    ['order_type', 'kept', '订单类型', 'ordertype'],
    ['order_periods', 'kept', '订单周期数', 'orderperiods numberofperiods', 'own'],
    ['order_period_unit', 'kept', '订单周期单位', 'orderperiodunit periodunit', 'own'],
    ['spot', 'kept', '是否竞价实例', 'spotinstance', 'own'],
    ['usage_type', 'kept', '使用量类型编码', 'usagetypecode', 'own'],
    ...AMOUNTS,
  ]),
  required: [['customer_id', 'account_name'], ['bill_type'], ['amount']],
  period: { field: 'period', by: 'period' },
  amount: 'amount',
};

/**
 * A1: `customerBill_YYYYMM.tar.gz`. Seven columns are documented; the amount is none of them, so a person maps it unless a head says
 * 结算金额 or 应付金额. The list price (官网页面价) is never taken for it.
 */
export const BILL_PUSH: DocumentLayout = {
  kind: 'bill-push',
  source: 'bill-lines',
  fileName: /^customerBill_(\d{6})(?:_\d+)?\.(?:tar\.gz|tgz|tar|csv)$/i,
  nameTells: true,
  needs: { own: 1, known: 6, ownWithName: 0, knownWithName: 0 },
  documented: false,
  columns: columnsOf([
    ...WHO,
    ['charge_mode', 'charge-mode', '计费模式', 'billingmode'],
    ...WHAT,
    ['list_amount', 'kept', '官网页面价', 'listprice officialprice', 'own'],
    ['trade_id', 'kept', '订单号/交易号 订单号 交易号', 'orderid/transactionid orderid transactionid'],
    ...AMOUNTS.map((row): ColumnRow =>
      row[0] === 'amount' ? ['amount', 'amount', '结算金额 应付金额', 'settlementamount amountdue'] : row,
    ),
  ]),
  required: [['customer_id'], ['amount']],
  period: { field: 'period', by: 'period' },
  amount: 'amount',
  order: ['customer_id', 'product_id', 'cloud_service_type', 'resource_type_code', 'region_code', 'charge_mode', 'list_amount'],
};
