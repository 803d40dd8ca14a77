/** A partner API in memory: lists by address, answered page by page, with a hook for misbehaviour. */
import type { Reply, Transport } from '../../../electron/sync/http';
import type { SignedRequest } from '../../../electron/sync/signer';
import type { Clock } from '../../../electron/sync/clock';

export interface Asked {
  readonly path: string;
  /** Query or body, as text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** How many requests there were before, and before of this path. */
  readonly nth: number;
  readonly nthOfPath: number;
  readonly at: number;
}

export type Row = Record<string, unknown>;
/** Rows of a list; undefined for a list that is not there. */
export type Lists = Readonly<Record<string, (asked: Asked) => readonly Row[]>>;

export const PATHS = {
  resellers: '/v2/partners/indirect-partners/query',
  customers: '/v2/partners/sub-customers/query',
  services: '/v2/products/service-types',
  usages: '/v2/products/usage-types',
  balances: '/v2/accounts/partner-accounts/balances',
  lines: '/v2/bills/partner-bills/subcustomer-bills/monthly-sum',
  consuming: '/v2/bills/subcustomer-bills/res-fee-records/sub-customers/query',
  fees: '/v2/bills/subcustomer-bills/res-fee-records',
  statement: '/v2/bills/partner-bills/postpaid-bill-summary',
  movements: '/v2/accounts/partner-accounts/account-change-records',
  adjusts: '/v3/accounts/partner-accounts/adjust-records',
  orders: '/v2/orders/customer-orders',
  refunds: '/v2/orders/customer-orders/refund-orders',
  quotas: '/v2/partners/coupon-quotas/query',
  issuedQuotas: '/v2/partners/issued-coupon-quotas',
  quotaRecords: '/v2/partners/coupon-quotas/records',
  coupons: '/v2/promotions/benefits/partner-coupons',
  couponRecords: '/v2/promotions/benefits/partner-coupons/records/query',
  customerBalances: '/v2/accounts/customer-accounts/balances/batch-query',
} as const;

const SHAPES: Readonly<Record<string, readonly [rows: string, total: string | null]>> = {
  [PATHS.resellers]: ['indirect_partners', 'count'],
  [PATHS.customers]: ['customer_infos', 'count'],
  [PATHS.services]: ['service_types', 'total_count'],
  [PATHS.usages]: ['usage_types', 'total_count'],
  [PATHS.balances]: ['account_balances', null],
  [PATHS.lines]: ['bill_sums', 'count'],
  [PATHS.consuming]: ['sub_customers', 'total_count'],
  [PATHS.fees]: ['fee_records', 'total_count'],
  [PATHS.movements]: ['records', 'total_count'],
  [PATHS.adjusts]: ['records', 'total_count'],
  [PATHS.orders]: ['order_infos', 'total_count'],
  [PATHS.refunds]: ['refund_infos', 'total_count'],
  [PATHS.quotas]: ['quotas', 'total_count'],
  [PATHS.issuedQuotas]: ['quotas', 'total_count'],
  [PATHS.quotaRecords]: ['records', 'total_count'],
  [PATHS.coupons]: ['user_coupons', 'total_count'],
  [PATHS.couponRecords]: ['records', 'total_count'],
  [PATHS.customerBalances]: ['customer_balances', null],
};

const QUOTA = '/v2/partners/credit/consumption-quota';
const DETAILS = '/v2/orders/customer-orders/details/';

/** A balance for everybody asked about. */
function balancesAsked({ parameters }: Asked): Row[] {
  const infos = JSON.parse(parameters['customer_infos'] ?? '[]') as { customer_id: string }[];
  return infos.map(({ customer_id }) => ({ customer_id, amount: 0, debt_amount: 0, measure_id: 1 }));
}

export function reply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) };
}

export interface StubOptions {
  readonly clock: Clock;
  /** Named by every list; CNY unless told. */
  readonly currency?: string;
  readonly lists: Lists;
  /** Answers instead of the list when it returns something; may throw a TransportError. */
  readonly hook?: (asked: Asked, usual: () => Reply) => Reply | null;
  readonly latencyMs?: number;
}

export class StubApi {
  readonly asked: Asked[] = [];
  private readonly perPath = new Map<string, number>();

  constructor(private readonly options: StubOptions) {}

  readonly transport: Transport = async (request, signal) => {
    const asked = this.note(request);
    await this.options.clock.sleep(this.options.latencyMs ?? 1, signal);
    const usual = (): Reply => this.usual(asked);
    return this.options.hook?.(asked, usual) ?? usual();
  };

  of(path: string): Asked[] {
    return this.asked.filter((asked) => asked.path === path);
  }

  private note(request: SignedRequest): Asked {
    const url = new URL(request.url);
    const given: unknown = request.body === null ? Object.fromEntries(url.searchParams) : JSON.parse(request.body);
    const nthOfPath = this.perPath.get(url.pathname) ?? 0;
    this.perPath.set(url.pathname, nthOfPath + 1);
    const parameters = Object.fromEntries(
      Object.entries(given as object).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
    );
    const asked = {
      path: url.pathname,
      parameters,
      headers: request.headers,
      nth: this.asked.length,
      nthOfPath,
      at: this.options.clock.now(),
    };
    this.asked.push(asked);
    return asked;
  }

  private usual(asked: Asked): Reply {
    if (asked.path.startsWith(DETAILS)) {
      const order = this.options.lists['details']?.(asked).find((row) => row['order_id'] === asked.path.slice(DETAILS.length));
      if (!order) return reply(400, { error_code: 'CBC.30000010', error_msg: 'no such order' });
      return reply(200, { total_count: 1, order_info: order, order_line_items: [{ order_line_item_id: '1' }] });
    }
    const rows = this.options.lists[asked.path]?.(asked) ?? (asked.path === PATHS.customerBalances ? balancesAsked(asked) : []);
    if (asked.path === PATHS.statement)
      return reply(200, rows[0] ?? { bill_cycle: asked.parameters['bill_cycle'], initial_amount_due: 0, currency: 'USD' });
    if (asked.path === QUOTA) return reply(200, { consumption_quota: '0', currency: this.options.currency ?? 'CNY' });
    const shape = SHAPES[asked.path];
    if (!shape) return reply(404, { error_code: 'APIGW.0101', error_msg: 'unknown' });
    const offset = Number(asked.parameters['offset'] ?? 0);
    const limit = Number(asked.parameters['limit'] ?? rows.length);
    const [name, total] = shape;
    return reply(200, {
      [name]: rows.slice(offset, offset + limit),
      ...(total === null ? {} : { [total]: rows.length }),
      currency: this.options.currency ?? 'CNY',
    });
  }
}
