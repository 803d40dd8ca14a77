import type { StoredTotal } from '../../store/schema';

/** Currency of a total's figures; empty for C7, which counts rows and no money. */
export function currencyOf({ id }: Pick<StoredTotal, 'id'>, currency: string): string {
  return id === 'C7' ? '' : currency;
}

/** What figures of a total say where they have the profile's currency: rows have none. */
export function unlessCount({ id }: Pick<StoredTotal, 'id'>): { readonly currency?: string } {
  return id === 'C7' ? { currency: '' } : {};
}
