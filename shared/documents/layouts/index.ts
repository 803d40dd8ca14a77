import type { DocumentKind } from '../kinds';
import { ADJUSTMENTS, COUPON_OPERATIONS, INCOME_EXPENSE, INVOICES } from './account';
import { INCENTIVE, PERFORMANCE } from './incentive';
import type { DocumentLayout } from './layout';
import { OWN_BILL } from './own-bill';
import { BILL_PUSH, PARTNER_BILL } from './partner-bill';
import { EXPENDITURE, USAGE_PUSH } from './usage';

export type { CellKind, DocumentColumn, DocumentLayout } from './layout';

export const LAYOUTS: Readonly<Record<DocumentKind, DocumentLayout>> = {
  'partner-bill': PARTNER_BILL,
  'bill-push': BILL_PUSH,
  'usage-push': USAGE_PUSH,
  expenditure: EXPENDITURE,
  'income-expense': INCOME_EXPENSE,
  performance: PERFORMANCE,
  incentive: INCENTIVE,
  adjustments: ADJUSTMENTS,
  'coupon-operations': COUPON_OPERATIONS,
  invoices: INVOICES,
  'own-bill': OWN_BILL,
};
