import { emptyInput } from '../../../shared/reconcile/empty-input';
import { parseUnits, type Units } from '../../../shared/money';
import type { BillColumns, EngineInput, FeeColumns, LedgerEntry, Texts } from '../../../shared/reconcile/types';

/** Rows as a test writes them; amounts as decimal text. */
export interface BillRow {
  readonly period?: string;
  readonly customer?: string;
  readonly reseller?: string;
  readonly service?: string;
  readonly resourceType?: string;
  readonly chargeMode?: number;
  readonly kind?: number;
  readonly amount: string;
  readonly debt?: string;
  readonly adjustment?: string;
  readonly discount?: string;
  readonly paid?: string;
}

export interface FeeRow {
  readonly period?: string;
  readonly customer?: string;
  readonly service?: string;
  readonly chargeMode?: number;
  readonly billType?: number;
  readonly payment: string;
  readonly trade?: string;
  readonly association?: number;
}

export type EntryRow = Partial<Omit<LedgerEntry, 'units'>> & { readonly amount: string };

export interface Given extends Partial<Omit<EngineInput, 'bills' | 'fees' | 'entries' | 'texts' | 'trades'>> {
  readonly bills?: readonly BillRow[];
  readonly fees?: readonly FeeRow[];
  readonly entries?: readonly EntryRow[];
}

export const PERIOD = '2026-09';
export const A = 'a'.repeat(32);
export const B = 'b'.repeat(32);
export const ECS = 'hws.service.type.ec2';
export const OBS = 'hws.service.type.obs';

export const u = (text: string): Units => parseUnits(text);

/** Texts by number, in the order they first come. */
export class Dictionary implements Texts {
  private readonly codes = new Map<string, number>();
  private readonly all: string[] = [''];

  add(text: string): number {
    if (text === '') return 0;
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    this.codes.set(text, this.all.length);
    return this.all.push(text) - 1;
  }

  text(code: number): string {
    return this.all[code] ?? '';
  }

  code(text: string): number {
    return this.codes.get(text) ?? 0;
  }
}

/**
 * An engine input from readable rows: one month, one customer, one service unless a row says otherwise.
 * @param codes numbers of texts and trades, where several inputs share them
 */
export function inputOf(given: Given, codes: { readonly texts: Dictionary; readonly trades: Dictionary } = newCodes()): EngineInput {
  const { texts, trades } = codes;
  const periods = given.periods ?? [PERIOD];
  const at = (period: string | undefined): number => periods.indexOf(period ?? PERIOD);
  return {
    ...emptyInput({ site: 'cn', currency: 'CNY', periods, texts, trades }),
    ...given,
    bills: billColumns(given.bills ?? [], at, texts),
    fees: feeColumns(given.fees ?? [], at, texts, trades),
    entries: (given.entries ?? []).map(entryOf),
  };
}

export const newCodes = (): { readonly texts: Dictionary; readonly trades: Dictionary } => ({
  texts: new Dictionary(),
  trades: new Dictionary(),
});

function billColumns(rows: readonly BillRow[], at: (period: string | undefined) => number, texts: Dictionary): BillColumns {
  const sums = (value: (row: BillRow) => string): BigInt64Array => BigInt64Array.from(rows, (row) => u(value(row)));
  return {
    rows: rows.length,
    period: Uint16Array.from(rows, (row) => at(row.period)),
    customer: Uint32Array.from(rows, (row) => texts.add(row.customer ?? A)),
    reseller: Uint32Array.from(rows, (row) => texts.add(row.reseller ?? '')),
    service: Uint32Array.from(rows, (row) => texts.add(row.service ?? ECS)),
    resourceType: Uint32Array.from(rows, (row) => texts.add(row.resourceType ?? 'vm')),
    chargeMode: Uint8Array.from(rows, (row) => row.chargeMode ?? 3),
    kind: Uint8Array.from(rows, (row) => row.kind ?? 0),
    amount: sums((row) => row.amount),
    debt: sums((row) => row.debt ?? '0'),
    adjustment: sums((row) => row.adjustment ?? '0'),
    discount: sums((row) => row.discount ?? '0'),
    paid: sums((row) => row.paid ?? row.amount),
  };
}

function feeColumns(
  rows: readonly FeeRow[],
  at: (period: string | undefined) => number,
  texts: Dictionary,
  trades: Dictionary,
): FeeColumns {
  return {
    rows: rows.length,
    period: Uint16Array.from(rows, (row) => at(row.period)),
    customer: Uint32Array.from(rows, (row) => texts.add(row.customer ?? A)),
    service: Uint32Array.from(rows, (row) => texts.add(row.service ?? ECS)),
    chargeMode: Uint8Array.from(rows, (row) => row.chargeMode ?? 3),
    billType: Uint8Array.from(rows, (row) => row.billType ?? 5),
    payment: BigInt64Array.from(rows, (row) => u(row.payment)),
    trade: Uint32Array.from(rows, (row) => trades.add(row.trade ?? '')),
    association: Uint8Array.from(rows, (row) => row.association ?? 2),
  };
}

function entryOf(row: EntryRow, index: number): LedgerEntry {
  const { amount, ...rest } = row;
  return {
    importId: 'book',
    row: index + 2,
    role: 'cost',
    grain: 'customer-service',
    period: PERIOD,
    party: rest.customer ?? A,
    customer: A,
    reseller: null,
    service: ECS,
    units: u(amount),
    currency: 'CNY',
    basis: 'unknown',
    reference: null,
    ...rest,
  };
}
