import { byCodeUnit } from '../../digest';
import { formatUnits, type Units } from '../../money';
import { rowKey } from '../break-id';
import { evidenceOf } from '../key-evidence';
import { explainsItself } from '../leftovers';
import { groupBy } from '../group-by';
import { searchGroups, type Group, type GroupSearch, type Pile } from '../group-search';
import { reason } from '../reasons';
import { GRAINS } from '../types';
import type { CostState } from '../cost-state';
import type { Pass } from './pass';

/**
 * One to many and many to many, summing exactly (group-search.ts): single bill lines against entries of a book kept by line; what a party
 * has left in a month across its services; then what nothing stands against among the parties of one counterparty. A key whose own figures
 * explain its difference takes no part. Entries that several
 * groups want are `ambiguous`, their cells stay open; so are those of any group where there was too much to try, and the breaks say how far it was tried.
 */
export const group: Pass = {
  name: 'group',
  run(state) {
    const active = unexplained(state);
    for (const key of active) matchLines(state, key);
    for (const keys of scopes(state, active, state.keys.party)) matchCells(state, keys, 'group-party', false);
    for (const keys of scopes(state, active, state.keys.counterparty)) {
      const { party } = state.keys;
      if (keys.some((key) => party[key] !== party[keys[0]!])) matchCells(state, keys, 'group-counterparty', true);
    }
  },
};

const isOpen = (state: CostState, key: number): boolean => state.rest[key] !== 0n || state.open[key] !== 0;

/** Keys with something left, without those whose own figures say why they do not agree (a tax rate, a rounding, a repeated row). */
function unexplained(state: CostState): number[] {
  const active: number[] = [];
  for (let key = 0; key < state.keys.count; key++)
    if (isOpen(state, key) && state.taken[key] === 0 && state.isJudged(key)) active.push(key);
  const uneven = active.filter((key) => state.open[key] !== 0 && state.rest[key] !== 0n);
  const evidence = evidenceOf(state, uneven);
  const explained = new Set(uneven.filter((key) => explainsItself(state, key, evidence.get(key)!)));
  return active.filter((key) => !explained.has(key));
}

/** Keys of one month and one value of a column, where both a cell and an entry are left. */
function scopes(state: CostState, active: readonly number[], column: Uint32Array): number[][] {
  const found = new Map<number, number[]>();
  for (const key of active) {
    if (!isOpen(state, key)) continue;
    const scope = column[key]! * 0x1_0000 + state.keys.period[key]!;
    const list = found.get(scope);
    if (list) list.push(key);
    else found.set(scope, [key]);
  }
  return [...found.values()].filter((keys) => keys.some((key) => state.rest[key] !== 0n) && keys.some((key) => state.open[key] !== 0));
}

interface EntryPile extends Pile {
  readonly key: number;
  readonly entries: number[];
}

function matchCells(state: CostState, keys: readonly number[], scope: 'group-party' | 'group-counterparty', loneOnly: boolean): void {
  const cells = keys.filter((key) => state.rest[key] !== 0n && (!loneOnly || state.open[key] === 0));
  const left = cells.map((key): Pile => ({ amount: state.rest[key]!, count: 1, lone: state.open[key] === 0 }));
  const right = keys.flatMap((key) => (loneOnly && state.rest[key] !== 0n ? [] : entryPiles(state, key, state.left(key))));
  if (left.length === 0 || right.length === 0) return;
  const search = searchGroups(left, right);
  const named = (one: Group): string =>
    [...one.left.map((pile) => rowKey(state.billRow(cells[pile]!))).sort(byCodeUnit), ...pileNames(state, right, one)].join(' ');
  for (const one of inOrder(search.found, named)) {
    const billed = one.left.map((pile) => cells[pile]!).sort((a, b) => byCodeUnit(rowKey(state.billRow(a)), rowKey(state.billRow(b))));
    const entries = takeEntries(right, one);
    const why = reason('match-group', { scope: `@${scope}`, ...said(left, right, one) });
    state.matchGroup('group', billed, entries, why);
  }
  reportContested(state, left, right, search);
  if (search.stoppedAt === null) return;
  const tried = { bills: left.length, entries: right.reduce((sum, pile) => sum + pile.count, 0), most: search.stoppedAt };
  for (const key of keys) if (isOpen(state, key)) state.searched.set(key, tried);
}

const LINE = GRAINS.indexOf('line');

/** Lines of the key that no entry met, against its entries that met no line; one to several only. */
function matchLines(state: CostState, key: number): void {
  if (state.open[key] === 0 || state.rest[key] === 0n) return;
  const entries = state.left(key).filter((entry) => state.book.grain[entry] === LINE);
  if (entries.length === 0) return;
  const { amount } = state.context.bills;
  const lines = new Map<Units, number>();
  for (const line of state.linesOf(key)) if (amount[line] !== 0n) lines.set(amount[line]!, (lines.get(amount[line]!) ?? 0) + 1);
  const left = [...lines].map(([units, count]): Pile => ({ amount: units, count, lone: false }));
  const right = entryPiles(state, key, entries);
  const search = searchGroups(left, right);
  for (const one of inOrder(search.found, (found) => sumText(left, right, found))) {
    const taken = takeEntries(right, one);
    state.match('group', key, taken, state.sumOf(taken), reason('match-group', { scope: '@group-lines', ...said(left, right, one) }));
  }
  reportContested(state, left, right, search);
  if (search.stoppedAt !== null && isOpen(state, key))
    state.searched.set(key, { bills: left.length, entries: entries.length, most: search.stoppedAt });
}

function entryPiles(state: CostState, key: number, entries: readonly number[]): EntryPile[] {
  const piles = new Map<Units, number[]>();
  for (const entry of entries) {
    const amount = state.units[entry]!;
    const list = piles.get(amount);
    if (list) list.push(entry);
    else piles.set(amount, [entry]);
  }
  const lone = state.rest[key] === 0n;
  return [...piles].map(([amount, list]): EntryPile => ({ amount, count: list.length, lone, key, entries: list }));
}

/** Groups by name, so that interchangeable rows go to the same groups whatever the order of rows. */
function inOrder(groups: readonly Group[], nameOf: (one: Group) => string): Group[] {
  return groups
    .map((one) => ({ one, name: nameOf(one) }))
    .sort((a, b) => byCodeUnit(a.name, b.name))
    .map(({ one }) => one);
}

function pileNames(state: CostState, right: readonly EntryPile[], one: Group): string[] {
  return one.right.map((pile) => `${rowKey(state.billRow(right[pile]!.key))}|${formatUnits(right[pile]!.amount)}`).sort(byCodeUnit);
}

/** Lowest rows of each pile first; in book order. */
function takeEntries(right: readonly EntryPile[], one: Group): number[] {
  return one.right.map((pile) => right[pile]!.entries.shift()!).sort((a, b) => a - b);
}

function said(left: readonly Pile[], right: readonly Pile[], one: Group): { bills: string; entries: string; sum: string } {
  return { bills: String(one.left.length), entries: String(one.right.length), sum: sumText(left, right, one) };
}

/** `30.00 = 10.00 + 20.00`, amounts in order of their texts. */
function sumText(left: readonly Pile[], right: readonly Pile[], one: Group): string {
  const side = (piles: readonly Pile[], of: readonly number[]): string =>
    of
      .map((pile) => formatUnits(piles[pile]!.amount))
      .sort(byCodeUnit)
      .join(' + ');
  return `${side(left, one.left)} = ${side(right, one.right)}`;
}

/** At most so many groups are named. */
const NAMED = 3;

function reportContested(state: CostState, left: readonly Pile[], right: readonly EntryPile[], { contested, stoppedAt }: GroupSearch): void {
  const entries = String(right.reduce((sum, pile) => sum + pile.entries.length, 0));
  const groupsOf = groupBy(
    contested.flatMap((one) => [...new Set(one.right)].map((pile) => ({ pile, one }))),
    ({ pile }) => pile,
  );
  for (const [pile, groups] of groupsOf) {
    const { key, amount, entries: rows } = right[pile]!;
    const texts = groups.map(({ one }) => sumText(left, right, one)).sort(byCodeUnit);
    const candidates = texts.slice(0, NAMED).join(' | ') + (texts.length > NAMED ? ' | …' : '');
    const which = { count: String(groups.length), candidates };
    const why =
      stoppedAt === null
        ? reason('ambiguous-groups', which)
        : reason('ambiguous-groups-not-all-tried', { ...which, bills: String(left.length), entries, most: String(stoppedAt) });
    for (const entry of rows) {
      state.use(entry);
      state.breaks.push({
        ...state.where(key),
        otherPeriod: null,
        role: 'cost',
        class: 'ambiguous',
        ledgerAmount: amount,
        billAmount: null,
        expectedAmount: null,
        difference: -amount,
        reason: why,
        rows: [state.entryRow(entry)],
      });
    }
  }
}
