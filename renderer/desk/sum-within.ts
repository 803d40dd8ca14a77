/** Which amounts of a source add up to something. */
import type { ColumnType, ViewSource } from '../../shared/desk/views';

/**
 * Columns that have to be the same in all rows whose amounts are added up: a sum over two currencies, over allocations and reclaims, or over
 * both roles of a ledger would be a figure that means nothing. The direction of a movement is among them because the interface leaves open
 * whether its change carries a sign (semantics.md #30). Null: amounts of the source are never added up.
 */
const WITHIN: Readonly<Record<ViewSource, readonly string[] | null>> = {
  'bill-lines': [],
  'fee-records': [],
  orders: ['currency', 'type'],
  movements: ['currency', 'account', 'type'],
  'adjust-records': ['currency', 'operation'],
  matches: ['role'],
  breaks: ['role', 'ledgerCurrency'],
  'ledger-entries': ['role', 'currency', 'basis'],
  customers: [],
  refunds: [],
  margin: [],
  'coupon-rolls': ['kind'],
  quotas: ['currency', 'type'],
  coupons: ['type'],
  'coupon-log': ['operation'],
  'own-coupons': ['currency', 'type'],
  'period-resources': null,
  'on-demand-resources': null,
  units: null,
  'resource-types': null,
  'service-resources': null,
  'budget-records': null,
  'online-invoices': ['currency', 'type'],
  acts: null,
};

/** States, not changes: the balance after a movement is in the next one's again; budgets are limits of different kinds. */
const STATES: ReadonlySet<string> = new Set(['balanceAfter', 'budget', 'budgetUsed']);

/** Columns of amounts that are added up over the rows of a view, a group or a selection. */
export function summedColumns(source: ViewSource, columns: readonly { readonly key: string; readonly type: ColumnType }[]): string[] {
  if (WITHIN[source] === null) return [];
  return columns.flatMap(({ key, type }) => (type === 'amount' && !STATES.has(key) ? [key] : []));
}

/** Columns that have to be the same in what is added up, of those the table has. */
export function sumWithin(source: ViewSource, has: ReadonlySet<string>): string[] {
  return (WITHIN[source] ?? []).filter((key) => has.has(key));
}
