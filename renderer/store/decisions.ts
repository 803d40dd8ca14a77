/**
 * What people did about breaks, packed: a row per break would take 200,000 writes for one bulk act, and seconds of the page to read. Breaks lie in
 * sets by their ID; acts that one journal entry made on many breaks stand once in a set, beside what each break has of its own.
 */
import { stateAfter, type BreakAct, type BreakState } from '../../shared/close';
import { byCodeUnit } from '../../shared/digest';
import type { DecisionRow, DeskStore } from './schema';

/** A set has the breaks whose IDs have the same hash of so many bits. */
const BITS = 8;

/** An act without what differs from break to break. */
type SharedAct = Omit<BreakAct, 'amount'>;

export interface DecisionSetRow {
  /** Hash of the IDs, two hexadecimal digits. */
  key: string;
  /** Months that its breaks were last worked on for. */
  periods: string[];
  /** In code-unit order. */
  ids: string[];
  /** Acts of break i: those from `starts[i]` up to `starts[i + 1]`. */
  starts: Uint32Array;
  /** Place in `shared` of each act. */
  acts: Uint32Array;
  /** Amount of each act; null also where the act has none. */
  amounts: (string | null)[];
  shared: SharedAct[];
  /** Places in `shared` of acts of before amounts were kept. */
  bare: number[];
}

function setOf(breakId: string): string {
  let h = 0;
  for (let i = 0; i < breakId.length; i++) h = Math.imul(h ^ breakId.charCodeAt(i), 0x01000193);
  return ((h ^ (h >>> 15)) & ((1 << BITS) - 1)).toString(16).padStart(2, '0');
}

/** Keys of the sets that some breaks lie in. */
export function decisionSetsOf(ids: readonly string[]): string[] {
  return [...new Set(ids.map(setOf))];
}

/** Packs the rows of one set. */
function packDecisions(key: string, rows: readonly DecisionRow[]): DecisionSetRow {
  const sorted = [...rows].sort((a, b) => byCodeUnit(a.breakId, b.breakId));
  const starts = new Uint32Array(sorted.length + 1);
  const acts: number[] = [];
  const amounts: (string | null)[] = [];
  const shared: SharedAct[] = [];
  const bare: number[] = [];
  const places = new Map<string, number>();
  const placeOf = (act: BreakAct): number => {
    const { amount, ...rest } = act;
    // An entry of the journal is the same act on all of its breaks; what a colleague's file says is each break's own.
    const name = act.action === 'take' ? '' : `${act.seq}|${act.at}|${act.by}|${act.action}|${amount === undefined}`;
    const known = name === '' ? undefined : places.get(name);
    if (known !== undefined) return known;
    const place = shared.push(rest) - 1;
    if (amount === undefined) bare.push(place);
    if (name !== '') places.set(name, place);
    return place;
  };
  sorted.forEach((row, at) => {
    for (const act of row.acts) {
      acts.push(placeOf(act));
      amounts.push(act.amount ?? null);
    }
    starts[at + 1] = acts.length;
  });
  return {
    key,
    periods: [...new Set(sorted.map(({ period }) => period))].sort(byCodeUnit),
    ids: sorted.map(({ breakId }) => breakId),
    starts,
    acts: Uint32Array.from(acts),
    amounts,
    shared,
    bare,
  };
}

/** A set that is read. */
class DecisionSet {
  private readonly bare: ReadonlySet<number>;
  /** Where breaks stand that had the same acts, but for amounts. */
  private readonly states = new Map<string, BreakState>();

  constructor(readonly row: DecisionSetRow) {
    this.bare = new Set(row.bare);
  }

  at(breakId: string): number {
    const { ids } = this.row;
    let low = 0;
    let high = ids.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const id = ids[middle]!;
      if (id === breakId) return middle;
      if (id < breakId) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  decision(at: number): DecisionRow {
    const { ids, starts, acts, amounts, shared } = this.row;
    const own: BreakAct[] = [];
    for (let i = starts[at]!; i < starts[at + 1]!; i++) {
      const place = acts[i]!;
      own.push(this.bare.has(place) ? { ...shared[place]! } : { ...shared[place]!, amount: amounts[i]! });
    }
    return { breakId: ids[at]!, period: stateAfter(own).period ?? own.at(-1)?.period ?? '', acts: own };
  }

  /** Where a break stands before any sign-off; the amount is that of any break with the same acts. */
  state(at: number): BreakState {
    const { starts, acts } = this.row;
    const name = acts.subarray(starts[at]!, starts[at + 1]!).join();
    let state = this.states.get(name);
    if (state === undefined) this.states.set(name, (state = stateAfter(this.decision(at).acts)));
    return state;
  }
}

/** Decisions by break. */
export class DecisionBook {
  private readonly sets = new Map<string, DecisionSet>();

  constructor(rows: readonly DecisionSetRow[]) {
    for (const row of rows) this.sets.set(row.key, new DecisionSet(row));
  }

  static of(rows: readonly DecisionRow[]): DecisionBook {
    return new DecisionBook([...bySet(rows, ({ breakId }) => breakId)].map(([key, own]) => packDecisions(key, own)));
  }

  get(breakId: string): DecisionRow | undefined {
    return this.found(breakId, (set, at) => set.decision(at));
  }

  has(breakId: string): boolean {
    return this.found(breakId, () => true) ?? false;
  }

  /** Where a break stands before any sign-off, but for the amount it was decided about; undefined where nobody did anything. */
  stateOf(breakId: string): Omit<BreakState, 'amount'> | undefined {
    return this.found(breakId, (set, at) => set.state(at));
  }

  /** Of the breaks that anything was decided about, in no order. */
  *ids(): Iterable<string> {
    for (const { row } of this.sets.values()) yield* row.ids;
  }

  get isEmpty(): boolean {
    return this.sets.size === 0;
  }

  /** In code-unit order of the IDs. */
  rows(): DecisionRow[] {
    const all: DecisionRow[] = [];
    for (const set of this.sets.values()) set.row.ids.forEach((_, at) => all.push(set.decision(at)));
    return all.sort((a, b) => byCodeUnit(a.breakId, b.breakId));
  }

  /** Rows with an act that is meant, in no order. @param meant asked once for what the breaks of a set share */
  *having(meant: (act: SharedAct) => boolean): Iterable<DecisionRow> {
    for (const set of this.sets.values()) {
      const { ids, starts, acts, shared } = set.row;
      const places = new Set(shared.flatMap((act, place) => (meant(act) ? [place] : [])));
      if (places.size === 0) continue;
      for (let at = 0; at < ids.length; at++)
        if (acts.subarray(starts[at], starts[at + 1]).some((place) => places.has(place))) yield set.decision(at);
    }
  }

  private found<T>(breakId: string, of: (set: DecisionSet, at: number) => T): T | undefined {
    const set = this.sets.get(setOf(breakId));
    const at = set?.at(breakId) ?? -1;
    return at < 0 ? undefined : of(set!, at);
  }
}

/** Reading and writing decisions; live queries see the sets through it like any table. */
export class StoredDecisions {
  constructor(private readonly store: Pick<DeskStore, 'decisionSets'>) {}

  async get(breakId: string): Promise<DecisionRow | undefined> {
    return (await this.bulkGet([breakId]))[0];
  }

  async bulkGet(ids: readonly string[]): Promise<(DecisionRow | undefined)[]> {
    const book = await this.book(decisionSetsOf(ids));
    return ids.map((id) => book.get(id));
  }

  /** In code-unit order of the IDs. */
  async toArray(): Promise<DecisionRow[]> {
    return (await this.book()).rows();
  }

  /** All decisions, or those of some sets. */
  async book(sets?: readonly string[]): Promise<DecisionBook> {
    const { decisionSets } = this.store;
    const rows = sets === undefined ? await decisionSets.toArray() : await decisionSets.bulkGet([...sets]);
    return new DecisionBook(rows.flatMap((row) => row ?? []));
  }

  /** Months that anything was decided for. */
  async periods(): Promise<string[]> {
    const found: string[] = [];
    await this.store.decisionSets.orderBy('periods').eachUniqueKey((period) => found.push(String(period)));
    return found;
  }

  /** Writes rows in place of those of the same breaks; inside the caller's transaction over the sets. */
  async bulkPut(rows: readonly DecisionRow[]): Promise<void> {
    const fresh = bySet(rows, ({ breakId }) => breakId);
    const keys = [...fresh.keys()];
    const known = await this.store.decisionSets.bulkGet(keys);
    await this.store.decisionSets.bulkPut(
      keys.map((key, i) => {
        const own = fresh.get(key)!;
        const set = known[i];
        if (!set) return packDecisions(key, own);
        const written = new Set(own.map(({ breakId }) => breakId));
        const kept = new DecisionBook([set]).rows().filter(({ breakId }) => !written.has(breakId));
        return packDecisions(key, [...kept, ...own]);
      }),
    );
  }

  clear(): Promise<void> {
    return this.store.decisionSets.clear();
  }
}

/** What is about breaks, by the set of decisions that each lies in. */
export function bySet<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T[]> {
  const sets = new Map<string, T[]>();
  for (const item of items) {
    const key = setOf(idOf(item));
    const set = sets.get(key);
    if (set) set.push(item);
    else sets.set(key, [item]);
  }
  return sets;
}
