import { badParameter } from '../errors';
import { scalarText, type WireRecord } from '../wire';
import { INSTANT, type Parameter } from './parameters';
import { between, called, checkReseller, inLanguage, matching, ofReseller, pageOf, RESELLER, sameAsk, sameField } from './route';
import type { Call, Filter, Route } from './route';

/** Lists beside the months: names and units, tags and budgets, resources, own coupons, invoices, places. */

const MEASURE_TYPE = /^\d{1,3}$/;
const STATUS = ['1', '2', '3', '4', '5', '6'];
const instants = (name: string): Parameter[] => [
  { name: `${name}_begin`, pattern: INSTANT },
  { name: `${name}_end`, pattern: INSTANT },
];
/** IDs asked for that are not the caller's are left out without an error (documented). */
const askedFor =
  (ids: readonly string[]): Filter =>
  (row) =>
    ids.includes(scalarText(row.record['customer_id']) ?? '');

const measureUnits: Route = {
  ...called('ListMeasureUnits'),
  pageMax: null,
  parameters: [],
  respond: (call): WireRecord => ({ measure_units: matching(call, 'ListMeasureUnits', []).map((row) => inLanguage(call, row.record)) }),
};

const conversions: Route = {
  ...called('ListConversions'),
  pageMax: null,
  parameters: [{ name: 'measure_type', pattern: MEASURE_TYPE }],
  respond: (call): WireRecord => ({
    conversions: matching(call, 'ListConversions', [sameField('measure_type')]).map((row) => row.record),
  }),
};

const resourceTypes: Route = {
  ...called('ListResourceTypes'),
  pageMax: null,
  parameters: [],
  respond: (call) => pageOf(call, matching(call, 'ListResourceTypes', []), 'resource_types', 'total_count'),
};

const serviceResources: Route = {
  ...called('ListServiceResources'),
  pageMax: null,
  parameters: [{ name: 'service_type_code', required: true }],
  respond: (call) => pageOf(call, matching(call, 'ListServiceResources', [sameAsk('service_type_code')]), 'infos', 'total_count'),
};

/** @throws ApiError CBC.0100 when none or too many are asked for */
function wantedCustomers(call: Call, most: number): readonly string[] {
  const ids = call.query.list('customer_ids') ?? [];
  if (ids.length === 0 || ids.length > most) throw badParameter(`customer_ids holds 1 to ${String(most)} customers`);
  return ids;
}

const tags: Route = {
  ...called('ListSubCustomerNewTag'),
  pageMax: 200,
  parameters: [{ name: 'customer_ids', list: true }, RESELLER],
  respond: (call): WireRecord => {
    checkReseller(call);
    const rows = matching(call, 'ListSubCustomerNewTag', [ofReseller, askedFor(wantedCustomers(call, 200))]);
    const { offset, limit } = call.query;
    return { new_customer_tags: rows.slice(offset, offset + limit).map((row) => row.record) };
  },
};

const budgets: Route = {
  ...called('ListSubCustomerBudget'),
  pageMax: null,
  parameters: [{ name: 'customer_ids', required: true, list: true }, RESELLER],
  respond: (call): WireRecord => {
    checkReseller(call);
    const rows = matching(call, 'ListSubCustomerBudget', [ofReseller, askedFor(wantedCustomers(call, 100))]);
    return { measure_id: 1, currency: call.data.currency, budget_infos: rows.map((row) => row.record) };
  },
};

const budgetRecords: Route = {
  ...called('ListSubCustomerBudgetRecords'),
  pageMax: 100,
  parameters: [
    { name: 'customer_id', required: true },
    RESELLER,
    { name: 'operation_type', values: ['SETTING', 'DELETE'] },
    { name: 'budget_type', values: ['MONTHLY', 'PACKAGE'] },
  ],
  respond: (call) => {
    checkReseller(call);
    const rows = matching(call, 'ListSubCustomerBudgetRecords', [
      sameAsk('customer_id'),
      ofReseller,
      sameField('operation_type'),
      sameField('budget_type'),
    ]);
    return { measure_id: 1, currency: call.data.currency, ...pageOf(call, rows, 'record_list', 'total_count') };
  },
};

const periodResources: Route = {
  ...called('ListPayPerUseCustomerResources'),
  pageMax: null,
  parameters: [
    { name: 'customer_id', required: true },
    { name: 'resource_ids', list: true },
    { name: 'order_id' },
    { name: 'only_main_resource', values: ['0', '1'] },
    { name: 'status_list', list: true },
    { name: 'service_type_code' },
    ...instants('expire_time'),
  ],
  respond: (call) => {
    const wanted = call.query.list('resource_ids');
    const statuses = call.query.list('status_list');
    const among =
      (values: readonly string[] | undefined, field: string): Filter =>
      (row) =>
        values === undefined || values.includes(scalarText(row.record[field]) ?? '');
    const rows = matching(call, 'ListPayPerUseCustomerResources', [
      among(wanted, 'resource_id'),
      among(statuses, 'status'),
      sameField('service_type_code'),
      between('expire_time', 'expire_time_begin', 'expire_time_end'),
    ]);
    return pageOf(call, rows, 'data', 'total_count');
  },
};

const onDemandResources: Route = {
  ...called('ListCustomerOnDemandResources'),
  pageMax: null,
  parameters: [
    { name: 'customer_id', required: true },
    { name: 'region_code' },
    { name: 'service_type_code' },
    { name: 'resource_ids', list: true },
    { name: 'status', values: STATUS },
    ...instants('effective_time'),
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    const rows = matching(call, 'ListCustomerOnDemandResources', [
      ofReseller,
      ...['region_code', 'service_type_code', 'status'].map((name) => sameField(name)),
      between('effective_time', 'effective_time_begin', 'effective_time_end'),
    ]);
    return pageOf(call, rows, 'resources', 'total_count');
  },
};

const ownCoupons: Route = {
  ...called('ListSubCustomerCoupons'),
  pageMax: null,
  parameters: [
    { name: 'coupon_id' },
    { name: 'order_id' },
    { name: 'coupon_type', values: ['1', '2', '3', '4'] },
    { name: 'status', values: ['1', '2', '3', '4', '5'] },
    { name: 'source_id' },
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    const rows = matching(call, 'ListSubCustomerCoupons', [
      ofReseller,
      ...['coupon_id', 'order_id', 'coupon_type', 'status', 'source_id'].map((name) => sameField(name)),
    ]);
    return pageOf(call, rows, 'user_coupons', 'count');
  },
};

const invoices: Route = {
  ...called('ListInvoices'),
  pageMax: null,
  parameters: [
    { name: 'start_time', required: true, pattern: INSTANT },
    { name: 'end_time', required: true, pattern: INSTANT },
  ],
  respond: (call): WireRecord => {
    const { offset: page, limit } = call.query;
    // Pages are counted from 1 here, as other interfaces of v1.0 do.
    const rows = matching(call, 'ListInvoices', [between('applyTime', 'start_time', 'end_time')]);
    const shown = page < 1 ? [] : rows.slice((page - 1) * limit, page * limit);
    return { count: rows.length, invoices: shown.map((row) => row.record) };
  },
};

const provinces: Route = {
  ...called('ListProvinces'),
  pageMax: 1000,
  parameters: [],
  respond: (call) => pageOf(call, matching(call, 'ListProvinces', []), 'provinces', 'count'),
};
const cities: Route = {
  ...called('ListCities'),
  pageMax: 1000,
  parameters: [{ name: 'province_code', required: true }],
  respond: (call) => pageOf(call, matching(call, 'ListCities', [sameAsk('province_code')]), 'cities', 'count'),
};
const counties: Route = {
  ...called('ListCounties'),
  pageMax: 1000,
  parameters: [{ name: 'city_code', required: true }],
  respond: (call) => pageOf(call, matching(call, 'ListCounties', [sameAsk('city_code')]), 'counties', 'count'),
};

export const listRoutes: readonly Route[] = [
  measureUnits,
  conversions,
  resourceTypes,
  serviceResources,
  tags,
  budgets,
  budgetRecords,
  periodResources,
  onDemandResources,
  ownCoupons,
  invoices,
  provinces,
  cities,
  counties,
];
