import { useLiveQuery } from 'dexie-react-hooks';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';

export interface CounterpartyChoice {
  readonly list: readonly { readonly value: string; readonly label: string }[];
  /** False when no revenue ledger has rows of the months: nothing was billed that the desk knows of. */
  readonly revenue: boolean;
}

/** Whom statements of some months can go to: counterparties with bill lines, or with entries of the revenue ledger. Undefined while read. */
export function useCounterparties(periods: readonly string[]): CounterpartyChoice | undefined {
  const { store } = useOpenDesk();
  const names = useNames();
  const key = periods.join();
  const found = useLiveQuery(async () => {
    const own = key.split(',');
    const ids = new Set<string>();
    // Who settles through a reseller is on the reseller's statement.
    const resellers = new Map((await store.parties.toArray()).map((party) => [party.id, party.reseller]));
    const add = ({ counterparty }: { readonly counterparty: string }): unknown => ids.add(resellers.get(counterparty) || counterparty);
    await store.rollups.where('period').anyOf(own).each(add);
    await store.margin.where('period').anyOf(own).each(add);
    const imports = await store.imports.toArray();
    const revenue = imports.some((one) => !one.undone && one.role === 'revenue' && one.periods.some((period) => own.includes(period)));
    return { ids: [...ids].filter((id) => id !== ''), revenue };
  }, [store, key]);
  if (!found) return undefined;
  const list = found.ids.map((id) => ({ value: id, label: names.party(id) })).sort((a, b) => (a.label < b.label ? -1 : 1));
  return { list, revenue: found.revenue };
}
