import { absolute, CENT, divideToCent, formatUnits, multiplyToCent, ONE, parseUnits, type Units } from '../money';
import { duplicateReason } from './duplicate-reason';
import { evidenceOf, type KeyEvidence } from './key-evidence';
import { reason } from './reasons';
import { roundingCourt } from './rounding-court';
import type { CostState } from './cost-state';
import type { BreakClass, Reason } from './types';

/** Turns what the passes left into breaks, one class each (README.md, "Cost"). */
export function classLeftovers(state: CostState): void {
  const uneven: number[] = [];
  for (let key = 0; key < state.keys.count; key++) {
    if ((state.open[key] === 0 && state.rest[key] === 0n) || state.taken[key] === 1 || !state.isJudged(key)) continue;
    const entries = state.left(key);
    if (state.rest[key] === 0n) for (const entry of entries) reportSurplus(state, key, entry);
    else if (entries.length === 0) uneven.push(key);
    else if (!withoutRepeats(state, key, entries)) uneven.push(key);
  }
  // A whole cell without an entry needs no explanation: nothing is read for it.
  const evidence = evidenceOf(
    state,
    uneven.filter((key) => state.open[key] !== 0 || state.rest[key] !== state.keys.bill[key]),
  );
  for (const key of uneven) reportUneven(state, key, state.open[key] !== 0 || state.rest[key] !== state.keys.bill[key] ? evidence.get(key)! : null);
}

/** An entry without a cell: a second booking of what another row settled, or nothing in the bill. */
function reportSurplus(state: CostState, key: number, entry: number): void {
  const amount = state.units[entry]!;
  const twins = [...state.all(key)].filter((other) => other !== entry && state.units[other] === amount && state.settled[other] === 1);
  const twin = twins.length > 0;
  const why = twin
    ? bookedTwice(state, entry, twins)
    : reason(state.keys.bill[key] === 0n ? 'missing-in-bill' : 'missing-in-bill-surplus', { ledger: formatUnits(amount) });
  state.use(entry);
  add(state, key, twin ? 'duplicate-in-ledger' : 'missing-in-bill', amount, null, -amount, why, [entry]);
}

function bookedTwice(state: CostState, entry: number, twins: readonly number[]): Reason {
  return duplicateReason(state.context.input, state.book, entry, twins, { inFile: 'duplicate-in-ledger', acrossFiles: 'duplicate-across-files' });
}

/** Whether the key's own figures say more than that amounts differ: so it is no part of a group with others. */
export function explainsItself(state: CostState, key: number, evidence: KeyEvidence): boolean {
  const entries = state.left(key);
  const bill = state.rest[key]!;
  if (removals(state, key, entries).length > 0 || repeatedLines(evidence, bill - state.sumOf(entries))) return true;
  const [kind, why] = classOfAmounts(state, key, evidence, bill, state.sumOf(entries));
  return kind !== 'amount' || why.key === 'amount-sign';
}

/**
 * Repeated entries whose removal makes the key's sum fit: tried for each group of equal entries alone and for all groups together. More than
 * one: nobody here decides which.
 */
function removals(state: CostState, key: number, entries: readonly number[]): (readonly number[])[] {
  if (entries.length < 2) return [];
  const surplus = state.sumOf(entries) - state.rest[key]!;
  const groups = new Map<string, number[]>();
  for (const entry of entries) {
    const text = `${state.units[entry]!}|${state.book.reference[entry]!}|${state.book.service[entry]!}`;
    const list = groups.get(text);
    if (list) list.push(entry);
    else groups.set(text, [entry]);
  }
  const repeated = [...groups.values()].filter((group) => group.length > 1);
  const trials = repeated.flatMap((group) => group.slice(1).map((_, i) => group.slice(i + 1)));
  if (repeated.length > 1) trials.push(repeated.flatMap((group) => group.slice(1)));
  return trials.filter((trial) => state.sumOf(trial) === surplus);
}

/** Repeats are duplicates, the others match. */
function withoutRepeats(state: CostState, key: number, entries: readonly number[]): boolean {
  const fitting = removals(state, key, entries);
  const [drop] = fitting;
  if (!drop) return false;
  if (fitting.length > 1) {
    const bill = state.rest[key]!;
    const ledger = state.sumOf(entries);
    const candidates = fitting.map((trial) => trial.map((entry) => formatUnits(state.units[entry]!)).join(' + ')).join(' | ');
    for (const entry of entries) state.use(entry);
    state.rest[key] = 0n;
    add(state, key, 'ambiguous', ledger, bill, bill - ledger, reason('ambiguous-duplicates', { candidates, bill: formatUnits(bill), ledger: formatUnits(ledger) }), entries);
    return true;
  }
  const kept = entries.filter((entry) => !drop.includes(entry));
  state.match('key-sum', key, kept, state.rest[key]!, reason('match-key-sum', { count: String(kept.length) }));
  for (const entry of drop) {
    state.use(entry);
    const twins = kept.filter((other) => state.units[other] === state.units[entry]);
    add(state, key, 'duplicate-in-ledger', state.units[entry]!, null, -state.units[entry]!, bookedTwice(state, entry, twins), [entry]);
  }
  return true;
}

function reportUneven(state: CostState, key: number, evidence: KeyEvidence | null): void {
  const entries = state.left(key);
  const bill = state.rest[key]!;
  const ledger = state.sumOf(entries);
  const difference = bill - ledger;
  for (const entry of entries) state.use(entry);
  state.rest[key] = 0n;
  const repeat = evidence ? repeatedLines(evidence, difference) : null;
  const ledgerAmount = entries.length === 0 ? null : ledger;
  if (repeat) {
    const why = reason('duplicate-in-bill', { difference: formatUnits(difference), count: String(repeat.count) });
    add(state, key, 'duplicate-in-bill', ledgerAmount, bill, difference, why, entries);
  } else if (!evidence || entries.length === 0) {
    const part = bill !== state.keys.bill[key];
    const why = reason(part ? 'missing-in-ledger-part' : 'missing-in-ledger', { bill: formatUnits(bill), total: formatUnits(state.keys.bill[key]!) });
    add(state, key, 'missing-in-ledger', null, bill, difference, why, entries);
  } else {
    const [kind, why] = classOfAmounts(state, key, evidence, bill, ledger);
    add(state, key, kind, ledgerAmount, bill, difference, why, entries);
  }
}

/** The repeated line that makes the difference, the one that repeats least when several do; or all repeats together. */
function repeatedLines(evidence: KeyEvidence, difference: Units): { count: number } | null {
  let all = 0n;
  let count = 0;
  let least = Infinity;
  for (const line of evidence.repeats) {
    for (let times = 1; times < line.count; times++) if (line.amount * BigInt(times) === difference) least = Math.min(least, line.count);
    all += line.amount * BigInt(line.count - 1);
    count += line.count;
  }
  if (least < Infinity) return { count: least };
  return count > 0 && all === difference ? { count } : null;
}

function classOfAmounts(state: CostState, key: number, evidence: KeyEvidence, bill: Units, ledger: Units): [BreakClass, Reason] {
  const whole = bill === state.keys.bill[key];
  const difference = formatUnits(bill - ledger);
  const court = whole ? roundingCourt(evidence.court, ledger) : null;
  const rounding = (): [BreakClass, Reason] => ['rounding', reason('rounding', { difference, rule: `@${court!}` })];
  // Within a cent a tax rate of a tiny amount and a rounding look the same; the court's rule is the nearer one.
  if (court !== null && absolute(bill - ledger) <= CENT) return rounding();
  const tax = taxOf(state, bill, ledger);
  if (tax) return ['tax-basis', tax];
  if (court !== null) return rounding();
  const part = whole ? wrongSign(evidence, ledger) : null;
  if (part) return ['amount', reason('amount-sign', { part: `@${part}`, bill: formatUnits(bill), ledger: formatUnits(ledger) })];
  const more = ledger > bill;
  return ['amount', reason(more ? 'amount-more' : 'amount-less', { bill: formatUnits(bill), ledger: formatUnits(ledger), difference: formatUnits(absolute(bill - ledger)) })];
}

/** The tax rate that turns one figure into the other, half up to the cent; rates from the rule set and from the rows themselves. */
function taxOf(state: CostState, bill: Units, ledger: Units): Reason | null {
  for (const rate of state.context.input.ruleSet.taxRates) {
    const factor = ONE + parseUnits(rate);
    if (factor === ONE) continue;
    const over = multiplyToCent(bill, factor) === ledger;
    if (!over && divideToCent(bill, factor) !== ledger) continue;
    return reason(over ? 'tax-over' : 'tax-under', { bill: formatUnits(bill), ledger: formatUnits(ledger), rate });
  }
  return null;
}

function wrongSign(evidence: KeyEvidence, ledger: Units): 'refunds' | 'write-offs' | 'refunds-and-write-offs' | 'whole-amount' | null {
  const [consumed, refunded, writtenOff] = evidence.byKind;
  if (refunded !== 0n && ledger === consumed - refunded + writtenOff) return 'refunds';
  if (writtenOff !== 0n && ledger === consumed + refunded - writtenOff) return 'write-offs';
  if (refunded !== 0n && writtenOff !== 0n && ledger === consumed - refunded - writtenOff) return 'refunds-and-write-offs';
  return ledger === -(consumed + refunded + writtenOff) ? 'whole-amount' : null;
}

function add(
  state: CostState,
  key: number,
  kind: BreakClass,
  ledgerAmount: Units | null,
  billAmount: Units | null,
  difference: Units,
  why: Reason,
  entries: readonly number[],
): void {
  state.breaks.push({
    ...state.where(key),
    otherPeriod: null,
    role: 'cost',
    class: kind,
    ledgerAmount,
    billAmount,
    expectedAmount: null,
    difference,
    reason: withSearch(state, key, why),
    rows: [...(billAmount === null ? [] : [state.billRow(key)]), ...entries.map((entry) => state.entryRow(entry))],
  });
}

/** Says so when the groups of what is left were too many to try. */
function withSearch(state: CostState, key: number, why: Reason): Reason {
  const search = state.searched.get(key);
  if (!search) return why;
  return reason(search.most === 0 ? 'groups-not-tried' : 'groups-not-all-tried', { ...why.params, reason: `@${why.key}`, bills: String(search.bills), entries: String(search.entries), most: String(search.most) });
}
