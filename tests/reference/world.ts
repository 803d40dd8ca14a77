/**
 * Rows of a small world, as the naive reference reads them: plain objects, texts instead of codes, one array per source. The reference
 * shares money, months and types with the engine, and no code of the engine itself.
 */
import type { Units } from '../../shared/money';
import type { Period } from '../../shared/period';
import type { CustomerRecord, LedgerEntry, OrderRecord, PriceRules, RuleSet } from '../../shared/reconcile/types';

export interface Line {
  readonly period: Period;
  readonly customer: string;
  /** Empty for the partner's own customers. */
  readonly reseller: string;
  readonly service: string;
  readonly resourceType: string;
  readonly chargeMode: number;
  readonly kind: number;
  readonly amount: Units;
  readonly debt: Units;
  readonly adjustment: Units;
  readonly discount: Units;
  readonly paid: Units;
}

export interface Fee {
  readonly period: Period;
  readonly customer: string;
  readonly service: string;
  readonly chargeMode: number;
  readonly billType: number;
  readonly payment: Units;
  /** Empty for a record without a trade ID. */
  readonly trade: string;
  readonly association: number;
}

export interface World {
  /** Synced months, ascending. */
  readonly periods: readonly Period[];
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly fees: readonly Fee[];
  readonly entries: readonly LedgerEntry[];
  readonly customers: readonly CustomerRecord[];
  readonly orders: readonly OrderRecord[];
  readonly ruleSet: RuleSet;
  readonly priceRules: PriceRules;
}

/** What a comparison found, in a form that both sides can be brought to. */
export interface Finding {
  readonly role: string;
  readonly period: Period;
  readonly otherPeriod: Period | null;
  /** Class of a break, or `=pass` for a match. */
  readonly what: string;
  readonly counterparty: string | null;
  readonly customer: string | null;
  readonly service: string | null;
  readonly ledger: Units | null;
  readonly bill: Units | null;
  readonly expected: Units | null;
  readonly difference: Units | null;
  readonly reason: string;
  /** `bill|…` and `entry|import|row`, sorted; of a match its entries. */
  readonly rows: readonly string[];
}

export interface MonthSummary {
  readonly role: string;
  readonly period: Period;
  readonly entries: number;
  readonly lines: number;
  readonly matched: number;
  readonly ambiguous: number;
  readonly billTotal: Units;
  readonly ledgerTotal: Units;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  readonly months: readonly MonthSummary[];
  /** `month|counterparty|customer|service|revenue|cost` and cost by `customer/service` of rows that are coarser; of revenue alone. */
  readonly margin?: readonly string[];
}

export const total = <T>(items: readonly T[], amount: (item: T) => Units): Units => items.reduce((sum, item) => sum + amount(item), 0n);

export const entryRow = (entry: LedgerEntry): string => `entry|${entry.importId}|${entry.row}`;

export const billRow = (period: Period, party: string, service: string): string => `bill|${period}|${party}|${service}`;

export const orNull = (text: string): string | null => (text === '' ? null : text);

/** Entries of a role in book order. */
export function bookOf(world: World, role: LedgerEntry['role']): LedgerEntry[] {
  return world.entries
    .filter((entry) => entry.role === role)
    .sort((a, b) => (a.importId === b.importId ? a.row - b.row : a.importId < b.importId ? -1 : 1));
}

/** Reseller of a customer by the master data, or ''. */
export function resellerOf(world: World, customer: string): string {
  return world.customers.find((one) => one.id === customer)?.reseller ?? '';
}

/** Everyone that is a reseller somewhere: in the master data, in the bill, in a book. */
export function isReseller(world: World, party: string): boolean {
  return (
    world.customers.some((one) => one.reseller === party) ||
    world.lines.some((line) => line.reseller === party) ||
    world.entries.some((entry) => entry.reseller === party)
  );
}

/** Whom a party settles with when its rows came through `through` (or nobody, ''). */
export function counterpartyOf(world: World, party: string, through: string): string {
  return through || resellerOf(world, party) || party;
}
