/** What waits to be done at a month-end, from what is known of the months: one item for each kind, each with its months and where it is settled. Pure. */
import { shiftPeriod, type Period } from '../../../shared/period';
import { closingDay } from '../../../shared/sync/freshness';
import type { PeriodState } from '../../../shared/desk/api';
import type { LedgerRole, TotalId, TotalStatus } from '../../../shared/reconcile/types';
import { formatUnits, type Units } from '../../../shared/money';

/** Day of the following month after which an open month is late: bills are final after day 5, and a close takes some days. */
export const LATE_DAY = 10;
/** Days without a sync after which what is shown is called old. */
export const STALE_DAYS = 7;

export type AttentionKind =
  | 'broken'
  | 'drifted'
  | 'sync-stopped'
  | 'unread'
  | 'gap'
  | 'breaks'
  | 'statement'
  | 'no-ledger'
  | 'ledger'
  | 'unsigned'
  | 'preliminary'
  | 'stale'
  | 'never'
  | 'informative';

export interface AttentionMonth {
  readonly period: Period;
  /** Control totals, or roles of ledgers. */
  readonly ids: readonly string[];
  readonly count: number | null;
  readonly amount: string | null;
  readonly to: string;
}

export interface AttentionItem {
  readonly kind: AttentionKind;
  readonly tone: 'bad' | 'warn' | 'info';
  /** Latest first; empty where it is not about months. */
  readonly months: readonly AttentionMonth[];
  /** Things of all months: breaks, slices, days; 0 where nothing is counted. */
  readonly count: number;
  readonly to: string;
}

export interface OpenBreaks {
  readonly count: number;
  /** Sum of the sizes of their differences. */
  readonly money: Units;
}

export interface AttentionFacts {
  /** `YYYY-MM-DD`, UTC+8. */
  readonly today: string;
  /** A profile of files alone has nothing to sync with. */
  readonly files: boolean;
  readonly months: readonly { readonly period: Period; readonly state: PeriodState }[];
  readonly totals: readonly {
    readonly period: Period;
    readonly id: TotalId;
    readonly status: TotalStatus;
    readonly blocking: boolean;
    readonly explained: boolean;
  }[];
  readonly open: ReadonlyMap<Period, OpenBreaks>;
  /** Months that the standing imports of each role have rows in. */
  readonly ledgers: ReadonlyMap<LedgerRole, ReadonlySet<Period>>;
  /** Slices whose last read failed, by month; of no month under ''. */
  readonly unread: ReadonlyMap<Period | '', number>;
  /** Months whose bill was read only before its closing day: read again after it, it may be another one. */
  readonly preliminary: readonly Period[];
  /** Net effect on the bill of what moved after closing. */
  readonly drift: ReadonlyMap<Period, string>;
  /** Whole days since the last sync ended; null when there was none. */
  readonly syncedDaysAgo: number | null;
  /** The last sync ended before its end. */
  readonly stopped: boolean;
}

const isShut = (state: PeriodState): boolean => state === 'signed' || state === 'closed' || state === 'drifted';

/** In the order they are to be worked through. */
export function attentionList(facts: AttentionFacts): AttentionItem[] {
  const { today, files, months, totals, open } = facts;
  const states = new Map(months.map(({ period, state }) => [period, state]));
  const isOpen = (period: Period): boolean => !isShut(states.get(period) ?? 'open') && states.has(period);
  /** Months that are over and not signed off: what is missing in them is missing. */
  const due = months.filter(({ period, state }) => period < today.slice(0, 7) && !isShut(state)).map(({ period }) => period);
  const items: AttentionItem[] = [];
  const add = (kind: AttentionKind, tone: AttentionItem['tone'], to: string, own: readonly AttentionMonth[], count?: number): void => {
    if (own.length === 0 && count === undefined) return;
    const latest = [...own].sort((a, b) => (a.period < b.period ? 1 : -1));
    items.push({
      kind,
      tone,
      months: latest,
      count: count ?? own.reduce((all, one) => all + (one.count ?? 0), 0),
      to: latest[0]?.to ?? to,
    });
  };
  const monthOf = (period: Period, to: string, more: Partial<AttentionMonth> = {}): AttentionMonth => ({
    period,
    ids: [],
    count: null,
    amount: null,
    ...more,
    to,
  });
  const broken = (blocking: boolean): AttentionMonth[] => {
    const byMonth = new Map<Period, TotalId[]>();
    for (const one of totals) {
      if (one.status !== 'broken' || one.blocking !== blocking || one.explained || !isOpen(one.period)) continue;
      byMonth.set(one.period, [...(byMonth.get(one.period) ?? []), one.id]);
    }
    return [...byMonth].map(([period, ids]) => monthOf(period, `/period/${period}?proof=${ids[0]!}`, { ids, count: ids.length }));
  };

  add('broken', 'bad', '/period', broken(true));
  add(
    'drifted',
    'bad',
    '/period',
    months
      .filter(({ state }) => state === 'drifted')
      .map(({ period }) => monthOf(period, `/period/${period}`, { amount: facts.drift.get(period) ?? null })),
  );
  if (facts.stopped && !files) add('sync-stopped', 'bad', '/sync', [], 0);
  const unread = [...facts.unread].filter(([period]) => period === '' || isOpen(period) || !states.has(period));
  if (unread.length > 0)
    add(
      'unread',
      'warn',
      '/sync',
      unread.filter(([period]) => period !== '').map(([period, count]) => monthOf(period, '/sync', { count })),
      unread.reduce((all, [, count]) => all + count, 0),
    );
  add(
    'gap',
    'warn',
    files ? '/ledgers' : '/sync',
    missingMonths(months.map(({ period }) => period)).map((period) => monthOf(period, files ? '/ledgers' : '/sync')),
  );
  add(
    'breaks',
    'warn',
    '/reconcile?status=todo',
    [...open]
      .filter(([period, { count }]) => count > 0 && isOpen(period))
      .map(([period, { count, money }]) =>
        monthOf(period, `/reconcile?period=${period}&status=todo`, { count, amount: formatUnits(money) }),
      ),
  );
  add(
    'statement',
    'warn',
    '/period',
    due
      .filter((period) => totals.some((one) => one.period === period && one.id === 'C1' && one.status === 'not-provable'))
      .map((period) => monthOf(period, `/period/${period}?proof=C1`)),
  );
  if (due.length > 0 && facts.ledgers.size === 0) add('no-ledger', 'warn', '/ledgers', [], 0);
  add('ledger', 'warn', '/ledgers', withoutLedger(due, facts.ledgers));
  add(
    'unsigned',
    'warn',
    '/period',
    due.filter((period) => isLate(period, today)).map((period) => monthOf(period, `/period/${period}`)),
  );
  if (!files) {
    add(
      'preliminary',
      'info',
      '/sync',
      facts.preliminary.filter((period) => isOpen(period) && today >= closingDay(period)).map((period) => monthOf(period, '/sync')),
    );
    if (facts.syncedDaysAgo === null) add('never', 'info', '/sync', [], 0);
    else if (facts.syncedDaysAgo >= STALE_DAYS) add('stale', 'info', '/sync', [], facts.syncedDaysAgo);
  }
  add('informative', 'info', '/period', broken(false));
  return items;
}

/** @returns true once the day has passed on which a month is late */
export function isLate(period: Period, today: string): boolean {
  return today > `${shiftPeriod(period, 1)}-${String(LATE_DAY)}`;
}

/** Months between the first and the last that are not there. @param months ascending or not */
export function missingMonths(months: readonly Period[]): Period[] {
  const known = new Set(months);
  const [first, last] = [[...known].sort()[0], [...known].sort().at(-1)];
  const gaps: Period[] = [];
  if (first === undefined || last === undefined) return gaps;
  for (let at = first; at < last; at = shiftPeriod(at, 1)) if (!known.has(at)) gaps.push(at);
  return gaps;
}

/** Months without a book of a role that earlier months have one of: a book that begins later is not missing before. */
function withoutLedger(due: readonly Period[], ledgers: AttentionFacts['ledgers']): AttentionMonth[] {
  return due.flatMap((period) => {
    const ids = [...ledgers]
      .filter(([, covered]) => !covered.has(period) && [...covered].some((one) => one < period))
      .map(([role]) => role);
    return ids.length === 0 ? [] : [{ period, ids, count: null, amount: null, to: '/ledgers' }];
  });
}
