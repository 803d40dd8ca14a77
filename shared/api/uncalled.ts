/**
 * Interfaces that the desk knows and never calls: a customer's own, which its keys alone open; those that change something; and withdrawn
 * ones with what took their place. Source: partner-api.yaml, contract of 2026-03.
 */
import type { Site } from '../sync/slices';

/** Why it is never called. */
export type UncalledClass = 'customer' | 'writing';

export interface Uncalled {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly sites: readonly Site[];
  readonly class: UncalledClass;
  /** Records a page holds at most; null when the interface has no pages or no bound is documented. */
  readonly maxPage: number | null;
  readonly quota: { readonly requests: number; readonly perSeconds: number };
  /** BPC items, or the customer's IAM action; empty when none is documented. */
  readonly permission: readonly string[];
}

const QUOTA = { requests: 10, perSeconds: 1 };
const CN = ['cn'] as const;
const BOTH = ['cn', 'intl'] as const;
const SEE_BILLS = ['billing:bill:view'];
const SEE_BALANCE = ['bss:balance:view'];
const OF_CUSTOMERS = { class: 'customer', quota: QUOTA } as const;
const WRITING = { class: 'writing', method: 'POST', sites: CN, maxPage: null, quota: QUOTA } as const;

export const UNCALLED = [
  {
    ...OF_CUSTOMERS,
    id: 'ShowCustomerMonthlySum',
    method: 'GET',
    path: '/v2/bills/customer-bills/monthly-sum',
    sites: BOTH,
    maxPage: null,
    permission: SEE_BILLS,
  },
  {
    ...OF_CUSTOMERS,
    id: 'ListCustomerBillsFeeRecords',
    method: 'GET',
    path: '/v2/bills/customer-bills/fee-records',
    sites: CN,
    maxPage: 1000,
    permission: SEE_BILLS,
  },
  {
    ...OF_CUSTOMERS,
    id: 'ListCustomerselfResourceRecords',
    method: 'GET',
    path: '/v2/bills/customer-bills/res-fee-records',
    sites: BOTH,
    maxPage: 1000,
    permission: SEE_BILLS,
  },
  {
    ...OF_CUSTOMERS,
    id: 'ListCustomerselfResourceRecordDetails',
    method: 'POST',
    path: '/v2/bills/customer-bills/res-records/query',
    sites: BOTH,
    maxPage: 1000,
    permission: SEE_BILLS,
  },
  {
    ...OF_CUSTOMERS,
    id: 'ShowCustomerAccountBalances',
    method: 'GET',
    path: '/v2/accounts/customer-accounts/balances',
    sites: BOTH,
    maxPage: null,
    quota: { requests: 20, perSeconds: 1 },
    permission: SEE_BALANCE,
  },
  {
    ...OF_CUSTOMERS,
    id: 'ListCustomerAccountChangeRecords',
    method: 'GET',
    path: '/v2/accounts/customer-accounts/account-change-records',
    sites: CN,
    maxPage: 100,
    permission: SEE_BALANCE,
  },
  {
    ...OF_CUSTOMERS,
    id: 'ListCustomerCouponChangeRecords',
    method: 'GET',
    path: '/v2/promotions/benefits/account-change-records',
    sites: CN,
    maxPage: 100,
    permission: [],
  },
  {
    ...WRITING,
    id: 'UpdateCustomerAccountAmount',
    path: '/v2/accounts/partner-accounts/adjust-amount',
    permission: ['BPC_ITEM_SUBCUSTSERV_010103'],
  },
  { ...WRITING, id: 'ReclaimToPartnerAccount', path: '/v2/accounts/partner-accounts/reclaim', permission: ['BPC_ITEM_SUBCUSTSERV_010104'] },
  {
    ...WRITING,
    id: 'CreatePartnerCoupons',
    path: '/v2/promotions/benefits/partner-coupons',
    permission: ['BPC_ITEM_SUBCUSTSERV_030102', 'BPC_ITEM_SUBCUSTSERV_030103'],
  },
  {
    ...WRITING,
    id: 'ReclaimPartnerCoupons',
    path: '/v2/promotions/benefits/partner-coupons/reclaim',
    permission: ['BPC_ITEM_SUBCUSTSERV_030201'],
  },
] as const satisfies readonly Uncalled[];

export type UncalledId = (typeof UNCALLED)[number]['id'];

/** An interface that no longer exists, and what took its place (null: nothing did). */
export interface RetiredForm {
  readonly method: string;
  /** `{names}` stand for one segment. */
  readonly path: string;
  readonly successor: string | null;
  /** What is different, so that a script can be changed over (semantics.md, Migrations). */
  readonly note: { readonly zh: string; readonly en: string };
}

const NO_ADDRESSES = {
  zh: '2023-10-27 下线，没有替代；省、市、区县接口仍在。',
  en: 'Withdrawn on 2023-10-27 without a successor; provinces, cities and counties stay.',
};

/** Forms that older programs and scripts still use (semantics.md, Migrations); kept for recognising and explaining them. */
export const RETIRED: readonly RetiredForm[] = [
  {
    method: 'GET',
    path: '/v1.0/{partner_id}/partner/account-mgr/subcustomer-bills',
    successor: 'GET /v2/bills/partner-bills/subcustomer-bills/monthly-sum',
    note: {
      zh: '分页从页码改为记录偏移；计费模式由 0/1 改为 1/3/11 且必填；字段名改为下划线。',
      en: 'Pages became record offsets, the billing mode 0/1 became 1/3/11 and is mandatory, names use underscores.',
    },
  },
  {
    method: 'GET',
    path: '/v1.0/{partner_id}/partner/account-mgr/postpaid-bill-summary',
    successor: 'GET /v2/bills/partner-bills/postpaid-bill-summary',
    note: { zh: '参数 consume_month 改名为 bill_cycle。', en: 'The parameter consume_month is called bill_cycle.' },
  },
  {
    method: 'GET',
    path: '/v1.0/{partner_id}/partner/account-mgr/balances',
    successor: 'GET /v2/accounts/partner-accounts/balances',
    note: {
      zh: '金额由文本改为数字；出错不再用 200 返回，而是 400。',
      en: 'Amounts are numbers instead of texts; errors come with 400 instead of 200.',
    },
  },
  {
    method: 'POST',
    path: '/v1.0/{partner_id}/partner/account-mgr/adjust-amount',
    successor: 'POST /v2/accounts/partner-accounts/adjust-amount',
    note: {
      zh: '金额由文本改为数字；出错不再用 200 返回，而是 400。会改变数据，对账台不调用。',
      en: 'Amounts are numbers instead of texts; errors come with 400 instead of 200. It writes, so the desk does not call it.',
    },
  },
  {
    method: 'POST',
    path: '/v1.0/{partner_id}/partner/customer-mgr/query',
    successor: 'POST /v2/partners/sub-customers/query',
    note: { zh: '字段名改变；分页从页码改为记录偏移。', en: 'Names changed; pages became record offsets.' },
  },
  {
    method: 'GET',
    path: '/v1.0/{partner_id}/partner/customer-mgr/detail',
    successor: 'POST /v2/partners/sub-customers/query',
    note: { zh: '字段名改变；分页从页码改为记录偏移。', en: 'Names changed; pages became record offsets.' },
  },
  {
    method: 'GET',
    path: '/v1.0/{domain_id}/common/order-mgr/orders/detail',
    successor: 'GET /v2/orders/customer-orders',
    note: { zh: '字段名改为下划线。', en: 'Names use underscores.' },
  },
  {
    method: 'GET',
    path: '/v1.0/{domain_id}/common/order-mgr/orders/refund-order',
    successor: 'GET /v2/orders/customer-orders/refund-orders',
    note: { zh: '旧接口的 resource_id 是预留字段。', en: 'resource_id was reserved in the old one.' },
  },
  {
    method: 'GET',
    path: '/v1.0/{domain_id}/common/order-mgr/orders/{order_id}',
    successor: 'GET /v2/orders/customer-orders/details/{order_id}',
    note: { zh: '字段名改为下划线。', en: 'Names use underscores.' },
  },
  {
    method: 'GET',
    path: '/v1.0/{domain_id}/common/order-mgr/resources/detail',
    successor: 'POST /v2/orders/suscriptions/resources/query',
    note: { zh: '旧接口用伙伴密钥查不到数据。', en: 'A partner’s keys got no data from the old one.' },
  },
  {
    method: 'GET',
    path: '/v2/accounts/partner-accounts/adjust-records',
    successor: 'GET /v3/accounts/partner-accounts/adjust-records',
    note: {
      zh: '金额由数字改为文本；分页从页码改为记录偏移，旧接口翻过末页会再次给出第一页。',
      en: 'Amounts became texts, pages became record offsets; past its end the old one gave the first page again.',
    },
  },
  {
    method: 'GET',
    path: '/v2/bases/service-types',
    successor: 'GET /v2/products/service-types',
    note: { zh: '改为分页并带 total_count。', en: 'Now in pages, with total_count.' },
  },
  {
    method: 'GET',
    path: '/v2/bases/resource-types',
    successor: 'GET /v2/products/resource-types',
    note: { zh: '改为分页并带 total_count。', en: 'Now in pages, with total_count.' },
  },
  { method: 'GET', path: '/v2/customers/postal-addresses', successor: null, note: NO_ADDRESSES },
  { method: 'POST', path: '/v2/customers/postal-addresses', successor: null, note: NO_ADDRESSES },
  { method: 'PUT', path: '/v2/customers/postal-addresses', successor: null, note: NO_ADDRESSES },
  { method: 'DELETE', path: '/v2/customers/postal-addresses/{address_id}', successor: null, note: NO_ADDRESSES },
];
