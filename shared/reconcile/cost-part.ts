import { sortBreaks, type SortedBreak } from './break-id';
import { CostState } from './cost-state';
import { classLeftovers } from './leftovers';
import { adjacentPeriod } from './passes/adjacent-period';
import { exact } from './passes/exact';
import { group } from './passes/group';
import { keySum } from './passes/key-sum';
import { reference } from './passes/reference';
import { tolerance } from './passes/tolerance';
import { setAside } from './set-aside';
import type { ShardContext } from './context';
import { matchColumns, sameOr, type FoundMatches } from './match-columns';
import type { Pass } from './passes/pass';
import { PASS_NAMES, type MatchColumns } from './types';

/** The whole method of cost matching, strict to loose; a row is used once. */
export const passes: readonly Pass[] = [exact, keySum, reference, tolerance, group, adjacentPeriod];

/** What one shard's bill and cost book say to each other. */
export interface CostPart {
  readonly matches: MatchColumns;
  readonly breaks: readonly SortedBreak[];
  readonly tally: CostTally;
}

/** Counts and sums by index of the run's periods. */
export interface CostTally {
  readonly entries: Uint32Array;
  readonly lines: Uint32Array;
  readonly ambiguous: Uint32Array;
  /** Entries by month and pass: `month x passes + pass`. */
  readonly byPass: Uint32Array;
  readonly billTotal: BigInt64Array;
  readonly ledgerTotal: BigInt64Array;
  /** Differences that the tolerance accepted, and those that breaks explain. */
  readonly tolerated: BigInt64Array;
  readonly explained: BigInt64Array;
}

/**
 * Compares one shard's cost entries with its bill.
 * @param before what was found there in the last run
 */
export function costPart(context: ShardContext, before: CostPart | null = null): CostPart {
  const state = new CostState(context);
  setAside(state);
  for (const pass of passes) pass.run(state);
  classLeftovers(state);
  const found = state.matches;
  return {
    matches: sameOr(before?.matches, matchColumns(context, found)),
    breaks: sortBreaks(state.breaks),
    tally: tallyOf(state, found),
  };
}

export function emptyTally(months: number): CostTally {
  return {
    entries: new Uint32Array(months),
    lines: new Uint32Array(months),
    ambiguous: new Uint32Array(months),
    byPass: new Uint32Array(months * PASS_NAMES.length),
    billTotal: new BigInt64Array(months),
    ledgerTotal: new BigInt64Array(months),
    tolerated: new BigInt64Array(months),
    explained: new BigInt64Array(months),
  };
}

/** Adds a part's tally to another. */
export function addTally(to: CostTally, part: CostTally): void {
  for (const name of ['entries', 'lines', 'ambiguous', 'byPass'] as const) {
    const [sum, own] = [to[name], part[name]];
    for (let i = 0; i < own.length; i++) sum[i] = sum[i]! + own[i]!;
  }
  for (const name of ['billTotal', 'ledgerTotal', 'tolerated', 'explained'] as const) {
    const [sum, own] = [to[name], part[name]];
    for (let i = 0; i < own.length; i++) sum[i] = sum[i]! + own[i]!;
  }
}

const TOLERANCE = PASS_NAMES.indexOf('tolerance');

function tallyOf(state: CostState, matches: FoundMatches): CostTally {
  const { context, keys, book } = state;
  const tally = emptyTally(context.periods.length);
  const { entries, lines, ambiguous, byPass, billTotal, ledgerTotal, tolerated, explained } = tally;
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
  for (let match = 0; match < matches.count; match++) {
    const from = matches.start[match]!;
    const to = matches.start[match + 1]!;
    const at = state.periodOfEntry(matches.entry[from]!);
    const slot = at * PASS_NAMES.length + matches.pass[match]!;
    byPass[slot] = byPass[slot]! + to - from;
    if (matches.pass[match] !== TOLERANCE) continue;
    tolerated[at] = tolerated[at]! + matches.bill[match]!;
    for (let i = from; i < to; i++) tolerated[at] = tolerated[at]! - state.units[matches.entry[i]!]!;
  }
  for (const item of state.breaks) {
    const at = context.periodIndex.get(item.period)!;
    if (item.class === 'ambiguous') ambiguous[at] = ambiguous[at]! + 1;
    if (item.difference === null) continue;
    explained[at] = explained[at]! + item.difference;
    const other = item.otherPeriod === null ? undefined : context.periodIndex.get(item.otherPeriod);
    if (other !== undefined) explained[other] = explained[other]! - item.difference;
  }
  return tally;
}
