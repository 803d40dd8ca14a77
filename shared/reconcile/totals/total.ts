import { byCodeUnit } from '../../digest';
import type { Units } from '../../money';
import { parseSliceId } from '../../sync/slices';
import type { EngineContext } from '../context';
import type { ControlTotal } from '../types';

/** One bucket of a control total after its test. */
export interface Bucket {
  readonly name: Readonly<Record<string, string>>;
  readonly left: Units | null;
  readonly right: Units | null;
}

/** The first bucket in code-unit order of its names, as a total shows it; null without any. */
export function firstOf(broken: readonly Bucket[]): ControlTotal['firstDivergence'] {
  let first: Bucket | null = null;
  let firstText = '';
  for (const bucket of broken) {
    const text = Object.values(bucket.name).join('\u0001');
    if (first !== null && byCodeUnit(text, firstText) >= 0) continue;
    first = bucket;
    firstText = text;
  }
  if (first === null) return null;
  const { name, left, right } = first;
  return { bucket: name, left, right, difference: left === null || right === null ? null : left - right };
}

/** Members of a total that nothing can be compared for. */
export const UNPROVEN = { left: null, right: null, difference: null, tolerance: null, status: 'not-provable', buckets: { tested: 0, broken: 0 }, firstDivergence: null } as const;

/** Customers whose fee records of the month could not be published: their buckets would diverge for no reason of the bill's. */
export function customersNotRead(context: EngineContext, period: string): ReadonlySet<number> {
  const unread = new Set<number>();
  for (const slice of context.input.slices) {
    if (slice.failure === null || slice.period !== period) continue;
    const key = parseSliceId(slice.slice);
    if (key.source === 'fee-records' && key.customer !== undefined) unread.add(context.codes.code(key.customer));
  }
  return unread;
}
