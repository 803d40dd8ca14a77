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

/** What the desk knows that an interface can be asked about; the check finds the rest by itself. */
export interface Subjects {
  readonly customer?: string | undefined;
  readonly order?: string | undefined;
  readonly service?: string | undefined;
  /** Account ID of the caller. */
  readonly domain?: string | undefined;
}
