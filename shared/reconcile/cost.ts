import { CostState } from './cost-state';
import { InvariantError } from './invariant';
import { classLeftovers } from './leftovers';
import { adjacentPeriod } from './passes/adjacent-period';
import { exact } from './passes/exact';
import { group } from './passes/group';
import { keySum } from './passes/key-sum';
import { reference } from './passes/reference';
import { tolerance } from './passes/tolerance';
import { setAside } from './set-aside';
import type { BreakDraft } from './break-id';
import type { EngineContext } from './context';
import type { FoundMatches } from './match-columns';
import type { Pass } from './passes/pass';
import { PASS_NAMES, type MatchingSummary, type PassName } from './types';

/** The whole method of cost matching, strict to loose; a row is used once. */
export const passes: readonly Pass[] = [exact, keySum, reference, tolerance, group, adjacentPeriod];

export interface RoleOutcome {
  readonly matches: FoundMatches;
  readonly breaks: readonly BreakDraft[];
  readonly summaries: readonly MatchingSummary[];
}

/** Compares the cost ledger with the bill. Months that no cost entry names take no part. */
export function matchCost(context: EngineContext): RoleOutcome {
  const state = new CostState(context);
  setAside(state);
  for (const pass of passes) pass.run(state);
  classLeftovers(state);
  const { matches } = state;
  return { matches, breaks: state.breaks, summaries: summarise(state, matches) };
}

const TOLERANCE = PASS_NAMES.indexOf('tolerance');

function summarise(state: CostState, matches: FoundMatches): MatchingSummary[] {
  const { context, keys, book } = state;
  const months = context.periods.length;
  const entries = new Uint32Array(months);
  const lines = new Uint32Array(months);
  const matched = new Uint32Array(months);
  const ambiguous = new Uint32Array(months);
  const billTotal = new BigInt64Array(months);
  const ledgerTotal = new BigInt64Array(months);
  const tolerated = new BigInt64Array(months);
  const explained = new BigInt64Array(months);
  const byPass: Partial<Record<PassName, number>>[] = context.periods.map(() => ({}));
  const currency = context.codes.code(context.input.currency);
  for (let entry = 0; entry < book.rows; entry++) {
    const at = state.periodOfEntry(entry);
    entries[at] = entries[at]! + 1;
    if (book.currency[entry] === currency) ledgerTotal[at] = ledgerTotal[at]! + state.units[entry]!;
  }
  for (let key = 0; key < keys.count; key++) {
    if (keys.bill[key] === 0n) continue;
    const at = keys.period[key]!;
    lines[at] = lines[at]! + 1;
    if (state.taken[key] === 0) billTotal[at] = billTotal[at]! + keys.bill[key]!;
  }
  const passCounts = new Uint32Array(months * PASS_NAMES.length);
  for (let match = 0; match < matches.count; match++) {
    const from = matches.start[match]!;
    const to = matches.start[match + 1]!;
    const at = state.periodOfEntry(matches.entry[from]!);
    const slot = at * PASS_NAMES.length + matches.pass[match]!;
    passCounts[slot] = passCounts[slot]! + to - from;
    if (matches.pass[match] !== TOLERANCE) continue;
    tolerated[at] = tolerated[at]! + matches.bill[match]!;
    for (let i = from; i < to; i++) tolerated[at] = tolerated[at]! - state.units[matches.entry[i]!]!;
  }
  passCounts.forEach((count, slot) => {
    if (count === 0) return;
    const at = Math.floor(slot / PASS_NAMES.length);
    byPass[at]![PASS_NAMES[slot % PASS_NAMES.length]!] = count;
    matched[at] = matched[at]! + count;
  });
  for (const item of state.breaks) {
    const at = context.periodIndex.get(item.period)!;
    if (item.class === 'ambiguous') ambiguous[at] = ambiguous[at]! + 1;
    if (item.difference === null) continue;
    explained[at] = explained[at]! + item.difference;
    const other = item.otherPeriod === null ? undefined : context.periodIndex.get(item.otherPeriod);
    if (other !== undefined) explained[other] = explained[other]! - item.difference;
  }
  const summaries: MatchingSummary[] = [];
  context.input.periods.forEach((period, at) => {
    if (keys.takesPart[at] !== 1) return;
    const residue = billTotal[at]! - ledgerTotal[at]! - explained[at]! - tolerated[at]!;
    if (residue !== 0n) throw new InvariantError('residue', `cost ${period}: ${residue}`);
    summaries.push({
      role: 'cost',
      period,
      entries: entries[at]!,
      lines: lines[at]!,
      matched: matched[at]!,
      byPass: byPass[at]!,
      ambiguous: ambiguous[at]!,
      billTotal: billTotal[at]!,
      ledgerTotal: ledgerTotal[at]!,
      residue,
    });
  });
  return summaries;
}
