import type { TotalStatus } from '../../../shared/reconcile/types';
import type { StatusTone } from './StatusTag';

/** How a control total's status is shown. */
const TONES: Readonly<Record<TotalStatus, StatusTone>> = { equal: 'good', within: 'info', broken: 'bad', 'not-provable': 'plain' };

/** What is broken and holds nothing up is no alarm. */
export function toneOf({ status, blocking }: { readonly status: TotalStatus; readonly blocking: boolean }): StatusTone {
  return status === 'broken' && !blocking ? 'warn' : TONES[status];
}
