/**
 * The partner API's operations that the desk calls, one table: planning, pacing, paging, the permission check and Help derive from it.
 * Source: partner-api.yaml, contract of 2026-03. All of them read; none changes anything at Huawei Cloud. What is never called (a customer's
 * own interfaces, those that write, withdrawn ones) stands in uncalled.ts; names and reasons in operation-words.ts.
 */
import { BENEFIT_OPERATIONS } from './benefit-operations';
import { LIST_OPERATIONS } from './list-operations';
import { CHECKED_OPERATIONS } from './checked-operations';
import { periodDays, periodInstants, type Period } from '../period';
import type { Site, SliceKey } from '../sync/slices';
import type { SourceId } from './sources';

/** A member of a JSON body: text, a number, or what is asked about. */
export type BodyValue = string | number | readonly string[] | readonly Readonly<Record<string, string>>[];

/** Request parts of one slice, without paging: parameters that are undefined are not sent. */
export interface Parameters {
  /** Values of the `{names}` in the path. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: Readonly<Record<string, BodyValue | undefined>>;
  /** Language of names, when the slice is about one; else the run's. */
  readonly language?: SliceKey['language'];
}

export type Paging =
  /** `offset` counts records from 0. `safe` is a page size that every copy of the documentation allows. */
  | { readonly kind: 'records'; readonly max: number; readonly safe?: number; readonly where: 'query' | 'body' }
  /** One record per answer; its lines are paged in the same way and put together. */
  | { readonly kind: 'lines'; readonly max: number; readonly where: 'query'; readonly lines: string }
  /** `offset` is a page number, the first one 1 (interfaces of v1.0). */
  | { readonly kind: 'pages'; readonly max: number; readonly where: 'query' }
  /**
   * What is asked about travels in the body's member `list`, at most `max` at a time, each as `{[item]: id}`, or as plain text where `item`
   * is null; every answer is one page. `sized`: the interface pages too, so the size of the batch is sent as `limit`.
   */
  | { readonly kind: 'batch'; readonly max: number; readonly list: string; readonly item: string | null; readonly sized?: true }
  /** One answer holds everything. */
  | { readonly kind: 'none' };

/** What of the past one call may ask for, and how many months back there is data; null where nothing is documented or time plays no part. */
export interface Window {
  readonly span: 'month' | 'year' | null;
  readonly backMonths: number | null;
}

/**
 * When the desk reads it: with every sync; with the first sync of a day (short lists that hardly move); when somebody asks for it on a page
 * (a call or more per customer); or never, and only the permission check tries it.
 */
export type Use = 'sync' | 'daily' | 'demand' | 'check';

/** An interface as it is called. */
export interface Call {
  readonly id: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly sites: readonly Site[];
  /** A distributor's interface refuses every other partner. */
  readonly caller: 'partner' | 'distributor';
  readonly use: Use;
  readonly window: Window;
  readonly paging: Paging;
  /** Member of the answer that holds the records (a list, or one object); null when the answer itself is the record. */
  readonly rows: string | null;
  readonly total: 'count' | 'total_count' | null;
  readonly quota: { readonly requests: number; readonly perSeconds: number };
  /** Permission items, any of which will do; empty when none is needed or none is documented. */
  readonly permission: readonly string[];
  /** Names come in the language of the `X-Language` header. */
  readonly language: boolean;
  readonly parameters: (key: AskedFor) => Parameters;
}

/** A slice's key, or that of a check, which belongs to no source. */
export type AskedFor = Omit<SliceKey, 'source'> & { readonly source?: SourceId };

/** A call whose records the desk keeps. */
export interface Operation extends Call {
  readonly source: SourceId;
}

const QUOTA = { requests: 10, perSeconds: 1 };
const BOTH: readonly Site[] = ['cn', 'intl'];
const ALWAYS: Window = { span: null, backMonths: null };
const A_MONTH: Window = { span: 'month', backMonths: null };
const A_YEAR: Window = { span: 'year', backMonths: null };
const ORDER_PERMISSION = ['BPC_ITEM_SUBCUSTSERV_060100', 'BPC_ITEM_SUBCUSTSERV_060200'];

/** A slice key without a part that its operation cannot do without is a programming fault. */
function need(value: string | undefined, key: AskedFor, part: string): string {
  if (value === undefined || value === '') throw new RangeError(`slice of ${key.source ?? 'nothing'} without ${part}`);
  return value;
}

const periodOf = (key: AskedFor): Period => need(key.period, key, 'period');

/** First and last second of a period, both included by the API. */
function window(period: Period): { begin: string; end: string } {
  const { from, to } = periodInstants(period);
  return { begin: from, end: new Date(Date.parse(to) - 1000).toISOString().slice(0, 19) + 'Z' };
}

export const OPERATIONS = [
  {
    id: 'ListIndirectPartners',
    method: 'POST',
    path: '/v2/partners/indirect-partners/query',
    source: 'resellers',
    sites: BOTH,
    caller: 'distributor',
    use: 'sync',
    window: ALWAYS,
    paging: { kind: 'records', max: 100, where: 'body' },
    rows: 'indirect_partners',
    total: 'count',
    quota: QUOTA,
    permission: ['BPC_ITEM_SALES_020100'],
    language: false,
    parameters: () => ({ body: {} }),
  },
  {
    id: 'ListSubCustomers',
    method: 'POST',
    path: '/v2/partners/sub-customers/query',
    source: 'customers',
    sites: BOTH,
    caller: 'partner',
    use: 'sync',
    window: ALWAYS,
    paging: { kind: 'records', max: 100, where: 'body' },
    rows: 'customer_infos',
    total: 'count',
    quota: QUOTA,
    permission: ['BPC_ITEM_SUBCUSTSERV_010100', 'BPC_ITEM_SUBCUSTSERV_010500'],
    language: false,
    parameters: (key) => ({ body: { indirect_partner_id: key.reseller } }),
  },
  {
    id: 'ListServiceTypes',
    method: 'GET',
    path: '/v2/products/service-types',
    source: 'service-types',
    sites: BOTH,
    caller: 'partner',
    use: 'sync',
    window: ALWAYS,
    paging: { kind: 'records', max: 100, where: 'query' },
    rows: 'service_types',
    total: 'total_count',
    quota: QUOTA,
    permission: [],
    language: true,
    parameters: ({ language }) => (language === undefined ? {} : { language }),
  },
  {
    id: 'ListUsageTypes',
    method: 'GET',
    path: '/v2/products/usage-types',
    source: 'usage-types',
    sites: BOTH,
    caller: 'partner',
    use: 'sync',
    window: ALWAYS,
    paging: { kind: 'records', max: 100, where: 'query' },
    rows: 'usage_types',
    total: 'total_count',
    quota: QUOTA,
    permission: [],
    language: true,
    parameters: ({ language }) => (language === undefined ? {} : { language }),
  },
  {
    id: 'ListPartnerBalances',
    method: 'GET',
    path: '/v2/accounts/partner-accounts/balances',
    source: 'balances',
    sites: ['cn'],
    caller: 'partner',
    use: 'sync',
    window: ALWAYS,
    paging: { kind: 'none' },
    rows: 'account_balances',
    total: null,
    quota: QUOTA,
    permission: [
      'BPC_ITEM_VIEW_010100',
      'BPC_ITEM_SUBCUSTSERV_010103',
      'BPC_ITEM_SUBCUSTSERV_010104',
      'BPC_ITEM_SALES_020104',
      'BPC_ITEM_SALES_020105',
    ],
    language: false,
    parameters: (key) => ({ query: { indirect_partner_id: key.reseller } }),
  },
  {
    id: 'ListSubcustomerMonthlyBills',
    method: 'GET',
    path: '/v2/bills/partner-bills/subcustomer-bills/monthly-sum',
    source: 'bill-lines',
    sites: ['cn'],
    caller: 'partner',
    use: 'sync',
    window: A_MONTH,
    paging: { kind: 'records', max: 100, where: 'query' },
    rows: 'bill_sums',
    total: 'count',
    quota: QUOTA,
    permission: ['BPC_ITEM_FINANCE_090100'],
    language: false,
    parameters: (key) => ({
      query: { cycle: periodOf(key), charge_mode: need(key.chargeMode, key, 'chargeMode'), indirect_partner_id: key.reseller },
    }),
  },
  {
    id: 'ListConsumeSubCustomers',
    method: 'POST',
    path: '/v2/bills/subcustomer-bills/res-fee-records/sub-customers/query',
    source: 'consuming-customers',
    sites: ['cn'],
    caller: 'partner',
    use: 'sync',
    window: A_MONTH,
    paging: { kind: 'records', max: 100, where: 'body' },
    rows: 'sub_customers',
    total: 'total_count',
    quota: QUOTA,
    permission: ['BPC_ITEM_FINANCE_020101'],
    language: true,
    parameters: (key) => ({ body: { bill_cycle: periodOf(key) } }),
  },
  {
    id: 'ListSubCustomerBillDetail',
    method: 'GET',
    path: '/v2/bills/subcustomer-bills/res-fee-records',
    source: 'fee-records',
    sites: ['cn'],
    caller: 'partner',
    use: 'sync',
    window: { span: 'month', backMonths: 18 },
    // 1000 is known from a sibling page only; where the gateway refuses it, 100 is used from then on.
    paging: { kind: 'records', max: 1000, safe: 100, where: 'query' },
    rows: 'fee_records',
    total: 'total_count',
    quota: QUOTA,
    permission: ['BPC_ITEM_FINANCE_020100'],
    language: true,
    parameters: (key) => ({
      query: { bill_cycle: periodOf(key), customer_id: need(key.customer, key, 'customer'), indirect_partner_id: key.reseller },
    }),
  },
  {
    id: 'ListPostpaidBillSum',
    method: 'GET',
    path: '/v2/bills/partner-bills/postpaid-bill-summary',
    source: 'statement',
    sites: ['intl'],
    caller: 'partner',
    use: 'sync',
    window: A_MONTH,
    paging: { kind: 'none' },
    rows: null,
    total: null,
    quota: QUOTA,
    permission: ['BPC_ITEM_FINANCE_090100'],
    language: false,
    parameters: (key) => ({ query: { bill_cycle: periodOf(key) } }),
  },
  {
    id: 'ListPartnerAccountChangeRecords',
    method: 'GET',
    path: '/v2/accounts/partner-accounts/account-change-records',
    source: 'movements',
    sites: ['cn'],
    caller: 'partner',
    use: 'sync',
    window: A_YEAR,
    paging: { kind: 'records', max: 100, where: 'query' },
    rows: 'records',
    total: 'total_count',
    quota: QUOTA,
    permission: ['BPC_ITEM_FINANCE_030100'],
    language: false,
    parameters: (key) => {
      const days = periodDays(periodOf(key));
      return {
        query: {
          balance_type: need(key.account, key, 'account'),
          trade_time_begin: days.first,
          trade_time_end: days.last,
          indirect_partner_id: key.reseller,
        },
      };
    },
  },
  {
    id: 'ListPartnerAdjustRecords',
    method: 'GET',
    path: '/v3/accounts/partner-accounts/adjust-records',
    source: 'adjust-records',
    sites: ['cn'],
    caller: 'partner',
    use: 'sync',
    window: ALWAYS,
    paging: { kind: 'records', max: 100, where: 'query' },
    rows: 'records',
    total: 'total_count',
    quota: QUOTA,
    permission: ['BPC_ITEM_FINANCE_040100'],
    language: false,
    parameters: (key) => {
      const { begin, end } = window(periodOf(key));
      return { query: { operation_time_begin: begin, operation_time_end: end, indirect_partner_id: key.reseller } };
    },
  },
  {
    id: 'ListCustomerOrders',
    method: 'GET',
    path: '/v2/orders/customer-orders',
    source: 'orders',
    sites: BOTH,
    caller: 'partner',
    use: 'sync',
    window: A_YEAR,
    paging: { kind: 'records', max: 100, where: 'query' },
    rows: 'order_infos',
    total: 'total_count',
    quota: { requests: 20, perSeconds: 1 },
    permission: ORDER_PERMISSION,
    language: false,
    parameters: (key) => {
      const { begin, end } = window(periodOf(key));
      // Ascending, so that an order made while pages are read comes last and shifts nothing.
      return { query: { create_time_begin: begin, create_time_end: end, order_by: 'createTime', indirect_partner_id: key.reseller } };
    },
  },
  {
    id: 'ShowCustomerOrderDetails',
    method: 'GET',
    path: '/v2/orders/customer-orders/details/{order_id}',
    source: 'order-details',
    sites: BOTH,
    caller: 'partner',
    use: 'sync',
    window: ALWAYS,
    paging: { kind: 'lines', max: 100, where: 'query', lines: 'order_line_items' },
    rows: 'order_info',
    total: 'total_count',
    quota: QUOTA,
    permission: ORDER_PERMISSION,
    language: true,
    parameters: (key) => ({ path: { order_id: need(key.order, key, 'order') }, query: { indirect_partner_id: key.reseller } }),
  },
  {
    id: 'ShowRefundOrderDetails',
    method: 'GET',
    path: '/v2/orders/customer-orders/refund-orders',
    source: 'refund-details',
    sites: BOTH,
    caller: 'partner',
    use: 'sync',
    window: ALWAYS,
    paging: { kind: 'none' },
    rows: 'refund_infos',
    total: 'total_count',
    quota: QUOTA,
    permission: ORDER_PERMISSION,
    language: false,
    parameters: (key) => ({
      query: { order_id: need(key.order, key, 'order'), customer_id: key.customer, indirect_partner_id: key.reseller },
    }),
  },
  ...BENEFIT_OPERATIONS,
  ...LIST_OPERATIONS,
] as const satisfies readonly Operation[];

export type OperationId = (typeof OPERATIONS)[number]['id'];

const bySource = new Map<SourceId, Operation>(OPERATIONS.map((operation) => [operation.source, operation]));

/** Everything the partner's keys may call and the desk knows how to: what is kept, and what only the permission check tries. */
export const CALLS: readonly Call[] = [...OPERATIONS, ...CHECKED_OPERATIONS];

export type CallId = OperationId | (typeof CHECKED_OPERATIONS)[number]['id'];

/** Operations of a site by when they are read. */
export function operationsBy(use: Use, site: Site): Operation[] {
  return OPERATIONS.filter((one: Operation) => one.use === use && one.sites.includes(site));
}

/** Whether a source stands beside the months and takes no part in their figures: a list of the day, or what a page asked for. */
export function isBeside(source: SourceId): boolean {
  const operation = bySource.get(source);
  return operation !== undefined && operation.use !== 'sync';
}

/** Whether what is published of a source can move a result: all that is not beside the months, and the invoices that somebody asked for (C8). */
export function movesResults(source: SourceId): boolean {
  return !isBeside(source) || source === 'online-invoices';
}

/** The operation that reads a source. @throws RangeError for a source without one */
export function operationOf(source: SourceId): Operation {
  const found = bySource.get(source);
  if (!found) throw new RangeError(`no operation reads ${source}`);
  return found;
}
