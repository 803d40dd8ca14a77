/** Which rows stand behind a step of a control total's way down: a list of the desk, and the filters it opens with. */
import type { ViewSource } from '../../../shared/desk/api';
import type { TotalId } from '../../../shared/reconcile/types';

export interface Asked {
  readonly list: ViewSource;
  /** Exact values by column. */
  readonly filters: readonly (readonly [column: string, value: string])[];
}

/** Column of a list that holds a level of the way down. A level a list does not know leaves it wider, never empty. */
const COLUMNS: Partial<Record<ViewSource, Readonly<Record<string, string>>>> = {
  'bill-lines': {
    customer: 'customer',
    reseller: 'reseller',
    service: 'service',
    chargeMode: 'chargeMode',
    kind: 'kind',
    line: 'resourceType',
  },
  'fee-records': { customer: 'customer', service: 'service', chargeMode: 'chargeMode', line: 'trade', order: 'trade' },
  refunds: { customer: 'customer', refundOrder: 'refundOrder', baseOrder: 'baseOrder' },
  orders: { customer: 'customer', service: 'service', order: 'order', refundOrder: 'order', baseOrder: 'order' },
  movements: { account: 'account', customer: 'customer', reseller: 'reseller', movement: 'id' },
  'adjust-records': { customer: 'customer', reseller: 'reseller', adjustment: 'id' },
  'coupon-rolls': { customer: 'id', quota: 'id' },
  'coupon-log': { customer: 'customer', quota: 'quota', coupon: 'coupon' },
};

type Side = 'left' | 'right';

/** Lists of each total's sides; of several the first that has a column for the level. */
const LISTS: Partial<Record<TotalId, Readonly<Record<Side, readonly ViewSource[]>>>> = {
  C1: { left: [], right: ['bill-lines'] },
  C2: { left: ['bill-lines'], right: ['fee-records'] },
  C3: { left: ['refunds'], right: ['bill-lines', 'orders'] },
  C4: { left: ['adjust-records'], right: ['movements'] },
  C5: { left: ['coupon-rolls'], right: ['coupon-log'] },
  C6: { left: ['orders'], right: ['fee-records'] },
  C9: { left: [], right: ['movements'] },
};

/** Names of a level that no row has: sums over several kinds. */
const SUMS: ReadonlySet<string> = new Set(['sum', 'due', '']);

/**
 * @param followed levels and names above the step, in order
 * @param level of the step, `name` of its child
 * @returns null where no list has rows of such a level
 */
export function rowsBehind(
  total: TotalId,
  side: Side,
  followed: readonly (readonly [level: string, name: string])[],
  [level, name]: readonly [level: string, name: string],
  resellers: ReadonlySet<string>,
): Asked | null {
  const columnOf = (list: ViewSource, at: string, value: string): string | undefined => {
    if (SUMS.has(value)) return undefined;
    // A counterparty is a reseller or an own customer.
    return COLUMNS[list]?.[at === 'counterparty' ? (resellers.has(value) ? 'reseller' : 'customer') : at];
  };
  const list = LISTS[total]?.[side].find((one) => columnOf(one, level, name) !== undefined || (level === 'kind' && one === 'bill-lines'));
  if (list === undefined) return null;
  const filters = new Map<string, string>();
  for (const [at, value] of [...followed, [level, name] as const]) {
    const column = columnOf(list, at, value);
    if (column !== undefined) filters.set(column, value);
  }
  return { list, filters: [...filters] };
}

/** Pages of the lists; the period page and the ones with several lists open the right one themselves. */
const PAGES: Partial<Record<ViewSource, string>> = {
  refunds: '/refunds',
  orders: '/orders',
  movements: '/accounts',
  'adjust-records': '/accounts',
  'coupon-rolls': '/coupons',
  coupons: '/coupons',
  quotas: '/coupons',
  customers: '/customers',
  'coupon-log': '/coupons',
};

/** Address that opens a list with filters; `from` is named beside them. @param all months, not only the chosen one */
export function addressOf({ list, filters }: Asked, period: string, from: string, all = false): string {
  // An order that was refunded is of an earlier month.
  const query = new URLSearchParams({ list, from, ...(all || list === 'orders' ? { all: '1' } : {}) });
  for (const [column, value] of filters) query.append('only', `${column}:${value}`);
  return `${PAGES[list] ?? `/period/${period}`}?${query.toString()}`;
}

/** The inverse of {@link addressOf}; null for an address that asks for nothing, or only for a tab. */
export function askedIn(query: URLSearchParams): (Asked & { readonly from: string }) | null {
  const list = query.get('list');
  const from = query.get('from');
  if (list === null || from === null) return null;
  const filters = query.getAll('only').flatMap((text) => {
    const cut = text.indexOf(':');
    return cut < 0 ? [] : [[text.slice(0, cut), text.slice(cut + 1)] as const];
  });
  return { list: list as ViewSource, filters, from };
}
