import { byCodeUnit } from '../../digest';
import { absolute, formatUnits, type Units } from '../../money';
import { shiftPeriod } from '../../period';
import { groupBy } from '../group-by';
import { searchGroups, type Group, type GroupSearch, type Pile } from '../group-search';
import { reason, type ReasonKey } from '../reasons';
import { movementText, sumOf } from './words';
import { keyOf, type PrepaymentState } from './state';
import type { MoneyEntry, MoneyMovement } from './rows';
import type { PassName, Reason } from '../types';

/** A step of matching a book of prepayments: uses up rows, strict passes before loose ones. */
export interface PrepaymentPass {
  readonly name: PassName;
  run(state: PrepaymentState): void;
}

/** The row names a movement, its trade or its adjustment record, and has its amount. */
export const byReference: PrepaymentPass = {
  name: 'reference',
  run(state) {
    const byNumber = groupBy(
      state.openMovements().flatMap((one) => [...new Set(one.numbers)].map((number) => ({ number, one }))),
      ({ number }) => number,
    );
    const taken = new Set<MoneyMovement>();
    for (const entry of state.openEntries()) {
      if (entry.reference === null) continue;
      const found = (byNumber.get(entry.reference) ?? []).find(
        ({ one }) => !taken.has(one) && one.units === entry.units && keyOf(one) === keyOf(entry),
      );
      if (!found) continue;
      taken.add(found.one);
      state.match('reference', [entry], [found.one], said([entry], 'prepaid-reference', { reference: entry.reference }));
    }
  },
};

/** Same party, month and amount: equal rows are interchangeable, k against m meet min(k, m). */
export const exact: PrepaymentPass = {
  name: 'exact',
  run(state) {
    const keyed = (row: MoneyEntry | MoneyMovement): string => `${keyOf(row)}|${row.units}`;
    const movements = groupBy(state.openMovements(), keyed);
    for (const entry of state.openEntries()) {
      const one = movements.get(keyed(entry))?.shift();
      if (one) state.match('exact', [entry], [one], said([entry], 'prepaid-exact', { movement: movementText(one) }));
    }
  },
};

/** All that a party has left in a month adds up to the same on both sides: one row for a month's allocations, or rows that cancel out. */
export const keySum: PrepaymentPass = {
  name: 'key-sum',
  run(state) {
    forEachKey(state, (entries, movements) => {
      if (sumOf(entries) === sumOf(movements))
        state.match('key-sum', entries, movements, said(entries, 'prepaid-key-sum', counts(entries, movements)));
    });
  },
};

/** The same within the rule set's tolerance; no effect with the default of 0. */
export const tolerance: PrepaymentPass = {
  name: 'tolerance',
  run(state) {
    const allowed = state.context.tolerance;
    if (allowed === 0n) return;
    forEachKey(state, (entries, movements) => {
      const difference = sumOf(movements) - sumOf(entries);
      if (absolute(difference) > allowed) return;
      state.match(
        'tolerance',
        entries,
        movements,
        said(entries, 'match-tolerance', { difference: formatUnits(difference), tolerance: formatUnits(allowed) }),
      );
    });
  },
};

/** Some rows of a party's month add up to some of its movements (group-search.ts); rows that several groups want are ambiguous. */
export const group: PrepaymentPass = {
  name: 'group',
  run(state) {
    forEachKey(state, (entries, movements, key) => {
      const left = pilesOf(movements);
      const right = pilesOf(entries);
      const search = searchGroups(left, right);
      for (const one of inOrder(left, right, search.found)) {
        const billed = one.left.map((pile) => left[pile]!.rows.shift()!).sort(byTime);
        const booked = one.right.map((pile) => right[pile]!.rows.shift()!).sort((a, b) => a.at - b.at);
        state.match('group', booked, billed, said(booked, 'prepaid-group', { ...counts(booked, billed), sum: sumText(left, right, one) }));
      }
      reportContested(state, left, right, search);
      if (search.stoppedAt !== null)
        state.searched.set(key, { entries: entries.length, movements: movements.length, most: search.stoppedAt });
    });
  },
};

/** Same party and amount some months earlier or later: one `timing` break; what fits twice is ambiguous and decided by nobody here. */
export const adjacentPeriod: PrepaymentPass = {
  name: 'adjacent-period',
  run(state) {
    const pileKey = (party: string, period: string, units: Units): string => `${party}|${period}|${units}`;
    const movements = groupBy(state.openMovements(), (one) => pileKey(one.party, one.period, one.units));
    const reach = state.context.input.ruleSet.adjacentPeriods;
    const months = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach).filter((step) => step !== 0);
    const piles = [...groupBy(state.openEntries(true), (one) => pileKey(one.party, one.period, one.units)).values()].map((entries) => {
      const { party, period, units } = entries[0]!;
      return {
        entries,
        beside: months.map((step) => pileKey(party, shiftPeriod(period, step), units)).filter((key) => movements.has(key)),
      };
    });
    const wanted = new Map<string, number>();
    for (const { beside } of piles) for (const key of beside) wanted.set(key, (wanted.get(key) ?? 0) + 1);
    for (const { entries, beside } of piles) {
      if (beside.length === 0) continue;
      const candidates = beside.flatMap((key) => movements.get(key)!);
      const contested = beside.some((key) => wanted.get(key)! > 1);
      if (!contested && (beside.length === 1 || entries.length >= candidates.length)) {
        candidates.slice(0, entries.length).forEach((one, i) => bookTiming(state, entries[i]!, one));
      } else
        reportAmbiguous(
          state,
          entries,
          contested ? 'prepaid-ambiguous-entries' : 'prepaid-ambiguous-periods',
          beside.map((key) => key.split('|')[1]!),
        );
    }
  },
};

/** Strict to loose. */
export const prepaymentPasses: readonly PrepaymentPass[] = [byReference, exact, keySum, tolerance, group, adjacentPeriod];

/** Parties' months with something left on both sides. */
function forEachKey(
  state: PrepaymentState,
  look: (entries: readonly MoneyEntry[], movements: readonly MoneyMovement[], key: string) => void,
): void {
  const movements = groupBy(state.openMovements(), keyOf);
  for (const [key, entries] of groupBy(state.openEntries(), keyOf)) {
    const beside = movements.get(key);
    if (beside) look(entries, beside, key);
  }
}

interface RowPile<T> extends Pile {
  readonly rows: T[];
}

function pilesOf<T extends MoneyEntry | MoneyMovement>(rows: readonly T[]): RowPile<T>[] {
  return [...groupBy(rows, (row) => row.units)].map(([amount, same]) => ({ amount, count: same.length, lone: true, rows: same }));
}

const byTime = (a: MoneyMovement, b: MoneyMovement): number =>
  byCodeUnit(a.movement.time, b.movement.time) || byCodeUnit(a.movement.id, b.movement.id);

/** Groups by their amounts, so that interchangeable rows go to the same groups whatever the order of rows. */
function inOrder(left: readonly Pile[], right: readonly Pile[], groups: readonly Group[]): Group[] {
  const named = (one: Group): string => [...amountTexts(left, one.left), ...amountTexts(right, one.right)].join(' ');
  return [...groups].sort((a, b) => byCodeUnit(named(a), named(b)));
}

const amountTexts = (piles: readonly Pile[], of: readonly number[]): string[] =>
  of.map((pile) => formatUnits(piles[pile]!.amount)).sort(byCodeUnit);

/** `30.00 = 10.00 + 20.00`, amounts in order of their texts. */
function sumText(left: readonly Pile[], right: readonly Pile[], one: Group): string {
  return `${amountTexts(left, one.left).join(' + ')} = ${amountTexts(right, one.right).join(' + ')}`;
}

/** At most so many groups are named. */
const NAMED = 3;

function reportContested(
  state: PrepaymentState,
  left: readonly Pile[],
  right: readonly RowPile<MoneyEntry>[],
  { contested, stoppedAt }: GroupSearch,
): void {
  const [movements, entries] = [left, right].map((piles) => String(piles.reduce((sum, { count }) => sum + count, 0)));
  right.forEach((pile, index) => {
    const groups = contested.filter((one) => one.right.includes(index));
    if (groups.length === 0) return;
    const texts = groups.map((one) => sumText(left, right, one)).sort(byCodeUnit);
    const candidates = texts.slice(0, NAMED).join(' | ') + (texts.length > NAMED ? ' | …' : '');
    const which = { count: String(groups.length), candidates };
    const why =
      stoppedAt === null
        ? reason('prepaid-ambiguous-groups', which)
        : reason('prepaid-ambiguous-groups-not-all-tried', { ...which, movements: movements!, entries: entries!, most: String(stoppedAt) });
    for (const entry of pile.rows) addAmbiguous(state, entry, why);
  });
}

function reportAmbiguous(state: PrepaymentState, entries: readonly MoneyEntry[], key: ReasonKey, periods: readonly string[]): void {
  if (!state.isJudged(entries[0]!.period)) return;
  for (const entry of entries) addAmbiguous(state, entry, reason(key, { candidates: [...periods].sort(byCodeUnit).join(', ') }));
}

function addAmbiguous(state: PrepaymentState, entry: MoneyEntry, why: Reason): void {
  state.use(entry);
  state.breaks.push({
    ...state.who(entry.party),
    period: entry.period,
    otherPeriod: null,
    role: 'prepayment',
    class: 'ambiguous',
    service: null,
    ledgerAmount: entry.units,
    billAmount: null,
    expectedAmount: null,
    difference: -entry.units,
    reason: why,
    rows: [state.entryRow(entry)],
  });
}

function bookTiming(state: PrepaymentState, entry: MoneyEntry, one: MoneyMovement): void {
  for (const row of [entry, one]) {
    state.use(row);
    state.settled.add(row);
  }
  state.breaks.push({
    ...state.who(one.party),
    period: one.period,
    otherPeriod: entry.period,
    role: 'prepayment',
    class: 'timing',
    service: null,
    ledgerAmount: entry.units,
    billAmount: one.units,
    expectedAmount: null,
    difference: one.units,
    reason: said([entry], 'prepaid-timing', { movement: movementText(one), period: one.period, otherPeriod: entry.period }),
    rows: [{ kind: 'movement', id: one.movement.id }, state.entryRow(entry)],
  });
}

const counts = (entries: readonly MoneyEntry[], movements: readonly MoneyMovement[]): Record<string, string> => ({
  entries: String(entries.length),
  movements: String(movements.length),
});

/** A reason that also says that the book has allocations as positive amounts. */
function said(entries: readonly MoneyEntry[], key: ReasonKey, params: Record<string, string>): Reason {
  return entries.some((entry) => entry.turned) ? reason('prepaid-turned', { ...params, reason: `@${key}` }) : reason(key, params);
}
