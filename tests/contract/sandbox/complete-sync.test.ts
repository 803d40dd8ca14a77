import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../../electron/sandbox/server';
import { PATHS, call, type Reply, type SignedCall } from './signed-client';

/** Months a planner looks at on its own: back from October until three in a row are empty; beyond the first empty one by who consumed. */
const BILLS = ['2026-08', '2026-09', '2026-10'];
const PROBED = ['2026-06', '2026-07'];
/** Those with bill lines, of which it reads the rest. */
const MONTHS = [
  { period: '2026-09', last: '2026-09-30', from: '2026-08-31T16:00:00Z', to: '2026-09-30T15:59:59Z' },
  { period: '2026-10', last: '2026-10-31', from: '2026-09-30T16:00:00Z', to: '2026-10-31T15:59:59Z' },
];

interface OrderInfo {
  readonly order_id: string;
  readonly order_type: number;
  readonly customer_id: string;
}

describe('a complete sync of the tiny world', () => {
  test('takes at most 40 requests, and every answer holds all records it announces', async () => {
    const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
    let requests = 0;
    const ask = async (asked: SignedCall): Promise<Reply> => {
      requests++;
      const reply = await call(sandbox, asked);
      expect(reply.status).toBe(200);
      const total = reply.json['count'] ?? reply.json['total_count'];
      const list = Object.values(reply.json).find((value) => Array.isArray(value));
      if (total !== undefined) expect(list).toHaveLength(total as number);
      return reply;
    };
    try {
      await ask({ method: 'POST', path: PATHS.resellers, body: { limit: 100 } });
      const customers = await ask({ method: 'POST', path: PATHS.customers, body: { limit: 100 } });
      await ask({ path: PATHS.services, query: { limit: 100 } });
      await ask({ path: PATHS.usages, query: { limit: 100 } });
      await ask({ path: PATHS.balances });
      for (const quota_type of [0, 1]) await ask({ method: 'POST', path: PATHS.quotas, body: { quota_type, limit: 100 } });
      await ask({ path: PATHS.coupons, query: { limit: 100 } });
      await ask({ path: PATHS.couponRecords, query: { limit: 100 } });
      const customer_infos = (customers.json['customer_infos'] as { customer_id: string }[]).map(({ customer_id }) => ({ customer_id }));
      await ask({ method: 'POST', path: PATHS.customerBalances, body: { customer_infos } });
      for (const cycle of PROBED) await ask({ method: 'POST', path: PATHS.consuming, body: { bill_cycle: cycle, limit: 100 } });
      for (const cycle of BILLS) {
        for (const mode of ['1', '3', '11']) await ask({ path: PATHS.lines, query: { cycle, charge_mode: mode, limit: 100 } });
      }
      for (const { period, last, from, to } of MONTHS) {
        const consuming = await ask({ method: 'POST', path: PATHS.consuming, body: { bill_cycle: period, limit: 100 } });
        for (const { customer_id } of consuming.json['sub_customers'] as { customer_id: string }[]) {
          await ask({ path: PATHS.fees, query: { bill_cycle: period, customer_id, limit: 100 } });
        }
        for (const type of ['BALANCE_TYPE_DEBIT', 'BALANCE_TYPE_CREDIT']) {
          await ask({
            path: PATHS.movements,
            query: { balance_type: type, trade_time_begin: `${period}-01`, trade_time_end: last, limit: 100 },
          });
        }
        await ask({ path: PATHS.adjusts, query: { operation_time_begin: from, operation_time_end: to, limit: 100 } });
        const orders = await ask({ path: PATHS.orders, query: { create_time_begin: from, create_time_end: to, limit: 100 } });
        for (const order of orders.json['order_infos'] as OrderInfo[]) {
          await ask({ path: `${PATHS.orderDetails}/${order.order_id}`, query: { limit: 100 } });
          if (order.order_type === 4)
            await ask({ path: PATHS.refunds, query: { order_id: order.order_id, customer_id: order.customer_id } });
        }
      }
      const counts = sandbox.stats().byOperation;
      expect([counts['ShowCustomerOrderDetails']?.requests, counts['ShowRefundOrderDetails']?.requests]).toEqual([2, 1]);
      expect(requests).toBeLessThanOrEqual(40);
      expect(sandbox.stats().requests).toBe(requests);
    } finally {
      await sandbox.close();
    }
  });
});
