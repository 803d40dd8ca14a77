/** What a control total that cannot be proved yet is waiting for, and what brings it. Pure. */
import type { DocumentKind } from '../../../shared/documents/kinds';
import type { Period } from '../../../shared/period';
import { asksForSomething } from '../../../shared/reconcile/asks';
import type { TotalId } from '../../../shared/reconcile/types';
import type { KeptTotal } from '../../../shared/report/totals';

export type Remedy =
  /** A file of this kind is chosen and imported. */
  | { readonly kind: 'import'; readonly document: DocumentKind }
  /** The month is synced. */
  | { readonly kind: 'sync' }
  /** It is judged under another month. */
  | { readonly kind: 'look'; readonly period: Period };

export interface RemedyFacts {
  /** A profile of files alone. */
  readonly files: boolean;
  /** Latest month there is. */
  readonly newest: Period | null;
}

/** Files that bring what a total lacks; null for what only a sync does. */
const FILES: Readonly<Record<TotalId, DocumentKind | null>> = {
  C1: 'partner-bill',
  C2: null,
  C3: null,
  C4: 'income-expense',
  C5: 'coupon-operations',
  C6: null,
  C7: null,
  C8: 'invoices',
  C9: 'incentive',
};
/** No interface gives them: a file is the only way. */
const FILE_ONLY: ReadonlySet<TotalId> = new Set(['C1', 'C8', 'C9']);

export function remedyOf(
  { id, status, period, sentence }: Pick<KeptTotal, 'id' | 'status' | 'period' | 'sentence'>,
  { files, newest }: RemedyFacts,
): Remedy | null {
  if (status !== 'not-provable') return null;
  if (id === 'C5' && newest !== null && period < newest) return { kind: 'look', period: newest };
  if (!('key' in sentence) || !asksForSomething(sentence)) return null;
  const document = FILES[id];
  if (!files && !FILE_ONLY.has(id)) return { kind: 'sync' };
  return document === null ? null : { kind: 'import', document };
}
