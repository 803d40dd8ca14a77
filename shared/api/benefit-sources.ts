/** Fields of what stands in for money: coupons, their quotas, customers' balances, the International consumption quota (see sources.ts). */
import type { Field, Fields } from './sources';

const code: Field = { kind: 'code' };
const text: Field = { kind: 'text' };
const amount: Field = { kind: 'amount' };
const int: Field = { kind: 'int' };
const need = (field: Field): Field => ({ ...field, required: true });

const quota = {
  quota_id: need(text),
  quota_type: int,
  create_time: text,
  last_update_time: text,
  quota_value: need(amount),
  quota_status: int,
  balance: need(amount),
  measure_id: int,
  currency: code,
  effective_time: text,
  expire_time: text,
} as const satisfies Fields;

export const BENEFIT_SOURCES = {
  /** The caller's own quotas, of vouchers and of flexi-purchase coupons. */
  'coupon-quotas': { ...quota, extra: text },
  /** Quotas handed to resellers, each cut from one of the distributor's own. */
  'issued-quotas': {
    ...quota,
    indirect_partner_id: code,
    indirect_partner_account_name: code,
    indirect_partner_name: code,
    parent_quota_id: text,
    extra: text,
  },
  coupons: {
    coupon_id: need(text),
    status: int,
    customer_id: need(code),
    coupon_type: int,
    measure_id: int,
    face_value: need(amount),
    balance: need(amount),
    effective_time: text,
    expire_time: text,
    order_id: text,
    create_time: text,
    last_used_time: text,
    is_frozen: code,
    extra: text,
  },
  'coupon-records': {
    id: text,
    operation_type: need(code),
    quota_id: text,
    quota_type: int,
    coupon_id: text,
    customer_id: code,
    operation_amount: amount,
    operation_time: need(text),
    result: code,
    remark: text,
    extra: text,
  },
  'quota-records': {
    id: text,
    operation_type: need(code),
    quota_id: text,
    parent_quota_id: text,
    amount,
    operation_time: need(text),
    result: code,
    indirect_partner_id: code,
    indirect_partner_account_name: code,
    indirect_partner_name: code,
    remark: text,
    extra: text,
  },
  /** What each resale customer may still spend, and what it owes, at the moment of the call. */
  'customer-balances': { customer_id: need(code), amount, debt_amount: amount, currency: code, measure_id: int, extra: text },
  'consumption-quota': {
    consumption_quota: need(amount),
    amount,
    coupon_amount: amount,
    due_amount: amount,
    unbilled_amount: amount,
    used_consumption_quota: amount,
    currency: code,
    measure_id: int,
    extra: text,
  },
} as const satisfies Readonly<Record<string, Fields>>;
