import { describe, it } from 'vitest';
import { expectMonths, expectNothing, expectPlanted, judged } from './answers';

/** Whole large worlds: 3,000 customers, 24 months, 1.9 million fee records each. They are dealt to two files, so that two workers share them. */
export function largeWorlds(
  name: string,
  seeds: readonly number[],
  more: readonly { site: 'cn' | 'intl'; seed: number; clean: boolean }[],
): void {
  describe(name, { timeout: 900_000 }, () => {
    it.each(seeds)('cn with seed %i gives every planted break, no other, and the figures of the key', (seed) => {
      const world = judged({ site: 'cn', size: 'large', seed, clean: false });
      expectPlanted(world);
      expectMonths(world);
    });

    it.each(more)('$site with seed $seed, clean: $clean', ({ site, seed, clean }) => {
      const world = judged({ site, size: 'large', seed, clean });
      if (clean) expectNothing(world);
      else expectPlanted(world);
      expectMonths(world);
    });
  });
}
