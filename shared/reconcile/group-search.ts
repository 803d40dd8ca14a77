import type { Units } from '../money';

/** Interchangeable rows of one side: equal in everything that matters to the result. */
export interface Pile {
  readonly amount: Units;
  readonly count: number;
  /** True for rows that have nothing opposite under their own key; only such rows meet many to many. */
  readonly lone: boolean;
}

/** Piles of either side, a pile as often as rows of it are taken; sums are equal. */
export interface Group {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

export interface GroupSearch {
  /** Groups that nothing else contests; none where not every group could be tried, because an untried one might want the same rows. */
  readonly found: readonly Group[];
  /** Groups that want rows which others want too, or which an untried group might want. */
  readonly contested: readonly Group[];
  /** Largest number of rows of a side that was tried, when there were too many to try {@link MOST}; else null. */
  readonly stoppedAt: number | null;
}

/** Rows of one side in a group at most: one against five, five against one. */
export const MOST = 5;
/** In groups of several against several, at most so many of a side: coincidences grow with the number of ways to add up. */
const MOST_OF_MANY = 3;
/** Sums worked out for one search at most. */
const BOUND = 8_000;

/**
 * Groups of rows of both sides that sum exactly: one against several, several against one, and several against several of lone rows. A group
 * holds no smaller one (nothing in it is zero or equal by itself). Groups that want the same rows are contested and decide nothing.
 *
 * Bounded and independent of the order of piles. Cost: at most `bound` sums. A search that stopped early decides nothing: among many rows
 * sums agree by chance, and what it did not try may contest what it found.
 */
export function searchGroups(left: readonly Pile[], right: readonly Pile[], bound = BOUND): GroupSearch {
  const most = [MOST, 4, 3, 2].find((size) => subsets(left, size, bound) + subsets(right, size, bound) <= bound) ?? 0;
  const groups = most === 0 ? [] : allGroups(left, right, most);
  const wanted = { left: demand(groups, 'left', left.length), right: demand(groups, 'right', right.length) };
  const free = (group: Group): boolean =>
    group.left.every((pile) => wanted.left[pile]! <= left[pile]!.count) &&
    group.right.every((pile) => wanted.right[pile]! <= right[pile]!.count);
  if (most < MOST) return { found: [], contested: groups, stoppedAt: most };
  return { found: groups.filter(free), contested: groups.filter((group) => !free(group)), stoppedAt: null };
}

interface Subset {
  readonly piles: readonly number[];
  readonly sum: Units;
}

function allGroups(left: readonly Pile[], right: readonly Pile[], most: number): Group[] {
  const bySum = new Map<Units, Subset[]>();
  for (const subset of subsetsOf(left, most)) {
    const list = bySum.get(subset.sum);
    if (list) list.push(subset);
    else bySum.set(subset.sum, [subset]);
  }
  const groups: Group[] = [];
  for (const mine of subsetsOf(right, most)) {
    for (const theirs of bySum.get(mine.sum) ?? []) {
      const group = { left: theirs.piles, right: mine.piles };
      if (hasShape(group, left, right) && isMinimal(group, left, right)) groups.push(group);
    }
  }
  return groups;
}

function hasShape(group: Group, left: readonly Pile[], right: readonly Pile[]): boolean {
  const [l, r] = [group.left.length, group.right.length];
  if (l + r < 3) return false;
  if (l === 1 || r === 1) return true;
  return (
    l <= MOST_OF_MANY && r <= MOST_OF_MANY && group.left.every((pile) => left[pile]!.lone) && group.right.every((pile) => right[pile]!.lone)
  );
}

/** No part of the group is a group, or zero, by itself. */
function isMinimal(group: Group, left: readonly Pile[], right: readonly Pile[]): boolean {
  const amounts = [...group.left.map((pile) => left[pile]!.amount), ...group.right.map((pile) => -right[pile]!.amount)];
  const whole = (1 << amounts.length) - 1;
  for (let part = 1; part < whole; part++) {
    let sum = 0n;
    for (let i = 0; i < amounts.length; i++) if ((part >> i) & 1) sum += amounts[i]!;
    if (sum === 0n) return false;
  }
  return true;
}

/** Every choice of 1 to `most` rows, rows of one pile counted once however they are picked. */
function subsetsOf(piles: readonly Pile[], most: number): Subset[] {
  const found: Subset[] = [];
  const extend = (from: number, taken: readonly number[], sum: Units): void => {
    for (let pile = from; pile < piles.length; pile++) {
      let [chosen, total] = [taken, sum];
      for (let times = 1; times <= piles[pile]!.count && chosen.length < most; times++) {
        chosen = [...chosen, pile];
        total += piles[pile]!.amount;
        found.push({ piles: chosen, sum: total });
        if (chosen.length < most) extend(pile + 1, chosen, total);
      }
    }
  };
  extend(0, [], 0n);
  return found;
}

/** How many {@link subsetsOf} gives, or more than the bound. */
function subsets(piles: readonly Pile[], most: number, bound: number): number {
  // Ways to choose k rows from the piles so far, k = 0 .. most.
  let ways = [1, ...Array<number>(most).fill(0)];
  for (const { count } of piles) {
    ways = ways.map((_, k) => {
      let sum = 0;
      for (let times = 0; times <= Math.min(count, k); times++) sum += ways[k - times]!;
      return Math.min(sum, bound + 1);
    });
  }
  return ways.slice(1).reduce((sum, one) => sum + one, 0);
}

/** Rows of each pile that all groups together ask for. */
function demand(groups: readonly Group[], side: 'left' | 'right', piles: number): number[] {
  const wanted = Array<number>(piles).fill(0);
  for (const group of groups) for (const pile of group[side]) wanted[pile]!++;
  return wanted;
}
