import { CALLS, type CallId } from '../../shared/api/catalogue';
import type { Query } from './routes/parameters';
import type { WireRecord } from './wire';

export const SITES = ['cn', 'intl'] as const;
export type Site = (typeof SITES)[number];

/** Interfaces the sandbox answers: all that a partner's keys may read, by their operation ID in the partner API contract. */
export type OperationId = CallId;
export const OPERATIONS = CALLS.map(({ id }) => id) as readonly OperationId[];

/** One record with the request parameters it answers to but does not itself contain (`cycle`, `indirect_partner_id`, ...). */
export interface Row {
  readonly asks: Readonly<Record<string, string>>;
  readonly record: WireRecord;
}

/** Everything a sandbox serves, whether it comes from the generator or from a folder of files. */
export interface Dataset {
  readonly currency: string;
  readonly rows: Readonly<Record<OperationId, readonly Row[]>>;
  /** The rows of an operation that can match a query, where they are kept by what it asks for; null: look through all. */
  readonly narrow?: (operation: OperationId, query: Query) => readonly Row[] | null;
  /** Records of a list that are still on their way in this answer, so that its total says fewer; asked once for each answer with a total. */
  readonly arriving?: (operation: OperationId, query: Query, total: number) => number;
  /** The record with its names in English; absent when the data know only one language. */
  readonly english?: (record: WireRecord) => WireRecord;
}
