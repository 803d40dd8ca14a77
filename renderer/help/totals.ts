import { IDENTITIES } from '../../shared/reconcile/identities';
import type { TotalId } from '../../shared/reconcile/types';
import type { Language } from '../../shared/desk/api';

/** The numbered equalities that a control total stands on or tests beside, with their numbers. */
export function identitiesOf(id: TotalId, language: Language): string[] {
  return IDENTITIES.filter((one) => one.totals.includes(id)).map((one) => `#${String(one.number)} ${one.says[language]}`);
}
