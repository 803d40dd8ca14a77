import { absolute, formatUnits } from '../../money';
import { reason } from '../reasons';
import type { Pass } from './pass';

/** Same key, within the rule set's tolerance. With the default of 0 it has no effect (interfaces.md, reading 1). */
export const tolerance: Pass = {
  name: 'tolerance',
  run(state) {
    const allowed = state.context.tolerance;
    if (allowed === 0n) return;
    for (let key = 0; key < state.keys.count; key++) {
      if (state.open[key] === 0 || state.taken[key] === 1 || state.rest[key] === 0n) continue;
      const entries = state.left(key);
      const difference = state.rest[key]! - state.sumOf(entries);
      if (absolute(difference) > allowed) continue;
      const why = reason('match-tolerance', { difference: formatUnits(difference), tolerance: formatUnits(allowed) });
      state.match('tolerance', key, entries, state.rest[key]!, why);
    }
  },
};
