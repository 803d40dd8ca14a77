/**
 * Breaks of the last result. They lie in sets of packed columns, some thousand of one month each, and become rows when they are looked at: a
 * row each in the store would take minutes where there are 200,000. What people decided is kept apart, by ID, and joined here.
 */
import type { FieldKind } from '../../shared/api/sources';
import { cellAt, Dictionary, packColumn, packUnits, type PackedColumn } from '../../shared/columns';
import type { StoredBreak } from '../../shared/desk/api';
import type { Units } from '../../shared/money';
import { rowKey } from '../../shared/reconcile/break-id';
import { reasonWords, type ServiceName } from '../../shared/reconcile/reasons';
import type { Break, Reason } from '../../shared/reconcile/types';
import { decisionPart } from '../desk/journal-effects';
import { decisionSetsOf, type DecisionBook } from './decisions';
import type { DeskStore } from './schema';
import { serviceNames } from './names';

/** Key, in the table of single values, of how many breaks wait for a decision. */
export const OPEN_BREAKS = 'open-breaks';

export interface OpenBreaks {
  readonly total: number;
  /** By month: breaks, and the sizes of their differences, which may come to more than any one amount. A timing break counts in both of its months. */
  readonly months: Readonly<Record<string, { readonly count: number; readonly money: Units }>>;
}

export const NO_BREAKS: OpenBreaks = { total: 0, months: {} };

/** Breaks of a set at most. */
const SET = 8_192;
/** Between the rows of a break; no row's key has it. */
const SEPARATOR = '\u0001';

/** A part of a month's breaks, in the order of the result. */
export interface BreakSetRow {
  /** `period#offset#rows` with fixed-width numbers: key order is the result's order, and counting needs no reading. */
  key: string;
  /** The month, and those of the ledger's side of its timing breaks. */
  months: string[];
  ids: string[];
  /** Text of code n is `texts[n - 1]`. */
  texts: string[];
  columns: Record<Field, PackedColumn> & Partial<Record<LaterField, PackedColumn>>;
}

const FIELDS = {
  otherPeriod: 'code',
  role: 'code',
  class: 'code',
  counterparty: 'code',
  customer: 'code',
  customerName: 'code',
  service: 'code',
  ledgerAmount: 'amount',
  billAmount: 'amount',
  expectedAmount: 'amount',
  difference: 'amount',
  /** Key and parameters as JSON; the sentences are made when they are read. */
  reason: 'text',
  rows: 'text',
} as const satisfies Record<string, FieldKind>;
export type Field = keyof typeof FIELDS;
/** What sets of engine 7 and before have not. */
const LATER_FIELDS = { ledgerCurrency: 'code' } as const satisfies Record<string, FieldKind>;
type LaterField = keyof typeof LATER_FIELDS;
const KINDS = { ...FIELDS, ...LATER_FIELDS };
const NAMES = Object.keys(KINDS) as (Field | LaterField)[];
type Amount = { [K in Field]: (typeof FIELDS)[K] extends 'amount' ? K : never }[Field];
const isAmount = (name: Field | LaterField): name is Amount => KINDS[name] === 'amount';

/** @param nameOf name of a customer or counterparty, empty or undefined when there is none */
export function packBreaks(breaks: readonly Break[], nameOf: (id: string) => string | undefined): BreakSetRow[] {
  const sets: BreakSetRow[] = [];
  let start = 0;
  let offset = 0;
  while (start < breaks.length) {
    const { period } = breaks[start]!;
    let end = start;
    while (end < breaks.length && end - start < SET && breaks[end]!.period === period) end++;
    const some = breaks.slice(start, end);
    const dictionary = new Dictionary();
    const columnOf = (name: Field | LaterField): PackedColumn =>
      isAmount(name)
        ? packUnits(some.map((one) => one[name]))
        : packColumn(
            KINDS[name],
            some.map((one) => textOf(one, name, nameOf)),
            dictionary,
          );
    const columns = Object.fromEntries(NAMES.map((name) => [name, columnOf(name)])) as BreakSetRow['columns'];
    sets.push({
      key: [period, String(offset).padStart(9, '0'), String(some.length).padStart(5, '0')].join('#'),
      months: [...new Set([period, ...some.flatMap((one) => one.otherPeriod ?? [])])],
      ids: some.map((one) => one.id),
      texts: dictionary.since(1),
      columns,
    });
    offset += some.length;
    start = end;
  }
  return sets;
}

function textOf(one: Break, name: Exclude<Field | LaterField, Amount>, nameOf: (id: string) => string | undefined): string | null {
  switch (name) {
    case 'customerName':
      return nameOf(one.customer ?? one.counterparty ?? '') || null;
    case 'ledgerCurrency':
      return one.ledgerCurrency ?? null;
    case 'reason':
      return JSON.stringify(one.reason);
    case 'rows':
      return one.rows.map(rowKey).join(SEPARATOR);
    default:
      return one[name];
  }
}

/** What people did, that a break's status follows from, and the names its sentences use. */
export interface Decided {
  readonly decisions: DecisionBook;
  readonly signed: ReadonlySet<string>;
  /** Without it sentences hold codes of services. */
  readonly serviceName?: ServiceName;
}

/** One break of a set as a row; its sentences and rows are made when they are asked for. */
export function breakAt(set: BreakSetRow, at: number, { decisions, signed, serviceName }: Decided): StoredBreak {
  const text = (name: Field | LaterField): string | null => cellIn(set, name, at);
  return {
    id: set.ids[at]!,
    period: periodOf(set.key),
    otherPeriod: text('otherPeriod'),
    role: text('role') as StoredBreak['role'],
    class: text('class') as StoredBreak['class'],
    counterparty: text('counterparty'),
    customer: text('customer'),
    customerName: text('customerName'),
    service: text('service'),
    ledgerAmount: text('ledgerAmount'),
    ledgerCurrency: text('ledgerCurrency'),
    billAmount: text('billAmount'),
    expectedAmount: text('expectedAmount'),
    difference: text('difference'),
    get reason() {
      return reasonAt(set, at, serviceName);
    },
    get rows() {
      const rows = text('rows')!;
      return rows === '' ? [] : rows.split(SEPARATOR);
    },
    ...decisionPart(decisions.get(set.ids[at]!), signed),
  };
}

export function cellIn(set: BreakSetRow, name: Field | LaterField, at: number): string | null {
  const column = set.columns[name];
  return column === undefined ? null : cellAt(column, at, { text: (code) => set.texts[code - 1] ?? '' });
}

/** A break's reason as the engine gave it. */
export function reasonIn(set: BreakSetRow, at: number): Reason {
  return JSON.parse(cellIn(set, 'reason', at)!) as Reason;
}

/** A break's reason as a sentence in both languages. */
export function reasonAt(set: BreakSetRow, at: number, serviceName?: ServiceName): StoredBreak['reason'] {
  return reasonWords(reasonIn(set, at), serviceName);
}

export function periodOf(key: string): string {
  return key.slice(0, key.indexOf('#'));
}

const sizeOf = (key: string): number => Number(key.slice(key.lastIndexOf('#') + 1));
const sum = (sizes: readonly number[]): number => sizes.reduce((all, one) => all + one, 0);

/** Rows of all breaks without having them all: made one by one. */
export interface BreakRows {
  readonly count: number;
  at(row: number): StoredBreak;
}

/** Reading breaks; live queries see sets, decisions and sign-offs through it like any table. */
export class StoredBreaks {
  constructor(private readonly store: Pick<DeskStore, 'breakSets' | 'decisions' | 'closings' | 'services' | 'meta'>) {}

  async count(): Promise<number> {
    return sum((await this.store.breakSets.toCollection().primaryKeys()).map(sizeOf));
  }

  /** The sets that have any break of a month, or all of them, in the order of the result. */
  async sets(period: string | null): Promise<BreakSetRow[]> {
    const { breakSets } = this.store;
    return period === null ? breakSets.orderBy('key').toArray() : breakSets.where('months').equals(period).sortBy('key');
  }

  /** In the order of the result: month, role, class, parties. */
  async toArray(): Promise<StoredBreak[]> {
    return rowsOf(await this.list());
  }

  /** Those of a month, and the timing breaks whose other side it is. */
  async of(period: string): Promise<StoredBreak[]> {
    return rowsOf(listOf(await this.sets(period), await this.decided())).filter(
      (one) => one.period === period || one.otherPeriod === period,
    );
  }

  async list(): Promise<BreakRows> {
    return listOf(await this.sets(null), await this.decided());
  }

  async get(id: string): Promise<StoredBreak | undefined> {
    return (await this.bulkGet([id]))[0];
  }

  /** A break with its reason as the engine gave it. */
  async detail(id: string): Promise<{ readonly row: StoredBreak; readonly reason: Reason } | undefined> {
    const decided = await this.decidedOf([id]);
    let found: { readonly row: StoredBreak; readonly reason: Reason } | undefined;
    await this.store.breakSets.each((set) => {
      const at = found === undefined ? set.ids.indexOf(id) : -1;
      if (at >= 0) found = { row: breakAt(set, at, decided), reason: reasonIn(set, at) };
    });
    return found;
  }

  async bulkGet(ids: readonly string[]): Promise<(StoredBreak | undefined)[]> {
    if (ids.length === 0) return [];
    const wanted = new Map<string, StoredBreak | undefined>(ids.map((id) => [id, undefined]));
    const decided = await this.decidedOf(ids);
    await this.store.breakSets.each((set) => {
      set.ids.forEach((id, at) => wanted.has(id) && wanted.set(id, breakAt(set, at, decided)));
    });
    return ids.map((id) => wanted.get(id));
  }

  /**
   * Breaks that wait for a decision: how many of them each month has, and the sum of the sizes of their differences; a timing break is work in both
   * its months. Counted by the desk where it changes, so that it costs the same however many there are.
   */
  async open(): Promise<{
    readonly total: number;
    readonly byMonth: ReadonlyMap<string, number>;
    readonly money: ReadonlyMap<string, Units>;
  }> {
    const { total, months } = (await this.openCount()) ?? NO_BREAKS;
    const rows = Object.entries(months);
    return {
      total,
      byMonth: new Map(rows.map(([month, { count }]) => [month, count])),
      money: new Map(rows.map(([month, { money }]) => [month, money])),
    };
  }

  /** The count as it is stored; null where nothing was counted yet. */
  async openCount(): Promise<OpenBreaks | null> {
    return ((await this.store.meta.get(OPEN_BREAKS))?.value as OpenBreaks | undefined) ?? null;
  }

  private async decidedOf(ids: readonly string[]): Promise<Decided> {
    return this.decidedIn(await this.store.decisions.book(decisionSetsOf(ids)));
  }

  async decided(): Promise<Decided> {
    return this.decidedIn(await this.store.decisions.book());
  }

  private async decidedIn(decisions: DecisionBook): Promise<Decided> {
    const signed = new Set(await this.store.closings.toCollection().primaryKeys());
    return { decisions, signed, serviceName: await serviceNames(this.store) };
  }
}

function listOf(sets: readonly BreakSetRow[], decided: Decided): BreakRows {
  const starts: number[] = [];
  let count = 0;
  for (const { ids } of sets) {
    starts.push(count);
    count += ids.length;
  }
  let set = 0;
  return {
    count,
    at: (row) => {
      // Rows are mostly asked for one after another.
      while (starts[set]! > row) set--;
      while (set + 1 < sets.length && starts[set + 1]! <= row) set++;
      return breakAt(sets[set]!, row - starts[set]!, decided);
    },
  };
}

function rowsOf(list: BreakRows): StoredBreak[] {
  return Array.from({ length: list.count }, (_, row) => list.at(row));
}
