import { describe, it } from 'vitest';
import { expectMonths, expectNothing, expectPlanted, judged, seeds } from './answers';

/** 300 customers, 18 months: 10 seeds, 50 in the long run. A clean one has next to nothing that the small ones have not: 2 of them, 10 in the long run. */
const WORLDS = (['cn', 'intl'] as const).flatMap((site) => seeds(50, 10).map((seed) => [site, seed] as const));
const CLEAN = (['cn', 'intl'] as const).flatMap((site) => seeds(10, 2).map((seed) => [site, seed] as const));

describe('the medium sandbox world', { timeout: 180_000 }, () => {
  it.each(WORLDS)('%s with seed %i gives every planted break, no other, and the figures of the key', (site, seed) => {
    const world = judged({ site, size: 'medium', seed, clean: false });
    expectPlanted(world);
    expectMonths(world);
  });

  it.each(CLEAN)('%s with seed %i gives nothing where nothing was planted', (site, seed) => {
    expectNothing(judged({ site, size: 'medium', seed, clean: true }));
  });
});
