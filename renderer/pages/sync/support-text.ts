import { FAILURE_CODES } from '../../../shared/sync/failures';
import { parseSliceId, type SyncProblem } from '../../../shared/sync/slices';

/**
 * Problems as lines for a support request: when, which read, which failure, what the gateway said. No keys, names, IDs of customers, resellers
 * or orders, no amounts: of a read only what every partner has is told, and places in answers name fields, never values.
 */
export function supportText(app: string, problems: readonly SyncProblem[]): string {
  const lines = problems.map(({ slice, failure, status, code, requestId, at, place }) => {
    const { source, period, chargeMode, account, quotaType, year } = parseSliceId(slice);
    return [at, FAILURE_CODES[failure], failure, source, period, chargeMode, account, quotaType, year, status, code, requestId, place]
      .filter((part) => part !== null && part !== undefined && part !== '')
      .join(' ');
  });
  return [app, ...lines].join('\n');
}
