/**
 * What a sync reads: pure functions from what is known so far to slices. Which interface answers which question, and why a month needs
 * three charge modes times every reseller: semantics.md, "Which interface answers which question".
 */
import { operationOf, operationsBy } from '../../shared/api/catalogue';
import type { SourceId } from '../../shared/api/sources';
import { parseUnits } from '../../shared/money';
import { shiftPeriod, type Period } from '../../shared/period';
import type { Site, SliceKey } from '../../shared/sync/slices';

/** Fields of a source's records that decide what else has to be read. */
export const FEEDS: Partial<Record<SourceId, readonly string[]>> = {
  resellers: ['indirect_partner_id'],
  customers: ['customer_id', 'association_type'],
  'bill-lines': ['customer_id'],
  'consuming-customers': ['customer_id'],
  orders: ['order_id', 'customer_id', 'order_type', 'amount_after_discount'],
  'refund-details': ['base_order_id'],
};

/** Slices that nothing else follows from: published ones need not be read again when a run is taken up. */
export const LEAVES: ReadonlySet<SourceId> = new Set<SourceId>(['fee-records', 'order-details']);

/** Association type of a referral customer. */
const REFERRAL = '1';

/** The distinct values of a source's feeding fields, as read. */
export type Found = Readonly<Record<string, string | null>>;

/** Going back stops after so many months in a row without anything, or at the depth of the fee records. */
export const EMPTY_MONTHS = 3;
export const MAX_MONTHS = operationOf('fee-records').window.backMonths ?? 0;

/** Months to look at, newest first: from the one before `today` back. @param today `YYYY-MM-DD` */
export function candidatePeriods(today: string): Period[] {
  return Array.from({ length: MAX_MONTHS }, (_, i) => shiftPeriod(today.slice(0, 7), -1 - i));
}

/** The caller itself and each of its resellers. */
const everyone = (resellers: readonly string[]): readonly (string | undefined)[] => [undefined, ...resellers];

const of = (source: SourceId, reseller: string | undefined, rest: Omit<SliceKey, 'source' | 'reseller'> = {}): SliceKey =>
  reseller === undefined ? { source, ...rest } : { source, ...rest, reseller };

/** Customers, names and balances: no month in them. */
export function directorySlices(site: Site, language: 'zh_CN' | 'en_US', resellers: readonly string[]): SliceKey[] {
  return [
    ...everyone(resellers).map((reseller) => of('customers', reseller)),
    // In both: ledgers and screens use either language's names, whichever the sync was asked for in.
    { source: 'service-types', language: 'zh_CN' },
    { source: 'service-types', language: 'en_US' },
    { source: 'usage-types', language },
    ...(site === 'cn' ? [{ source: 'balances' } as const] : []),
  ];
}

/**
 * What is read as it stands, without a month: coupons, their quotas and the log of both (semantics.md #35 to #37), or the International quota
 * (#34). What the distributor hands to resellers only a distributor may ask for, so who has none is not asked.
 */
export function standingSlices(site: Site, resellers: readonly string[]): SliceKey[] {
  if (site === 'intl') return [{ source: 'consumption-quota' }];
  return [
    { source: 'coupon-quotas', quotaType: '0' },
    { source: 'coupon-quotas', quotaType: '1' },
    ...everyone(resellers).flatMap((reseller) => [of('coupons', reseller), of('coupon-records', reseller)]),
    ...(resellers.length === 0 ? [] : [{ source: 'issued-quotas' } as const, { source: 'quota-records' } as const]),
  ];
}

/** The day's lists that need nothing but the site: units and types in both languages, because screens switch; the partner's own coupons. */
export function listSlices(site: Site, resellers: readonly string[]): SliceKey[] {
  return operationsBy('daily', site).flatMap(({ source, paging }): SliceKey[] => {
    // Asked about by customer: batchSlices, once the customers are known.
    if (paging.kind === 'batch') return [];
    if (source === 'own-coupons') return everyone(resellers).map((reseller) => of(source, reseller));
    return source === 'conversions'
      ? [{ source }]
      : [
          { source, language: 'zh_CN' },
          { source, language: 'en_US' },
        ];
  });
}

/** A slice whose customers are asked about together. */
export interface BatchSlice {
  readonly key: SliceKey;
  readonly customers: readonly string[];
}

/** Balances of listed customers, per reseller. Referral customers have none with the partner (partner-api.yaml) and are not asked about. */
export function balanceSlices(lists: readonly CustomerList[]): BatchSlice[] {
  return batchSlices('customer-balances', lists);
}

/** The customers of one list: the caller's own, or a reseller's. */
export interface CustomerList {
  readonly reseller: string | undefined;
  readonly customers: readonly Found[];
}

/** The day's lists that are asked about by customer: new-customer tags (China), budgets (International). */
export function customerListSlices(site: Site, lists: readonly CustomerList[]): BatchSlice[] {
  return operationsBy('daily', site).flatMap(({ source, paging }) => (paging.kind === 'batch' ? batchSlices(source, lists) : []));
}

/** Resale customers by list; a list without any is not asked about. */
function batchSlices(source: SourceId, lists: readonly CustomerList[]): BatchSlice[] {
  return lists.flatMap(({ reseller, customers }) => {
    const ids = new Set<string>();
    for (const one of customers) if (one['customer_id'] && one['association_type'] !== REFERRAL) ids.add(one['customer_id']);
    return ids.size === 0 ? [] : [{ key: of(source, reseller), customers: [...ids] }];
  });
}

/** The month's bill. China: the lines of every charge mode, own and of each reseller. International: the statement, of past months only. */
export function billSlices(site: Site, period: Period, today: string, resellers: readonly string[]): SliceKey[] {
  if (site === 'intl') return period < today.slice(0, 7) ? [{ source: 'statement', period }] : [];
  return everyone(resellers).flatMap((reseller) =>
    (['1', '3', '11'] as const).map((chargeMode) => of('bill-lines', reseller, { period, chargeMode })),
  );
}

/** What else a month has, apart from what follows from orders and customers. */
export function monthSlices(site: Site, period: Period, resellers: readonly string[]): SliceKey[] {
  if (site === 'intl') return [];
  return everyone(resellers).flatMap((reseller) => [
    of('movements', reseller, { period, account: 'BALANCE_TYPE_DEBIT' }),
    of('movements', reseller, { period, account: 'BALANCE_TYPE_CREDIT' }),
    of('adjust-records', reseller, { period }),
  ]);
}

export function orderSlices(period: Period, resellers: readonly string[]): SliceKey[] {
  return everyone(resellers).map((reseller) => of('orders', reseller, { period }));
}

/** Customers by the reseller they were seen under; the empty name stands for the caller itself. */
export type CustomersByReseller = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Fee records of a month: consuming customers and the customers of its bill lines (interfaces.md, reading 11). A customer that is
 * known under a reseller only is asked for with that reseller; one with lines in several places once for each.
 * @param inLines customers of the month's bill lines
 * @param listed the caller's and the resellers' customer lists
 */
export function feeSlices(
  period: Period,
  consuming: readonly string[],
  inLines: CustomersByReseller,
  listed: CustomersByReseller,
): SliceKey[] {
  const asked = new Map<string, Set<string>>();
  const ask = (customer: string, reseller: string): void => {
    const places = asked.get(customer) ?? new Set<string>();
    asked.set(customer, places.add(reseller));
  };
  for (const [reseller, customers] of inLines) for (const customer of customers) ask(customer, reseller);
  for (const customer of consuming) {
    if (asked.has(customer)) continue;
    const places = listed.get('')?.has(customer)
      ? []
      : [...listed].filter(([, customers]) => customers.has(customer)).map(([reseller]) => reseller);
    if (places.length === 0) ask(customer, '');
    for (const reseller of places) ask(customer, reseller);
  }
  return [...asked].flatMap(([customer, places]) =>
    [...places].map((reseller) => of('fee-records', reseller === '' ? undefined : reseller, { period, customer })),
  );
}

/** Whether an order gives money back: unsubscriptions always, changes when their amount is negative. */
export function isRefundOrder(order: Found): boolean {
  if (order['order_type'] === '4') return true;
  const amount = order['amount_after_discount'];
  return order['order_type'] === '3' && amount !== null && amount !== undefined && parseUnits(amount) < 0n;
}

export function detailSlice(order: string, reseller: string | undefined): SliceKey {
  return of('order-details', reseller, { order });
}

export function refundSlice(order: Found, reseller: string | undefined): SliceKey {
  const customer = order['customer_id'];
  return of('refund-details', reseller, {
    order: order['order_id'] ?? '',
    ...(customer === null || customer === undefined ? {} : { customer }),
  });
}
