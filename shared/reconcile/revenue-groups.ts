import { ExpectedPrice } from './price';
import { priceCells, sumOfKinds, type PriceCell } from './price-cells';
import type { EngineContext } from './context';
import { KeyTable } from './key-table';
import { bookOf, entryAt } from './ledger-columns';
import { revenueParties, type RevenueParties } from './revenue-parties';
import type { LedgerColumns, LedgerEntry } from './types';
import type { Units } from '../money';

/** A row of the revenue book with its number there. */
export interface BookEntry extends LedgerEntry {
  readonly at: number;
}

/** Revenue of one counterparty and month (and service, where its ledger names services). */
export interface RevenueGroup {
  readonly period: number;
  readonly counterparty: number;
  readonly service: number;
  /** Entries in the bill's currency, zero ones included. */
  readonly entries: BookEntry[];
  readonly foreign: BookEntry[];
  /** Cells that are not zero. */
  cells: number;
  cost: Units;
  /** Services with a non-zero cell that no rule prices. */
  readonly unruled: Set<number>;
  /** What the ledger's basis asks for; `unknown` and mixed ledgers are compared with tax (interfaces.md, reading 3). */
  readonly basis: 'pretax' | 'taxed' | 'unknown';
  readonly expected: ExpectedPrice;
  /** The same on the other tax basis, to recognise a ledger that mixed them up. */
  readonly other: ExpectedPrice;
  /** The refunds' part of it, to recognise a credit that was not passed on (semantics.md #55). */
  readonly refunds: ExpectedPrice;
  /** Rules chosen by their order in the file, with the equally specific one that asks for another price. */
  readonly rivals: Map<string, string>;
  /** Cells that were priced or have no rule, in code-unit order. */
  readonly priced: PriceCell[];
}

export interface RevenueGroups {
  readonly groups: readonly RevenueGroup[];
  readonly unknown: readonly BookEntry[];
  readonly takesPart: Uint8Array;
  readonly book: LedgerColumns;
  readonly parties: RevenueParties;
}

/** Groups the revenue ledger and prices the bill cells of the months it names. */
export function revenueGroups(context: EngineContext): RevenueGroups {
  const { input, codes } = context;
  const book = bookOf(context.ledger, 'revenue');
  const entries = Array.from({ length: book.rows }, (_, at): BookEntry => ({ ...entryAt(book, at, codes, context.trades), at }));
  const takesPart = new Uint8Array(input.periods.length);
  for (const entry of entries) {
    const at = context.periodIndex.get(entry.period)!;
    if (at < input.periods.length) takesPart[at] = 1;
  }
  const judged = entries.filter((entry) => context.periodIndex.get(entry.period)! < input.periods.length);
  const parties = revenueParties(context);
  const partyOf = (entry: LedgerEntry, at: number): number => parties.ofEntry(entry, at);
  const frame = new GroupFrame(context, judged, partyOf);
  const unknown: BookEntry[] = [];
  for (const entry of judged) {
    if (entry.customer === null && entry.reseller === null) {
      unknown.push(entry);
      continue;
    }
    const at = context.periodIndex.get(entry.period)!;
    const group = frame.at(at, partyOf(entry, at), codes.code(entry.service));
    if (entry.currency === input.currency) group.entries.push(entry);
    else group.foreign.push(entry);
  }
  addPrices(context, frame, parties, takesPart);
  return { groups: frame.groups, unknown, takesPart, book, parties };
}

/** Groups by key; the grain follows the ledger, counterparty by counterparty, else the month's. */
class GroupFrame {
  readonly groups: RevenueGroup[] = [];
  private readonly table = new KeyTable();
  private readonly whole = new KeyTable();
  private readonly named = new KeyTable();
  private readonly byService: Uint8Array;
  private readonly basisOfGroup = new Map<string, Set<string>>();

  constructor(
    private readonly context: EngineContext,
    entries: readonly LedgerEntry[],
    partyOf: (entry: LedgerEntry, at: number) => number,
  ) {
    const { codes, periodIndex, input } = context;
    const some = new Uint8Array(input.periods.length);
    this.byService = new Uint8Array(input.periods.length).fill(1);
    for (const entry of entries) {
      if (entry.customer === null && entry.reseller === null) continue;
      const at = periodIndex.get(entry.period)!;
      const party = partyOf(entry, at);
      some[at] = 1;
      this.named.idOf(at, party);
      if (entry.service === null) {
        this.whole.idOf(at, party);
        this.byService[at] = 0;
      }
      for (const key of [`${at}`, `${at}|${party}`, `${at}|${party}|${codes.code(entry.service)}`]) {
        const set = this.basisOfGroup.get(key) ?? new Set<string>();
        this.basisOfGroup.set(key, set.add(entry.basis));
      }
    }
    for (let at = 0; at < some.length; at++) if (some[at] === 0) this.byService[at] = 0;
  }

  at(period: number, counterparty: number, service: number): RevenueGroup {
    const grain = this.grainOf(period, counterparty, service);
    const id = this.table.idOf(period, counterparty, grain);
    const known = this.groups[id];
    if (known) return known;
    const basis = this.basisOf(period, counterparty, grain);
    const made: RevenueGroup = {
      period,
      counterparty,
      service: grain,
      entries: [],
      foreign: [],
      cells: 0,
      cost: 0n,
      unruled: new Set(),
      basis,
      expected: new ExpectedPrice(basis !== 'pretax'),
      other: new ExpectedPrice(basis === 'pretax'),
      refunds: new ExpectedPrice(basis !== 'pretax'),
      rivals: new Map(),
      priced: [],
    };
    this.groups[id] = made;
    return made;
  }

  /** Whether a cell's group is there already. */
  has(period: number, counterparty: number, service: number): boolean {
    return this.table.find(period, counterparty, this.grainOf(period, counterparty, service)) >= 0;
  }

  private grainOf(period: number, counterparty: number, service: number): number {
    if (this.whole.find(period, counterparty) >= 0) return 0;
    return this.named.find(period, counterparty) >= 0 || this.byService[period] === 1 ? service : 0;
  }

  /** Basis of the group's own entries, else the counterparty's, else the month's. */
  private basisOf(period: number, counterparty: number, service: number): RevenueGroup['basis'] {
    for (const key of [`${period}|${counterparty}|${service}`, `${period}|${counterparty}`, `${period}`]) {
      const set = this.basisOfGroup.get(key);
      if (!set) continue;
      const [only] = set;
      return set.size === 1 && only !== undefined ? (only as RevenueGroup['basis']) : 'unknown';
    }
    return 'unknown';
  }
}

/** Prices the bill of the months the ledger names. */
function addPrices(context: EngineContext, frame: GroupFrame, parties: RevenueParties, takesPart: Uint8Array): void {
  if (!takesPart.includes(1)) return;
  const booked = (cell: PriceCell): boolean => frame.has(cell.period, cell.counterparty, cell.service);
  for (const cell of priceCells(context, parties, (period) => takesPart[period] === 1, booked)) addPrice(frame.at(cell.period, cell.counterparty, cell.service), cell);
}

function addPrice(group: RevenueGroup, cell: PriceCell): void {
  const amount = sumOfKinds(cell.amount);
  const discount = sumOfKinds(cell.discount);
  group.cost += amount;
  group.priced.push(cell);
  if (amount === 0n && discount === 0n) return;
  if (amount !== 0n) group.cells++;
  if (cell.choice === null) {
    if (amount !== 0n) group.unruled.add(cell.service);
    return;
  }
  const { rule, rival } = cell.choice;
  const { factor } = cell;
  group.expected.add(rule, { amount, discount, factor });
  group.other.add(rule, { amount, discount, factor });
  const [refunded, refundedDiscount] = [cell.amount[1], cell.discount[1]];
  if (rule.price.kind !== 'fixed' && (refunded !== 0n || refundedDiscount !== 0n)) group.refunds.add(rule, { amount: refunded, discount: refundedDiscount, factor });
  if (rival && !group.rivals.has(rule.id)) group.rivals.set(rule.id, rival.id);
}
