/** Keys of the workbook's sheets in the order of the tabs; titles and columns stand in `sheets.ts`. */
export const SHEET_KEYS = [
  'summary',
  'totals',
  'reconciliation',
  'breaks',
  'margin',
  'refunds',
  'adjustments',
  'coupons',
  'converted',
  'billLines',
  'drift',
  'audit',
] as const;

export type SheetKey = (typeof SHEET_KEYS)[number];
