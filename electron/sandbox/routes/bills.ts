import { dayOfInstant } from '../../../shared/period';
import { badParameter } from '../errors';
import { scalarText, type WireRecord } from '../wire';
import { DAY, MONTH } from './parameters';
import { called, RESELLER, checkReseller, matching, ofReseller, pageOf, partOfField, sameAsk, sameField } from './route';
import type { Call, Filter, Route } from './route';

/** Bill types a fee record query may ask for on the China site, as numbers in text. */
const BILL_TYPES = [
  '1',
  '2',
  '3',
  '4',
  '5',
  '8',
  '9',
  '12',
  '14',
  '15',
  '16',
  '17',
  '18',
  '20',
  '23',
  '24',
  '25',
  '100',
  '101',
  '102',
  '103',
];

const monthlySum: Route = {
  ...called('ListSubcustomerMonthlyBills'),
  pageMax: 100,
  parameters: [
    { name: 'cycle', required: true, pattern: MONTH },
    { name: 'charge_mode', required: true, values: ['1', '3', '11'] },
    { name: 'customer_id' },
    { name: 'cloud_service_type', maxLength: 256 },
    { name: 'bill_type', values: ['0', '1', '2'], emptyIsAbsent: true },
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    const rows = matching(call, 'ListSubcustomerMonthlyBills', [
      sameAsk('cycle'),
      ofReseller,
      sameField('charge_mode'),
      sameField('customer_id'),
      sameField('cloud_service_type'),
      sameField('bill_type'),
    ]);
    return { ...pageOf(call, rows, 'bill_sums', 'count'), currency: call.data.currency };
  },
};

/** Days are of the consumption, in UTC+8, and must come together and lie in the month asked for. */
function checkDays(call: Call): void {
  const begin = call.query.text('bill_date_begin');
  const end = call.query.text('bill_date_end');
  if (begin === undefined && end === undefined) return;
  if (begin === undefined || end === undefined) throw badParameter('bill_date_begin and bill_date_end come together');
  const month = call.query.text('bill_cycle') ?? '';
  if (begin > end || !begin.startsWith(month) || !end.startsWith(month)) throw badParameter('days outside the billing month');
}

const onDays: Filter = (row, query) => {
  const begin = query.text('bill_date_begin');
  const end = query.text('bill_date_end');
  if (begin === undefined || end === undefined) return true;
  const consumed = scalarText(row.record['consume_time']);
  if (consumed === null) return false;
  const day = dayOfInstant(consumed);
  return day >= begin && day <= end;
};

const feeRecords: Route = {
  ...called('ListSubCustomerBillDetail'),
  pageMax: 1000,
  parameters: [
    { name: 'bill_cycle', required: true, pattern: MONTH },
    { name: 'customer_id', required: true },
    { name: 'service_type_code' },
    { name: 'region_code' },
    { name: 'charging_mode', values: ['1', '3', '10', '11'] },
    { name: 'bill_detail_type', values: BILL_TYPES },
    { name: 'resource_id' },
    { name: 'resource_name', maxLength: 256 },
    { name: 'trade_id' },
    { name: 'account_manager_id' },
    { name: 'association_type', values: ['1', '2', '3'] },
    { name: 'bill_date_begin', pattern: DAY },
    { name: 'bill_date_end', pattern: DAY },
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    checkDays(call);
    const rows = matching(call, 'ListSubCustomerBillDetail', [
      sameField('customer_id'),
      sameField('bill_cycle'),
      ofReseller,
      sameField('service_type_code'),
      sameField('region_code'),
      sameField('charging_mode'),
      sameField('bill_detail_type'),
      sameField('resource_id'),
      sameField('resource_name'),
      sameField('trade_id'),
      sameField('account_manager_id'),
      sameField('association_type'),
      onDays,
    ]);
    return { ...pageOf(call, rows, 'fee_records', 'total_count'), currency: call.data.currency };
  },
};

const consumingCustomers: Route = {
  ...called('ListConsumeSubCustomers'),
  pageMax: 100,
  parameters: [{ name: 'bill_cycle', required: true, pattern: MONTH }],
  respond: (call) => pageOf(call, matching(call, 'ListConsumeSubCustomers', [sameAsk('bill_cycle')]), 'sub_customers', 'total_count'),
};

const statement: Route = {
  ...called('ListPostpaidBillSum'),
  pageMax: null,
  parameters: [{ name: 'bill_cycle', required: true, pattern: MONTH }],
  respond: (call): WireRecord => {
    const month = call.query.text('bill_cycle') ?? '';
    if (month >= call.today.slice(0, 7)) throw badParameter('bill_cycle is not a past month');
    const found = call.data.rows.ListPostpaidBillSum.find((row) => scalarText(row.record['bill_cycle']) === month);
    const none: WireRecord = {
      bill_cycle: month,
      initial_amount_due: 0n,
      consume_amount: 0n,
      refunds: 0n,
      adjustments: 0n,
      tax_amount: 0n,
      currency: call.data.currency,
    };
    return found?.record ?? none;
  },
};

const serviceTypes: Route = {
  ...called('ListServiceTypes'),
  pageMax: null,
  parameters: [{ name: 'service_type_name', maxLength: 256 }],
  respond: (call) => {
    const inAskedLanguage: Filter = (row, query) =>
      partOfField('service_type_name')(
        { ...row, record: call.english && call.data.english ? call.data.english(row.record) : row.record },
        query,
      );
    return pageOf(call, matching(call, 'ListServiceTypes', [inAskedLanguage]), 'service_types', 'total_count');
  },
};

const usageTypes: Route = {
  ...called('ListUsageTypes'),
  pageMax: null,
  parameters: [{ name: 'resource_type_code' }],
  respond: (call) => pageOf(call, matching(call, 'ListUsageTypes', [sameField('resource_type_code')]), 'usage_types', 'total_count'),
};

export const billRoutes: readonly Route[] = [monthlySum, feeRecords, consumingCustomers, statement, serviceTypes, usageTypes];
