import { byCodeUnit } from '../../digest';
import type { Units } from '../../money';
import type { ControlTotal, DescentChild, DescentStep } from '../types';

/** At most so many diverging children are named at a level; their number is always said. */
export const DESCENT_SHOWN = 20;

/** A level of a descent: which child an item belongs to, and how that child is called. Equal keys are one child. */
export interface Level<T> {
  readonly level: string;
  key(item: T): number | string;
  name(key: number | string): string;
}

export interface Descent {
  readonly path: readonly DescentStep[];
  readonly first: ControlTotal['firstDivergence'];
}

const NOWHERE: Descent = { path: [], first: null };

export function differenceOf(left: Units | null, right: Units | null): Units | null {
  return left === null || right === null ? null : left - right;
}

/**
 * The way down to what diverges first: at each level all children that hold something broken, with their sums over everything tested in them, and the
 * first by code unit is followed. A level whose only child has the name of the one above (an own customer is its own counterparty) is passed over.
 * @param items everything that was tested
 * @param broken what of it diverges
 */
export function descend<T>(
  levels: readonly Level<T>[],
  items: Iterable<T>,
  broken: readonly T[],
  sides: (item: T) => readonly [Units | null, Units | null],
): Descent {
  if (broken.length === 0) return NOWHERE;
  const path: DescentStep[] = [];
  const bucket: Record<string, string> = {};
  let inside: Iterable<T> = items;
  let off = broken;
  let last: DescentChild | null = null;
  for (const level of levels) {
    const sums = new Map<number | string, { left: Units | null; right: Units | null }>();
    for (const item of off) if (!sums.has(level.key(item))) sums.set(level.key(item), { left: 0n, right: 0n });
    const kept: T[] = [];
    for (const item of inside) {
      const sum = sums.get(level.key(item));
      if (!sum) continue;
      kept.push(item);
      const [left, right] = sides(item);
      sum.left = left === null || sum.left === null ? null : sum.left + left;
      sum.right = right === null || sum.right === null ? null : sum.right + right;
    }
    const children = [...sums].map(([key, { left, right }]) => ({
      key,
      name: level.name(key),
      left,
      right,
      difference: differenceOf(left, right),
    }));
    // What has no such level (a movement without a customer) comes after what has.
    children.sort((a, b) => Number(a.name === '') - Number(b.name === '') || byCodeUnit(a.name, b.name));
    const [first] = children;
    if (!first) break;
    const { key, ...shown } = first;
    inside = kept.filter((item) => level.key(item) === key);
    off = off.filter((item) => level.key(item) === key);
    // A total whose items have no such level (a slice has no customer) says nothing there.
    if (children.length === 1 && (shown.name === '' || shown.name === last?.name)) {
      if (shown.name !== '') bucket[level.level] = shown.name;
      continue;
    }
    path.push({
      level: level.level,
      children: children.slice(0, DESCENT_SHOWN).map(({ name, left, right, difference }) => ({ name, left, right, difference })),
      diverging: children.length,
    });
    bucket[level.level] = shown.name;
    last = shown;
  }
  if (last === null) return NOWHERE;
  return { path, first: { bucket, left: last.left, right: last.right, difference: last.difference } };
}
