/** Names of services as the store has them. */
import { nameIn } from '../../shared/desk/names';
import type { ServiceName } from '../../shared/reconcile/reasons';
import type { DeskStore } from './schema';

/** Reads the names of all services, some hundred; live queries that ask see them change. */
export async function serviceNames(store: Pick<DeskStore, 'services'>): Promise<ServiceName> {
  const rows = new Map((await store.services.toArray()).map((row) => [row.code, row]));
  return (code, language) => nameIn(rows.get(code), language);
}
