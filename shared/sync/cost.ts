/**
 * What a run will cost, told before it starts: from what the last readings found. A month never read is taken to be like those that were;
 * what nothing is known of is said to be unknown, not guessed.
 */
import { operationOf } from '../api/catalogue';
import { DEFAULT_SHARE } from '../api/pace';
import type { SourceId } from '../api/sources';
import { shiftPeriod, type Period } from '../period';
import {
  AGREEING_DAYS,
  byMonth,
  lookedAt,
  MONTH_PARTS,
  monthState,
  PARTS,
  settledParts,
  type FailedSlice,
  type KnownSlice,
  type MonthPart,
  type MonthState,
} from './freshness';
import { GROUP_OF, MONTHLY_GROUPS, SYNC_GROUPS, wants, wantsCustomer, type SyncGroup } from './picks';
import { parseSliceId, type SyncRequest } from './slices';

export interface CountedSlice extends KnownSlice {
  readonly rows: number;
}

export interface PlannedMonth {
  readonly period: Period;
  readonly state: MonthState;
  /** Requests, as far as the last reading tells; null when no month was ever read. */
  readonly requests: number | null;
  /** Requests saved by parts that are left as they are unless what shows them has changed. */
  readonly saved: number;
}

export interface SyncPlan {
  /** Newest first. */
  readonly months: readonly PlannedMonth[];
  /** Requests by kind, of what is known. */
  readonly groups: Readonly<Partial<Record<SyncGroup, number>>>;
  /** Null when it cannot be told: nothing was read so far. */
  readonly requests: number | null;
  /** At the default pace; interfaces are paced each for itself, side by side. Null like `requests`. */
  readonly seconds: number | null;
}

export interface Asked extends Pick<SyncRequest, 'today' | 'periods' | 'groups' | 'customers'> {
  /** Settled months are read again, too. */
  readonly everything: boolean;
  /** The day's lists are due. */
  readonly lists?: boolean;
}

/** Months like which a new one is taken to be: the last so many. */
const LIKE = 3;

/** Requests that a slice of so many records takes. */
export function requestsOf(source: SourceId, rows: number): number {
  const { paging } = operationOf(source);
  return 'max' in paging && paging.kind !== 'lines' ? Math.max(1, Math.ceil(rows / paging.max)) : 1;
}

/** @param known published slices of the gateway @param failed see settledParts */
export function syncPlan(asked: Asked, known: readonly CountedSlice[], failed: readonly FailedSlice[]): SyncPlan {
  const tally = new Tally();
  const parts = settledParts(known, failed);
  const left: Left = {
    parts: new Set(parts.map(({ period, part }) => `${period} ${part}`)),
    again: new Set(lookedAt(known, failed, parts).again.map(([slice]) => slice)),
  };
  const byPeriod = byMonth(known);
  const beside = besideOrders(known);
  for (const one of known) if (one.period === null && standing(asked, one)) tally.add(one.source, requestsOf(one.source, one.rows));
  const monthly = SYNC_GROUPS.some((group) => MONTHLY_GROUPS.has(group) && wants(asked, group));
  const months = monthly ? monthsOf(asked, byPeriod).map((period) => plannedMonth(asked, period, byPeriod, left, beside, tally)) : [];
  const like = months.filter(({ state }) => state !== 'new').slice(0, LIKE);
  const usual =
    like.length === 0 ? null : Math.round(like.reduce((sum, { requests, saved }) => sum + (requests ?? 0) + saved, 0) / like.length);
  const planned = months.map((month) => (month.state === 'new' ? { ...month, requests: usual } : month));
  const unknown = known.length === 0 || planned.some(({ requests }) => requests === null);
  const guessed = planned.reduce((sum, { state, requests }) => sum + (state === 'new' ? (requests ?? 0) : 0), 0);
  const share = tally.requests === 0 ? 1 : (tally.requests + guessed) / tally.requests;
  return {
    months: planned,
    groups: tally.groups,
    requests: unknown ? null : tally.requests + guessed,
    seconds: unknown ? null : Math.ceil(tally.seconds * share),
  };
}

/** Lists without a month: details of orders are counted with the month of their order. */
function standing(asked: Asked, { source }: CountedSlice): boolean {
  const group = GROUP_OF[source];
  if (group === null || group === 'orders') return false;
  const { use } = operationOf(source);
  // What pages ask for is not read with a sync, the day's lists once a day.
  if (use !== 'sync') return use === 'daily' && asked.lists === true;
  return wants(asked, group) || source === 'resellers';
}

/** The months asked for; or those known, and the newest one that should be there. */
function monthsOf({ periods, today }: Asked, known: ReadonlyMap<Period, unknown>): Period[] {
  const last = shiftPeriod(today.slice(0, 7), -1);
  return [...new Set(periods ?? [...known.keys(), last])].sort().reverse();
}

/** What a run leaves as it is, and what of that it looks at all the same. */
interface Left {
  readonly parts: ReadonlySet<string>;
  readonly again: ReadonlySet<string>;
}

function plannedMonth(
  asked: Asked,
  period: Period,
  byPeriod: ReadonlyMap<Period, readonly CountedSlice[]>,
  { parts: settled, again }: Left,
  beside: (orders: number) => number,
  tally: Tally,
): PlannedMonth {
  const rows = byPeriod.get(period);
  if (!rows) return { period, state: 'new', requests: null, saved: 0 };
  let [requests, saved] = [0, 0];
  const count = (source: SourceId, cost: number, slice = ''): void => {
    const part = partOf(source);
    if (part !== null && !asked.everything && !again.has(slice) && settled.has(`${period} ${part}`)) return void (saved += cost);
    requests += cost;
    tally.add(source, cost);
  };
  for (const { slice, source, rows: records } of rows) {
    const group = GROUP_OF[source];
    if (group === null || !(wants(asked, group) || (group === 'bills' && (wants(asked, 'fees') || asked.periods === null)))) continue;
    if (source === 'fee-records' && !wantsCustomer(asked, parseSliceId(slice).customer)) continue;
    count(source, requestsOf(source, records), slice);
    // One request for each order; whose they are only the list tells.
    if (source !== 'orders' || asked.customers !== undefined) continue;
    count('order-details', records);
    count('refund-details', beside(records));
  }
  const dated = rows.filter(({ source }) => partOf(source) !== null || GROUP_OF[source] === 'bills');
  const days = dated.length === 0 ? 0 : Math.min(...dated.map(({ agreedOn }) => agreedOn?.length ?? 0));
  // Read twice alike, and yet a part of it is not done with: something failed, or was not asked for.
  const open = rows.some(({ source }) => PARTS.some((part) => belongs(source, part) && !settled.has(`${period} ${part}`)));
  const state = monthState(period, asked.today, open ? Math.min(days, AGREEING_DAYS - 1) : days);
  return { period, state, requests, saved };
}

/**
 * Requests that orders lead to beside their own details: details of refunds, and the older orders they point to. Which month they belong to no slice
 * says, so the months share them by their orders; shares of all months add up to all.
 */
function besideOrders(known: readonly CountedSlice[]): (orders: number) => number {
  const of = (source: SourceId): readonly CountedSlice[] => known.filter((one) => one.source === source);
  const orders = of('orders').reduce((sum, { rows }) => sum + rows, 0);
  const refunds = of('refund-details').reduce((sum, { rows }) => sum + requestsOf('refund-details', rows), 0);
  const share = orders === 0 ? 0 : (refunds + Math.max(0, of('order-details').length - orders)) / orders;
  let [counted, given] = [0, 0];
  return (some) => {
    counted += some;
    const now = Math.round(counted * share) - given;
    given += now;
    return now;
  };
}

/** The part of a month that a source's slices are read for, one by one. */
function partOf(source: SourceId): MonthPart | null {
  return PARTS.find((part) => (MONTH_PARTS[part].read as readonly SourceId[]).includes(source)) ?? null;
}

/** Whether a source's slices belong to a part of a month, or show it. */
function belongs(source: SourceId, part: MonthPart): boolean {
  const { shownBy, read } = MONTH_PARTS[part];
  return [...shownBy, ...read].includes(source as never);
}

class Tally {
  readonly groups: Partial<Record<SyncGroup, number>> = {};
  requests = 0;
  private readonly perOperation = new Map<string, { requests: number; rate: number }>();

  add(source: SourceId, requests: number): void {
    const operation = operationOf(source);
    const group = GROUP_OF[source];
    if (group !== null) this.groups[group] = (this.groups[group] ?? 0) + requests;
    this.requests += requests;
    const one = this.perOperation.get(operation.id) ?? {
      requests: 0,
      rate: (operation.quota.requests / operation.quota.perSeconds) * DEFAULT_SHARE,
    };
    one.requests += requests;
    this.perOperation.set(operation.id, one);
  }

  /** The interface that takes longest; each goes at its own pace. */
  get seconds(): number {
    return Math.max(0, ...[...this.perOperation.values()].map(({ requests, rate }) => requests / rate));
  }
}
