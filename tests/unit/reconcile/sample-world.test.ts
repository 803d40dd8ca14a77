import { describe, expect, it } from 'vitest';
import { answerKey } from '../../../electron/sandbox/answer-key';
import { WORLD_SIZES, type WorldSize } from '../../../electron/sandbox/world/model';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { worldInput } from './world-input';

/** Made when a test first needs it, and let go with its describe. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** What an answer key knows of a break: class, place and amounts. */
const KNOWN = [
  'role',
  'class',
  'period',
  'otherPeriod',
  'counterparty',
  'customer',
  'service',
  'ledgerAmount',
  'billAmount',
  'expectedAmount',
  'difference',
] as const;

const text = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? formatUnits(one) : one));
const sorted = (items: readonly object[]): string[] =>
  items.map((item) => text(KNOWN.map((name) => (item as Record<string, unknown>)[name] ?? null))).sort();

/** 10 seeds, 50 in the long run; of the medium world two, and ten in the long run; the large one is served on demand (sandbox/large-world.test.ts). */
const SEEDS = Array.from({ length: Math.min(50, Number(process.env['RD_SEEDS'] ?? '10')) }, (_, i) => i + 7);
const seedsOf = (size: WorldSize): number[] => (size === 'tiny' || size === 'small' ? SEEDS : SEEDS.slice(0, SEEDS.length > 10 ? 10 : 2));
const WORLDS = (['cn', 'intl'] as const).flatMap((site) =>
  WORLD_SIZES.filter((size) => size !== 'large').flatMap((size) => seedsOf(size).map((seed) => [site, size, seed] as const)),
);

describe.each(WORLDS)('the sandbox world %s %s with seed %i', { timeout: 180_000 }, (site, size, seed) => {
  const spec = { site, size, seed, clean: false };
  const run = once(() => {
    const { input, notes } = worldInput(spec);
    return { result: reconcile(input), notes };
  });

  it('gives every planted break in its place with its amounts, no other, and breaks the planted control totals alone', () => {
    const { result, notes } = run();
    expect(sorted(result.breaks)).toEqual(sorted(notes.filter((note) => note.kind === 'break')));
    const planted = notes.filter((note) => note.kind === 'total');
    const places = (of: readonly { period: string; id: string }[]): string[] =>
      [...new Set(of.map(({ period, id }) => `${period} ${id}`))].sort();
    const broken = result.totals.filter((total) => total.status === 'broken');
    expect(places(broken)).toEqual(places(planted));
    for (const total of broken) {
      const buckets = planted.filter((note) => note.id === total.id && note.period === total.period).flatMap((note) => note.buckets);
      expect(total.buckets.broken).toBe(buckets.length);
      expect(buckets.map((bucket) => text(bucket.difference))).toContain(text(total.firstDivergence!.difference));
    }
  });

  it('gives the figures of the key, month by month', () => {
    const { figures } = run().result;
    const { months } = answerKey(spec);
    const shown = figures.map(({ period, currency, consumption, refunds, adjustments, due, fundAdjustments: funds }) => ({
      ...{ period, currency, consumption: formatUnits(consumption), refunds: formatUnits(refunds) },
      ...{ adjustments: formatUnits(adjustments), due: formatUnits(due) },
      fundAdjustments:
        site === 'intl'
          ? null
          : { allocated: formatUnits(funds.allocated), reclaimed: formatUnits(funds.reclaimed), net: formatUnits(funds.net) },
    }));
    expect(shown).toEqual(months);
  });

  it('finds nothing in the clean world', () => {
    const result = reconcile(worldInput({ site, size, seed, clean: true }).input);
    expect(result.totals.filter((total) => total.status === 'broken')).toEqual([]);
    expect(result.breaks.filter((item) => item.class !== 'no-price-rule')).toEqual([]);
  });
});

describe('the International sandbox world', () => {
  it('takes its figures from the statement and needs the detail file for C1', () => {
    const result = reconcile(worldInput({ site: 'intl', size: 'small', seed: 7, clean: false }).input);
    expect(
      result.figures.every(
        (figures) => figures.source === 'statement' && figures.dueReadings.some((reading) => reading.confirmed === true),
      ),
    ).toBe(true);
    expect(result.totals.filter((total) => total.id === 'C1').map((total) => total.status)).toEqual(Array(6).fill('not-provable'));
  });
});
