/** What an amount of a grid says of itself on hover: where it comes from and its tax basis. */
import type { ViewSource } from '../../shared/desk/api';
import type { FigureFacts } from '../app/figures/facts';

/** Columns that come from elsewhere than the rest of their rows. */
const BY_COLUMN: Readonly<Record<string, FigureFacts>> = {
  ledgerAmount: { source: 'ledger' },
  billAmount: { source: 'bill-lines', basis: 'pretax' },
  expectedAmount: { source: 'expected' },
  difference: { source: 'difference' },
  revenue: { source: 'revenue-ledger', basis: 'pretax' },
  cost: { source: 'bill-lines', basis: 'pretax' },
  margin: { source: 'margin', basis: 'pretax' },
};

const BY_SOURCE: Partial<Record<ViewSource, FigureFacts>> = {
  'bill-lines': { source: 'bill-lines', basis: 'pretax' },
  'fee-records': { source: 'fee-records' },
  orders: { source: 'orders' },
  movements: { source: 'movements' },
  'adjust-records': { source: 'adjust-records' },
  'ledger-entries': { source: 'ledger' },
  customers: { source: 'bill-lines', basis: 'pretax' },
  refunds: { source: 'orders' },
  quotas: { source: 'coupon-quotas' },
  coupons: { source: 'coupons' },
  'coupon-log': { source: 'coupon-records' },
  'own-coupons': { source: 'own-coupons' },
  'budget-records': { source: 'budget-records' },
  'online-invoices': { source: 'online-invoices' },
};

/** @param currency of the row; of the site where rows name none */
export function factsOf(source: ViewSource, column: string, currency: string, what: string, period: string | null): FigureFacts {
  const own =
    source === 'refunds' && column === 'billAmount'
      ? ({ source: 'fee-records' } as const)
      : source === 'customers' && column !== 'billed'
        ? ({ source: 'customer-budgets' } as const)
        : (BY_COLUMN[column] ?? BY_SOURCE[source]);
  return { ...own, currency, what, ...(period === null ? {} : { period }) };
}
