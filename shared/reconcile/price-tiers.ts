import { ONE, parseUnits, type Units } from '../money';
import type { PriceRule } from './types';

/** A factor as an exact fraction: price = base x `by` / (`per` x 10^8). `per` is positive. */
export interface Factor {
  readonly by: bigint;
  readonly per: bigint;
}

type Tiers = Extract<PriceRule['price'], { kind: 'tiers' }>;

/**
 * What tiers ask for each unit of the base, at the month's volume of all that the rule governs at one counterparty.
 *
 * `whole`: the factor of the step the volume has reached (`from` included) holds for all of it. `slices`: each slice of the volume has its own
 * step's factor, and the price of the whole is spread over its cells in proportion to their base: every cell pays the average factor, as an
 * exact fraction, so that no order of cells makes one dearer than another and refunds get back what they would have cost.
 * A month whose refunds outweigh its consumption (volume below 0), or that comes to nothing, is priced at the first step.
 */
export function tierFactor({ span, steps }: Pick<Tiers, 'span' | 'steps'>, volume: Units): Factor {
  const parsed = steps.map(({ from, factor }) => ({ from: parseUnits(from), factor: parseUnits(factor) }));
  const first = { by: parsed[0]?.factor ?? ONE, per: 1n };
  if (volume <= 0n) return first;
  const reached = parsed.filter(({ from }) => from <= volume);
  if (span === 'whole') return { by: reached.at(-1)?.factor ?? first.by, per: 1n };
  let price = 0n;
  reached.forEach(({ from, factor }, step) => {
    const end = reached[step + 1]?.from ?? volume;
    price += (end - from) * factor;
  });
  return { by: price, per: volume };
}
