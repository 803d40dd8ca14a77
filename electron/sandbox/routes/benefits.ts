import { badParameter, notAuthorizedCaller } from '../errors';
import { scalarText, type WireRecord } from '../wire';
import { INSTANT, type Parameter } from './parameters';
import { RESELLER, between, called, checkReseller, inLanguage, matching, ofReseller, pageOf, sameField } from './route';
import type { Call, Filter, Route } from './route';

/** Coupons, their quotas, customers' balances, the International consumption quota. */

const QUOTA_STATUSES = ['0', '3', '4', '5', '6'];
const OPERATION_TYPES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const MOST_CUSTOMERS = 100;

function instants(...names: string[]): Parameter[] {
  return names.flatMap((name) => [
    { name: `${name}_begin`, pattern: INSTANT },
    { name: `${name}_end`, pattern: INSTANT },
  ]);
}
const within = (field: string): Filter => between(field, `${field}_begin`, `${field}_end`);

/** One of several values sent for a list parameter. */
function anyOf(parameter: string, field: string): Filter {
  return (row, query) => {
    const wanted = query.list(parameter);
    return wanted === undefined || wanted.includes(scalarText(row.record[field]) ?? '');
  };
}

const quotas: Route = {
  ...called('ListQuotaCoupons'),
  pageMax: 100,
  parameters: [
    { name: 'quota_ids', list: true },
    { name: 'quota_status_list', list: true, values: QUOTA_STATUSES },
    { name: 'quota_type', values: ['0', '1'] },
    ...instants('create_time', 'effective_time', 'expire_time'),
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    // A reseller's quota is one the distributor handed to it.
    const source = call.query.text('indirect_partner_id') === undefined ? 'ListQuotaCoupons' : 'ListIssuedCouponQuotas';
    // Vouchers unless the type is sent (documented).
    const ofType: Filter = (row, query) => scalarText(row.record['quota_type']) === (query.text('quota_type') ?? '0');
    const rows = matching(call, source, [
      ofType,
      sameField('indirect_partner_id'),
      anyOf('quota_ids', 'quota_id'),
      anyOf('quota_status_list', 'quota_status'),
      within('create_time'),
      within('effective_time'),
      within('expire_time'),
    ]);
    return pageOf(call, rows, 'quotas', 'total_count');
  },
};

/** @throws ApiError 403 CBC.0151: only a distributor hands quotas on (partner-api.yaml, x-caller) */
function onlyDistributors(call: Call): void {
  if (call.data.rows.ListIndirectPartners.length === 0) throw notAuthorizedCaller();
}

const issuedQuotas: Route = {
  ...called('ListIssuedCouponQuotas'),
  pageMax: 100,
  parameters: [{ name: 'quota_id' }, RESELLER, { name: 'parent_quota_id' }],
  respond: (call) => {
    onlyDistributors(call);
    const rows = matching(call, 'ListIssuedCouponQuotas', [
      sameField('quota_id'),
      sameField('indirect_partner_id'),
      sameField('parent_quota_id'),
    ]);
    return pageOf(call, rows, 'quotas', 'total_count');
  },
};

const quotaRecords: Route = {
  ...called('ListCouponQuotasRecords'),
  pageMax: 100,
  parameters: [
    RESELLER,
    { name: 'quota_id' },
    ...instants('operation_time'),
    { name: 'parent_quota_id' },
    { name: 'operation_type', values: ['10', '11'] },
  ],
  respond: (call) => {
    onlyDistributors(call);
    const rows = matching(call, 'ListCouponQuotasRecords', [
      sameField('indirect_partner_id'),
      sameField('quota_id'),
      sameField('parent_quota_id'),
      sameField('operation_type'),
      within('operation_time'),
    ]);
    return pageOf(call, rows, 'records', 'total_count');
  },
};

const coupons: Route = {
  ...called('ListIssuedPartnerCoupons'),
  pageMax: 100,
  parameters: [
    { name: 'coupon_id' },
    { name: 'customer_id' },
    { name: 'order_id' },
    { name: 'coupon_type', values: ['1', '4'] },
    { name: 'status', values: ['1', '2', '3', '4', '5'] },
    ...instants('create_time', 'effective_time', 'expire_time'),
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    const rows = matching(call, 'ListIssuedPartnerCoupons', [
      ofReseller,
      ...['coupon_id', 'customer_id', 'order_id', 'coupon_type', 'status'].map((name) => sameField(name)),
      ...['create_time', 'effective_time', 'expire_time'].map(within),
    ]);
    return pageOf(call, rows, 'user_coupons', 'total_count');
  },
};

const couponRecords: Route = {
  ...called('ListPartnerCouponsRecord'),
  pageMax: 100,
  parameters: [
    { name: 'operation_types', list: true, values: OPERATION_TYPES },
    { name: 'quota_id' },
    { name: 'quota_type', values: ['0', '1'] },
    { name: 'coupon_ids', list: true },
    { name: 'customer_id' },
    ...instants('operation_time'),
    { name: 'result', values: ['0', '-1'] },
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    const rows = matching(call, 'ListPartnerCouponsRecord', [
      ofReseller,
      anyOf('operation_types', 'operation_type'),
      anyOf('coupon_ids', 'coupon_id'),
      ...['quota_id', 'quota_type', 'customer_id', 'result'].map((name) => sameField(name)),
      within('operation_time'),
    ]);
    return pageOf(call, rows, 'records', 'total_count');
  },
};

const customerBalances: Route = {
  ...called('ListCustomersBalancesDetail'),
  pageMax: null,
  parameters: [{ name: 'customer_infos', required: true, list: true, member: 'customer_id' }, RESELLER],
  respond: (call): WireRecord => {
    checkReseller(call);
    const wanted = call.query.list('customer_infos') ?? [];
    if (wanted.length === 0 || wanted.length > MOST_CUSTOMERS) throw badParameter('customer_infos holds 1 to 100 customers');
    const rows = matching(call, 'ListCustomersBalancesDetail', [ofReseller]);
    const byId = new Map(rows.map((row) => [scalarText(row.record['customer_id']) ?? '', row]));
    const found = wanted.flatMap((id) => byId.get(id) ?? []);
    return { customer_balances: found.map((row) => inLanguage(call, row.record)) };
  },
};

const consumptionQuota: Route = {
  ...called('ShowPartnerConsumptionQuota'),
  pageMax: null,
  parameters: [],
  respond: (call): WireRecord => call.data.rows.ShowPartnerConsumptionQuota[0]?.record ?? {},
};

export const benefitRoutes: readonly Route[] = [
  quotas,
  issuedQuotas,
  quotaRecords,
  coupons,
  couponRecords,
  customerBalances,
  consumptionQuota,
];
