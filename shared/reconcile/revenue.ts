import { byCodeUnit } from '../digest';
import { absolute, formatUnits, type Units } from '../money';
import { InvariantError } from './invariant';
import { reason, SERVICES_MARK, type ReasonKey } from './reasons';
import { revenueGroups, type BookEntry, type RevenueGroup, type RevenueGroups } from './revenue-groups';
import type { BreakDraft } from './break-id';
import type { FoundMatches } from './match-columns';
import type { EngineContext } from './context';
import type { RoleOutcome } from './cost';
import { PASS_NAMES, type BreakClass, type LedgerEntry, type MatchingSummary, type Reason, type RowRef } from './types';

export interface RevenueOutcome extends RoleOutcome {
  readonly groups: RevenueGroups;
}

/**
 * Compares the revenue ledger with the expected prices, found by counterparty and period, never by amount (README.md, "Revenue";
 * semantics.md #54). Months that no revenue entry names take no part.
 */
export function matchRevenue(context: EngineContext): RevenueOutcome {
  const grouped = revenueGroups(context);
  const matches: GroupMatch[] = [];
  const breaks: BreakDraft[] = grouped.unknown.filter((entry) => entry.units !== 0n).map((entry) => unknownCustomer(context, entry));
  const tallies = context.input.periods.map(() => ({ entries: 0, lines: 0, matched: 0, ambiguous: 0, expected: 0n, ledger: 0n }));
  for (const entry of grouped.unknown) {
    const tally = tallies[context.periodIndex.get(entry.period)!]!;
    tally.entries++;
    if (entry.currency === context.input.currency) tally.ledger += entry.units;
  }
  for (const group of grouped.groups) {
    const tally = tallies[group.period]!;
    const entries = group.entries.filter((entry) => entry.units !== 0n);
    const ledger = sumOf(entries);
    const taken = reportForeign(context, group, entries.length === 0, breaks);
    tally.entries += group.entries.length + group.foreign.length;
    if (group.cells > 0) tally.lines++;
    tally.ledger += ledger;
    if (taken) continue;
    tally.expected += group.expected.units;
    const found = judge(context, group, entries, ledger);
    if (found === null) continue;
    if ('group' in found) {
      matches.push(found);
      tally.matched += entries.length;
      if (group.rivals.size > 0) tally.ambiguous += entries.length;
    } else breaks.push(found);
  }
  return {
    groups: grouped,
    matches: revenueMatches(context, grouped, matches),
    breaks,
    summaries: summarise(context, grouped, tallies, breaks),
  };
}

/** A group whose entries have the expected price. */
interface GroupMatch {
  readonly group: RevenueGroup;
  readonly entries: readonly BookEntry[];
  readonly reason: Reason;
}

function revenueMatches(context: EngineContext, { book }: RevenueGroups, found: readonly GroupMatch[]): FoundMatches {
  const codes = (of: (group: RevenueGroup) => number): Uint32Array => Uint32Array.from(found, ({ group }) => of(group));
  const start = new Uint32Array(found.length + 1);
  found.forEach(({ entries }, i) => (start[i + 1] = start[i]! + entries.length));
  return {
    role: 'revenue',
    book,
    count: found.length,
    keys: {
      period: Uint16Array.from(found, ({ group }) => group.period),
      counterparty: codes((group) => group.counterparty),
      customer: codes((group) => (context.resellers.has(group.counterparty) ? 0 : group.counterparty)),
      service: codes((group) => group.service),
      party: codes((group) => (group.cells > 0 ? group.counterparty : 0)),
    },
    key: Uint32Array.from(found, (_, i) => i),
    pass: new Uint8Array(found.length).fill(PRICE),
    bill: BigInt64Array.from(found, ({ group }) => group.expected.units),
    reason: Uint32Array.from(found, (_, i) => i),
    reasons: found.map(({ reason: why }) => why),
    start,
    entry: Uint32Array.from(found.flatMap(({ entries }) => entries.map((entry) => entry.at))),
    groups: new Map(),
  };
}

const PRICE = PASS_NAMES.indexOf('price');

function judge(context: EngineContext, group: RevenueGroup, entries: readonly BookEntry[], ledger: Units): GroupMatch | BreakDraft | null {
  const expected = group.expected.units;
  const texts = {
    rules: [...group.expected.ruleIds].sort(byCodeUnit).join(', ') || '-',
    expected: formatUnits(expected),
    ledger: formatUnits(ledger),
    difference: formatUnits(expected - ledger),
    refunds: formatUnits(group.refunds.units),
  };
  const found = (kind: BreakClass, key: ReasonKey, expectedAmount: Units | null, extra: Record<string, string> = {}): BreakDraft =>
    breakOf(context, group, entries, kind, expectedAmount, marked(group, key, { ...texts, ...extra }));
  if (group.unruled.size > 0) {
    return found('no-price-rule', 'no-price-rule', expected, {
      services: [...group.unruled]
        .map((service) => context.codes.text(service))
        .sort(byCodeUnit)
        .join(SERVICES_MARK),
    });
  }
  if (entries.length === 0) return expected === 0n ? null : found('consumed-not-billed', 'consumed-not-billed', expected);
  if (group.cells === 0 && group.expected.ruleIds.size === 0)
    return ledger === 0n ? null : found('billed-not-consumed', 'billed-not-consumed', null);
  if (ledger !== expected) return found('price-deviation', deviationKey(group, entries, expected, ledger), expected);
  return { group, entries, reason: marked(group, 'match-price', texts) };
}

/** Says what a deviation looks like when it is plain: a row billed twice, a refund kept back (semantics.md #55), the other tax basis. */
function deviationKey(group: RevenueGroup, entries: readonly LedgerEntry[], expected: Units, ledger: Units): ReasonKey {
  const seen = new Map<string, number>();
  let repeats = 0n;
  for (const entry of entries) {
    const text = `${entry.units}|${entry.service ?? ''}|${entry.customer ?? ''}|${entry.reseller ?? ''}|${entry.reference ?? ''}`;
    const times = seen.get(text) ?? 0;
    if (times > 0) repeats += entry.units;
    seen.set(text, times + 1);
  }
  if (repeats !== 0n && ledger - expected === repeats) return 'price-deviation-repeat';
  const refunds = group.refunds.units;
  if (refunds !== 0n && ledger === expected - refunds) return 'price-deviation-refund';
  if (refunds !== 0n && ledger === expected - 2n * refunds) return 'price-deviation-refund-sign';
  return group.other.units === ledger ? 'price-deviation-tax' : 'price-deviation';
}

/** A reason that also says that the ledger's tax basis is not known, and that the order of the rules decided the price. */
function marked(group: RevenueGroup, key: ReasonKey, params: Record<string, string>): Reason {
  const unsure = group.basis === 'unknown' && [...group.expected.taxes].some((tax) => tax !== '0');
  const said = unsure ? reason('basis-unknown', { ...params, reason: `@${key}` }) : reason(key, params);
  const [chosen] = [...group.rivals.keys()].sort(byCodeUnit);
  if (chosen === undefined) return said;
  return reason('price-order', { ...said.params, priced: `@${said.key}`, chosen, rival: group.rivals.get(chosen)! });
}

function breakOf(
  context: EngineContext,
  group: RevenueGroup,
  entries: readonly LedgerEntry[],
  kind: BreakClass,
  expectedAmount: Units | null,
  why: Reason,
): BreakDraft {
  const ledger = sumOf(entries);
  return {
    ...where(context, group),
    otherPeriod: null,
    role: 'revenue',
    class: kind,
    ledgerAmount: entries.length === 0 ? null : ledger,
    billAmount: null,
    expectedAmount,
    difference: (expectedAmount ?? 0n) - ledger,
    reason: why,
    rows: rowsOf(context, group, entries),
  };
}

/** Entries in other currencies; they take the group when it has no others. True when it was taken out of every sum. */
function reportForeign(context: EngineContext, group: RevenueGroup, alone: boolean, breaks: BreakDraft[]): boolean {
  const byCurrency = new Map<string, LedgerEntry[]>();
  for (const entry of group.foreign) {
    if (entry.units === 0n) continue;
    byCurrency.set(entry.currency, [...(byCurrency.get(entry.currency) ?? []), entry]);
  }
  const { currency } = context.input;
  const expected = group.expected.units;
  [...byCurrency.keys()].sort(byCodeUnit).forEach((other, index) => {
    const entries = byCurrency.get(other)!;
    const takes = alone && index === 0 && expected !== 0n;
    breaks.push({
      ...breakOf(
        context,
        group,
        entries,
        'currency',
        takes ? expected : null,
        reason('currency', {
          ledger: `${formatUnits(sumOf(entries))} ${other}`,
          bill: takes ? `${formatUnits(expected)} ${currency}` : currency,
        }),
      ),
      ledgerCurrency: other,
      difference: null,
    });
  });
  return alone && byCurrency.size > 0;
}

function unknownCustomer(context: EngineContext, entry: LedgerEntry): BreakDraft {
  const foreign = entry.currency !== context.input.currency;
  return {
    period: entry.period,
    otherPeriod: null,
    role: 'revenue',
    class: 'unknown-customer',
    counterparty: null,
    customer: null,
    service: entry.service,
    ledgerAmount: entry.units,
    ...(foreign ? { ledgerCurrency: entry.currency } : {}),
    billAmount: null,
    expectedAmount: null,
    difference: foreign ? null : -entry.units,
    reason: reason('unknown-customer', { party: entry.party }),
    rows: [{ kind: 'entry', importId: entry.importId, row: entry.row }],
  };
}

function where(
  context: EngineContext,
  group: RevenueGroup,
): { period: string; counterparty: string | null; customer: string | null; service: string | null } {
  const { codes } = context;
  return {
    period: context.periods[group.period]!,
    counterparty: codes.optional(group.counterparty),
    customer: context.resellers.has(group.counterparty) ? null : codes.optional(group.counterparty),
    service: codes.optional(group.service),
  };
}

function rowsOf(context: EngineContext, group: RevenueGroup, entries: readonly LedgerEntry[]): RowRef[] {
  const { codes } = context;
  const bill: RowRef = {
    kind: 'bill',
    period: context.periods[group.period]!,
    customer: codes.text(group.counterparty),
    service: codes.optional(group.service),
  };
  return [...(group.cells > 0 ? [bill] : []), ...entries.map(({ importId, row }): RowRef => ({ kind: 'entry', importId, row }))];
}

function sumOf(entries: readonly LedgerEntry[]): Units {
  let total = 0n;
  for (const entry of entries) total += entry.units;
  return total;
}

function summarise(
  context: EngineContext,
  grouped: RevenueGroups,
  tallies: readonly { entries: number; lines: number; matched: number; ambiguous: number; expected: Units; ledger: Units }[],
  breaks: readonly BreakDraft[],
): MatchingSummary[] {
  const summaries: MatchingSummary[] = [];
  context.input.periods.forEach((period, at) => {
    if (grouped.takesPart[at] !== 1) return;
    const { entries, lines, matched, ambiguous, expected, ledger } = tallies[at]!;
    const explained = breaks.filter((item) => item.period === period).reduce((sum, item) => sum + (item.difference ?? 0n), 0n);
    const residue = expected - ledger - explained;
    if (residue !== 0n) throw new InvariantError('residue', `revenue ${period}: ${formatUnits(absolute(residue))}`);
    const byPass = matched > 0 ? { price: matched } : {};
    summaries.push({
      role: 'revenue',
      period,
      entries,
      lines,
      matched,
      byPass,
      ambiguous,
      billTotal: expected,
      ledgerTotal: ledger,
      residue,
    });
  });
  return summaries;
}
