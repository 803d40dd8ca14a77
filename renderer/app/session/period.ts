/** The period the screens look at, remembered per profile. */
import { useCallback, useSyncExternalStore } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { Period } from '../../../shared/period';
import { useOpenDesk } from './context';

const listeners = new Set<() => void>();
const key = (profile: string): string => `desk.period.${profile}`;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Periods with figures, ascending; undefined while they are read. */
export function usePeriods(): readonly Period[] | undefined {
  const { store } = useOpenDesk();
  return useLiveQuery(() => store.figures.orderBy('period').primaryKeys(), [store]);
}

/** The chosen period and how to choose another; the newest one until the user chose. Null while there is none. */
export function usePeriod(): { period: Period | null; periods: readonly Period[]; choose: (period: Period) => void } {
  const { profile } = useOpenDesk();
  const periods = usePeriods() ?? [];
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(key(profile.id)));
  const choose = useCallback(
    (period: Period) => {
      localStorage.setItem(key(profile.id), period);
      for (const listener of listeners) listener();
    },
    [profile.id],
  );
  const period = chosen !== null && periods.includes(chosen) ? chosen : (periods.at(-1) ?? null);
  return { period, periods, choose };
}
