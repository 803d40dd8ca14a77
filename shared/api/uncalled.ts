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
}

/** Forms that older programs and scripts still use (semantics.md, Migrations); kept for recognising and explaining them. */
export const RETIRED: readonly RetiredForm[] = [
  {
    method: 'GET',
    path: '/v1.0/{partner_id}/partner/account-mgr/subcustomer-bills',
    successor: 'GET /v2/bills/partner-bills/subcustomer-bills/monthly-sum',
  },
  {
    method: 'GET',
    path: '/v1.0/{partner_id}/partner/account-mgr/postpaid-bill-summary',
    successor: 'GET /v2/bills/partner-bills/postpaid-bill-summary',
  },
  { method: 'GET', path: '/v1.0/{partner_id}/partner/account-mgr/balances', successor: 'GET /v2/accounts/partner-accounts/balances' },
  {
    method: 'POST',
    path: '/v1.0/{partner_id}/partner/account-mgr/adjust-amount',
    successor: 'POST /v2/accounts/partner-accounts/adjust-amount',
  },
  { method: 'POST', path: '/v1.0/{partner_id}/partner/customer-mgr/query', successor: 'POST /v2/partners/sub-customers/query' },
  { method: 'GET', path: '/v1.0/{partner_id}/partner/customer-mgr/detail', successor: 'POST /v2/partners/sub-customers/query' },
  { method: 'GET', path: '/v1.0/{domain_id}/common/order-mgr/orders/detail', successor: 'GET /v2/orders/customer-orders' },
  {
    method: 'GET',
    path: '/v1.0/{domain_id}/common/order-mgr/orders/refund-order',
    successor: 'GET /v2/orders/customer-orders/refund-orders',
  },
  {
    method: 'GET',
    path: '/v1.0/{domain_id}/common/order-mgr/orders/{order_id}',
    successor: 'GET /v2/orders/customer-orders/details/{order_id}',
  },
  { method: 'GET', path: '/v1.0/{domain_id}/common/order-mgr/resources/detail', successor: 'POST /v2/orders/suscriptions/resources/query' },
  { method: 'GET', path: '/v2/accounts/partner-accounts/adjust-records', successor: 'GET /v3/accounts/partner-accounts/adjust-records' },
  { method: 'GET', path: '/v2/bases/service-types', successor: 'GET /v2/products/service-types' },
  { method: 'GET', path: '/v2/bases/resource-types', successor: 'GET /v2/products/resource-types' },
  { method: 'GET', path: '/v2/customers/postal-addresses', successor: null },
  { method: 'POST', path: '/v2/customers/postal-addresses', successor: null },
  { method: 'PUT', path: '/v2/customers/postal-addresses', successor: null },
  { method: 'DELETE', path: '/v2/customers/postal-addresses/{address_id}', successor: null },
];

/** The retired form that a request has, if it has one; exact segments win over names. */
export function retiredForm(method: string, path: string): RetiredForm | null {
  const segments = path.split('/');
  for (const form of RETIRED) {
    const wanted = form.path.split('/');
    if (form.method !== method.toUpperCase() || wanted.length !== segments.length) continue;
    if (wanted.every((part, i) => part === segments[i] || (part.startsWith('{') && segments[i] !== ''))) return form;
  }
  return null;
}
