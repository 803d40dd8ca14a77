import { byCodeUnit } from '../digest';
import type { DemandSource } from '../api/demand';
import type { SourceId } from '../api/sources';
import type { Period } from '../period';
import type { SliceFailure } from './failures';
import type { SyncGroup } from './picks';

export type { SliceFailure } from './failures';

export type Site = 'cn' | 'intl';

/** The one currency of a site's answers (partner-api.yaml, `currency`). */
export const SITE_CURRENCY: Readonly<Record<Site, string>> = { cn: 'CNY', intl: 'USD' };

/** What one paged read is about: all that tells it from another read of the same source. */
export interface SliceKey {
  readonly source: SourceId;
  readonly period?: Period;
  readonly chargeMode?: '1' | '3' | '11';
  readonly reseller?: string;
  readonly customer?: string;
  readonly account?: 'BALANCE_TYPE_DEBIT' | 'BALANCE_TYPE_CREDIT';
  readonly order?: string;
  /** 0 voucher quotas, 1 flexi-purchase coupon quotas. */
  readonly quotaType?: '0' | '1';
  /** Code of a cloud service type. */
  readonly service?: string;
  /** Account ID (domain ID) of the caller. */
  readonly domain?: string;
  /** `YYYY`, UTC+8, where an interface is read by years. */
  readonly year?: string;
  /** Import ID of the file the rows came from; absent for what a gateway sent. */
  readonly file?: string;
  /** Names are asked for in this language. */
  readonly language?: 'zh_CN' | 'en_US';
}

/** A slice's name: source first, then `key=value` parts in code-unit order. */
export type SliceId = string;

export function sliceId(key: SliceKey): SliceId {
  const parts = Object.entries(key)
    .filter((entry): entry is [string, string] => entry[0] !== 'source' && typeof entry[1] === 'string' && entry[1] !== '')
    .sort((a, b) => byCodeUnit(a[0], b[0]))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return [key.source, ...parts].join('|');
}

export function parseSliceId(id: SliceId): SliceKey {
  const [source = '', ...parts] = id.split('|');
  const rest = Object.fromEntries(
    parts.map((part) => {
      const cut = part.indexOf('=');
      return [part.slice(0, cut), decodeURIComponent(part.slice(cut + 1))];
    }),
  );
  return { source: source as SourceId, ...rest };
}

/** One page as it travels to the desk worker: parallel columns of exact text, never row objects. */
export interface Page {
  readonly slice: SliceId;
  /** 0 for the first page read in this generation. */
  readonly index: number;
  /** Records before this page. */
  readonly offset: number;
  /** Records the gateway announced, on this page's answer; null for what is not counted. */
  readonly announced: number | null;
  readonly rows: number;
  /** Currency named by the answer itself, when it names one. */
  readonly currency: string | null;
  readonly columns: Readonly<Record<string, readonly (string | null)[]>>;
  /** True on the slice's last page. */
  readonly last: boolean;
}

/** Where an interrupted slice goes on: kept by the store in the transaction of the data it counts. */
export interface Checkpoint {
  readonly slice: SliceId;
  readonly generation: number;
  readonly nextOffset: number;
  readonly nextIndex: number;
  readonly announced: number | null;
}

/** What a run may be asked for. */
export interface SyncRequest {
  readonly site: Site;
  readonly today: string;
  /** null: found by going back from the month before `today`. */
  readonly periods: readonly Period[] | null;
  readonly language: 'zh_CN' | 'en_US';
  /** Kinds of sources wanted, with what leads to them; absent: all. */
  readonly groups?: readonly SyncGroup[];
  /** Customers whose fee records and orders are wanted; absent: all. */
  readonly customers?: readonly string[];
  /** The day's lists too: names, units, tags, budgets, own coupons (catalogue.ts, use `daily`). */
  readonly lists?: boolean;
  /** Nothing but these: what a person asked for on a page (catalogue.ts, use `demand`). The desk knows customers and services. */
  readonly demand?: readonly (SliceKey & { readonly source: DemandSource })[];
}

/** What keeps a run waiting right now: no connection, a gateway that answers with errors, or no answer so far. */
export type SyncTrouble = 'network' | 'service' | 'silent';

/** Why a run stands still until it goes on by itself. */
export type PauseReason = 'sleep' | 'offline' | 'network' | 'proxy' | 'intercepted';

export interface SyncProgress {
  readonly phase: 'planning' | 'reading' | 'publishing' | 'done';
  readonly slicesDone: number;
  readonly slicesTotal: number;
  readonly records: number;
  readonly requests: number;
  readonly retries: number;
  /** Requests per second over the last seconds. */
  readonly rate: number;
  readonly secondsLeft: number | null;
  readonly current: SliceId | null;
  /** Null as soon as something gets through. */
  readonly trouble: SyncTrouble | null;
  /** The run stands still and goes on by itself as soon as something gets through; `since` is a time of the machine's clock. */
  readonly paused: { readonly reason: PauseReason; readonly since: string } | null;
}

export interface SyncProblem {
  readonly slice: SliceId;
  readonly failure: SliceFailure;
  /** HTTP status, when there was an answer. */
  readonly status: number | null;
  /** The gateway's own code, e.g. `APIGW.0308`. */
  readonly code: string | null;
  readonly requestId: string | null;
  readonly at: string;
  /** Where in the answer the contract was broken, e.g. `bill_sums[17].amount: missing`; never a value. */
  readonly place?: string;
}

export interface SyncOutcome {
  readonly requests: number;
  readonly retries: number;
  /** Answers 429. */
  readonly throttled?: number;
  readonly records: number;
  readonly seconds: number;
  readonly periods: readonly Period[];
  readonly unpublished: readonly { readonly slice: SliceId; readonly reason: SliceFailure }[];
  readonly problems: readonly SyncProblem[];
  /** What ended the run early, or null. */
  readonly stopped: SliceFailure | null;
  readonly clockOffsetSeconds: number;
}
