import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { worldInput } from './world-input';

/** Only what an answer key knows of a break. */
const shown = (item: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(['role', 'class', 'period', 'otherPeriod', 'counterparty', 'ledgerAmount', 'billAmount', 'expectedAmount', 'difference'].map((key) => [key, item[key] ?? null]));
const sorted = (items: Record<string, unknown>[]): string[] => items.map((item) => JSON.stringify(item, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))).sort();

/** 10 seeds, 50 in the long run. */
const SEEDS = Array.from({ length: Math.min(50, Number(process.env['RD_SEEDS'] ?? '10')) }, (_, i) => i + 7);

describe.each([...SEEDS.map((seed) => ['small', seed] as const), ['tiny', 7] as const])('the sandbox world %s with seed %i', (size, seed) => {
  it('gives every planted break with its amounts and no other', () => {
    const { input, notes } = worldInput({ site: 'cn', size, seed, clean: false });
    const result = reconcile(input);
    const planted = notes.filter((note) => note.kind === 'break');
    expect(sorted(result.breaks.map((item) => shown({ ...item })))).toEqual(sorted(planted.map((note) => shown({ ...note }))));
  });

  it('breaks exactly the control totals that were planted', () => {
    const { input, notes } = worldInput({ site: 'cn', size, seed, clean: false });
    const broken = reconcile(input).totals.filter((total) => total.status === 'broken');
    const planted = new Set(notes.filter((note) => note.kind === 'total').map((note) => `${note.period} ${note.id}`));
    expect(broken.map((total) => `${total.period} ${total.id}`).sort()).toEqual([...planted].sort());
  });

  it('finds nothing in the clean world', () => {
    const result = reconcile(worldInput({ site: 'cn', size, seed, clean: true }).input);
    expect(result.totals.filter((total) => total.status === 'broken')).toEqual([]);
    expect(result.breaks.filter((item) => item.class !== 'no-price-rule')).toEqual([]);
  });
});

describe('the International sandbox world', () => {
  it('takes its figures from the statement and needs the detail file for C1', () => {
    const result = reconcile(worldInput({ site: 'intl', size: 'small', seed: 7, clean: false }).input);
    expect(result.figures.every((figures) => figures.source === 'statement' && figures.dueReadings.some((reading) => reading.confirmed === true))).toBe(true);
    expect(result.totals.filter((total) => total.id === 'C1').map((total) => total.status)).toEqual(Array(6).fill('not-provable'));
  });
});
