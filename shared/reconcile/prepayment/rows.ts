import { byCodeUnit } from '../../digest';
import { groupBy } from '../group-by';
import { bookOf } from '../ledger-columns';
import { isPrepaid } from '../movement-kinds';
import type { AccountChain } from '../account-chain';
import type { EngineContext } from '../context';
import type { LedgerColumns, Movement } from '../types';
import type { Period } from '../../period';
import type { Units } from '../../money';

/** Whose money it is: the customer or reseller it went to or came from; `''` for the partner's own account. */
export type Party = string;

/** A row of the book, with the sign of the account: what comes into it is positive. */
export interface MoneyEntry {
  /** Row of {@link PrepaymentRows.book}. */
  readonly at: number;
  readonly period: Period;
  readonly party: Party;
  readonly units: Units;
  /** Trade, movement or adjustment number the row names. */
  readonly reference: string | null;
  /** True where the book has allocations as positive amounts, so that the row was read with the other sign. */
  readonly turned: boolean;
}

/** A movement that takes part, with the sign of its account. */
export interface MoneyMovement {
  readonly movement: Movement;
  readonly period: Period;
  readonly party: Party;
  readonly units: Units;
  /** Numbers a book may name it by: its own, its trade's, its adjustment record's. */
  readonly numbers: readonly string[];
}

export interface PrepaymentRows {
  /** Rows of the role in book order; amounts with the sign of the account. */
  readonly book: LedgerColumns;
  /** Rows in the account's currency whose party is known, in book order; zero amounts left out. */
  readonly entries: readonly MoneyEntry[];
  /** Rows of {@link book} that name somebody nobody knows, and those in another currency. */
  readonly unknown: readonly number[];
  readonly foreign: readonly number[];
  /** By time; only of months that take part. */
  readonly movements: readonly MoneyMovement[];
  /** Months that at least one row names and whose movements were read, ascending. */
  readonly periods: readonly Period[];
}

/** A name that means the account itself: nothing, or the one it is kept with. */
export function isOwnAccount(party: string): boolean {
  return party.trim() === '' || /华为云|华为软件|huawei/i.test(party);
}

/** Both sides of the prepayment ledgers, put beside each other. */
export function prepaymentRows(context: EngineContext, chain: AccountChain, readIn: (period: Period) => boolean): PrepaymentRows {
  const { codes, input, ledger } = context;
  const rows = bookOf(ledger, 'prepayment');
  const periodOf = (row: number): Period => rows.periods[rows.period[row]!]!;
  const named = new Set<Period>();
  let withParties = false;
  const known: number[] = [];
  const unknown: number[] = [];
  const foreign: number[] = [];
  const currency = codes.code(input.currency);
  for (let row = 0; row < rows.rows; row++) {
    named.add(periodOf(row));
    const isParty = rows.customer[row] !== 0 || rows.reseller[row] !== 0;
    if (isParty) withParties = true;
    if (rows.units[row] === 0n) continue;
    if (!isParty && !isOwnAccount(codes.text(rows.party[row]!))) unknown.push(row);
    else if (rows.currency[row] !== currency) foreign.push(row);
    else known.push(row);
  }
  const periods = input.periods.filter((period) => named.has(period) && readIn(period));
  // Books that name nobody are of the account as such: all movements stand on it.
  const movements = movementsOf(chain, new Set(periods), withParties);
  const partyOf = (row: number): Party => codes.text(rows.customer[row]! || rows.reseller[row]!);
  const turned = turnedImports(rows, known, partyOf, periodOf, movements);
  const book: LedgerColumns = turned.size === 0 ? rows : { ...rows, units: rows.units.slice() };
  const isTurned = (row: number): boolean => partyOf(row) !== '' && turned.has(rows.importIndex[row]!);
  if (turned.size > 0) for (let row = 0; row < rows.rows; row++) if (isTurned(row)) book.units[row] = -rows.units[row]!;
  const entries = known.map((row): MoneyEntry => ({
    at: row,
    period: periodOf(row),
    party: partyOf(row),
    units: book.units[row]!,
    reference: context.trades.optional(rows.reference[row]!),
    turned: isTurned(row),
  }));
  return { book, entries, unknown, foreign, movements, periods };
}

function movementsOf(chain: AccountChain, periods: ReadonlySet<Period>, withParties: boolean): MoneyMovement[] {
  const recordOf = new Map(chain.adjustments.flatMap(({ adjustment, movement }) => (movement ? [[movement, adjustment.id] as const] : [])));
  const found: MoneyMovement[] = [];
  for (const steps of chain.accounts.values()) {
    for (const { movement, period, signed } of steps) {
      if (!periods.has(period) || signed === 0n || !isPrepaid(movement.detailType)) continue;
      const numbers = [movement.id, movement.trade, recordOf.get(movement)].filter(
        (number) => number !== undefined && number !== null && number !== '',
      );
      found.push({ movement, period, party: withParties ? (movement.customer ?? '') : '', units: signed, numbers: numbers as string[] });
    }
  }
  return found.sort(
    (a, b) =>
      Date.parse(a.movement.time) - Date.parse(b.movement.time) ||
      byCodeUnit(a.movement.id, b.movement.id) ||
      byCodeUnit(a.movement.account, b.movement.account),
  );
}

/**
 * Imports that have what went to a party as a positive amount. Nobody says so in a book; as with the sign of a movement (semantics.md #30) the reading
 * counts under which more rows meet a movement, and the account's own sign where neither does better.
 */
function turnedImports(
  rows: LedgerColumns,
  known: readonly number[],
  partyOf: (row: number) => Party,
  periodOf: (row: number) => Period,
  movements: readonly MoneyMovement[],
): ReadonlySet<number> {
  const keyOf = (party: Party, period: Period, units: Units): string => `${party}|${period}|${units}`;
  const there = groupBy(movements, (one) => keyOf(one.party, one.period, one.units));
  const turned = new Set<number>();
  for (const [index, own] of groupBy(
    known.filter((row) => partyOf(row) !== ''),
    (row) => rows.importIndex[row]!,
  )) {
    const hits = (sign: 1n | -1n): number => {
      let count = 0;
      for (const [key, same] of groupBy(own, (row) => keyOf(partyOf(row), periodOf(row), sign * rows.units[row]!)))
        count += Math.min(same.length, there.get(key)?.length ?? 0);
      return count;
    };
    if (hits(-1n) > hits(1n)) turned.add(index);
  }
  return turned;
}
