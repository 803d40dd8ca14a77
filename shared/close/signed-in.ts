/** How a break counts in a month. */
import type { Units } from '../money';
import type { Period } from '../period';

/**
 * A break's difference as it counts in a month's residue: a timing break belongs to two months and stands in the ledger's with the other sign.
 * @param month null for all months together, where each break counts once, as it is
 */
export function signedIn(difference: Units, { period }: { readonly period: Period }, month: Period | null): Units {
  return month === null || period === month ? difference : -difference;
}
