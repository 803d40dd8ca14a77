import type { Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';

/** Classes of difference a plant can make; the words are the report's, written again so that the planter owes the engine nothing. */
export type BreakClass =
  | 'missing-in-ledger'
  | 'missing-in-bill'
  | 'amount'
  | 'rounding'
  | 'duplicate-in-ledger'
  | 'duplicate-in-bill'
  | 'timing'
  | 'tax-basis'
  | 'currency'
  | 'ambiguous'
  | 'unknown-customer'
  | 'refund-without-order'
  | 'over-refund'
  | 'adjustment-without-movement'
  | 'consumed-not-billed'
  | 'billed-not-consumed'
  | 'price-deviation'
  | 'no-price-rule';

/** What the planter did, in units; only whoever formats an answer key reads it. */
export interface BreakNote {
  readonly kind: 'break';
  readonly role: 'cost' | 'revenue' | 'prepayment' | null;
  readonly class: BreakClass;
  readonly period: Period;
  readonly otherPeriod: Period | null;
  readonly counterparty: string | null;
  readonly customer: string | null;
  readonly service: string | null;
  readonly ledgerAmount: Units | null;
  readonly billAmount: Units | null;
  readonly expectedAmount: Units | null;
  readonly difference: Units | null;
}

/** A bucket of a control total: charge mode and kind where the total has them. */
export interface BucketNote {
  readonly customer: string | null;
  readonly service: string | null;
  readonly chargeMode: string | null;
  readonly kind: string | null;
  readonly difference: Units | null;
}

export interface TotalNote {
  readonly kind: 'total';
  readonly id: 'C2' | 'C3' | 'C4' | 'C5' | 'C6' | 'C8' | 'C9';
  readonly period: Period;
  readonly status: 'broken';
  readonly buckets: readonly BucketNote[];
}

export type PlantNote = BreakNote | TotalNote;

/** A broken control total whose buckets know a customer and a difference alone. */
export function totalNote(
  id: TotalNote['id'],
  period: Period,
  ...buckets: readonly { readonly customer: string | null; readonly difference: Units | null }[]
): TotalNote {
  const rest = { service: null, chargeMode: null, kind: null };
  return { kind: 'total', id, period, status: 'broken', buckets: buckets.map((bucket) => ({ ...bucket, ...rest })) };
}

/** A break note; fields not given are null. */
export function breakNote(note: Pick<BreakNote, 'role' | 'class' | 'period'> & Partial<BreakNote>): BreakNote {
  return {
    kind: 'break',
    role: note.role,
    class: note.class,
    period: note.period,
    otherPeriod: note.otherPeriod ?? null,
    counterparty: note.counterparty ?? null,
    customer: note.customer ?? null,
    service: note.service ?? null,
    ledgerAmount: note.ledgerAmount ?? null,
    billAmount: note.billAmount ?? null,
    expectedAmount: note.expectedAmount ?? null,
    difference: note.difference ?? null,
  };
}
