import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { worldInput } from '../world-input';
import type { EngineInput, TotalCheck } from '../../../../shared/reconcile/types';

const SEEDS = Array.from({ length: Math.min(20, Number(process.env['RD_SEEDS'] ?? '4')) }, (_, i) => i + 1);
const checks32 = (input: EngineInput): TotalCheck[] =>
  reconcile(input).totals.flatMap((total) => (total.id === 'C4' ? total.checks.filter(({ identity }) => identity === '32') : []));

describe.each(SEEDS)('customers’ balances of a world %i (#32)', (seed) => {
  it.each([true, false])('hold, and break where one answer is off by more than all bills together (clean: %s)', (clean) => {
    const { input } = worldInput({ site: 'cn', size: 'small', seed, clean });
    const [held] = checks32(input);
    expect(held).toMatchObject({ status: 'within', broken: 0 });
    expect(held!.tested).toBeGreaterThan(10);
    const answers = input.balances!.filter(({ customer, reseller }) => customer !== null && reseller === null);
    const last = answers.findLast((one) => answers.some((other) => other.customer === one.customer && other.at < one.at))!;
    const spent = input.bills.amount.reduce((sum, units) => sum + (units > 0n ? units : 0n), 1n);
    for (const by of [spent, -spent]) {
      const balances = input.balances!.map((one) => (one === last ? { ...one, amount: one.amount + by } : one));
      expect(checks32({ ...input, balances })[0]).toMatchObject({ status: 'broken', broken: 1 });
    }
  });
});
