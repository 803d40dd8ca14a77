import { radixSort, halvesOf } from '../columns';
import { byCodeUnit } from '../digest';
import { matchId } from './break-id';
import { sameContent } from './changes';
import type { RunContext } from './context';
import {
  PASS_NAMES,
  type LedgerColumns,
  type LedgerRole,
  type Match,
  type MatchColumns,
  type Numbers,
  type Reason,
  type RowRef,
} from './types';

/** What matches stand on, as codes of the run. */
export interface MatchKeys {
  readonly period: Uint16Array;
  readonly counterparty: Uint32Array;
  readonly customer: Uint32Array;
  readonly service: Uint32Array;
  /** Party of the bill key; 0 where a match has none or several. */
  readonly party: Uint32Array;
}

/** A bill key that a match meets; codes of the run. */
export interface BillKey {
  readonly party: number;
  readonly service: number;
}

/** Matches of one role in the order they were found; entries are rows of the book. */
export interface FoundMatches {
  readonly role: LedgerRole;
  readonly book: LedgerColumns;
  readonly count: number;
  readonly keys: MatchKeys;
  readonly key: Uint32Array;
  readonly pass: Uint8Array;
  readonly bill: BigInt64Array;
  /** Index into {@link reasons}. */
  readonly reason: Uint32Array;
  readonly reasons: readonly Reason[];
  /** One element more than `count`. */
  readonly start: Uint32Array;
  readonly entry: Uint32Array;
  /** Bill keys of the matches that met several. */
  readonly groups: ReadonlyMap<number, readonly BillKey[]>;
  /** Account movements that each match met, for prepayment ledgers. */
  readonly movements?: readonly (readonly string[])[];
}

/**
 * The found matches in order of period and first book row, without anything of the run: as they can be kept, and the same whatever the run's other rows
 * were.
 */
export function matchColumns(context: Pick<RunContext, 'periodOfLedger' | 'periods' | 'codes'>, found: FoundMatches): MatchColumns {
  const { book, count } = found;
  const order = inOrder(found, context.periodOfLedger);
  const texts = new LocalTexts(context.codes);
  const interned = intern(found.reasons);
  const imports = new LocalImports(book);
  const columns = {
    key: new Uint32Array(count),
    pass: new Uint8Array(count),
    ledger: new BigInt64Array(count),
    bill: new BigInt64Array(count),
    reason: new Uint32Array(count),
    start: new Uint32Array(count + 1),
    entryImport: new Uint16Array(found.start[count]!),
    entryRow: new Uint32Array(found.start[count]!),
  };
  const groups: { match: number; key: BillKey }[] = [];
  let filled = 0;
  for (let m = 0; m < count; m++) {
    const from = order[m]!;
    columns.key[m] = found.key[from]!;
    columns.pass[m] = found.pass[from]!;
    columns.reason[m] = interned.index[found.reason[from]!]!;
    for (let at = found.start[from]!; at < found.start[from + 1]!; at++) columns.entryRow[filled++] = found.entry[at]!;
    columns.start[m + 1] = filled;
    if (found.groups.size > 0) for (const key of found.groups.get(from) ?? []) groups.push({ match: m, key });
  }
  takePairs(found.bill, order, columns.bill);
  addEntries(book.units, columns.entryRow, columns.start, columns.ledger);
  for (let at = 0; at < filled; at++) {
    const row = columns.entryRow[at]!;
    columns.entryImport[at] = imports.of(book.importIndex[row]!);
    columns.entryRow[at] = book.row[row]!;
  }
  const { period, ...keys } = found.keys;
  const { counterparty, customer, service, party } = texts.ofAll(keys);
  return {
    role: found.role,
    count,
    periods: [...context.periods],
    imports: imports.all,
    reasons: interned.reasons,
    keys: { period: narrow(period, context.periods.length), counterparty, customer, service, party },
    key: narrow(columns.key, period.length),
    pass: columns.pass,
    ledger: isEqual(columns.ledger, columns.bill) ? columns.bill : columns.ledger,
    bill: columns.bill,
    reason: narrow(columns.reason, interned.reasons.length),
    start: narrow(columns.start, filled + 1),
    entryImport: narrow(columns.entryImport, imports.all.length),
    entryRow: columns.entryRow,
    groupMatch: Uint32Array.from(groups, (one) => one.match),
    groupParty: Uint32Array.from(groups, (one) => texts.of(one.key.party)),
    groupService: Uint32Array.from(groups, (one) => texts.of(one.key.service)),
    ...(found.movements ? { movements: movementColumns(order, found.movements, texts) } : {}),
    texts: texts.all,
  };
}

/** @param below what every number is below */
function narrow(numbers: Numbers, below: number): Numbers {
  if (below <= 0x100) return new Uint8Array(numbers);
  return below <= 0x1_0000 ? new Uint16Array(numbers) : numbers;
}

/** Amounts in another order, as pairs of 32 bits: read as bigints they would be an object each. */
function takePairs(from: BigInt64Array, order: Uint32Array, to: BigInt64Array): void {
  const [own, other] = [halvesOf(from), halvesOf(to)];
  for (let i = 0; i < order.length; i++) {
    const at = order[i]! * 2;
    other[2 * i] = own[at]!;
    other[2 * i + 1] = own[at + 1]!;
  }
}

function isEqual(a: BigInt64Array, b: BigInt64Array): boolean {
  const [own, other] = [halvesOf(a), halvesOf(b)];
  for (let i = 0; i < own.length; i++) if (own[i] !== other[i]) return false;
  return true;
}

/** What the entries of each match come to. Nearly all have one. */
function addEntries(units: BigInt64Array, rows: Uint32Array, start: Uint32Array, to: BigInt64Array): void {
  const [own, other] = [halvesOf(units), halvesOf(to)];
  for (let m = 0; m < to.length; m++) {
    const from = start[m]!;
    const at = rows[from]! * 2;
    other[2 * m] = own[at]!;
    other[2 * m + 1] = own[at + 1]!;
    if (start[m + 1]! > from + 1) to[m] = sumOfRows(units, rows, from, start[m + 1]!);
  }
}

function sumOfRows(units: BigInt64Array, rows: Uint32Array, from: number, to: number): bigint {
  let sum = 0n;
  for (let at = from; at < to; at++) sum += units[rows[at]!]!;
  return sum;
}

/** A set of matches, as the very object that it was in the run before where that had the same: by it is known what is stored already. */
export function sameOr(before: MatchColumns | undefined, now: MatchColumns): MatchColumns {
  return before?.count === now.count && sameContent(before, now) ? before : now;
}

function movementColumns(
  order: Uint32Array,
  movements: readonly (readonly string[])[],
  texts: LocalTexts,
): NonNullable<MatchColumns['movements']> {
  const start = new Uint32Array(order.length + 1);
  order.forEach((from, m) => (start[m + 1] = start[m]! + movements[from]!.length));
  return { start, id: Uint32Array.from([...order].flatMap((from) => movements[from]!.map((id) => texts.ofText(id)))) };
}

/** Counting sort by period of matches that stand in order of their first book row; a match is of its rows' period. */
function inOrder({ book, count, start, entry }: FoundMatches, periodOf: Uint16Array): Uint32Array {
  const byRow = new Int32Array(book.rows).fill(-1);
  const next = new Uint32Array(Math.max(0, ...periodOf) + 2);
  for (let match = 0; match < count; match++) {
    const row = entry[start[match]!]!;
    byRow[row] = match;
    const after = periodOf[book.period[row]!]! + 1;
    next[after] = next[after]! + 1;
  }
  for (let period = 1; period < next.length; period++) next[period] = next[period]! + next[period - 1]!;
  const order = new Uint32Array(count);
  for (let row = 0; row < byRow.length; row++) {
    const match = byRow[row]!;
    if (match < 0) continue;
    const period = periodOf[book.period[row]!]!;
    order[next[period]!] = match;
    next[period] = next[period]! + 1;
  }
  return order;
}

/** Reasons that say the same are one. */
function intern(reasons: readonly Reason[]): { reasons: Reason[]; index: Uint32Array } {
  const known = new Map<string, number>();
  const kept: Reason[] = [];
  const index = Uint32Array.from(reasons, (reason) => {
    const text = JSON.stringify([reason.key, reason.params]);
    let at = known.get(text);
    if (at === undefined) known.set(text, (at = kept.push(reason) - 1));
    return at;
  });
  return { reasons: kept, index };
}

/** Codes of the run as numbers into a list of texts of their own. */
class LocalTexts {
  readonly all: string[] = [''];
  private readonly local = new Map<number, number>();

  constructor(private readonly codes: RunContext['codes']) {}

  of(code: number): number {
    if (code === 0) return 0;
    const known = this.local.get(code);
    if (known !== undefined) return known;
    const made = this.all.push(this.codes.text(code)) - 1;
    this.local.set(code, made);
    return made;
  }

  ofText(text: string): number {
    return this.of(this.codes.code(text));
  }

  /** Columns of codes as such numbers; those that are one stay one. */
  ofAll<K extends string>(columns: Readonly<Record<K, Uint32Array>>): Record<K, Numbers> {
    const done = new Map<Uint32Array, Numbers>();
    for (const codes of Object.values<Uint32Array>(columns)) if (!done.has(codes)) done.set(codes, this.numbered(codes));
    for (const [codes, numbers] of done) done.set(codes, narrow(numbers, this.all.length));
    const made = Object.entries<Uint32Array>(columns).map(([name, codes]) => [name, done.get(codes)!]);
    return Object.fromEntries(made) as Record<K, Numbers>;
  }

  private numbered(codes: Uint32Array): Uint32Array {
    const numbers = new Uint32Array(codes.length);
    let [last, number] = [0, 0];
    for (let i = 0; i < codes.length; i++) {
      if (codes[i] !== last) number = this.of((last = codes[i]!));
      numbers[i] = number;
    }
    return numbers;
  }
}

/** Those of a book's imports that matches have, as numbers into a list of their own: books that come and go are nothing to the matches of others. */
class LocalImports {
  readonly all: string[] = [];
  private readonly local = new Map<number, number>();
  private last = -1;
  private number = -1;

  constructor(private readonly book: LedgerColumns) {}

  of(index: number): number {
    if (index === this.last) return this.number;
    this.last = index;
    this.number = this.local.get(index) ?? this.all.push(this.book.imports[index]!) - 1;
    this.local.set(index, this.number);
    return this.number;
  }
}

/** One match as a record, with the ID made from its content. */
export function matchAt(columns: MatchColumns, m: number): Match {
  const { keys, texts, role } = columns;
  const key = columns.key[m]!;
  const text = (code: number): string | null => (code === 0 ? null : texts[code]!);
  const period = columns.periods[keys.period[key]!]!;
  const pass = PASS_NAMES[columns.pass[m]!]!;
  const entries: Match['entries'][number][] = [];
  for (let at = columns.start[m]!; at < columns.start[m + 1]!; at++)
    entries.push({ importId: columns.imports[columns.entryImport[at]!]!, row: columns.entryRow[at]! });
  const bills = billsOf(columns, m);
  const rows: RowRef[] = bills.map((bill) => ({ kind: 'bill', period, ...bill }));
  for (const entry of entries) rows.push({ kind: 'entry', ...entry });
  const { movements } = columns;
  const met = movements ? Array.from(movements.id.subarray(movements.start[m]!, movements.start[m + 1]!), (id) => texts[id]!) : [];
  for (const id of met) rows.push({ kind: 'movement', id });
  return {
    // A digest: worked out for those whose ID is asked for.
    get id() {
      return matchId(period, pass, role, rows);
    },
    period,
    role,
    pass,
    counterparty: text(keys.counterparty[key]!),
    customer: text(keys.customer[key]!),
    service: text(keys.service[key]!),
    ledgerAmount: columns.ledger[m]!,
    billAmount: columns.bill[m]!,
    entries,
    ...(bills.length > 1 ? { bills } : {}),
    ...(movements ? { movements: met } : {}),
    reason: columns.reasons[columns.reason[m]!]!,
  };
}

/** Where matches stand: index of their set, and number in it. */
export interface MatchPlaces {
  readonly set: Uint16Array;
  readonly match: Uint32Array;
}

/** Places of all matches, or of those of some periods, in order of period, role and first book row: whatever sets a role's were dealt into. */
export function matchPlaces(sets: readonly MatchColumns[], periods?: ReadonlySet<string>): MatchPlaces {
  const wanted = (sets[0]?.periods ?? []).filter((period) => !periods || periods.has(period));
  const roles = setsByRole(sets);
  const ranges = wanted.flatMap((period) =>
    roles.map((own): SetRange[] => own.map((set) => [set, ...rangeOf(sets[set]!, period)] as const).filter(([, from, to]) => to > from)),
  );
  const count = ranges.flat().reduce((sum, [, from, to]) => sum + to - from, 0);
  const places = { set: new Uint16Array(count), match: new Uint32Array(count) };
  let at = 0;
  for (const some of ranges) {
    const from = at;
    for (const [set, first, end] of some) {
      places.set.fill(set, at, at + end - first);
      for (let m = first; m < end; m++) places.match[at++] = m;
    }
    if (some.length > 1) inBookOrder(sets, places.set.subarray(from, at), places.match.subarray(from, at));
  }
  return places;
}

/** Matches of a set, from one on up to before another. */
type SetRange = readonly [set: number, from: number, to: number];

function setsByRole(sets: readonly MatchColumns[]): number[][] {
  const roles = new Map<LedgerRole, number[]>();
  sets.forEach(({ role }, at) => {
    const own = roles.get(role);
    if (own) own.push(at);
    else roles.set(role, [at]);
  });
  return [...roles.values()];
}

/** Sorts places by their matches' first book row: by import, in code-unit order of the IDs, then by row. A row stands in one match alone. */
function inBookOrder(sets: readonly MatchColumns[], set: Uint16Array, match: Uint32Array): void {
  const imports = [...new Set([...new Set(set)].flatMap((one) => sets[one]!.imports))].sort(byCodeUnit);
  const placeOf = new Map(imports.map((id, place) => [id, place]));
  const placesIn = sets.map((columns) => Uint32Array.from(columns.imports, (id) => placeOf.get(id) ?? 0));
  const [rows, books] = [new Uint32Array(set.length), new Uint32Array(set.length)];
  for (let i = 0; i < set.length; i++) {
    const columns = sets[set[i]!]!;
    const first = columns.start[match[i]!]!;
    rows[i] = columns.entryRow[first]!;
    books[i] = placesIn[set[i]!]![columns.entryImport[first]!]!;
  }
  const byRow = radixSort(
    Uint32Array.from(set, (_, i) => i),
    rows,
  );
  const order = imports.length > 1 ? radixSort(byRow, books) : byRow;
  const [oldSet, oldMatch] = [set.slice(), match.slice()];
  for (let i = 0; i < order.length; i++) {
    set[i] = oldSet[order[i]!]!;
    match[i] = oldMatch[order[i]!]!;
  }
}

/** A field of what a match stands on, without making the match. */
export function matchKey(columns: MatchColumns, m: number, field: 'period' | 'counterparty' | 'customer' | 'service'): string | null {
  const code = columns.keys[field][columns.key[m]!]!;
  return field === 'period' ? columns.periods[code]! : code === 0 ? null : columns.texts[code]!;
}

/** Matches as records, in the order of {@link matchPlaces}; all, or those of some periods. For lists that people look at. */
export function matchesOf(sets: readonly MatchColumns[], periods?: ReadonlySet<string>): Match[] {
  const { set, match } = matchPlaces(sets, periods);
  return Array.from(match, (m, at) => matchAt(sets[set[at]!]!, m));
}

/** First match of a period and the first after it. */
function rangeOf(columns: MatchColumns, period: string): [number, number] {
  const at = columns.periods.indexOf(period);
  const { key, keys } = columns;
  const firstWhere = (test: (period: number) => boolean): number => {
    let [low, high] = [0, columns.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(keys.period[key[middle]!]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return at < 0 ? [0, 0] : [firstWhere((one) => one >= at), firstWhere((one) => one > at)];
}

function billsOf(columns: MatchColumns, m: number): { customer: string; service: string | null }[] {
  const { keys, texts, groupMatch, groupParty, groupService } = columns;
  const bill = (party: number, service: number) => ({ customer: texts[party]!, service: service === 0 ? null : texts[service]! });
  const key = columns.key[m]!;
  if (keys.party[key] !== 0) return [bill(keys.party[key]!, keys.service[key]!)];
  let [low, high] = [0, groupMatch.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (groupMatch[middle]! < m) low = middle + 1;
    else high = middle;
  }
  const bills: { customer: string; service: string | null }[] = [];
  for (let at = low; groupMatch[at] === m; at++) bills.push(bill(groupParty[at]!, groupService[at]!));
  return bills;
}
