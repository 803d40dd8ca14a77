import { addTally, costPart, emptyTally, type CostPart, type CostTally } from './cost-part';
import { InvariantError } from './invariant';
import type { FoundMatches } from './match-columns';
import type { BreakDraft, SortedBreak } from './break-id';
import type { EngineContext } from './context';
import { PASS_NAMES, type MatchColumns, type MatchingSummary, type PassName } from './types';

export { passes } from './cost-part';

export interface RoleOutcome {
  readonly matches: FoundMatches;
  readonly breaks: readonly BreakDraft[];
  readonly summaries: readonly MatchingSummary[];
}

export interface CostOutcome {
  /** By shard, as the breaks. */
  readonly matches: readonly MatchColumns[];
  readonly breaks: readonly (readonly SortedBreak[])[];
  readonly summaries: readonly MatchingSummary[];
}

/** Compares the cost ledger with the bill, shard by shard. Months that no cost entry names take no part. */
export function matchCost(context: EngineContext): CostOutcome {
  const parts = context.shards.map((shard, number) => (shard.cost ??= costPart(context.shardContext(number))));
  return { matches: parts.map(({ matches }) => matches), breaks: parts.map(({ breaks }) => breaks), summaries: summarise(context, parts) };
}

function summarise(context: EngineContext, parts: readonly CostPart[]): MatchingSummary[] {
  const sums: CostTally = emptyTally(context.periods.length);
  for (const { tally } of parts) addTally(sums, tally);
  const summaries: MatchingSummary[] = [];
  context.input.periods.forEach((period, at) => {
    if (context.months.takesPart[at] !== 1) return;
    const [billTotal, ledgerTotal] = [sums.billTotal[at]!, sums.ledgerTotal[at]!];
    const residue = billTotal - ledgerTotal - sums.explained[at]! - sums.tolerated[at]!;
    if (residue !== 0n) throw new InvariantError('residue', `cost ${period}: ${residue}`);
    const byPass: Partial<Record<PassName, number>> = {};
    let matched = 0;
    PASS_NAMES.forEach((pass, number) => {
      const count = sums.byPass[at * PASS_NAMES.length + number]!;
      if (count > 0) byPass[pass] = count;
      matched += count;
    });
    summaries.push({
      role: 'cost',
      period,
      entries: sums.entries[at]!,
      lines: sums.lines[at]!,
      matched,
      byPass,
      ambiguous: sums.ambiguous[at]!,
      billTotal,
      ledgerTotal,
      residue,
    });
  });
  return summaries;
}
