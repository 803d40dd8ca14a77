import { addTally, costPart, emptyTally, type CostPart, type CostTally } from './cost-part';
import { InvariantError } from './invariant';
import { joinMatches, matchColumns, sameMatches, type FoundMatches } from './match-columns';
import { sameList } from './changes';
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
  readonly matches: MatchColumns;
  /** By shard. */
  readonly breaks: readonly (readonly SortedBreak[])[];
  readonly summaries: readonly MatchingSummary[];
}

/** Compares the cost ledger with the bill, shard by shard. Months that no cost entry names take no part. */
export function matchCost(context: EngineContext): CostOutcome {
  const parts = context.shards.map((shard, number) => (shard.cost ??= costPart(context.shardContext(number))));
  return { matches: matchesOf(context, parts), breaks: parts.map(({ breaks }) => breaks), summaries: summarise(context, parts) };
}

/** The parts' matches as one; the very columns of the last run where every part found the same again. */
function matchesOf(context: EngineContext, parts: readonly CostPart[]): MatchColumns {
  const { memory, book } = context;
  const found = parts.map(({ matches }) => matches);
  const last = memory.matches;
  const imports = last !== null && sameList(last.columns.imports, book.columns.imports);
  if (imports && last.parts.length === found.length && found.every((one, i) => sameMatches(one, last.parts[i]!))) return last.columns;
  const columns = matchColumns(
    context,
    joinMatches(found, book.columns, found.length === 1 ? [] : found.map((_, shard) => book.rowsOf(shard))),
  );
  memory.matches = { parts: found, columns };
  return columns;
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
