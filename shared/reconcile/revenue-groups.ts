import { ExpectedPrice, byPrecedence, ruleFor, splitsByMode } from './price';
import { counterpartyOf, type EngineContext } from './context';
import { KeyTable } from './key-table';
import { bookOf, entryAt } from './ledger-columns';
import type { LedgerColumns, LedgerEntry, PriceRule } from './types';
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
}

export interface RevenueGroups {
  readonly groups: readonly RevenueGroup[];
  readonly unknown: readonly BookEntry[];
  readonly takesPart: Uint8Array;
  readonly book: LedgerColumns;
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
  const resellerIn = resellersOfCells(context, takesPart);
  const partyOf = (entry: LedgerEntry, at: number): number => {
    if (entry.reseller !== null) return codes.code(entry.reseller);
    const customer = codes.code(entry.customer);
    return counterpartyOf(context, customer, resellerIn.get(`${at}|${customer}`) ?? 0);
  };
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
  priceCells(context, frame, takesPart);
  return { groups: frame.groups, unknown, takesPart, book };
}

/** The only reseller through which a customer's lines of a month came, when there is one. */
function resellersOfCells(context: EngineContext, takesPart: Uint8Array): Map<string, number> {
  const { cells } = context;
  const found = new Map<string, number>();
  if (!takesPart.includes(1)) return found;
  for (let cell = 0; cell < cells.count; cell++) {
    const reseller = cells.reseller[cell]!;
    if (reseller === 0) continue;
    const key = `${cells.period[cell]!}|${cells.customer[cell]!}`;
    found.set(key, (found.get(key) ?? reseller) === reseller ? reseller : 0);
  }
  return found;
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
    const grain = this.whole.find(period, counterparty) >= 0 ? 0 : this.named.find(period, counterparty) >= 0 || this.byService[period] === 1 ? service : 0;
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
    };
    this.groups[id] = made;
    return made;
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

interface Priceable {
  readonly group: RevenueGroup;
  readonly counterparty: string;
  readonly period: string;
  readonly customer: string;
  readonly service: string;
  readonly chargeMode: string | null;
  amount: Units;
  discount: Units;
}

/** Adds the bill up to price cells (customer x service, by charge mode only where a rule asks) and prices each. */
function priceCells(context: EngineContext, frame: GroupFrame, takesPart: Uint8Array): void {
  const { cells, codes, input } = context;
  if (!takesPart.includes(1)) return;
  const ordered = byPrecedence(input.priceRules);
  const perMode = ordered.some((rule) => rule.match.chargeMode !== undefined);
  const table = new KeyTable(cells.count);
  const priceable: Priceable[] = [];
  for (let cell = 0; cell < cells.count; cell++) {
    const at = cells.period[cell]!;
    if (takesPart[at] !== 1) continue;
    const party = counterpartyOf(context, cells.customer[cell]!, cells.reseller[cell]!);
    const names = {
      period: input.periods[at]!,
      counterparty: codes.text(party),
      customer: codes.text(cells.customer[cell]!),
      service: codes.text(cells.service[cell]!),
    };
    const mode = perMode && splitsByMode(ordered, names) ? cells.chargeMode[cell]! : NO_MODE;
    const id = table.idOf((at << 16) | mode, cells.customer[cell]!, cells.service[cell]!, party);
    const known = (priceable[id] ??= { ...names, group: frame.at(at, party, cells.service[cell]!), chargeMode: mode === NO_MODE ? null : String(mode), amount: 0n, discount: 0n });
    known.amount += cells.amount[cell]!;
    known.discount += cells.discount[cell]!;
  }
  for (const cell of priceable) addPrice(context, cell, ordered);
}

const NO_MODE = 0xffff;

function addPrice(context: EngineContext, cell: Priceable, ordered: readonly PriceRule[]): void {
  const { group } = cell;
  group.cost += cell.amount;
  if (cell.amount === 0n && cell.discount === 0n) return;
  if (cell.amount !== 0n) group.cells++;
  const rule = ruleFor(ordered, cell);
  if (rule) {
    group.expected.add(rule, cell);
    group.other.add(rule, cell);
  } else if (cell.amount !== 0n) {
    group.unruled.add(context.codes.code(cell.service));
  }
}
