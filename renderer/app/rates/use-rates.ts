import { useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { NO_RATES, RateBook, type RateTable } from '../../../shared/rates';
import type { DeskStore } from '../../store/schema';
import { useOpenDesk } from '../session/context';

/** The profile's rate table as it stands; the empty one before any was saved. */
export async function storedRates(store: DeskStore): Promise<RateTable> {
  return ((await store.meta.get('rates'))?.value as RateTable | undefined) ?? NO_RATES;
}

/** Rates to show figures at; null while they are read. */
export function useRates(): RateBook | null {
  const { store } = useOpenDesk();
  const table = useLiveQuery(() => storedRates(store), [store]);
  return useMemo(() => (table ? new RateBook(table) : null), [table]);
}
