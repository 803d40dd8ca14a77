import { beforeAll, describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import type { EngineInput, EngineRun } from '../../../../shared/reconcile/types';
import { worldInput } from '../world-input';
import { CHECK_MAKERS, withAnswers } from './checks';
import { Dice } from './dice';
import { expectEffect, type Mutation } from './effect';
import { MONEY_MAKERS, withMoney } from './money';

const SEEDS = Array.from({ length: Math.min(50, Number(process.env['RD_SEEDS'] ?? '10')) }, (_, i) => i + 301);
const EACH = 3;

describe.each(SEEDS)('one changed figure of the sources beside bills, clean world %i', (seed) => {
  let input: EngineInput;
  let before: EngineRun;
  beforeAll(() => {
    input = withMoney(worldInput({ site: 'cn', size: 'small', seed, clean: true }).input);
    before = reconcile(input);
  });

  it('is nothing while nothing is changed', () => {
    expect(before.breaks.filter((item) => item.class !== 'no-price-rule')).toEqual([]);
    const statuses = (id: string): string[] => [...new Set(before.totals.filter((total) => total.id === id).map(({ status }) => status))];
    expect([statuses('C4'), statuses('C8')]).toEqual([['equal'], ['equal']]);
    // Months without incentive have nothing to be proved.
    expect(statuses('C9').sort()).toEqual(['equal', 'not-provable']);
    expect(before.totals.findLast(({ id }) => id === 'C5')!.status).toBe('equal');
    expect(before.matching.filter(({ role }) => role === 'prepayment').every(({ entries, matched }) => entries === matched)).toBe(true);
  });

  it.each(MONEY_MAKERS.map((make, at) => [make.name, make, at] as const))('%s: exactly that difference appears', (_, make, at) => {
    const dice = new Dice(seed * 1_000 + at);
    const made = Array.from({ length: EACH }, () => make(input, dice)).filter((one): one is Mutation => one !== null);
    expect(made).not.toEqual([]);
    for (const mutation of made) expectEffect(before, mutation);
  });
});

describe.each(SEEDS)('one changed figure that a single identity covers, clean world %i', (seed) => {
  let input: EngineInput;
  let before: EngineRun;
  beforeAll(() => {
    input = withAnswers(withMoney(worldInput({ site: 'cn', size: 'small', seed, clean: true }).input));
    before = reconcile(input);
  });

  it('is nothing while nothing is changed', () => {
    expect(before.breaks.filter((item) => item.class !== 'no-price-rule')).toEqual([]);
    expect(before.totals.filter(({ status, checks }) => status === 'broken' || checks.some((check) => check.status === 'broken'))).toEqual(
      [],
    );
  });

  it.each(CHECK_MAKERS.map(([figure, make], at) => [figure, make, at] as const))(
    '%s: exactly that identity no longer holds',
    (_, make, at) => {
      const dice = new Dice(seed * 1_000 + 700 + at);
      const made = Array.from({ length: EACH }, () => make(input, dice)).filter((one): one is Mutation => one !== null);
      expect(made).not.toEqual([]);
      for (const mutation of made) expectEffect(before, mutation);
    },
  );
});
