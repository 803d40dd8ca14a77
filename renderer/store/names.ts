/** Names of services, customers and resellers as the store has them; live queries that ask see them change. */
import { nameIn } from '../../shared/desk/names';
import type { Alias } from '../../shared/ledger/types';
import type { ServiceName } from '../../shared/reconcile/reasons';
import type { DeskStore } from './schema';

/** Reads the names of all services, some hundred. */
export async function serviceNames(store: Pick<DeskStore, 'services'>): Promise<ServiceName> {
  const rows = new Map((await store.services.toArray()).map((row) => [row.code, row]));
  return (code, language) => nameIn(rows.get(code), language);
}

/** The alias table: whom the names and codes of the books mean. */
export async function readAliases(store: Pick<DeskStore, 'meta'>): Promise<Alias[]> {
  return ((await store.meta.get('aliases'))?.value as Alias[] | undefined) ?? [];
}

/**
 * Reads the names of all customers and resellers. One that nothing names any more (a customer that left) goes by what the books call it, where
 * the alias table has just one word for it; null when nobody knows.
 */
export async function partyNames(store: Pick<DeskStore, 'parties' | 'meta'>): Promise<(id: string) => string | null> {
  const names = new Map((await store.parties.toArray()).map((row) => [row.id, row.name || row.accountName]));
  const called = new Map<string, string | null>();
  for (const alias of await readAliases(store)) {
    const id = 'reseller' in alias ? alias.reseller : alias.customer;
    called.set(id, called.has(id) ? null : alias.ledger);
  }
  return (id) => names.get(id) || (called.get(id) ?? null);
}
