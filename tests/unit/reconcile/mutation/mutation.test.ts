import { beforeAll, describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import type { BillDocument, EngineInput, EngineRun } from '../../../../shared/reconcile/types';
import { worldInput } from '../world-input';
import { Dice } from './dice';
import { expectEffect, type Mutation } from './effect';
import { MAKERS, UNCOVERED } from './figures';

const SEEDS = Array.from({ length: Math.min(50, Number(process.env['RD_SEEDS'] ?? '10')) }, (_, i) => i + 101);
/** Of each kind of figure and seed. */
const EACH = 3;

/** Months without a plant. */
const QUIET = '2026-08';

/** A world with a bill file for each month that says what the lines add up to. */
function worldWithFiles(seed: number, clean: boolean): EngineInput {
  const { input } = worldInput({ site: 'cn', size: 'small', seed, clean });
  const { bills } = input;
  const sum = (period: number, kind: number): bigint =>
    bills.amount.reduce((all, units, row) => (bills.period[row] === period && bills.kind[row] === kind ? all + units : all), 0n);
  const debt = (period: number): bigint => bills.debt.reduce((all, units, row) => (bills.period[row] === period ? all + units : all), 0n);
  const documents = input.periods.map((period, at): BillDocument => ({
    period,
    importId: `file-${period}`,
    kind: 'partner-bill',
    currency: input.currency,
    rows: 1,
    consumption: sum(at, 0) + debt(at),
    refunds: sum(at, 1),
    adjustments: sum(at, 2),
    isSource: false,
  }));
  return { ...input, documents };
}

describe.each(SEEDS)('one changed figure of the clean world %i', (seed) => {
  let input: EngineInput;
  let before: EngineRun;
  beforeAll(() => {
    input = worldWithFiles(seed, true);
    before = reconcile(input);
  });

  it('is nothing while nothing is changed', () => {
    expect(before.totals.filter((total) => total.status === 'broken')).toEqual([]);
    expect(before.breaks.filter((item) => item.class !== 'no-price-rule')).toEqual([]);
    expect(new Set(before.totals.filter((total) => total.id === 'C1').map((total) => total.status))).toEqual(new Set(['equal']));
  });

  it.each(MAKERS.map((make, at) => [make.name, make, at] as const))('%s: exactly that difference appears', (_, make, at) => {
    const dice = new Dice(seed * 1_000 + at);
    const made = Array.from({ length: EACH }, () => make(input, dice)).filter((one): one is Mutation => one !== null);
    for (const mutation of made) expectEffect(before, mutation);
  });

  it.each(UNCOVERED.map(([figure, why, change], at) => [figure, why, change, at] as const))(
    '%s is seen by nothing: %s',
    (_, __, change, at) => {
      const mutated = change(input, new Dice(seed * 1_000 + 500 + at));
      if (mutated === null) return;
      const after = reconcile(mutated);
      expect(after.breaks.map((item) => item.id)).toEqual(before.breaks.map((item) => item.id));
      const off = after.totals.filter(({ status, checks }) => status === 'broken' || checks.some((check) => check.status === 'broken'));
      expect(off.map(({ id, period }) => `${id} ${period}`)).toEqual([]);
    },
  );
});

describe.each(SEEDS)('one changed figure beside what is planted in world %i', (seed) => {
  it('adds its difference and leaves every planted one as it is', () => {
    const input = worldWithFiles(seed, false);
    const before = reconcile(input);
    expect(before.breaks.length).toBeGreaterThan(10);
    MAKERS.forEach((make, at) => {
      const dice = new Dice(seed * 2_000 + at);
      for (let tries = 0; tries < 8; tries++) {
        const mutation = make(input, dice);
        const places = [...(mutation?.effect.breaks ?? []), ...(mutation?.effect.totals ?? [])];
        if (mutation === null || places.some(({ period }) => period! >= QUIET)) continue;
        expectEffect(before, mutation);
        return;
      }
    });
  });
});
