/** Stored breaks by their ID, kept in memory between acts: an act on one of 200,000 breaks reads none of the others. */
import { bytesOf, unitsAt } from '../../shared/columns';
import { isOpen } from '../../shared/close';
import { absolute, type Units } from '../../shared/money';
import { cellIn, NO_BREAKS, OPEN_BREAKS, periodOf, type BreakSetRow, type OpenBreaks } from '../store/breaks';
import type { DecisionBook } from '../store/decisions';
import type { DeskCore } from './core';

/** Bytes of a break's ID and of its place, about. */
const PLACE = 120;

/** What counting looks at in a break. */
export interface BriefBreak {
  readonly id: string;
  readonly period: string;
  readonly otherPeriod: string | null;
  readonly difference: Units | null;
}

interface Place {
  readonly set: BreakSetRow;
  readonly at: number;
}

export class BreakIndex {
  private readonly places = new Map<string, Place>();

  /** @param sets in the order of the result */
  constructor(readonly sets: readonly BreakSetRow[]) {
    for (const set of sets) set.ids.forEach((id, at) => this.places.set(id, { set, at }));
  }

  get bytes(): number {
    const columns = this.sets.flatMap((set) => Object.values(set.columns));
    return columns.reduce((sum, column) => sum + bytesOf(column), 0) + this.places.size * PLACE;
  }

  has(id: string): boolean {
    return this.places.has(id);
  }

  brief(id: string): BriefBreak | undefined {
    const place = this.places.get(id);
    return place && briefAt(place);
  }

  /** In the order of the result. */
  *all(): Iterable<BriefBreak> {
    for (const place of this.places.values()) yield briefAt(place);
  }
}

function briefAt({ set, at }: Place): BriefBreak {
  return {
    id: set.ids[at]!,
    period: periodOf(set.key),
    otherPeriod: cellIn(set, 'otherPeriod', at),
    difference: unitsAt(set.columns.difference, at),
  };
}

export async function breakIndex(core: DeskCore): Promise<BreakIndex> {
  const { store } = core;
  const written = store.writes.of('breakSets');
  return core.resident.of(
    'breaks',
    [written, ...(await store.breakSets.toCollection().primaryKeys())].join(),
    async () => new BreakIndex(await store.breakSets.orderBy('key').toArray()),
    (index) => index.bytes,
  );
}

/** How many breaks wait for a decision: changed by acts, counted anew with a result that has other breaks. */
export class OpenCounts {
  private total: number;
  private readonly months: Map<string, { count: number; money: Units }>;

  constructor({ total, months }: OpenBreaks = NO_BREAKS) {
    this.total = total;
    this.months = new Map(Object.entries(months).map(([month, { count, money }]) => [month, { count, money }]));
  }

  add({ period, otherPeriod, difference }: Omit<BriefBreak, 'id'>, times: 1 | -1): void {
    this.total += times;
    const size = absolute(difference ?? 0n) * BigInt(times);
    this.addTo(period, times, size);
    if (otherPeriod !== null && otherPeriod !== period) this.addTo(otherPeriod, times, size);
  }

  get value(): OpenBreaks {
    return { total: this.total, months: Object.fromEntries([...this.months].filter(([, { count }]) => count !== 0)) };
  }

  private addTo(month: string, times: number, size: Units): void {
    const known = this.months.get(month);
    if (known) {
      known.count += times;
      known.money += size;
    } else this.months.set(month, { count: times, money: size });
  }
}

/** Counts the breaks that wait for a decision. */
export function openAmong(breaks: Iterable<BriefBreak>, decisions: DecisionBook): OpenBreaks {
  const counts = new OpenCounts();
  for (const one of breaks) if (isOpen(decisions.stateOf(one.id)?.status ?? 'open')) counts.add(one, 1);
  return counts.value;
}

/** Stores a count; inside the caller's transaction over the table of single values. */
export async function putOpenBreaks({ store }: DeskCore, value: OpenBreaks): Promise<void> {
  await store.meta.put({ key: OPEN_BREAKS, value });
}
