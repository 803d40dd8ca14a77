import { columnsOf, CUSTOMER, type ColumnRow, type DocumentLayout } from './layout';

const SHARED: readonly ColumnRow[] = [
  ['settlement_period', 'period', '对账期次', 'reconciliationperiod settlementperiod', 'own'],
  ['order_id', 'id', '订单号', 'orderid'],
  ...CUSTOMER,
  ['account_manager', 'name', '客户经理姓名', 'accountmanager accountmanagername', 'own'],
  ['charging_mode', 'text', '计费模式', 'billingmode'],
  ['status', 'text', '状态', 'status'],
  ['partner_name', 'name', '二级经销商名称 二级经销商', 'second-tierpartner secondtierpartner resellername', 'own'],
  ['currency', 'currency', '币种', 'currency'],
];

/** E1: performance (业绩). Names are those of the screen; the export's columns are not documented. */
export const PERFORMANCE: DocumentLayout = {
  kind: 'performance',
  source: 'performance',
  fileName: /业绩(?:明细|转移|汇总)?|performance|revenue[\s_-]*details/i,
  nameTells: false,
  needs: { own: 2, known: 4, ownWithName: 1, knownWithName: 3 },
  documented: false,
  columns: columnsOf([
    ['performance_id', 'id', '业绩单id', 'performanceid', 'own'],
    ...SHARED,
    ['product_name', 'text', '产品名称', 'productname'],
    ['order_type', 'text', '订单类型', 'ordertype'],
    ['amount', 'amount', '业绩总金额 业绩金额', 'performanceamount totalperformance', 'own'],
  ]),
  required: [['amount']],
  period: { field: 'settlement_period', by: 'period' },
  amount: 'amount',
};

/** E2: incentive (激励). As E1; 关联类型 `--` marks a special incentive that does not follow performance. */
export const INCENTIVE: DocumentLayout = {
  kind: 'incentive',
  source: 'incentives',
  fileName: /激励|incentive/i,
  nameTells: false,
  needs: { own: 2, known: 4, ownWithName: 1, knownWithName: 3 },
  documented: false,
  columns: columnsOf([
    ['incentive_bill_id', 'id', '激励账单id', 'incentivebillid', 'own'],
    ['incentive_data_id', 'id', '激励数据id', 'incentivedataid', 'own'],
    ['plan_name', 'text', '激励计划名称 激励名称', 'incentiveplanname incentiveprogram incentivename', 'own'],
    ...SHARED,
    ['service_type_name', 'text', '产品类型', 'producttype'],
    ['association_type', 'association', '关联类型', 'associationtype', 'own'],
    ['amount', 'amount', '激励金额', 'incentiveamount', 'own'],
  ]),
  required: [['amount']],
  period: { field: 'settlement_period', by: 'period' },
  amount: 'amount',
};
