import type { JournalEntry } from '../journal/entries';
import type { PeriodState } from '../desk/api';
import type { Period } from '../period';

/**
 * State of a month by the journal: `signed` from sign-off to reopening, `closed` once its archive is known to be on the disk, `drifted` when a later
 * sync no longer agrees with that archive, `in-work` once anything was decided in it.
 */
export function periodState(period: Period, entries: readonly JournalEntry[], known: { readonly archived: boolean; readonly drifted: boolean }): PeriodState {
  let signed = false;
  let worked = false;
  for (const { body } of [...entries].sort((a, b) => a.seq - b.seq)) {
    if (!('period' in body) || body.period !== period) continue;
    if (body.kind === 'sign-off') signed = true;
    else if (body.kind === 'reopened') signed = false;
    else worked = true;
  }
  if (signed) return known.drifted ? 'drifted' : known.archived ? 'closed' : 'signed';
  return worked ? 'in-work' : 'open';
}
