import { expect } from 'vitest';
import type { WorldSpec } from '../../../electron/sandbox/world';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { worldInput } from '../../unit/reconcile/world-input';

/** What the planter says about a world against what the engine finds in it. */

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

/** How many seeds a file of tests takes: all of them in the long run, else at most `short`. The first seed is 7, as everywhere. */
export function seeds(long: number, short: number): number[] {
  const asked = Number(process.env['RD_SEEDS'] ?? '10');
  return Array.from({ length: Math.min(asked, asked > 10 ? long : short) }, (_, at) => at + 7);
}

/** A world with the files that are settled by, and what the engine finds in it. */
export function judged(spec: WorldSpec): ReturnType<typeof worldInput> & { readonly result: ReturnType<typeof reconcile> } {
  const world = worldInput(spec);
  const { notes, ...files } = world.settlement;
  return { ...world, notes: [...world.notes, ...notes], result: reconcile({ ...world.input, ...files }) };
}

/** Every planted break in its place with its amounts and no other; the planted control totals broken by the planted amounts and no other. */
export function expectPlanted({ result, notes }: Pick<ReturnType<typeof judged>, 'result' | 'notes'>): void {
  expect(sorted(result.breaks)).toEqual(sorted(notes.filter((note) => note.kind === 'break')));
  const planted = notes.filter((note) => note.kind === 'total');
  const places = (of: readonly { period: string; id: string }[]): string[] =>
    [...new Set(of.map(({ period, id }) => `${period} ${id}`))].sort();
  const broken = result.totals.filter((total) => total.status === 'broken');
  expect(places(broken)).toEqual(places(planted));
  for (const total of broken) {
    const buckets = planted.filter((note) => note.id === total.id && note.period === total.period).flatMap((note) => note.buckets);
    expect(total.buckets.broken, `${total.id} ${total.period}`).toBe(buckets.length);
    expect(buckets.map((bucket) => text(bucket.difference))).toContain(text(total.firstDivergence!.difference));
  }
}

/** The figures of the key, month by month. */
export function expectMonths({ result, months, input }: ReturnType<typeof judged>): void {
  const shown = result.figures.map(({ period, currency, consumption, refunds, adjustments, due, fundAdjustments: funds }) => ({
    ...{ period, currency, consumption: formatUnits(consumption), refunds: formatUnits(refunds) },
    ...{ adjustments: formatUnits(adjustments), due: formatUnits(due) },
    fundAdjustments:
      input.site === 'intl'
        ? null
        : { allocated: formatUnits(funds.allocated), reclaimed: formatUnits(funds.reclaimed), net: formatUnits(funds.net) },
  }));
  expect(shown).toEqual(months);
}

/** Nothing is found where nothing was planted, but for the customer whom no price rule knows. */
export function expectNothing({ result }: Pick<ReturnType<typeof judged>, 'result'>): void {
  expect(result.totals.filter((total) => total.status === 'broken')).toEqual([]);
  expect(result.breaks.filter((item) => item.class !== 'no-price-rule')).toEqual([]);
}
