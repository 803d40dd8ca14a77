import { CostState } from './cost-state';
import { InvariantError } from './invariant';
import { classLeftovers } from './leftovers';
import { adjacentPeriod } from './passes/adjacent-period';
import { exact } from './passes/exact';
import { keySum } from './passes/key-sum';
import { reference } from './passes/reference';
import { tolerance } from './passes/tolerance';
import { setAside } from './set-aside';
import type { BreakDraft, MatchDraft } from './break-id';
import type { EngineContext } from './context';
import type { Pass } from './passes/pass';
import type { MatchingSummary, PassName } from './types';

/** The whole method of cost matching, strict to loose; a row is used once. */
export const passes: readonly Pass[] = [exact, keySum, reference, tolerance, adjacentPeriod];

export interface RoleOutcome {
  readonly matches: readonly MatchDraft[];
  readonly breaks: readonly BreakDraft[];
  readonly summaries: readonly MatchingSummary[];
}

/** Compares the cost ledger with the bill. Months that no cost entry names take no part. */
export function matchCost(context: EngineContext): RoleOutcome {
  const state = new CostState(context);
  setAside(state);
  for (const pass of passes) pass.run(state);
  classLeftovers(state);
  return { matches: state.matches, breaks: state.breaks, summaries: summarise(state) };
}

function summarise(state: CostState): MatchingSummary[] {
  const { context } = state;
  const count = context.input.periods.length;
  const tallies = context.input.periods.map(() => ({
    entries: 0,
    lines: 0,
    matched: 0,
    ambiguous: 0,
    billTotal: 0n,
    ledgerTotal: 0n,
    tolerated: 0n,
    explained: 0n,
    byPass: {} as Partial<Record<PassName, number>>,
  }));
  state.entries.forEach((entry, index) => {
    const tally = tallies[context.periodIndex.get(entry.period)!];
    if (!tally) return;
    tally.entries++;
    if (entry.currency === context.input.currency) tally.ledgerTotal += state.units[index]!;
  });
  for (let key = 0; key < state.keys.size; key++) {
    const tally = tallies[state.keys.a[key]!];
    if (!tally || state.bill[key] === 0n) continue;
    tally.lines++;
    if (state.taken[key] === 0) tally.billTotal += state.bill[key]!;
  }
  for (const match of state.matchedEntries) {
    const tally = tallies[match.period]!;
    tally.matched += match.entries;
    tally.byPass[match.pass] = (tally.byPass[match.pass] ?? 0) + match.entries;
    tally.tolerated += match.tolerated;
  }
  for (const item of state.breaks) {
    const tally = tallies[context.periodIndex.get(item.period)!];
    if (tally && item.class === 'ambiguous') tally.ambiguous++;
    if (item.difference === null) continue;
    if (tally) tally.explained += item.difference;
    const other = item.otherPeriod === null ? undefined : tallies[context.periodIndex.get(item.otherPeriod)!];
    if (other) other.explained -= item.difference;
  }
  const summaries: MatchingSummary[] = [];
  for (let period = 0; period < count; period++) {
    if (state.takesPart[period] !== 1) continue;
    const { explained, tolerated, ...tally } = tallies[period]!;
    const residue = tally.billTotal - tally.ledgerTotal - explained - tolerated;
    if (residue !== 0n) throw new InvariantError('residue', `cost ${context.periods[period]!}: ${residue}`);
    summaries.push({ role: 'cost', period: context.periods[period]!, ...tally, residue });
  }
  return summaries;
}
