/** The columns that grids show of bill lines and fee records, and which field each comes from. */
import type { ColumnType } from '../../shared/desk/api';
import type { Origin, SegmentColumn } from './view-tables';

const field = (name: string): Origin => ({ field: name });

function columns(list: readonly (readonly [key: string, type: ColumnType, from: Origin])[]): SegmentColumn[] {
  return list.map(([key, type, from]) => ({ key, type, from }));
}

export const BILL_LINES = columns([
  ['period', 'period', { slice: 'period' }],
  ['customer', 'code', field('customer_id')],
  ['customerName', 'text', { party: 'customer_id' }],
  ['reseller', 'code', { slice: 'reseller' }],
  ['service', 'code', field('cloud_service_type')],
  ['serviceName', 'text', { service: 'cloud_service_type' }],
  ['resourceType', 'code', field('resource_type_code')],
  ['resourceTypeName', 'text', field('resource_type_name')],
  ['chargeMode', 'code', field('charge_mode')],
  ['kind', 'code', field('bill_type')],
  ['amount', 'amount', field('amount')],
  ['debt', 'amount', field('debt_amount')],
  ['adjustment', 'amount', field('adjustment_amount')],
  ['discount', 'amount', field('discount_amount')],
  ['cash', 'amount', field('paid_cash')],
  ['credit', 'amount', field('paid_credit')],
  ['bonus', 'amount', field('paid_bonus')],
  ['coupon', 'amount', field('paid_coupon')],
  ['flexi', 'amount', field('paid_flexi')],
  ['card', 'amount', field('paid_card')],
]);

export const FEE_RECORDS = columns([
  ['period', 'period', { slice: 'period' }],
  ['customer', 'code', field('customer_id')],
  ['customerName', 'text', { party: 'customer_id' }],
  ['service', 'code', field('service_type_code')],
  ['serviceName', 'text', { service: 'service_type_code' }],
  ['resourceType', 'code', field('resource_type_code')],
  ['resourceTypeName', 'text', field('resource_type_name')],
  ['resource', 'text', field('resource_id')],
  ['resourceName', 'text', field('resource_name')],
  ['product', 'code', field('product_name')],
  ['spec', 'code', field('product_spec_desc')],
  ['region', 'code', field('region_code')],
  ['chargeMode', 'code', field('charging_mode')],
  ['billType', 'code', field('bill_detail_type')],
  ['trade', 'text', field('trade_id')],
  ['consumeTime', 'text', field('consume_time')],
  ['usageType', 'code', field('usage_type')],
  ['usage', 'text', field('usage_amount')],
  ['usageUnit', 'text', { unit: 'usage_measure_id' }],
  ['official', 'amount', field('official_amount')],
  ['discount', 'amount', field('official_discount_amount')],
  ['payment', 'amount', field('payment_amount')],
  ['cash', 'amount', field('cash_amount')],
  ['credit', 'amount', field('credit_amount')],
  ['coupon', 'amount', field('coupon_amount')],
  ['debt', 'amount', field('debt_amount')],
  ['writeoff', 'amount', field('writeoff_amount')],
]);
