/**
 * The breaks of a month, or of all months, as the page works on them: filters, counts and the order read the packed columns, and a row is made
 * of a break only when it is looked at or acted on. 200,000 breaks are as handy as ten.
 */
import { unitsAt } from '../../shared/columns';
import { ageBucket, ageInPeriods, isOpen, signedIn, withSignOff, type AgeBucket } from '../../shared/close';
import type { BreakStatus, StoredBreak } from '../../shared/desk/api';
import { absolute, formatUnits, parseOptionalUnits, type Units } from '../../shared/money';
import type { BreakClass, LedgerRole } from '../../shared/reconcile/types';
import { decisionPart } from '../desk/journal-effects';
import { amountBound, type BreakFilter } from './break-filter';
import { breakAt, cellIn, periodOf, reasonAt, type BreakSetRow, type Decided, type Field } from './breaks';

/** `other` holds the breaks that need no ledger: refunds and account movements. */
export type RoleTab = LedgerRole | 'other';

export function roleOf({ role }: Pick<StoredBreak, 'role'>): RoleTab {
  return role ?? 'other';
}

/** True where a decision was made about another difference than the break has now: it wants its word again. */
export function hasMoved({ decision, difference }: Pick<StoredBreak, 'decision' | 'difference'>): boolean {
  return decision?.amount !== undefined && decision.amount !== difference;
}

/** What does not change by decisions. Rows are numbered in the order of the result. */
export class BreakTable {
  readonly ids: string[] = [];
  readonly periods: string[] = [];
  readonly otherPeriods: (string | null)[] = [];
  readonly roles: RoleTab[] = [];
  readonly classes: BreakClass[] = [];
  readonly counterparties: (string | null)[] = [];
  /** Rows by size of the difference, largest first, then by ID, so that the order does not depend on when they were found. */
  readonly bySize: Uint32Array;
  private readonly sets: BreakSetRow[] = [];
  /** Set and place of each row. */
  private readonly setOf: number[] = [];
  private readonly placeOf: number[] = [];
  /** Made when a row is first asked for by its ID. */
  private rowOf: Map<string, number> | null = null;

  /** @param scope a month, with the timing breaks whose other side it is, or null for all */
  constructor(
    sets: readonly BreakSetRow[],
    readonly scope: string | null,
  ) {
    const sizes: bigint[] = [];
    for (const set of sets) {
      const period = periodOf(set.key);
      const others = textsOf(set, 'otherPeriod');
      const roles = textsOf(set, 'role');
      const classes = textsOf(set, 'class');
      const counterparties = textsOf(set, 'counterparty');
      const { difference, ledgerAmount } = set.columns;
      const own = this.sets.push(set) - 1;
      for (let at = 0; at < set.ids.length; at++) {
        const other = others(at);
        if (scope !== null && period !== scope && other !== scope) continue;
        this.ids.push(set.ids[at]!);
        this.periods.push(period);
        this.otherPeriods.push(other);
        this.roles.push((roles(at) ?? 'other') as RoleTab);
        this.classes.push(classes(at) as BreakClass);
        this.counterparties.push(counterparties(at));
        this.setOf.push(own);
        this.placeOf.push(at);
        sizes.push(absolute(unitsAt(difference, at) ?? unitsAt(ledgerAmount, at) ?? 0n));
      }
    }
    this.bySize = largestFirst(sizes, this.ids);
  }

  get count(): number {
    return this.ids.length;
  }

  row(id: string): number | undefined {
    this.rowOf ??= new Map(this.ids.map((one, row) => [one, row]));
    return this.rowOf.get(id);
  }

  /**
   * Difference of a row as it counts in the month looked at, null where it cannot be compared: a timing break stands in the residue of both its
   * months, in the ledger's with the other sign.
   */
  difference(row: number): Units | null {
    const { set, at } = this.place(row);
    const difference = unitsAt(set.columns.difference, at);
    return difference === null ? null : signedIn(difference, { period: this.periods[row]! }, this.scope);
  }

  /** True where the break is of one of the months, on either side. */
  touches(row: number, months: ReadonlySet<string>): boolean {
    const other = this.otherPeriods[row]!;
    return months.has(this.periods[row]!) || (other !== null && months.has(other));
  }

  place(row: number): { readonly set: BreakSetRow; readonly at: number } {
    return { set: this.sets[this.setOf[row]!]!, at: this.placeOf[row]! };
  }
}

/** Cells of a coded column of a set. */
function textsOf({ columns, texts }: BreakSetRow, name: Field): (at: number) => string | null {
  const column = columns[name];
  if (column.kind !== 'code') return () => null;
  const { codes } = column;
  return (at) => (codes[at] === 0 ? null : (texts[codes[at]! - 1] ?? null));
}

/** Rows by size, then by ID. Sorting numbers without a comparison of our own is what makes 200,000 quick. */
function largestFirst(sizes: readonly bigint[], ids: readonly string[]): Uint32Array {
  // Rounding to doubles keeps the order but for equal ones, which are compared exactly.
  const rough = Float64Array.from(sizes, Number);
  const sorted = rough.slice().sort().reverse();
  const next = new Map<number, number>();
  for (let at = sorted.length - 1; at >= 0; at--) next.set(sorted[at]!, at);
  const rows = new Uint32Array(rough.length);
  for (let row = 0; row < rough.length; row++) {
    const at = next.get(rough[row]!)!;
    rows[at] = row;
    next.set(rough[row]!, at + 1);
  }
  const exactly = (a: number, b: number): number => {
    if (sizes[a] !== sizes[b]) return sizes[b]! > sizes[a]! ? 1 : -1;
    return ids[a]! < ids[b]! ? -1 : 1;
  };
  for (let start = 0; start < rows.length;) {
    let end = start + 1;
    while (end < rows.length && sorted[end] === sorted[start]) end++;
    if (end - start > 1) rows.subarray(start, end).sort(exactly);
    start = end;
  }
  return rows;
}

const SEARCHED = ['customer', 'customerName', 'counterparty', 'service'] as const satisfies readonly Field[];
const SEARCHED_AMOUNTS = ['ledgerAmount', 'billAmount'] as const satisfies readonly Field[];
const UNTOUCHED = { status: 'open', owner: null, workedIn: null, decision: null } as const;
/** Rows that are made and kept: those in sight and around. */
const KEPT_ROWS = 2_000;

/** What acts on breaks are decided by: without sentences and rows, which many breaks at once have no use for. */
export type ActedBreak = Pick<
  StoredBreak,
  'id' | 'period' | 'otherPeriod' | 'class' | 'difference' | 'status' | 'owner' | 'workedIn' | 'decision'
>;

/** A break's difference as it counts in the month looked at, decimal text; null where it cannot be compared. */
export function countedIn(item: Pick<ActedBreak, 'period' | 'difference'>, month: string | null): string | null {
  const difference = parseOptionalUnits(item.difference);
  return difference === null ? null : formatUnits(signedIn(difference, item, month));
}

/** A table with what people decided. */
export class DecidedBreaks {
  private readonly statuses: BreakStatus[];
  private readonly made = new Map<number, StoredBreak>();
  /** By role: how many wait for a decision. */
  readonly open: ReadonlyMap<RoleTab, number>;

  constructor(
    readonly table: BreakTable,
    private readonly decided: Decided,
  ) {
    this.statuses = new Array<BreakStatus>(table.count).fill('open');
    const { decisions, signed } = decided;
    if (!decisions.isEmpty)
      table.ids.forEach((id, row) => {
        const state = decisions.stateOf(id);
        if (state) this.statuses[row] = withSignOff(state, signed).status;
      });
    const open = new Map<RoleTab, number>();
    this.statuses.forEach((status, row) => {
      const role = table.roles[row]!;
      open.set(role, (open.get(role) ?? 0) + (isOpen(status) ? 1 : 0));
    });
    this.open = open;
  }

  status(row: number): BreakStatus {
    return this.statuses[row]!;
  }

  /** Neither resolved nor carried. */
  isWaiting(row: number): boolean {
    return isOpen(this.status(row));
  }

  at(row: number): StoredBreak {
    const known = this.made.get(row);
    if (known) return known;
    const { set, at } = this.table.place(row);
    const made = breakAt(set, at, this.decided);
    if (this.made.size >= KEPT_ROWS) this.made.clear();
    this.made.set(row, made);
    return made;
  }

  /** The break as acts need it. */
  brief(row: number): ActedBreak {
    const { table } = this;
    const id = table.ids[row]!;
    const { set, at } = table.place(row);
    const difference = unitsAt(set.columns.difference, at);
    return {
      id,
      period: table.periods[row]!,
      otherPeriod: table.otherPeriods[row]!,
      class: table.classes[row]!,
      difference: difference === null ? null : formatUnits(difference),
      ...(this.statuses[row] === 'open' && !this.decided.decisions.has(id)
        ? UNTOUCHED
        : decisionPart(this.decided.decisions.get(id), this.decided.signed)),
    };
  }

  /** Never decided, or decided about another difference, or together with others that do not cancel out any more. */
  wantsWord(row: number): boolean {
    if (isOpen(this.status(row))) return true;
    const item = this.at(row);
    return hasMoved(item) || this.isPartedMatch(item);
  }

  /** True where the differences matched by hand do not sum to zero any more; those of months that are not looked at are taken to stand. */
  private isPartedMatch({ decision }: StoredBreak): boolean {
    let sum = 0n;
    for (const id of decision?.together ?? []) {
      const row = this.table.row(id);
      if (row === undefined) return this.table.scope === null;
      const { set, at } = this.table.place(row);
      const difference = unitsAt(set.columns.difference, at);
      if (difference === null) return true;
      sum += difference;
    }
    return sum !== 0n;
  }

  /** Difference of a row as it counts in the month looked at. */
  difference(row: number): Units | null {
    return this.table.difference(row);
  }

  /** The same as decimal text. */
  differenceText(row: number): string | null {
    const difference = this.difference(row);
    return difference === null ? null : formatUnits(difference);
  }

  /** Exact sum of the rows' differences, and how many of them have none. */
  sumOf(rows: Iterable<number>): { readonly sum: Units; readonly without: number } {
    let sum = 0n;
    let without = 0;
    for (const row of rows) {
      const difference = this.difference(row);
      if (difference === null) without++;
      else sum += difference;
    }
    return { sum, without };
  }

  /** How far a role's work is: breaks in all, those that wait, and the exact sum of what waits, a timing break with its own sign in each of its months. */
  progress(role: RoleTab): { readonly all: number; readonly waiting: number; readonly open: Units; readonly without: number } {
    const { table } = this;
    let all = 0;
    let waiting = 0;
    let open = 0n;
    let without = 0;
    for (let row = 0; row < table.count; row++) {
      if (table.roles[row] !== role) continue;
      all++;
      if (!isOpen(this.status(row))) continue;
      waiting++;
      const difference = this.difference(row);
      if (difference === null) without++;
      else open += difference;
    }
    return { all, waiting, open, without };
  }

  /** Who has to act on a break, or acted; null while nobody was named. */
  owner(row: number): string | null {
    return this.decided.decisions.stateOf(this.table.ids[row]!)?.owner ?? null;
  }

  /** Everyone who was named for a break of a role, in order of their names. */
  owners(role: RoleTab): string[] {
    const found = new Set<string>();
    if (this.decided.decisions.isEmpty) return [];
    for (let row = 0; row < this.table.count; row++) {
      const owner = this.table.roles[row] === role ? this.owner(row) : null;
      if (owner !== null) found.add(owner);
    }
    return [...found].sort();
  }

  /** Rows of a role that fit: those that wait for a decision first, then by size. */
  fitting(role: RoleTab, filter: BreakFilter, latest: string): Uint32Array {
    const { table } = this;
    const ages = new Map<string, AgeBucket>();
    const ageOf = (period: string): AgeBucket => {
      const known = ages.get(period) ?? ageBucket(ageInPeriods(period, latest));
      ages.set(period, known);
      return known;
    };
    const least = amountBound(filter.from ?? null);
    const most = amountBound(filter.to ?? null);
    const fits = (row: number): boolean =>
      table.roles[row] === role &&
      (filter.class === null || table.classes[row] === filter.class) &&
      (filter.status === null || (filter.status === 'todo' ? isOpen(this.status(row)) : this.statuses[row] === filter.status)) &&
      (filter.counterparty === null || table.counterparties[row] === filter.counterparty) &&
      (filter.age === null || ageOf(table.periods[row]!) === filter.age) &&
      (filter.customer == null || this.customer(row) === filter.customer) &&
      (filter.owner == null || (this.owner(row) ?? '') === filter.owner) &&
      this.isOfSize(row, filter.sign ?? null, least, most);
    const found = table.bySize.filter(fits);
    const waits = found.filter((row) => isOpen(this.status(row)));
    const list = new Uint32Array(found.length);
    list.set(waits);
    list.set(
      found.filter((row) => !isOpen(this.status(row))),
      waits.length,
    );
    return list;
  }

  customer(row: number): string | null {
    const { set, at } = this.table.place(row);
    return cellIn(set, 'customer', at);
  }

  private isOfSize(row: number, sign: BreakFilter['sign'], least: Units | null, most: Units | null): boolean {
    if (sign == null && least === null && most === null) return true;
    const difference = this.difference(row);
    if (difference === null || (sign === 'bill' && difference <= 0n) || (sign === 'ledger' && difference >= 0n)) return false;
    const size = absolute(difference);
    return (least === null || size >= least) && (most === null || size <= most);
  }

  /**
   * Tells which rows speak of a text: parties, services, amounts, sentences, notes, owners, the ID.
   * @param serviceName name of a service in the screen's language
   */
  searcher(text: string, serviceName: (code: string | null) => string): (row: number) => boolean {
    const wanted = text.trim().toLowerCase();
    const amount = wanted.replaceAll(',', '').replaceAll('\u2212', '-');
    const has = (value: string | null | undefined): boolean => value != null && value.toLowerCase().includes(wanted);
    const known = new Map<BreakSetRow, readonly boolean[]>();
    /** By code, so that each text of a set is looked at once. */
    const hitsOf = (set: BreakSetRow): readonly boolean[] => {
      const hits = known.get(set) ?? [false, ...set.texts.map((one) => has(one) || has(serviceName(one)))];
      known.set(set, hits);
      return hits;
    };
    return (row) => {
      const { set, at } = this.table.place(row);
      if (has(set.ids[at]) || has(this.table.periods[row])) return true;
      const hits = hitsOf(set);
      for (const name of SEARCHED) {
        const column = set.columns[name];
        if (column.kind === 'code' && hits[column.codes[at]!]) return true;
      }
      if (SEARCHED_AMOUNTS.some((name) => cellIn(set, name, at)?.includes(amount))) return true;
      if (this.differenceText(row)?.includes(amount)) return true;
      const reason = reasonAt(set, at, this.decided.serviceName);
      if (has(reason.zh) || has(reason.en)) return true;
      if (this.statuses[row] === 'open') return false;
      const { decision, owner } = this.at(row);
      return has(decision?.note) || has(owner);
    };
  }
}
