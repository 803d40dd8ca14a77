/** The alias table: names and codes of the books, and whom they mean. */
import type { Alias } from '../../../shared/ledger/types';
import type { PartyChoice } from './PartySelect';

export function aliasOf(ledger: string, { id, kind }: PartyChoice): Alias {
  return kind === 'reseller' ? { ledger, reseller: id } : { ledger, customer: id };
}

export function partyOf(alias: Alias): PartyChoice {
  return 'reseller' in alias ? { id: alias.reseller, kind: 'reseller' } : { id: alias.customer, kind: 'customer' };
}

/** The table with entries added; a name that is in both gets its new meaning. */
export function withAliases(table: readonly Alias[], fresh: readonly Alias[]): Alias[] {
  const renamed = new Set(fresh.map((alias) => alias.ledger));
  return [...table.filter((alias) => !renamed.has(alias.ledger)), ...fresh];
}
