import { CALLS } from '../../../shared/api/catalogue';
import type { Dataset, OperationId, Row, Site } from '../dataset';
import { foreignReseller } from '../errors';
import { scalarText, type Wire, type WireRecord } from '../wire';
import type { Parameter, Query } from './parameters';

/** What a route sees of a request. */
export interface Call {
  /** The interface that was called. */
  readonly operation: OperationId;
  readonly data: Dataset;
  readonly query: Query;
  /** Text of the path parameter, if the route has one. */
  readonly pathText: string;
  readonly english: boolean;
  /** Day the sandbox believes it is, `YYYY-MM-DD`, UTC+8. */
  readonly today: string;
}

/** One interface: where it is, who may call it how often, what it takes, how it answers. */
export interface Route {
  readonly operation: OperationId;
  readonly method: 'GET' | 'POST';
  /** Path as documented; a segment `{...}` is a path parameter. */
  readonly path: string;
  readonly sites: readonly Site[];
  /** Calls a second, per interface. */
  readonly quota: number;
  /** Permission items, any of which will do; empty when none is needed or documented. */
  readonly permission: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Largest `limit`, null where none is documented. */
  readonly pageMax: number | null;
  readonly respond: (call: Call) => WireRecord;
}

const CALLED = new Map(CALLS.map((call) => [call.id, call]));

/** What the catalogue says of an interface: where it is, who may call it and how often. Its answers are made apart from whoever calls it. */
export function called(operation: OperationId): Pick<Route, 'operation' | 'method' | 'path' | 'sites' | 'quota' | 'permission'> {
  const call = CALLED.get(operation);
  if (!call) throw new RangeError(`${operation} is not in the catalogue`);
  const { method, path, sites, quota, permission } = call;
  return { operation, method, path, sites, quota: quota.requests / quota.perSeconds, permission };
}

export const RESELLER: Parameter = { name: 'indirect_partner_id' };

/** Decides whether a row belongs into the answer. */
export type Filter = (row: Row, query: Query) => boolean;

/** Equal to a field of the record; the parameter has the field's name unless told. */
export function sameField(parameter: string, field: string = parameter): Filter {
  return (row, query) => {
    const wanted = query.text(parameter);
    return wanted === undefined || scalarText(row.record[field]) === wanted;
  };
}

/** Equal to what the row is kept under. */
export function sameAsk(parameter: string): Filter {
  return (row, query) => {
    const wanted = query.text(parameter);
    return wanted === undefined || row.asks[parameter] === wanted;
  };
}

/** Contained in a text field, as name filters are documented ("matched anywhere in it"). */
export function partOfField(parameter: string, field: string = parameter): Filter {
  return (row, query) => {
    const wanted = query.text(parameter);
    return wanted === undefined || (scalarText(row.record[field]) ?? '').includes(wanted);
  };
}

/** Between two instants, both included; texts of one form, so that they compare as text. */
export function between(field: string, begin: string, end: string): Filter {
  return (row, query) => {
    const value = scalarText(row.record[field]) ?? '';
    const from = query.text(begin);
    const to = query.text(end);
    return (from === undefined || value >= from) && (to === undefined || value <= to);
  };
}

/** With the parameter only that reseller's records, without it only the caller's own. */
export const ofReseller: Filter = (row, query) => (row.asks['indirect_partner_id'] ?? '') === (query.text('indirect_partner_id') ?? '');

/** @throws ApiError CBC.99000037 when a reseller is named that is not the caller's */
export function checkReseller(call: Call): void {
  const wanted = call.query.text('indirect_partner_id');
  if (wanted === undefined) return;
  const known = call.data.rows.ListIndirectPartners.some((row) => scalarText(row.record['indirect_partner_id']) === wanted);
  if (!known) throw foreignReseller();
}

/** The record in the language asked for. */
export function inLanguage(call: Call, record: WireRecord): WireRecord {
  return call.english && call.data.english ? call.data.english(record) : record;
}

/** Lists of several pages that are being read, so that a page costs itself and not its whole list; as many as are read at a time. */
const READ = new WeakMap<Dataset, Map<string, Row[]>>();
const READ_AT_A_TIME = 16;

/** Rows of an operation that pass every filter, in the order they are kept. The same list may come again for its next page: sort it, nothing else. */
export function matching(call: Call, operation: OperationId, filters: readonly Filter[]): Row[] {
  const read = READ.get(call.data) ?? new Map<string, Row[]>();
  READ.set(call.data, read);
  const key = [call.operation, operation, call.pathText, String(call.english), call.query.wanted].join('|');
  const known = read.get(key);
  if (known !== undefined && call.query.offset > 0) return known;
  const rows = (call.data.narrow?.(operation, call.query) ?? call.data.rows[operation]).filter((row) =>
    filters.every((passes) => passes(row, call.query)),
  );
  read.delete(key);
  if (rows.length > call.query.limit) read.set(key, rows);
  for (const oldest of read.keys()) {
    if (read.size <= READ_AT_A_TIME) break;
    read.delete(oldest);
  }
  return rows;
}

/** A page of records under `listKey` with the number of all matching ones under `totalKey`. */
export function pageOf(call: Call, rows: readonly Row[], listKey: string, totalKey: string): Record<string, Wire> {
  const { offset, limit } = call.query;
  return {
    [totalKey]: rows.length,
    [listKey]: rows.slice(offset, offset + limit).map((row) => inLanguage(call, row.record)),
  };
}
