import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../../electron/sandbox/server';
import { PATHS, call, type Reply, type SignedCall } from './signed-client';

/** Months a planner asks for on its own: back from September and October until three in a row are empty. */
const MONTHS = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];

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
      for (const cycle of MONTHS) {
        for (const mode of ['1', '3', '11']) await ask({ path: PATHS.lines, query: { cycle, charge_mode: mode, limit: 100 } });
        const consuming = await ask({ method: 'POST', path: PATHS.consuming, body: { bill_cycle: cycle, limit: 100 } });
        for (const { customer_id } of consuming.json['sub_customers'] as { customer_id: string }[]) {
          await ask({ path: PATHS.fees, query: { bill_cycle: cycle, customer_id, limit: 100 } });
        }
      }
      await ask({ method: 'POST', path: PATHS.customers, body: { limit: 100 } });
      await ask({ method: 'POST', path: PATHS.resellers, body: { limit: 100 } });
      await ask({ path: PATHS.services, query: { limit: 100 } });
      await ask({ path: PATHS.usages, query: { limit: 100 } });
      await ask({ path: PATHS.balances });
      for (const type of ['BALANCE_TYPE_DEBIT', 'BALANCE_TYPE_CREDIT'])
        await ask({ path: PATHS.movements, query: { balance_type: type, limit: 100 } });
      await ask({ path: PATHS.adjusts, query: { limit: 100 } });
      const orders = await ask({ path: PATHS.orders, query: { limit: 100 } });
      for (const order of orders.json['order_infos'] as OrderInfo[]) {
        await ask({ path: `${PATHS.orderDetails}/${order.order_id}`, query: { limit: 100 } });
        if (order.order_type === 4) await ask({ path: PATHS.refunds, query: { order_id: order.order_id, customer_id: order.customer_id } });
      }
      expect(requests).toBeLessThanOrEqual(40);
      expect(sandbox.stats().requests).toBe(requests);
    } finally {
      await sandbox.close();
    }
  });
});
