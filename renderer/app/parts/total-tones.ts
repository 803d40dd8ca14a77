import type { TotalStatus } from '../../../shared/reconcile/types';
import type { StatusTone } from './StatusTag';

/** How a control total's status is shown. */
export const TONES: Readonly<Record<TotalStatus, StatusTone>> = { equal: 'good', within: 'info', broken: 'bad', 'not-provable': 'plain' };
