import { columnsOf, type DocumentLayout } from './layout';

/** H1 to H4: a customer's own bill files. Known by their names or heads, and always refused. */
export const OWN_BILL: DocumentLayout = {
  kind: 'own-bill',
  source: null,
  fileName:
    /ItemProductBillOverview_\d{6}|PriceFactorBillDetail_\d{8}|SettleBillDetail_\d{8}|InstanceBillMonth_\d{6}|^Spendings\(|_MonthlyBill_\d{6}/i,
  nameTells: true,
  needs: { own: 3, known: 5, ownWithName: 0, knownWithName: 0 },
  documented: true,
  columns: columnsOf([
    ['bill_cycle', 'period', '账期', 'billingcycle'],
    ['trade_time', 'kept', '消费/退订时间', 'expenditure/unsubscriptiontime', 'own'],
    ['order_id', 'kept', '订单号', 'orderid'],
    ['order_type', 'kept', '订单类型', 'ordertype'],
    ['base_order_id', 'kept', '原订单号', 'originalorderid'],
    ['service', 'kept', '产品类型', 'producttype'],
    ['list_amount', 'kept', '官网价总金额', 'totallistprice', 'own'],
    ['due', 'kept', '应付金额', 'amountdue'],
    ['cash', 'kept', '现金支付', 'cashpayment', 'own'],
    ['coupon', 'kept', '代金券抵扣', 'cashcoupondeduction', 'own'],
    ['arrears', 'kept', '欠费', 'outstandingamount', 'own'],
    ['enterprise_project', 'kept', '企业项目', 'enterpriseproject', 'own'],
    ['enterprise_project_id', 'kept', '企业项目id', 'enterpriseprojectid', 'own'],
    ['use_start', 'kept', '使用开始时间', 'usagestarttime', 'own'],
    ['use_end', 'kept', '使用结束时间', 'usageendtime', 'own'],
    ['expenditure_id', 'kept', '消费流水号', 'expenditureid', 'own'],
    ['rounding', 'kept', '抹零金额', 'roundingoff', 'own'],
    ['expenditure_time', 'kept', '消费时间', 'expendituretime', 'own'],
  ]),
  required: [],
  period: { field: 'bill_cycle', by: 'period' },
  amount: null,
};
