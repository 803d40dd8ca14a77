import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../../electron/sandbox/dataset';
import { linesOf } from '../../../electron/sandbox/data-folder';
import { startSandbox, type Sandbox } from '../../../electron/sandbox/server';
import { writeJson } from '../../../electron/sandbox/wire';
import { generateWorld } from '../../../electron/sandbox/world/generate';
import { datasetOf } from '../../../electron/sandbox/world/rows';
import { PATHS, call, type SignedCall } from './signed-client';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sandbox-data-'));
});
afterEach(() => rm(dir, { recursive: true }));

const fromFolder = (): Promise<Sandbox> => startSandbox({ site: 'cn', size: 'tiny', rate: 'off', dataDir: dir });

describe('a folder of JSON Lines', () => {
  test('written from a world, it answers as the world does', async () => {
    const world = generateWorld('cn', 'small', 7);
    const data = datasetOf(world, '2026-11-06');
    for (const operation of OPERATIONS) await writeFile(join(dir, `${operation}.jsonl`), linesOf(data.rows[operation], writeJson));
    const generated = await startSandbox({ site: 'cn', size: 'small', seed: 7, clean: true, rate: 'off' });
    const folder = await fromFolder();
    const refund = world.orders.find((order) => order.type === 4);
    const calls: SignedCall[] = [
      { path: PATHS.lines, query: { cycle: '2026-10', charge_mode: '3', limit: 50, offset: 5 } },
      { path: PATHS.lines, query: { cycle: '2026-10', charge_mode: '1', indirect_partner_id: world.resellers[0]?.id ?? '' } },
      { path: PATHS.fees, query: { bill_cycle: '2026-09', customer_id: world.customers[0]?.id ?? '', charging_mode: 3, limit: 1000 } },
      { method: 'POST', path: PATHS.consuming, body: { bill_cycle: '2026-09', limit: 100 } },
      { method: 'POST', path: PATHS.customers, body: { limit: 100 } },
      { path: PATHS.movements, query: { balance_type: 'BALANCE_TYPE_CREDIT' } },
      { path: PATHS.adjusts, query: { limit: 100 } },
      { path: PATHS.orders, query: { limit: 100, order_type: 4 } },
      { path: `${PATHS.orderDetails}/${refund?.id ?? ''}` },
      { path: PATHS.refunds, query: { order_id: refund?.id ?? '', customer_id: refund?.customerId ?? '' } },
      { path: PATHS.balances },
    ];
    try {
      for (const asked of calls) {
        const [one, other] = [await call(generated, asked), await call(folder, asked)];
        expect(one.status).toBe(200);
        expect(other.text).toBe(one.text);
      }
    } finally {
      await Promise.all([generated.close(), folder.close()]);
    }
  });

  test('numbers keep the text they are written with', async () => {
    const line =
      '{"_cycle":"2026-10","customer_id":"c","charge_mode":"3","bill_type":"0","amount":90071992547409.93000001,"discount_amount":1.50,"debt_amount":1.5E-7}';
    await writeFile(join(dir, 'ListSubcustomerMonthlyBills.jsonl'), line + '\n\n');
    const sandbox = await fromFolder();
    try {
      const reply = await call(sandbox, { path: PATHS.lines, query: { cycle: '2026-10', charge_mode: '3' } });
      expect(reply.text).toContain('"amount":90071992547409.93000001,"discount_amount":1.50,"debt_amount":1.5E-7');
      expect(reply.text).not.toContain('_cycle');
      expect((await call(sandbox, { path: PATHS.lines, query: { cycle: '2026-09', charge_mode: '3' } })).json['count']).toBe(0);
    } finally {
      await sandbox.close();
    }
  });

  test('a broken line is named, an empty folder is no data', async () => {
    await expect(fromFolder()).rejects.toThrow(/no records found/);
    await writeFile(join(dir, 'ListSubCustomers.jsonl'), '{"customer_id":"c"}\n{"customer_id":\n');
    await expect(fromFolder()).rejects.toThrow('ListSubCustomers.jsonl, line 2: not JSON');
  });
});
