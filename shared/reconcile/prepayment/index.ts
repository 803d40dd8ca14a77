import { absolute, formatUnits } from '../../money';
import { InvariantError } from '../invariant';
import { PASS_NAMES, type MatchingSummary, type PassName } from '../types';
import { classLeftovers, setAside, totalsOf } from './leftovers';
import { prepaymentPasses } from './passes';
import { prepaymentRows, type MoneyMovement } from './rows';
import { PrepaymentState } from './state';
import { sumOf } from './words';
import type { AccountChain } from '../account-chain';
import type { EngineContext } from '../context';
import type { FoundMatches } from '../match-columns';
import type { RoleOutcome } from '../cost';
import type { Period } from '../../period';

/**
 * Compares the prepayment ledgers with the movements of the partner's own accounts, movement by movement (README.md, "Prepayment"; semantics.md #44 to
 * #46). Months that no prepayment row names, or whose movements were not read, take no part.
 */
export function matchPrepayments(context: EngineContext, chain: AccountChain, readIn: (period: Period) => boolean): RoleOutcome {
  const state = new PrepaymentState(context, prepaymentRows(context, chain, readIn));
  setAside(state);
  for (const pass of prepaymentPasses) pass.run(state);
  classLeftovers(state);
  return { matches: matchesOf(state), breaks: state.breaks, summaries: state.rows.periods.map((period) => summaryOf(state, period)) };
}

function matchesOf({ context, rows, matches }: PrepaymentState): FoundMatches {
  const { codes, resellers } = context;
  const party = (of: readonly MoneyMovement[]): number => codes.code(of[0]!.party);
  const start = new Uint32Array(matches.length + 1);
  matches.forEach(({ entries }, i) => (start[i + 1] = start[i]! + entries.length));
  return {
    role: 'prepayment',
    book: rows.book,
    count: matches.length,
    keys: {
      period: Uint16Array.from(matches, ({ movements }) => context.periodIndex.get(movements[0]!.period)!),
      counterparty: Uint32Array.from(matches, ({ movements }) => party(movements)),
      customer: Uint32Array.from(matches, ({ movements }) => (resellers.has(party(movements)) ? 0 : party(movements))),
      service: new Uint32Array(matches.length),
      party: new Uint32Array(matches.length),
    },
    key: Uint32Array.from(matches, (_, i) => i),
    pass: Uint8Array.from(matches, ({ pass }) => PASS_NAMES.indexOf(pass)),
    bill: BigInt64Array.from(matches, ({ movements }) => sumOf(movements)),
    reason: Uint32Array.from(matches, (_, i) => i),
    reasons: matches.map(({ reason }) => reason),
    start,
    entry: Uint32Array.from(matches.flatMap(({ entries }) => entries.map(({ at }) => at))),
    groups: new Map(),
    movements: matches.map(({ movements }) => movements.map(({ movement }) => movement.id)),
  };
}

function summaryOf(state: PrepaymentState, period: Period): MatchingSummary {
  const { movements, ledger, rows } = totalsOf(state, period);
  const byPass: Partial<Record<PassName, number>> = {};
  let [matched, tolerated, explained, ambiguous] = [0, 0n, 0n, 0];
  for (const match of state.matches) {
    if (match.movements[0]!.period !== period) continue;
    matched += match.entries.length;
    byPass[match.pass] = (byPass[match.pass] ?? 0) + match.entries.length;
    tolerated += sumOf(match.movements) - sumOf(match.entries);
  }
  for (const item of state.breaks) {
    if (item.period === period && item.class === 'ambiguous') ambiguous++;
    if (item.difference === null) continue;
    if (item.period === period) explained += item.difference;
    if (item.otherPeriod === period) explained -= item.difference;
  }
  const residue = movements - ledger - explained - tolerated;
  if (residue !== 0n) throw new InvariantError('residue', `prepayment ${period}: ${formatUnits(absolute(residue))}`);
  const lines = state.rows.movements.filter((one) => one.period === period).length;
  return {
    role: 'prepayment',
    period,
    entries: rows,
    lines,
    matched,
    byPass,
    ambiguous,
    billTotal: movements,
    ledgerTotal: ledger,
    residue,
  };
}
