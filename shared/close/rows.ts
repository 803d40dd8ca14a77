import type { StoredBreak } from '../desk/api';
import type { TotalId, TotalStatus } from '../reconcile/types';
import type { Period } from '../period';

/** What closing looks at in a break; amounts as decimal text. */
export type ClosableBreak = Pick<StoredBreak, 'id' | 'period' | 'otherPeriod' | 'difference'>;

/** What closing looks at in a control total. */
export interface ClosableTotal {
  readonly id: TotalId;
  readonly period: Period;
  readonly status: TotalStatus;
  readonly blocking: boolean;
}

/** A break belongs to its month, and to the ledger's month when it is a timing break. */
export function belongsTo(item: Pick<ClosableBreak, 'period' | 'otherPeriod'>, period: Period): boolean {
  return item.period === period || item.otherPeriod === period;
}
