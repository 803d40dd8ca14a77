/** Which place in help speaks about something that is shown: a failure, a fault, a control total. */
import { zh } from '../i18n/zh';
import type { SliceFailure } from '../../shared/sync/failures';
import type { TotalId } from '../../shared/reconcile/types';

export type TopicId =
  | 'start'
  | 'safety'
  | 'month-end'
  | 'totals'
  | 'breaks'
  | 'figures'
  | 'files'
  | 'permissions'
  | 'quotas'
  | 'interfaces'
  | 'retired'
  | 'errors'
  | 'messages'
  | 'refused'
  | 'questions'
  | 'keys'
  | 'glossary';

export const ofFailure = (failure: SliceFailure): string => `/help/errors/${failure}`;
export const ofTotal = (id: TotalId): string => `/help/totals/${id}`;

/** Messages that explain themselves, or that no help helps with. */
const PLAIN = new Set(['cancelled', 'refused-sender']);

/** The place for a fault of the desk, of the bridge, or of a file's reader; null when there is nothing to add. */
export function ofFault(fault: unknown): string | null {
  if (typeof fault !== 'object' || fault === null) return null;
  const { code, detail } = fault as { code?: unknown; detail?: unknown };
  if (typeof code !== 'string' || PLAIN.has(code)) return null;
  const kind = code === 'bad-table' && typeof detail === 'string' ? (detail.split(':')[0] ?? '').trim() : code;
  if (kind in zh.faults.table) return `/help/refused/${kind}`;
  return code in zh.faults.desk || code in zh.faults.bridge ? `/help/messages/${code}` : null;
}
