/** Which acts of the journal are looked at, and the same as filters of a view, so that the file has what the screen has. */
import type { ViewFilter } from '../../../shared/desk/api';
import { billingTime } from '../../../shared/period/billing-time';
import type { ActRow } from '../../store/schema';

export interface ActFilter {
  readonly kind: string | null;
  readonly by: string | null;
  readonly period: string | null;
  /** Days `YYYY-MM-DD` on the billing clock (UTC+8), both included. */
  readonly from: string | null;
  readonly to: string | null;
  readonly text: string;
}

export const ALL_ACTS: ActFilter = { kind: null, by: null, period: null, from: null, to: null, text: '' };

export function actFits(act: ActRow, filter: ActFilter, language: 'zh' | 'en'): boolean {
  const day = filter.from === null && filter.to === null ? '' : billingTime(act.at).slice(0, 10);
  return (
    (filter.kind === null || act.kind === filter.kind) &&
    (filter.by === null || act.by === filter.by) &&
    (filter.period === null || act.period === filter.period) &&
    (filter.from === null || day >= filter.from) &&
    (filter.to === null || day <= filter.to) &&
    act.summary[language].toLowerCase().includes(filter.text.trim().toLowerCase())
  );
}

export function viewFilters({ kind, by, period, from, to, text }: ActFilter): ViewFilter[] {
  const is = (column: string, value: string | null): ViewFilter[] => (value === null ? [] : [{ column, op: 'is', value }]);
  return [
    ...is('actKind', kind),
    ...is('actBy', by),
    ...is('period', period),
    ...(from === null && to === null ? [] : [{ column: 'time', op: 'range', from, to } as const]),
    ...(text.trim() === '' ? [] : [{ column: 'actWhat', op: 'contains', value: text.trim() } as const]),
  ];
}
