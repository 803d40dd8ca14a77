import { reason } from '../reasons';
import type { CostState } from '../cost-state';
import type { Pass } from './pass';

/** All entries a key has left add up exactly to what its cell has left: one figure booked in several rows, or rows that cancel out. */
export const keySum: Pass = {
  name: 'key-sum',
  run(state) {
    for (let key = 0; key < state.keys.count; key++) if (state.open[key] !== 0) matchKeySum(state, key);
  },
};

/** True when the key's remaining entries were matched. */
export function matchKeySum(state: CostState, key: number): boolean {
  if (state.taken[key] === 1 || !state.isJudged(key)) return false;
  const entries = state.left(key);
  if (entries.length === 0 || state.sumOf(entries) !== state.rest[key]) return false;
  state.match('key-sum', key, entries, state.rest[key]!, reason('match-key-sum', { count: String(entries.length) }));
  return true;
}
