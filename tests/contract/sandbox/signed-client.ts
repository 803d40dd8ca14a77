import { createHash, createHmac } from 'node:crypto';
import { request as send } from 'node:http';

/** A small signing client of the tests' own, so that the sandbox's verifier is never checked against itself. */

export interface SignedCall {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Leave these names out of SignedHeaders. */
  readonly unsigned?: readonly string[];
  /** Clock of the caller. */
  readonly now?: Date;
  /** Sent instead of the body that was signed. */
  readonly bodySent?: string;
  readonly sk?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => '%' + c.charCodeAt(0).toString(16).toUpperCase());
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Signs and sends one call; rejects when the connection breaks or the answer is not JSON. */
export function call(target: { url: string; ak: string; sk: string }, asked: SignedCall): Promise<Reply> {
  const method = asked.method ?? 'GET';
  const address = new URL(target.url);
  const body = asked.body === undefined ? '' : JSON.stringify(asked.body);
  const date = (asked.now ?? new Date()).toISOString().replace(/[-:]/g, '').slice(0, 15) + 'Z';
  const query = Object.entries(asked.query ?? {})
    .map(([name, value]) => [name, String(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
  const headers: Record<string, string> = { host: address.host, 'x-sdk-date': date, ...asked.headers };
  if (body !== '') headers['content-type'] = 'application/json';
  const names = Object.keys(headers)
    .map((name) => name.toLowerCase())
    .filter((name) => !(asked.unsigned ?? []).includes(name))
    .sort();
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const block = names.map((name) => `${name}:${lower.get(name) ?? ''}\n`).join('');
  const canonical = [method, asked.path + '/', query, block, names.join(';'), lower.get('x-sdk-content-sha256') ?? sha(body)].join('\n');
  const signature = createHmac('sha256', asked.sk ?? target.sk)
    .update(`SDK-HMAC-SHA256\n${date}\n${sha(canonical)}`)
    .digest('hex');
  headers['authorization'] = `SDK-HMAC-SHA256 Access=${target.ak}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return new Promise((done, fail) => {
    const outgoing = send(
      { host: address.hostname, port: address.port, method, path: asked.path + (query === '' ? '' : '?' + query), headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          try {
            const json = JSON.parse(text) as Record<string, unknown>;
            done({ status: response.statusCode ?? 0, headers: response.headers, text, json });
          } catch (error) {
            fail(error);
          }
        });
      },
    );
    outgoing.on('error', fail);
    outgoing.end(asked.bodySent ?? body);
  });
}

export const PATHS = {
  lines: '/v2/bills/partner-bills/subcustomer-bills/monthly-sum',
  fees: '/v2/bills/subcustomer-bills/res-fee-records',
  consuming: '/v2/bills/subcustomer-bills/res-fee-records/sub-customers/query',
  statement: '/v2/bills/partner-bills/postpaid-bill-summary',
  customers: '/v2/partners/sub-customers/query',
  resellers: '/v2/partners/indirect-partners/query',
  services: '/v2/products/service-types',
  usages: '/v2/products/usage-types',
  quotas: '/v2/partners/coupon-quotas/query',
  issuedQuotas: '/v2/partners/issued-coupon-quotas',
  quotaRecords: '/v2/partners/coupon-quotas/records',
  coupons: '/v2/promotions/benefits/partner-coupons',
  couponRecords: '/v2/promotions/benefits/partner-coupons/records/query',
  customerBalances: '/v2/accounts/customer-accounts/balances/batch-query',
  consumptionQuota: '/v2/partners/credit/consumption-quota',
  balances: '/v2/accounts/partner-accounts/balances',
  movements: '/v2/accounts/partner-accounts/account-change-records',
  adjusts: '/v3/accounts/partner-accounts/adjust-records',
  orders: '/v2/orders/customer-orders',
  orderDetails: '/v2/orders/customer-orders/details',
  refunds: '/v2/orders/customer-orders/refund-orders',
} as const;
