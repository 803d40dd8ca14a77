import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { expectMonths, expectNothing, expectPlanted, judged, seeds } from '../../reference/worlds/answers';
import { worldInput } from './world-input';

/** 10 seeds, 50 in the long run. Larger worlds are in reference/worlds. */
const WORLDS = (['cn', 'intl'] as const).flatMap((site) =>
  (['tiny', 'small'] as const).flatMap((size) => seeds(50, 10).map((seed) => [site, size, seed] as const)),
);

describe.each(WORLDS)('the sandbox world %s %s with seed %i', { timeout: 60_000 }, (site, size, seed) => {
  it('gives every planted break in its place with its amounts, no other, and breaks the planted control totals alone', () => {
    const world = judged({ site, size, seed, clean: false });
    expectPlanted(world);
    expectMonths(world);
  });

  it('finds nothing in the clean world', () => {
    expectNothing(judged({ site, size, seed, clean: true }));
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
