/** The list of breaks as the page works on it: filters, counts, order. */
import { ageBucket, ageInPeriods, type AgeBucket } from '../../../shared/close';
import type { Period } from '../../../shared/period';
import type { BreakStatus, StoredBreak } from '../../../shared/desk/api';
import type { BreakClass, LedgerRole } from '../../../shared/reconcile/types';

/** `other` holds the breaks that need no ledger: refunds and account movements. */
export type RoleTab = LedgerRole | 'other';

export interface BreakFilter {
  readonly class: BreakClass | null;
  readonly status: BreakStatus | null;
  readonly counterparty: string | null;
  readonly text: string;
  /** Bucket of whole months since its month. */
  readonly age: AgeBucket | null;
}

export const NO_BREAK_FILTER: BreakFilter = { class: null, status: null, counterparty: null, text: '', age: null };

export function roleOf(item: StoredBreak): RoleTab {
  return item.role ?? 'other';
}

/** Open ones first, then by size, then by id, so that the order does not depend on when they were found. */
export function fittingBreaks(
  breaks: readonly StoredBreak[],
  role: RoleTab,
  filter: BreakFilter,
  sizeOf: (item: StoredBreak) => bigint,
  serviceName: (code: string | null) => string,
  latest: Period,
): StoredBreak[] {
  const text = filter.text.trim().toLowerCase();
  const fits = (item: StoredBreak): boolean =>
    roleOf(item) === role &&
    (filter.class === null || item.class === filter.class) &&
    (filter.status === null || item.status === filter.status) &&
    (filter.counterparty === null || item.counterparty === filter.counterparty) &&
    (filter.age === null || ageBucket(ageInPeriods(item.period, latest)) === filter.age) &&
    (text === '' || textOf(item, serviceName).includes(text));
  const settled = (item: StoredBreak): number => (item.status === 'open' || item.status === 'assigned' ? 0 : 1);
  return breaks
    .filter(fits)
    .sort((a, b) => settled(a) - settled(b) || (sizeOf(b) > sizeOf(a) ? 1 : sizeOf(b) < sizeOf(a) ? -1 : 0) || (a.id < b.id ? -1 : 1));
}

function textOf(item: StoredBreak, serviceName: (code: string | null) => string): string {
  return [
    item.id,
    item.period,
    item.customer,
    item.customerName,
    item.counterparty,
    item.service,
    serviceName(item.service),
    item.ledgerAmount,
    item.billAmount,
    item.difference,
    item.reason.zh,
    item.reason.en,
    item.decision?.note,
    item.owner,
  ]
    .join('\n')
    .toLowerCase();
}
