/**
 * The records the desk keeps from the partner API, field by field: one table from which extraction, validation, packing and
 * decoding derive. Field names are the API's own (partner-api.yaml); a field that comes out of a nested place says where in `from`.
 */

import { BENEFIT_SOURCES } from './benefit-sources';
import { LIST_SOURCES } from './list-sources';

/** How a field travels and is packed. */
export type FieldKind =
  /** Low-cardinality text, coded by the profile's dictionary. */
  | 'code'
  /** Text of high cardinality: IDs, names, times that may hold two stamps, quantities, JSON of nested parts. */
  | 'text'
  /** Decimal with at most 8 decimals, exact, in units of 10^-8. */
  | 'amount'
  /** 32-bit integer. */
  | 'int';

export interface Field {
  readonly kind: FieldKind;
  /** A record without it is outside the contract and is reported; every other field may be absent or null. */
  readonly required?: true;
  /** Path inside the record, dot separated; the field's own name unless given. */
  readonly from?: string;
  /** The sum of `take` over the entries of list `list` whose `by` equals `is`; null when none does. */
  readonly pick?: { readonly list: string; readonly by: string; readonly is: string; readonly take: string };
  /** The sum of `take` over all entries of the list at path `list`; null when the list is absent. */
  readonly sumOf?: { readonly list: string; readonly take: string };
  /** Kept as JSON text (numbers as they came). */
  readonly json?: true;
}

export type Fields = Readonly<Record<string, Field>>;

const code: Field = { kind: 'code' };
const text: Field = { kind: 'text' };
const amount: Field = { kind: 'amount' };
const int: Field = { kind: 'int' };
const need = (field: Field): Field => ({ ...field, required: true });
const at = (field: Field, from: string): Field => ({ ...field, from });
const json: Field = { kind: 'text', json: true };
const paid = (is: string): Field => ({ kind: 'amount', pick: { list: 'account_details', by: 'balance_type', is, take: 'amount' } });

/** Every member not named in the table, as JSON text; absent when there is none, so nothing the gateway sends is lost. */
export const EXTRA_FIELD = 'extra';

const orderFields = {
  order_id: need(text),
  customer_id: code,
  service_type_code: code,
  service_type_name: code,
  source_type: int,
  status: int,
  order_type: int,
  amount_after_discount: amount,
  official_amount: amount,
  measure_id: int,
  create_time: text,
  payment_time: text,
  currency: code,
  contract_id: text,
  coupon_amount: at(amount, 'amount_info.coupon_amount'),
  flexipurchase_coupon_amount: at(amount, 'amount_info.flexipurchase_coupon_amount'),
  stored_card_amount: at(amount, 'amount_info.stored_card_amount'),
  commission_amount: at(amount, 'amount_info.commission_amount'),
  consumed_amount: at(amount, 'amount_info.consumed_amount'),
  discount_sum: { kind: 'amount', sumOf: { list: 'amount_info.discounts', take: 'discount_amount' } },
  discounts: { ...json, from: 'amount_info.discounts' },
  user_name: text,
  sub_order_infos: json,
  extra: text,
} as const satisfies Fields;

/** One entry per source; keys are the desk's source names. */
export const SOURCES = {
  'bill-lines': {
    customer_id: need(code),
    cloud_service_type: need(code),
    cloud_service_type_name: code,
    resource_type_code: code,
    resource_type_name: code,
    bill_type: need(code),
    charge_mode: need(code),
    amount: need(amount),
    debt_amount: amount,
    adjustment_amount: amount,
    discount_amount: amount,
    measure_id: int,
    paid_cash: paid('BALANCE_TYPE_DEBIT'),
    paid_credit: paid('BALANCE_TYPE_CREDIT'),
    paid_bonus: paid('BALANCE_TYPE_BONUS'),
    paid_coupon: paid('BALANCE_TYPE_COUPON'),
    paid_flexi: paid('BALANCE_TYPE_RCASH_COUPON'),
    paid_card: paid('BALANCE_TYPE_STORED_VALUE_CARD'),
    extra: text,
  },
  'fee-records': {
    id: text,
    bill_cycle: code,
    customer_id: need(code),
    association_type: code,
    service_type_code: need(code),
    service_type_name: code,
    resource_type_code: code,
    resource_type_name: code,
    charging_mode: need(int),
    bill_detail_type: need(int),
    trade_time: text,
    trade_id: text,
    resource_id: text,
    resource_name: text,
    product_id: code,
    product_name: code,
    product_spec_desc: code,
    region_code: code,
    region_name: code,
    consume_time: text,
    usage_type: code,
    usage_amount: text,
    usage_measure_id: int,
    official_amount: amount,
    official_discount_amount: amount,
    payment_amount: need(amount),
    cash_amount: amount,
    credit_amount: amount,
    coupon_amount: amount,
    flexipurchase_coupon_amount: amount,
    stored_value_card_amount: amount,
    debt_amount: amount,
    writeoff_amount: amount,
    partner_id: code,
    extra: text,
  },
  statement: {
    bill_cycle: need(code),
    initial_amount_due: need(amount),
    consume_amount: amount,
    refunds: amount,
    adjustments: amount,
    tax_amount: amount,
    currency: code,
    extra: text,
  },
  customers: {
    customer_id: need(text),
    customer: text,
    account_name: text,
    associated_on: text,
    association_type: code,
    label: text,
    verified_status: code,
    customer_type: int,
    is_frozen: int,
    xaccount_id: text,
    customer_level: code,
    extra: text,
  },
  resellers: {
    indirect_partner_id: need(text),
    account_name: text,
    name: text,
    associated_on: text,
    extra: text,
  },
  'consuming-customers': { customer_id: need(text), extra: text },
  'service-types': { service_type_code: need(text), service_type_name: text, abbreviation: text, extra: text },
  'usage-types': {
    code: need(text),
    name: text,
    resource_type_code: code,
    service_type_code: code,
    resource_type_name: code,
    service_type_name: code,
    extra: text,
  },
  balances: {
    account_id: text,
    account_type: need(int),
    amount: need(amount),
    currency: code,
    designated_amount: amount,
    credit_amount: amount,
    measure_id: int,
    extra: text,
  },
  movements: {
    account_change_id: need(text),
    trade_detail_type: need(code),
    trade_time: need(text),
    trade_id: text,
    change_amount: need(amount),
    balance_after_change: amount,
    type: need(code),
    customer_id: code,
    account_name: text,
    extra: text,
  },
  'adjust-records': {
    customer_id: code,
    customer_name: text,
    operation_type: need(code),
    amount: need(amount),
    currency: code,
    operation_time: need(text),
    measure_id: int,
    trans_id: text,
    apply_scene: text,
    memo: text,
    extra: text,
  },
  orders: orderFields,
  /** The head of an order's details; its lines are kept as JSON text. */
  'order-details': { ...orderFields, order_line_items: { ...json, from: '^order_line_items' } },
  'refund-details': {
    id: text,
    amount: need(amount),
    measure_id: code,
    customer_id: code,
    resource_type_code: code,
    service_type_code: code,
    region_code: code,
    base_order_id: text,
    extra: text,
  },
  ...BENEFIT_SOURCES,
  ...LIST_SOURCES,
  // Sources that only exported files bring (shared/documents); names are the files' headings in English.
  performance: {
    performance_id: text,
    settlement_period: code,
    order_id: text,
    customer_id: code,
    account_name: text,
    product_name: code,
    charging_mode: code,
    order_type: code,
    status: code,
    partner_name: code,
    amount: need(amount),
    extra: text,
  },
  incentives: {
    incentive_bill_id: text,
    incentive_data_id: text,
    settlement_period: code,
    plan_name: code,
    order_id: text,
    customer_id: code,
    account_name: text,
    service_type_name: code,
    association_type: code,
    charging_mode: code,
    status: code,
    partner_name: code,
    amount: need(amount),
    extra: text,
  },
  'coupon-operations': {
    operation_time: need(text),
    operation_type: code,
    customer_id: code,
    account_name: text,
    quota_id: text,
    source_quota_id: text,
    coupon_id: text,
    partner_name: code,
    amount,
    extra: text,
  },
  invoices: {
    invoice_id: text,
    apply_time: text,
    bill_cycle: code,
    order_id: text,
    status: code,
    invoice_type: code,
    tax_rate: code,
    amount: need(amount),
    extra: text,
  },
  'usage-files': { bill_cycle: need(code), customer_id: need(code), trade_time: text, extra: text },
} as const satisfies Readonly<Record<string, Fields>>;

export type SourceId = keyof typeof SOURCES;
export const SOURCE_IDS = Object.keys(SOURCES) as SourceId[];

/** Sources that no interface of the partner API gives: they come from exported files alone. */
export const FILE_SOURCES = [
  'performance',
  'incentives',
  'coupon-operations',
  'invoices',
  'usage-files',
] as const satisfies readonly SourceId[];
/** Sources that the partner API gives. */
export const API_SOURCE_IDS = SOURCE_IDS.filter((source) => !FILE_SOURCES.some((file) => file === source));

/** Field names of a source. */
export type FieldOf<S extends SourceId> = keyof (typeof SOURCES)[S] & string;
