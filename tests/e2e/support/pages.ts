/** Names of all pages, in the order of the navigation. */
export const PAGES = [
  'overview',
  'period',
  'ledgers',
  'reconcile',
  'margin',
  'refunds',
  'accounts',
  'coupons',
  'customers',
  'orders',
  'sync',
  'audit',
  'settings',
  'help',
] as const;
