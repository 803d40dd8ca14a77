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

/** Figures of a bill that a person typed, because the bill came as a PDF (B4). No file is read for it, but it is kept as one. */
export const STATEMENT_FIGURES = 'statement-figures';

/** What the journal, the history and the report call documents. */
export const KEPT_KINDS = [...DOCUMENT_KINDS, STATEMENT_FIGURES] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];
