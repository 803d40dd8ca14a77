/** Small lookups that many pages share, by live query. */
import { createContext, useContext, useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { PeriodState } from '../../../shared/desk/api';
import { parseSliceId } from '../../../shared/sync/slices';
import { partyNames, serviceNames } from '../../store/names';
import { useLanguage, useOpenDesk } from './context';

export interface Names {
  /** Name of a customer or reseller; the ID when it has none. */
  party(id: string | null): string;
  /** Name of a service in the screen's language; the code when it has none. */
  service(code: string | null): string;
}

/** Names of parties and services; IDs and codes until they are read. For the shell, which reads them for all that shows any. */
export function useStoredNames(): Names {
  const { store } = useOpenDesk();
  const language = useLanguage();
  const names = useLiveQuery(async () => {
    const [party, service] = await Promise.all([partyNames(store), serviceNames(store)]);
    return { party, service };
  }, [store]);
  return useMemo(
    () => ({
      party: (id) => (id === null ? '' : (names?.party(id) ?? id)),
      service: (code) => (code === null ? '' : (names?.service(code, language) ?? code)),
    }),
    [names, language],
  );
}

/** The names as the shell has them: a part of a page that is opened later shows no ID until they are read again. */
export const NamesContext = createContext<Names | null>(null);

export function useNames(): Names {
  const names = useContext(NamesContext);
  if (!names) throw new Error('no desk is open');
  return names;
}

/** Changes whenever published data, results or decisions do: a grid opens its view again then. */
export function useDataStamp(): string {
  const { store } = useOpenDesk();
  return (
    useLiveQuery(async () => {
      const [act, slices, latest, figures] = await Promise.all([
        store.acts.orderBy('seq').last(),
        store.generations.count(),
        store.generations.orderBy('syncedAt').last(),
        store.figures.count(),
      ]);
      return `${act?.seq ?? 0}|${slices}|${latest?.syncedAt ?? ''}|${figures}`;
    }, [store]) ?? ''
  );
}

/** UTC instant of the latest publishing, null when nothing was synced, undefined while it is read. */
export function useLastSync(): string | null | undefined {
  const { store } = useOpenDesk();
  return useLiveQuery(async () => {
    // An imported file is no sync.
    const isRead = ({ slice }: { readonly slice: string }): boolean => parseSliceId(slice).file === undefined;
    return (await store.generations.orderBy('syncedAt').reverse().filter(isRead).first())?.syncedAt ?? null;
  }, [store]);
}

/** Months that are signed off: nothing in them is decided before they are reopened. */
export function useClosedPeriods(): ReadonlySet<string> {
  const { store } = useOpenDesk();
  const closed = useLiveQuery(
    async () => (await store.figures.toArray()).filter((row) => isClosed(row.state)).map((row) => row.period),
    [store],
  );
  return useMemo(() => new Set(closed), [closed]);
}

export function isClosed(state: PeriodState): boolean {
  return state === 'signed' || state === 'closed' || state === 'drifted';
}

/** Currency of the figures; empty until there are any. */
export function useCurrency(): string {
  const { store } = useOpenDesk();
  return useLiveQuery(async () => (await store.figures.orderBy('period').last())?.currency ?? '', [store]) ?? '';
}
