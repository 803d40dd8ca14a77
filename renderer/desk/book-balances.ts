/** Opening and closing balances of imported prepayment books, as the engine compares them with the accounts (semantics.md #44). */
import { parseUnits } from '../../shared/money';
import { isOwnAccount } from '../../shared/reconcile/prepayment/rows';
import type { PartyResolver } from '../../shared/reconcile/resolve-party';
import type { BookBalance } from '../../shared/reconcile/types';
import type { DeskCore } from './core';
import { activeImports, resolveEntry } from './entries';

/** In order of import and row; a balance of somebody nobody knows is left out, as it is nobody's account. */
export async function bookBalances(core: DeskCore, resolve: PartyResolver): Promise<BookBalance[]> {
  const found: BookBalance[] = [];
  for (const { body } of await activeImports(core)) {
    for (const { row, period, at, amount, currency, party, partyName } of body.balances ?? []) {
      const own = isOwnAccount(party);
      const { customer, reseller } = own ? { customer: null, reseller: null } : resolveEntry(resolve, party, partyName);
      if (!own && customer === null && reseller === null) continue;
      found.push({ importId: body.importId, row, period, customer, reseller, at, units: parseUnits(amount), currency });
    }
  }
  return found;
}
