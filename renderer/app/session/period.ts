/** The period the screens look at: the address's when it names one (`/period/2026-09`, `?period=2026-09`), else the one chosen last, per profile. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useLocation } from 'react-router';
import type { Period } from '../../../shared/period';
import { useOpenDesk } from './context';

const listeners = new Set<() => void>();
const key = (profile: string): string => `desk.period.${profile}`;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps a period as the one to look at where the address names none. */
export function rememberPeriod(profile: string, period: Period): void {
  if (localStorage.getItem(key(profile)) === period) return;
  localStorage.setItem(key(profile), period);
  for (const listener of listeners) listener();
}

/** The period an address names; null when it names none. */
export function periodIn(pathname: string, search: string): Period | null {
  return /^\/period\/([^/]+)/.exec(pathname)?.[1] ?? new URLSearchParams(search).get('period');
}

/** The same page in another period. A break is one month's, so it is not kept. */
export function addressIn(period: Period, pathname: string, search: string): string {
  const query = new URLSearchParams(search);
  query.delete('break');
  const board = /^\/period(?:\/|$)/.test(pathname);
  if (board) query.delete('period');
  else query.set('period', period);
  const text = query.toString();
  return (board ? `/period/${period}` : pathname) + (text === '' ? '' : `?${text}`);
}

/** Periods with figures, ascending; undefined while they are read. For the shell, which draws nothing before. */
export function useStoredPeriods(): readonly Period[] | undefined {
  const { store } = useOpenDesk();
  return useLiveQuery(() => store.figures.orderBy('period').primaryKeys(), [store]);
}

/** The periods as the shell read them, once for all that look at them: what is drawn knows them, and none are none. */
export const PeriodsContext = createContext<readonly Period[]>([]);

export interface PeriodInView {
  /** The newest one until the user chose; null where there is none. */
  readonly period: Period | null;
  readonly periods: readonly Period[];
  /** The address names a period that has no figures. */
  readonly stray: boolean;
  /** Has another remembered. */
  choose(period: Period): void;
}

export function usePeriod(): PeriodInView {
  const { profile } = useOpenDesk();
  const periods = useContext(PeriodsContext);
  const { pathname, search } = useLocation();
  const asked = periodIn(pathname, search);
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(key(profile.id)));
  const choose = useCallback((period: Period) => rememberPeriod(profile.id, period), [profile.id]);
  const known = (one: Period | null): Period | null => (one !== null && periods.includes(one) ? one : null);
  const period = known(asked) ?? known(chosen) ?? periods.at(-1) ?? null;
  return { period, periods, stray: asked !== null && period !== asked, choose };
}
