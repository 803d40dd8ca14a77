/** What either side of a break says of the same thing. */
import type { BreakEvidence, StoredBreak } from '../../../shared/desk/api';

export const COMPARED = ['period', 'customer', 'service', 'basis', 'currency'] as const;
export type ComparedField = (typeof COMPARED)[number];

export interface Compared {
  readonly field: ComparedField;
  /** Distinct values, in order of their appearance; none where the side does not exist or does not say. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** Both sides say it, and not the same. */
  readonly differs: boolean;
}

const distinct = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value) => value !== null && value !== ''))] as string[];

/**
 * Field by field; a field that neither side knows is left out.
 * @param own currency of the bill
 * @param nameOf name of the customer or counterparty that the book's text was resolved to
 */
export function fieldsOf(
  item: StoredBreak,
  { ledger, bill }: BreakEvidence,
  own: string,
  nameOf: (id: string | null) => string,
): Compared[] {
  const { rows } = ledger;
  const has = item.billAmount !== null || item.expectedAmount !== null;
  const party = item.customer ?? item.counterparty;
  const side: Readonly<Record<ComparedField, readonly [left: string[], right: string[]]>> = {
    period: [
      distinct(rows.map(({ period }) => period)),
      has ? distinct(bill.rows.length > 0 ? bill.rows.map(({ period }) => period) : [item.period]) : [],
    ],
    customer: [distinct(rows.map((row) => row.party)), has ? distinct([nameOf(party)]) : []],
    service: [
      distinct(rows.map(({ service }) => service)),
      has ? distinct(bill.rows.length > 0 ? bill.rows.map(({ service }) => service) : [item.service]) : [],
    ],
    basis: [distinct(rows.map(({ basis }) => basis)), item.class === 'tax-basis' ? ['pretax'] : []],
    currency: item.class === 'currency' ? [distinct([item.ledgerCurrency ?? null]), [own]] : [[], []],
  };
  return COMPARED.flatMap((field) => {
    const [left, right] = side[field];
    if (left.length + right.length === 0 || ((field === 'basis' || field === 'currency') && right.length === 0)) return [];
    return [{ field, left, right, differs: differs(field, item, left, right, party) }];
  });
}

function differs(
  field: ComparedField,
  item: StoredBreak,
  left: readonly string[],
  right: readonly string[],
  party: string | null,
): boolean {
  if (field === 'basis' || field === 'currency') return true;
  if (left.length === 0 || right.length === 0) return false;
  // A book names a customer by name, code or alias: that it is the same was settled before the rows met.
  if (field === 'customer') return item.class === 'unknown-customer' || party === null;
  return left.some((value) => !right.includes(value)) || (field === 'period' && item.class === 'timing');
}
