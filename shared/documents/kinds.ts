/** The kinds of files that Huawei Cloud hands to partners (api/files.md); the letter is the section there. */
export const DOCUMENT_KINDS = [
  /** B1, B2, B3: details of the partner's own bill, the only basis for settlement. */
  'partner-bill',
  /** A1: `customerBill_YYYYMM.tar.gz`, pushed to a bucket (International). */
  'bill-push',
  /** A2: `customerUsageV2_…tar.gz`: explains, proves nothing. */
  'usage-push',
  /** C1, C2: customer expenditure: explains, never settles. */
  'expenditure',
  /** D: income and expense of the partner's own account. */
  'income-expense',
  /** E1: performance details. */
  'performance',
  /** E2: incentive details. */
  'incentive',
  /** F1: fund adjustment records: allocations and reclaims. */
  'adjustments',
  /** F2: operation records of coupons and quotas. */
  'coupon-operations',
  /** G: invoices. */
  'invoices',
  /** H: a customer's own bill file: recognised and refused, it shows list prices and proves nothing about the partner's cost. */
  'own-bill',
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
