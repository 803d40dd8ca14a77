/** What a permission check found: each interface tried with the smallest read that changes nothing. */
import type { CallId } from '../api/catalogue';
import type { Site, SliceFailure } from './slices';

/** `unknown`: it was not reached, or its answer says nothing about permission; `why` tells. */
export type Permitted = 'callable' | 'missing' | 'other-site' | 'unknown';

export interface CheckedCall {
  readonly id: CallId;
  readonly permitted: Permitted;
  /** `no-subject`: nothing to ask about was known (no customer, no order, no account ID). Null where it is callable or of the other site. */
  readonly why: SliceFailure | 'no-subject' | null;
  readonly status: number | null;
  /** The gateway's own code. */
  readonly code: string | null;
  readonly requestId: string | null;
}

export interface PermissionReport {
  readonly site: Site;
  /** UTC instant. */
  readonly at: string;
  readonly requests: number;
  /** What ended the check before its end, or null. */
  readonly stopped: SliceFailure | null;
  readonly calls: readonly CheckedCall[];
}

/** Interfaces whose answer may be another one next time: not reached, or the service was in trouble. Without something to ask about nothing changes. */
export function worthAnotherTry({ calls }: Pick<PermissionReport, 'calls'>): CallId[] {
  return calls.filter(({ permitted, why }) => permitted === 'unknown' && why !== null && why !== 'no-subject').map(({ id }) => id);
}

/** A report with what was tried again in it. */
export function withTriedAgain(before: PermissionReport, again: PermissionReport): PermissionReport {
  const tried = new Map(again.calls.map((call) => [call.id, call]));
  return { ...again, calls: before.calls.map((call) => tried.get(call.id) ?? call), requests: before.requests + again.requests };
}

/** What the desk knows that an interface can be asked about; the check finds the rest by itself. */
export interface Subjects {
  readonly customer?: string | undefined;
  readonly order?: string | undefined;
  readonly service?: string | undefined;
  /** Account ID of the caller. */
  readonly domain?: string | undefined;
}
