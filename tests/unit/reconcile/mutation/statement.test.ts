import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import type { BillDocument, EngineInput, Statement } from '../../../../shared/reconcile/types';
import { worldInput } from '../world-input';
import { Dice } from './dice';
import { expectEffect } from './effect';

/** 10 seeds, 50 in the long run. */
const SEEDS = Array.from({ length: Math.min(50, Number(process.env['RD_SEEDS'] ?? '10')) }, (_, i) => i + 201);
const KINDS = ['consumption', 'refunds', 'adjustments'] as const;

/** The International site with a detail file for each month, to the eighth decimal what the statement rounds. */
function withDetailFiles(seed: number): EngineInput {
  const { input } = worldInput({ site: 'intl', size: 'tiny', seed, clean: true });
  const documents = input.statements.map(({ period, consumption, refunds, adjustments }): BillDocument => ({
    period,
    importId: `file-${period}`,
    kind: 'partner-bill',
    currency: input.currency,
    rows: 1,
    consumption: consumption + 123_456n,
    refunds,
    adjustments: adjustments - 99_999n,
    isSource: false,
  }));
  return { ...input, documents };
}

describe.each(SEEDS)('one changed figure of the International world %i', (seed) => {
  const input = withDetailFiles(seed);
  const before = reconcile(input);
  const dice = new Dice(seed);
  const statement = dice.one(input.statements)!;
  const { period } = statement;
  const by = dice.amount();
  const withStatement = (change: Partial<Statement>): EngineInput => ({
    ...input,
    statements: input.statements.map((one) => (one === statement ? { ...one, ...change } : one)),
  });
  const file = input.documents.find((one) => one.period === period)!;

  it('holds while nothing is changed', () => {
    expect(before.totals.filter((total) => total.id === 'C1').map((total) => total.status)).not.toContain('broken');
    expect(before.totals.filter((total) => total.id === 'C1').map((total) => total.status)).not.toContain('not-provable');
  });

  it.each(KINDS)('statement, %s', (kind) => {
    const total = {
      id: 'C1',
      period,
      difference: statement[kind] + by - file[kind],
      bucket: { kind: String(KINDS.indexOf(kind)) },
    } as const;
    expectEffect(before, { figure: kind, input: withStatement({ [kind]: statement[kind] + by }), effect: { totals: [total] } });
  });

  it.each(KINDS)('detail file, %s', (kind) => {
    const documents = input.documents.map((one) => (one === file ? { ...one, [kind]: one[kind] + by } : one));
    const total = {
      id: 'C1',
      period,
      difference: statement[kind] - file[kind] - by,
      bucket: { kind: String(KINDS.indexOf(kind)) },
    } as const;
    expectEffect(before, { figure: kind, input: { ...input, documents }, effect: { totals: [total] } });
  });

  it('amount due: no reading of it holds any more', () => {
    const exact = KINDS.reduce((sum, kind) => sum + file[kind], 0n);
    const total = { id: 'C1', period, difference: statement.due + by - exact, bucket: { kind: 'due' } } as const;
    expectEffect(before, { figure: 'due', input: withStatement({ due: statement.due + by }), effect: { totals: [total] } });
  });
});
