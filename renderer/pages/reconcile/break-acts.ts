/** What a person can do with breaks, and which of the chosen ones an act is for. */
import type { ActedBreak } from '../../store/break-table';
import type { Period } from '../../../shared/period';

export type DeskAct = 'match' | 'explain' | 'carry' | 'assign' | 'approve' | 'reopen' | 'undo';

/** Acts that ask for words first. */
export const WORDED = ['match', 'explain', 'carry', 'assign'] as const;
export type WordedAct = (typeof WORDED)[number];

export function isWorded(act: DeskAct): act is WordedAct {
  return (WORDED as readonly DeskAct[]).includes(act);
}

/** Of the chosen breaks those that the act means: only an explanation is approved, only what was decided is opened again. */
export function actedOn(act: DeskAct, chosen: readonly ActedBreak[]): ActedBreak[] {
  return chosen.filter((one) => (act === 'approve' ? one.status === 'explained' : act === 'reopen' ? one.decision !== null : true));
}

/** A closed month's break stays as it is, unless it was carried forward: then it is worked on in a later month. */
export function isLocked({ period, otherPeriod, status, workedIn }: ActedBreak, closed: ReadonlySet<Period>): boolean {
  const own = otherPeriod === null ? [period] : [period, otherPeriod];
  if (!own.some((month) => closed.has(month))) return false;
  return status !== 'carried' && !own.every((month) => (workedIn ?? '') > month);
}

/** The month acts on carried breaks are made for: the one looked at while it is open, else the latest open one. */
export function workMonth(looked: Period | null, periods: readonly Period[], closed: ReadonlySet<Period>): Period {
  if (looked !== null && !closed.has(looked)) return looked;
  return periods.filter((period) => !closed.has(period)).at(-1) ?? looked ?? '';
}
