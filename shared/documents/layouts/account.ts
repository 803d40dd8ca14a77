import { columnsOf, CUSTOMER, type DocumentLayout } from './layout';

/** D: income and expense. Columns are not documented; the words of the screen and of the API's record are proposed. */
export const INCOME_EXPENSE: DocumentLayout = {
  kind: 'income-expense',
  source: 'movements',
  fileName: /收支明细|income[\s_-]*(?:and[\s_-]*)?expens|revenue[\s_-]*(?:and|&)?[\s_-]*expenditure|account[\s_-]*statement/i,
  nameTells: false,
  needs: { own: 3, known: 5, ownWithName: 2, knownWithName: 4 },
  documented: false,
  columns: columnsOf([
    ['account_change_id', 'id', '收支明细id 流水号 明细编号', 'accountchangeid recordid'],
    ['trade_time', 'time', '交易时间', 'transactiontime'],
    ['trade_detail_type', 'movement-kind', '交易类型 交易明细类型', 'transactiontype', 'own'],
    ['trade_id', 'id', '交易号 订单号/交易号 交易编号', 'transactionid orderid/transactionid tradeid', 'own'],
    ['change_amount', 'amount', '交易金额 收支金额 变动金额', 'transactionamount changeamount amount'],
    ['balance_after_change', 'amount', '账户余额 交易后余额 余额', 'balance balanceafterchange accountbalance'],
    ['type', 'movement-type', '收支类型', 'income/expense incomeorexpense incomeandexpensetype', 'own'],
    ['account', 'account', '账户类型', 'accounttype', 'own'],
    ...CUSTOMER,
    ['currency', 'currency', '币种', 'currency'],
  ]),
  required: [['trade_time'], ['trade_detail_type'], ['change_amount']],
  period: { field: 'trade_time', by: 'time' },
  amount: 'change_amount',
};

/** F1: fund adjustments, that is allocations and reclaims. Columns are not documented. */
export const ADJUSTMENTS: DocumentLayout = {
  kind: 'adjustments',
  source: 'adjust-records',
  fileName: /调账记录|adjust(?:ment)?[\s_-]*records?/i,
  nameTells: false,
  needs: { own: 2, known: 5, ownWithName: 1, knownWithName: 4 },
  documented: false,
  columns: columnsOf([
    ['trans_id', 'id', '交易流水号 调账流水号 流水号 事务id', 'transid transactionid'],
    ['operation_time', 'time', '操作时间 调账时间', 'operationtime operatedon', 'own'],
    ['operation_type', 'operation', '操作类型 调账类型', 'operationtype operation', 'own'],
    ...CUSTOMER,
    ['amount', 'amount', '调账金额 金额', 'adjustmentamount amount'],
    ['memo', 'text', '备注', 'memo remarks'],
    ['apply_scene', 'text', '应用场景', 'scenario'],
    ['currency', 'currency', '币种', 'currency'],
  ]),
  required: [['operation_time'], ['operation_type'], ['customer_id', 'account_name'], ['amount']],
  period: { field: 'operation_time', by: 'time' },
  amount: 'amount',
};

/** F2: what was done with coupons and quotas. Columns are not documented; filters of the screen are proposed. */
export const COUPON_OPERATIONS: DocumentLayout = {
  kind: 'coupon-operations',
  source: 'coupon-operations',
  fileName: /(?:代金券|优惠券|额度).*(?:操作)?记录|操作记录|(?:coupon|quota)[\s_-]*(?:operation)?[\s_-]*records?/i,
  nameTells: false,
  needs: { own: 3, known: 4, ownWithName: 2, knownWithName: 3 },
  documented: false,
  columns: columnsOf([
    ['operation_time', 'time', '操作时间', 'operationtime operatedon', 'own'],
    ['operation_type', 'text', '操作类型', 'operationtype operation', 'own'],
    ['quota_id', 'id', '额度编号 额度id', 'quotaid', 'own'],
    ['source_quota_id', 'id', '来源额度', 'sourcequota', 'own'],
    ['coupon_id', 'id', '代金券编号 优惠券编号 代金券id', 'couponid', 'own'],
    ['operator', 'name', '操作员', 'operator', 'own'],
    ...CUSTOMER,
    ['partner_name', 'name', '云经销商名称', 'resellername partnername', 'own'],
    ['amount', 'amount', '操作金额 面值 金额', 'operationamount facevalue amount'],
    ['currency', 'currency', '币种', 'currency'],
  ]),
  required: [['operation_time']],
  period: { field: 'operation_time', by: 'time' },
  amount: 'amount',
};

/** G: invoices. The screen's list (China) and ListInvoices (International); no export is documented. */
export const INVOICES: DocumentLayout = {
  kind: 'invoices',
  source: 'invoices',
  fileName: /发票|invoice/i,
  nameTells: false,
  needs: { own: 2, known: 4, ownWithName: 1, knownWithName: 4 },
  documented: false,
  columns: columnsOf([
    ['invoice_id', 'id', '发票号码 发票号 发票id 发票代码', 'invoiceid invoicenumber invoiceno'],
    ['apply_time', 'time', '申请时间', 'applicationtime appliedon', 'own'],
    ['bill_cycle', 'period', '账期', 'billingcycle billcycle'],
    ['order_id', 'id', '订单号', 'orderid'],
    ['status', 'text', '开票状态 发票状态 状态', 'invoicestatus status', 'own'],
    ['invoice_type', 'text', '发票类型', 'invoicetype', 'own'],
    ['tax_rate', 'text', '税率', 'taxrate'],
    ['amount', 'amount', '开票金额 发票金额 金额', 'invoiceamount amount'],
    ['currency', 'currency', '币种', 'currency'],
  ]),
  required: [['amount']],
  period: { field: 'bill_cycle', by: 'period' },
  amount: 'amount',
};
