/** What each interface is for, and why the desk reads it when it does: names and reasons in both languages, for Help and the permission check. */
import type { CallId } from './catalogue';
import type { UncalledId } from './uncalled';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface OperationWords {
  readonly name: Words;
  /** Why it is read when it is, or not at all. */
  readonly why: Words;
}

const words = (nameZh: string, nameEn: string, whyZh: string, whyEn: string): OperationWords => ({
  name: { zh: nameZh, en: nameEn },
  why: { zh: whyZh, en: whyEn },
});

export const CALL_WORDS: Readonly<Record<CallId, OperationWords>> = {
  ListIndirectPartners: words(
    '云经销商列表',
    'Resellers',
    '每次同步最先调用：据此确认密钥、时钟和网络，并得到要逐个查询的云经销商。',
    'The first call of every sync: it shows whether keys, clock and network are right, and whom else to ask for.',
  ),
  ListSubCustomers: words(
    '客户列表',
    'Customers',
    '每次同步读取：客户名称、关联类型，以及要查询余额的客户。',
    'With every sync: names and kinds of association, and whose balances to ask for.',
  ),
  ListServiceTypes: words(
    '云服务类型',
    'Service types',
    '每次同步读取中英文两种名称：台账和界面都可能用到其中一种。',
    'With every sync, in both languages: ledgers and screens use either.',
  ),
  ListUsageTypes: words(
    '使用量类型',
    'Usage types',
    '每次同步读取：资源明细里的使用量类型据此显示名称。',
    'With every sync: names of the usage in fee records.',
  ),
  ListPartnerBalances: words(
    '伙伴账户余额',
    'Partner balances',
    '每次同步读取：接口不接受日期，每次的结果作为一个时点留存（#44）。',
    'With every sync: no interface takes a date, so each answer is kept as a moment (#44).',
  ),
  ListSubcustomerMonthlyBills: words(
    '客户月度消费汇总（账单明细）',
    'Monthly consumption of customers (bill lines)',
    '每次同步读取：当月账单本身，按计费模式 1、3、11 和每个云经销商各读一遍。',
    'With every sync: the month’s bill itself, for charge modes 1, 3, 11 and each reseller.',
  ),
  ListConsumeSubCustomers: words(
    '有消费的客户',
    'Consuming customers',
    '每次同步读取：决定要读哪些客户的资源明细；已解除关联的客户也在其中。',
    'With every sync: whose fee records to read; it knows customers that have left.',
  ),
  ListSubCustomerBillDetail: words(
    '客户资源明细',
    'Fee records of a customer',
    '每次同步读取：每个客户每月一份，最近 18 个月；对账单的最细一级。',
    'With every sync: one read per customer and month, of the last 18 months; the finest side of the bill.',
  ),
  ListPostpaidBillSum: words(
    '伙伴账单（国际站）',
    'Partner bill (International)',
    '每次同步读取：过去月份的应付总额。',
    'With every sync: what is due for past months.',
  ),
  ListPartnerAccountChangeRecords: words(
    '伙伴收支明细',
    'Partner’s account movements',
    '每次同步读取：按月、按账户，逐笔证明余额。',
    'With every sync: by month and account, so that balances are proven movement by movement.',
  ),
  ListPartnerAdjustRecords: words(
    '调账记录',
    'Fund adjustments',
    '每次同步读取：拨给客户或回收的款项。',
    'With every sync: money given to customers and taken back.',
  ),
  ListCustomerOrders: words(
    '订单列表',
    'Orders',
    '每次同步读取：按月读取，一次最多查一年。',
    'With every sync: by month; one call may ask for a year at most.',
  ),
  ShowCustomerOrderDetails: words('订单详情', 'Order details', '每次同步读取：每个订单一份。', 'With every sync: one read per order.'),
  ShowRefundOrderDetails: words(
    '退订退款详情',
    'Refund details',
    '每次同步读取：只读退订单和金额为负的变更单，用来追溯原订单。',
    'With every sync: of orders that give money back, to trace the original order.',
  ),
  ListQuotaCoupons: words('券额度', 'Coupon quotas', '每次同步读取：券的起点（#35）。', 'With every sync: where coupons come from (#35).'),
  ListIssuedCouponQuotas: words(
    '发给云经销商的券额度',
    'Quotas handed to resellers',
    '每次同步读取，仅总经销商：没有云经销商时不调用。',
    'With every sync, distributors only: not called where there is no reseller.',
  ),
  ListIssuedPartnerCoupons: words('已发放的券', 'Issued coupons', '每次同步读取：券的余额。', 'With every sync: what coupons have left.'),
  ListPartnerCouponsRecord: words(
    '发券和收券记录',
    'Log of coupons',
    '每次同步读取全部：额度余额是一生的合计，不是某个月的（#35）。',
    'With every sync, all of it: what a quota has left is the sum over its life (#35).',
  ),
  ListCouponQuotasRecords: words(
    '券额度操作记录',
    'Log of quotas',
    '每次同步读取，仅总经销商：没有云经销商时不调用。',
    'With every sync, distributors only: not called where there is no reseller.',
  ),
  ListCustomersBalancesDetail: words(
    '客户余额',
    'Customer balances',
    '每次同步读取：每次最多 100 个代售客户；顾问销售客户没有余额。',
    'With every sync: up to 100 resale customers a call; referral customers have none.',
  ),
  ShowPartnerConsumptionQuota: words(
    '消费额度（国际站）',
    'Consumption quota (International)',
    '每次同步读取：已用、未出账和应付（#34）。',
    'With every sync: used, not billed yet and due (#34).',
  ),
  ListMeasureUnits: words(
    '度量单位',
    'Measure units',
    '每天第一次同步读取（中英文各一次）：使用量显示单位名称，不显示代码。',
    'With the first sync of a day, in both languages: amounts of usage show a unit and not its number.',
  ),
  ListConversions: words(
    '单位换算',
    'Conversions between units',
    '每天第一次同步读取：单位列表里的换算关系。',
    'With the first sync of a day: how units relate, shown beside them.',
  ),
  ListResourceTypes: words(
    '资源类型',
    'Resource types',
    '每天第一次同步读取（中英文各一次）：资源类型的名称和所属服务。',
    'With the first sync of a day, in both languages: names of resource types and the service they belong to.',
  ),
  ListServiceResources: words(
    '云服务包含的资源类型',
    'Resource types of a service',
    '需要时读取：每个云服务一次调用；资源类型列表已有同样的归属，这里多出说明文字。',
    'On demand: a call per service. The list of resource types says the same; this one adds a description.',
  ),
  ListSubCustomerNewTag: words(
    '新客户标签',
    'New-customer tags',
    '每天第一次同步读取：每次最多 200 个客户，按月变化，不影响账单金额。',
    'With the first sync of a day: up to 200 customers a call; it changes by months and touches no amount.',
  ),
  ListSubCustomerBudget: words(
    '客户预算（国际站）',
    'Customer budgets (International)',
    '每天第一次同步读取：每次最多 100 个客户；已用金额有延迟，仅供参考。',
    'With the first sync of a day: up to 100 customers a call; the used amount is delayed, for orientation.',
  ),
  ListSubCustomerBudgetRecords: words(
    '客户预算记录（国际站）',
    'Budget log of a customer (International)',
    '需要时读取：每个客户至少一次调用。',
    'On demand: a call or more per customer.',
  ),
  ListPayPerUseCustomerResources: words(
    '客户的包年/包月资源',
    'Yearly/monthly resources of a customer',
    '需要时读取：每个客户至少一次调用；用来看到期时间。接口名写着按需，实际列出包年/包月资源。',
    'On demand: a call or more per customer, to see when they expire. In spite of its name it lists yearly/monthly resources.',
  ),
  ListCustomerOnDemandResources: words(
    '客户的按需资源',
    'Pay-per-use resources of a customer',
    '需要时读取：每个客户至少一次调用；有延迟，仅供参考，不参与对账。',
    'On demand: a call or more per customer; delayed, for orientation, and no part of the proof.',
  ),
  ListSubCustomerCoupons: words(
    '伙伴自己的券',
    'The partner’s own coupons',
    '每天第一次同步读取：伙伴自己账户里的券，与发给客户的券无关。',
    'With the first sync of a day: coupons in the partner’s own account, apart from those issued to customers.',
  ),
  ListInvoices: words(
    '发票列表（国际站）',
    'Invoices (International)',
    '需要时读取：接口要求账号 ID（domain ID），密钥本身不带，由用户填写；按年读取。',
    'On demand: the path needs the account ID, which keys do not tell, so it is typed in; read by years.',
  ),
  ListProvinces: words(
    '省份',
    'Provinces',
    '不读取：只用于填写邮寄地址，对账台没有地址。权限检查会试一次。',
    'Not read: for filling in postal addresses, and the desk has none. The permission check tries it.',
  ),
  ListCities: words('城市', 'Cities', '不读取，理由同省份。', 'Not read, for the same reason as provinces.'),
  ListCounties: words('区县', 'Counties', '不读取，理由同省份。', 'Not read, for the same reason as provinces.'),
};

const OWN_BILL = {
  zh: '需要客户自己的密钥；伙伴的密钥看不到。对账台用伙伴接口或客户下载的文件代替。',
  en: 'Needs the customer’s own keys. The desk uses the partner’s interfaces instead, or a file the customer downloads.',
};
const MOVES_MONEY = {
  zh: '会改变华为云上的数据；对账台只读，从不调用。',
  en: 'Changes something at Huawei Cloud; the desk only reads and never calls it.',
};
const uncalled = (zh: string, en: string, why: Words): OperationWords => ({ name: { zh, en }, why });

export const UNCALLED_WORDS: Readonly<Record<UncalledId, OperationWords>> = {
  ShowCustomerMonthlySum: uncalled('客户自己的月度汇总账单', 'A customer’s own monthly summary', OWN_BILL),
  ListCustomerBillsFeeRecords: uncalled('客户自己的流水账单', 'A customer’s own transaction bills', OWN_BILL),
  ListCustomerselfResourceRecords: uncalled('客户自己的资源消费记录', 'A customer’s own resource consumption records', OWN_BILL),
  ListCustomerselfResourceRecordDetails: uncalled('客户自己的资源详单', 'A customer’s own resource details', OWN_BILL),
  ShowCustomerAccountBalances: uncalled('客户自己的账户余额', 'A customer’s own balances', OWN_BILL),
  ListCustomerAccountChangeRecords: uncalled('客户自己的收支明细', 'A customer’s own account movements', OWN_BILL),
  ListCustomerCouponChangeRecords: uncalled('客户自己的券收支明细', 'A customer’s own coupon movements', OWN_BILL),
  UpdateCustomerAccountAmount: uncalled('给客户拨款', 'Give money to a customer', MOVES_MONEY),
  ReclaimToPartnerAccount: uncalled('回收客户款项', 'Take money back from a customer', MOVES_MONEY),
  CreatePartnerCoupons: uncalled('给客户发券', 'Issue coupons to customers', MOVES_MONEY),
  ReclaimPartnerCoupons: uncalled('回收客户的券', 'Take coupons back', MOVES_MONEY),
};
