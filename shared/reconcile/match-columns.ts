import { matchId } from './break-id';
import { CodeMap } from './code-map';
import type { EngineContext } from './context';
import { PASS_NAMES, type LedgerColumns, type LedgerRole, type Match, type MatchColumns, type Reason, type RowRef } from './types';

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

/** What one shard found: of its book's rows only what tells them apart, so that the book need not be kept. */
export type ShardMatches = Omit<FoundMatches, 'book'> & { readonly book: Pick<LedgerColumns, 'rows' | 'importIndex' | 'row'> };

/** The found matches in order of period and first book row, without anything of the run: as they can be kept. */
export function matchColumns(context: EngineContext, found: FoundMatches): MatchColumns {
  const { book, count } = found;
  const order = inOrder(found, context.periodOfLedger);
  const texts = new LocalTexts(context);
  const interned = intern(found.reasons);
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
    columns.entryImport[at] = book.importIndex[row]!;
    columns.entryRow[at] = book.row[row]!;
  }
  const { keys } = found;
  return {
    role: found.role,
    count,
    periods: [...context.periods],
    imports: [...book.imports],
    reasons: interned.reasons,
    keys: {
      period: keys.period,
      counterparty: texts.ofAll(keys.counterparty),
      customer: texts.ofAll(keys.customer),
      service: texts.ofAll(keys.service),
      party: texts.ofAll(keys.party),
    },
    ...columns,
    groupMatch: Uint32Array.from(groups, (one) => one.match),
    groupParty: Uint32Array.from(groups, (one) => texts.of(one.key.party)),
    groupService: Uint32Array.from(groups, (one) => texts.of(one.key.service)),
    ...(found.movements ? { movements: movementColumns(order, found.movements, texts) } : {}),
    texts: texts.all,
  };
}

const halvesOf = (amounts: BigInt64Array): Int32Array => new Int32Array(amounts.buffer, amounts.byteOffset, amounts.length * 2);

/** Amounts in another order, as pairs of 32 bits: read as bigints they would be an object each. */
function takePairs(from: BigInt64Array, order: Uint32Array, to: BigInt64Array): void {
  const [own, other] = [halvesOf(from), halvesOf(to)];
  for (let i = 0; i < order.length; i++) {
    const at = order[i]! * 2;
    other[2 * i] = own[at]!;
    other[2 * i + 1] = own[at + 1]!;
  }
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

/** Matches of several shards as one. @param rows of the whole book, by shard */
export function joinMatches(parts: readonly ShardMatches[], book: LedgerColumns, rows: readonly Uint32Array[]): FoundMatches {
  if (parts.length === 1) return { ...parts[0]!, book };
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const entries = parts.reduce((sum, part) => sum + part.start[part.count]!, 0);
  const places = parts.reduce((sum, part) => sum + part.keys.period.length, 0);
  const party = new Uint32Array(places);
  // Where nobody settles through a reseller these are one column, and stay one.
  const ownColumn = (name: 'counterparty' | 'customer'): Uint32Array =>
    parts.every(({ keys }) => keys[name] === keys.party) ? party : new Uint32Array(places);
  const keys = {
    period: new Uint16Array(places),
    counterparty: ownColumn('counterparty'),
    customer: ownColumn('customer'),
    service: new Uint32Array(places),
    party,
  };
  const joined = {
    key: new Uint32Array(count),
    pass: new Uint8Array(count),
    bill: new BigInt64Array(count),
    reason: new Uint32Array(count),
    start: new Uint32Array(count + 1),
    entry: new Uint32Array(entries),
  };
  const reasons: Reason[] = [];
  const groups = new Map<number, readonly BillKey[]>();
  let [match, entry, place] = [0, 0, 0];
  parts.forEach((part, shard) => {
    const own = rows[shard]!;
    keys.period.set(part.keys.period, place);
    keys.counterparty.set(part.keys.counterparty, place);
    keys.customer.set(part.keys.customer, place);
    keys.service.set(part.keys.service, place);
    keys.party.set(part.keys.party, place);
    joined.pass.set(part.pass.subarray(0, part.count), match);
    joined.bill.set(part.bill.subarray(0, part.count), match);
    for (let i = 0; i < part.count; i++) {
      joined.key[match + i] = part.key[i]! + place;
      joined.reason[match + i] = part.reason[i]! + reasons.length;
      joined.start[match + i] = part.start[i]! + entry;
    }
    const filled = part.start[part.count]!;
    for (let i = 0; i < filled; i++) joined.entry[entry + i] = own[part.entry[i]!]!;
    for (const [at, bills] of part.groups) groups.set(match + at, bills);
    for (const why of part.reasons) reasons.push(why);
    match += part.count;
    entry += filled;
    place += part.keys.period.length;
  });
  joined.start[count] = entry;
  return { role: parts[0]!.role, book, count, keys, ...joined, reasons, groups };
}

/** Whether two shards' matches are the same, found in the same order over the same rows. */
export function sameMatches(a: ShardMatches, b: ShardMatches): boolean {
  if (a === b) return true;
  if (a.count !== b.count || a.groups.size !== b.groups.size || a.reasons.length !== b.reasons.length) return false;
  const filled = a.start[a.count]!;
  const same = (one: ArrayLike<number | bigint>, other: ArrayLike<number | bigint>, length: number): boolean => {
    for (let i = 0; i < length; i++) if (one[i] !== other[i]) return false;
    return true;
  };
  const names = ['period', 'counterparty', 'customer', 'service', 'party'] as const;
  return (
    names.every((name) => a.keys[name].length === b.keys[name].length && same(a.keys[name], b.keys[name], a.keys[name].length)) &&
    same(a.key, b.key, a.count) &&
    same(a.pass, b.pass, a.count) &&
    same(a.bill, b.bill, a.count) &&
    same(a.reason, b.reason, a.count) &&
    same(a.start, b.start, a.count + 1) &&
    same(a.entry, b.entry, filled) &&
    same(a.book.importIndex, b.book.importIndex, a.book.rows) &&
    same(a.book.row, b.book.row, a.book.rows) &&
    JSON.stringify(a.reasons) === JSON.stringify(b.reasons) &&
    JSON.stringify([...a.groups]) === JSON.stringify([...b.groups])
  );
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
  private readonly local = new CodeMap();
  private readonly done = new Map<Uint32Array, Uint32Array>();

  constructor(private readonly context: EngineContext) {}

  of(code: number): number {
    if (code === 0) return 0;
    const known = this.local.get(code);
    if (known !== 0) return known;
    const made = this.all.push(this.context.codes.text(code)) - 1;
    this.local.set(code, made);
    return made;
  }

  ofText(text: string): number {
    return this.of(this.context.codes.code(text));
  }

  ofAll(codes: Uint32Array): Uint32Array {
    const known = this.done.get(codes);
    if (known) return known;
    const numbers = new Uint32Array(codes.length);
    for (let i = 0; i < codes.length; i++) numbers[i] = this.of(codes[i]!);
    this.done.set(codes, numbers);
    return numbers;
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

/** Where the matches of all roles stand, in order of period and role: index of the role's columns, and number there. */
export function matchPlaces(roles: readonly MatchColumns[]): { readonly role: Uint8Array; readonly match: Uint32Array } {
  const count = roles.reduce((sum, columns) => sum + columns.count, 0);
  const places = { role: new Uint8Array(count), match: new Uint32Array(count) };
  let at = 0;
  for (const period of roles[0]?.periods ?? []) {
    for (const [role, columns] of roles.entries()) {
      const [from, to] = rangeOf(columns, period);
      places.role.fill(role, at, at + to - from);
      for (let m = from; m < to; m++) places.match[at++] = m;
    }
  }
  return places;
}

/** A field of what a match stands on, without making the match. */
export function matchKey(columns: MatchColumns, m: number, field: 'period' | 'counterparty' | 'customer' | 'service'): string | null {
  const code = columns.keys[field][columns.key[m]!]!;
  return field === 'period' ? columns.periods[code]! : code === 0 ? null : columns.texts[code]!;
}

/** Matches as records, in order of period and role; all, or those of some periods. For lists that people look at. */
export function matchesOf(roles: readonly MatchColumns[], periods?: ReadonlySet<string>): Match[] {
  const found: Match[] = [];
  const [first] = roles;
  for (const period of first?.periods ?? []) {
    if (periods && !periods.has(period)) continue;
    for (const columns of roles) {
      const [from, to] = rangeOf(columns, period);
      for (let m = from; m < to; m++) found.push(matchAt(columns, m));
    }
  }
  return found;
}

/** First match of a period and the first after it. */
export function rangeOf(columns: MatchColumns, period: string): [number, number] {
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
