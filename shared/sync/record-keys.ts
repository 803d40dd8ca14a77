import type { SourceId } from '../api/sources';

/** Fields that together name a record within its slice. Bill lines have none, and equal ones are allowed (interfaces.md, reading 5). */
export const RECORD_KEYS: Partial<Record<SourceId, readonly string[]>> = {
  resellers: ['indirect_partner_id'],
  customers: ['customer_id'],
  'consuming-customers': ['customer_id'],
  'service-types': ['service_type_code'],
  'usage-types': ['code', 'service_type_code', 'resource_type_code'],
  'fee-records': ['id'],
  movements: ['account_change_id'],
  orders: ['order_id'],
  'coupon-quotas': ['quota_id'],
  'issued-quotas': ['quota_id', 'indirect_partner_id'],
  coupons: ['coupon_id'],
  'coupon-records': ['id'],
  'quota-records': ['id'],
  'customer-balances': ['customer_id'],
};
