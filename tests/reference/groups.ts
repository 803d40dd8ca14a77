/** Groups by trying every choice of rows (shared/reconcile/README.md, "Groups"). For few rows only. */
import type { Units } from '../../shared/money';
import { total } from './world';

export interface Item<T> {
  readonly of: T;
  readonly amount: Units;
  /** Equal for rows that are interchangeable; groups are taken in order of the names of their rows. */
  readonly kind: string;
  /** Nothing stands opposite under the row's own key. */
  readonly lone: boolean;
}

export interface Group<L, R> {
  readonly left: readonly Item<L>[];
  readonly right: readonly Item<R>[];
  /** Every row of the right side that is interchangeable with one of the group's. */
  readonly rivals: readonly Item<R>[];
}

/** All groups; where the choices are more than the bound, those of as many rows as fit it, and none of them is found. */
export function groupsOf<L, R>(
  left: readonly Item<L>[],
  right: readonly Item<R>[],
  bound = 8_000,
): { found: Group<L, R>[]; contested: Group<L, R>[] } {
  const [lefts, rights] = [choices(left), choices(right)];
  const upTo = (most: number): boolean => [...lefts, ...rights].filter((rows) => rows.length <= most).length <= bound;
  const most = [5, 4, 3, 2].find(upTo) ?? 0;
  const groups: Group<L, R>[] = [];
  for (const l of lefts.filter((rows) => rows.length <= most)) {
    for (const r of rights.filter((rows) => rows.length <= most)) {
      if (l.length + r.length < 3 || total(l, (item) => item.amount) !== total(r, (item) => item.amount)) continue;
      const many = l.length > 1 && r.length > 1;
      if (many && (l.length > 3 || r.length > 3 || ![...l, ...r].every((item) => item.lone))) continue;
      if (holdsSmaller(l, r)) continue;
      groups.push({ left: l, right: r, rivals: right.filter((item) => r.some((one) => one.kind === item.kind)) });
    }
  }
  const enough = (side: 'left' | 'right', rows: readonly Item<unknown>[], group: Group<L, R>): boolean =>
    group[side].every((item) => {
      const wanted = groups.flatMap((one): readonly Item<unknown>[] => one[side]).filter((one) => one.kind === item.kind).length;
      return wanted <= rows.filter((one) => one.kind === item.kind).length;
    });
  const found = most < 5 ? [] : groups.filter((group) => enough('left', left, group) && enough('right', right, group));
  const named = (group: Group<L, R>): string => [...names(group.left), ...names(group.right)].join(' ');
  return {
    found: distinct([...found].sort((a, b) => (named(a) < named(b) ? -1 : 1))),
    contested: groups.filter((group) => !found.includes(group)),
  };
}

const names = (items: readonly Item<unknown>[]): string[] => items.map((item) => item.kind).sort();

/** All choices of one to five rows; of interchangeable rows always the first ones. */
function choices<T>(items: readonly Item<T>[]): Item<T>[][] {
  const all: Item<T>[][] = [];
  for (let bits = 1; bits < 1 << items.length; bits++) {
    const chosen = items.filter((_, i) => (bits >> i) & 1);
    const skips = chosen.some((item) =>
      items.slice(0, items.indexOf(item)).some((before) => before.kind === item.kind && !chosen.includes(before)),
    );
    if (chosen.length <= 5 && !skips) all.push(chosen);
  }
  return all;
}

function holdsSmaller(left: readonly Item<unknown>[], right: readonly Item<unknown>[]): boolean {
  const signed = [...left.map((item) => item.amount), ...right.map((item) => -item.amount)];
  for (let bits = 1; bits < (1 << signed.length) - 1; bits++)
    if (
      total(
        signed.filter((_, i) => (bits >> i) & 1),
        (one) => one,
      ) === 0n
    )
      return true;
  return false;
}

/** Found groups may name the same first rows of interchangeable ones; each gets rows of its own. */
function distinct<L, R>(groups: readonly Group<L, R>[]): Group<L, R>[] {
  const used = new Set<unknown>();
  const own = <T>(items: readonly Item<T>[], rivals: readonly Item<T>[]): Item<T>[] =>
    items.map((item) => {
      const free = [item, ...rivals].find((one) => one.kind === item.kind && !used.has(one.of))!;
      used.add(free.of);
      return free;
    });
  return groups.map((group) => ({ ...group, right: own(group.right, group.rivals) }));
}
