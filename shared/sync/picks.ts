/** What a person may pick for a run: kinds of sources, and customers. */
import type { SourceId } from '../api/sources';
import type { SyncRequest } from './slices';

/** Kinds of sources as a person picks them; what leads to them is read, too. */
export const SYNC_GROUPS = ['bills', 'fees', 'orders', 'accounts', 'coupons', 'names'] as const;
export type SyncGroup = (typeof SYNC_GROUPS)[number];

/** Those that are read month by month. */
export const MONTHLY_GROUPS: ReadonlySet<SyncGroup> = new Set<SyncGroup>(['bills', 'fees', 'orders', 'accounts']);

/** The kind of a source; resellers and customers lead to everything else. What only files bring has none. */
export const GROUP_OF: Readonly<Record<SourceId, SyncGroup | null>> = {
  'bill-lines': 'bills',
  statement: 'bills',
  'consuming-customers': 'fees',
  'fee-records': 'fees',
  orders: 'orders',
  'order-details': 'orders',
  'refund-details': 'orders',
  movements: 'accounts',
  'adjust-records': 'accounts',
  balances: 'accounts',
  'customer-balances': 'accounts',
  'coupon-quotas': 'coupons',
  'issued-quotas': 'coupons',
  'quota-records': 'coupons',
  coupons: 'coupons',
  'coupon-records': 'coupons',
  'consumption-quota': 'coupons',
  resellers: 'names',
  customers: 'names',
  'service-types': 'names',
  'usage-types': 'names',
  'measure-units': 'names',
  conversions: 'names',
  'resource-types': 'names',
  'service-resources': 'names',
  'customer-tags': 'names',
  'customer-budgets': 'names',
  'budget-records': 'names',
  'period-resources': 'orders',
  'on-demand-resources': 'orders',
  'own-coupons': 'coupons',
  'online-invoices': 'accounts',
  performance: null,
  incentives: null,
  'coupon-operations': null,
  invoices: null,
  'usage-files': null,
};

/** Whether a run asks for a kind; a run that picks none asks for all. */
export function wants({ groups }: Pick<SyncRequest, 'groups'>, group: SyncGroup): boolean {
  return groups === undefined || groups.includes(group);
}

/** Whether a run asks for a customer's records. */
export function wantsCustomer({ customers }: Pick<SyncRequest, 'customers'>, customer: string | null | undefined): boolean {
  return customers === undefined || (typeof customer === 'string' && customers.includes(customer));
}

/** Whether a run leaves something out on purpose. */
export function isPartial({ groups, customers }: Pick<SyncRequest, 'groups' | 'customers'>): boolean {
  return groups !== undefined || customers !== undefined;
}
