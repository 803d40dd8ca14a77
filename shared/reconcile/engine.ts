import { byCodeUnit } from '../digest';
import { accountBreaks, followAccounts, movementsRead } from './account-chain';
import { rollAccounts } from './account-roll';
import { joinBreaks, sortBreaks, sortedParts } from './break-id';
import { engineContext } from './context';
import { matchCost } from './cost';
import { costPart } from './cost-part';
import { figuresOf } from './figures';
import { marginRows } from './margin';
import { matchColumns, matchesOf, sameOr } from './match-columns';
import { refundCredits } from './refund-credit';
import { traceRefunds } from './refund-trace';
import { matchPrepayments } from './prepayment';
import { matchRevenue } from './revenue';
import { rulesDigest } from './rules-digest';
import { c1 } from './totals/c1';
import { c2 } from './totals/c2';
import { c2Part } from './totals/c2-part';
import { c3 } from './totals/c3';
import { c4 } from './totals/c4';
import { c5 } from './totals/c5';
import { c6 } from './totals/c6';
import { c7 } from './totals/c7';
import { c8 } from './totals/c8';
import { c9 } from './totals/c9';
import { withPlace } from './totals/place';
import type { RunMemory } from './run-memory';
import type { EngineInput, EngineRun, Match } from './types';

export { passes } from './cost';

/**
 * The International site has no interface for bill lines: until its detail file is there, no customer's bill is known, so nothing can be
 * missing in it and ledgers wait unmatched (C1 says what to import).
 */
function withMatchableEntries(input: EngineInput): EngineInput {
  return input.site === 'intl' && input.bills.rows === 0 ? { ...input, entries: [], ledger: undefined } : input;
}

/**
 * Reconciles everything at once: figures, control totals, cost and revenue ledgers, refunds and account, for every synced month. Pure and
 * deterministic: the same rows and rules in any order give the same result, sorted by code unit.
 * @param memory of the last run, to be changed: what did not change since is not worked out again; the result is the same without it
 * @throws InvariantError when the engine contradicts itself: a residue, a row used twice, sums past 64 bits
 */
export function reconcile(input: EngineInput, memory?: RunMemory): EngineRun {
  const context = engineContext(withMatchableEntries(input), memory, (shard, own, before) => {
    shard.cost = costPart(own, before?.cost);
    shard.c2 = c2Part(own);
  });
  const figures = figuresOf(context);
  const cost = matchCost(context);
  const revenue = matchRevenue(context);
  const refunds = traceRefunds(context, refundCredits(context, { groups: revenue.groups.groups, breaks: revenue.breaks }));
  const account = followAccounts(context);
  const readIn = movementsRead(context);
  const accounts = rollAccounts(context, account, readIn);
  const prepayment = matchPrepayments(context, account, readIn);
  const coupons = c5(context);
  const totals = [
    ...c1(context, figures),
    ...c2(context),
    ...c3(context, refunds),
    ...c4(context, account, accounts, readIn),
    ...coupons.totals,
    ...c6(context),
    ...c7(context),
    ...c8(context, figures),
    ...c9(context),
  ];
  const others = [revenue.matches, prepayment.matches].map((found) => matchColumns(context, found));
  context.memory.others = others.map((columns, at) => sameOr(context.memory.others[at], columns));
  const columns = [...cost.matches, ...context.memory.others];
  const otherBreaks = [...revenue.breaks, ...prepayment.breaks, ...refunds.breaks, ...accountBreaks(context, account, readIn)];
  context.memory.breaks = sortedParts([...cost.breaks, sortBreaks(otherBreaks)], context.memory.breaks);
  let records: readonly Match[] | null = null;
  return {
    rulesDigest: rulesDigest(input.ruleSet, input.priceRules),
    figures,
    totals: totals.map((total) => withPlace(context, total)).sort((a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.id, b.id)),
    matching: [...cost.summaries, ...revenue.summaries, ...prepayment.summaries].sort(
      (a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.role, b.role),
    ),
    matchColumns: columns,
    get matches() {
      return (records ??= matchesOf(columns));
    },
    breaks: joinBreaks(context.memory.breaks),
    margin: marginRows(context, revenue.groups),
    refundTrace: refunds.trace.filter((row) => input.periods.includes(row.period)),
    accounts,
    coupons: coupons.rolls,
  };
}
