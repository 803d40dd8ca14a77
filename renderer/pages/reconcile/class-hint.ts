import type { TFunction } from 'i18next';
import type { Break } from '../../../shared/reconcile/types';

/** Classes whose other side is the account, not the bill, in a prepayment ledger. */
const OF_ACCOUNT = ['missing-in-ledger', 'missing-in-bill', 'duplicate-in-bill', 'currency'] as const;
type OfAccount = (typeof OF_ACCOUNT)[number];

const isOfAccount = (kind: Break['class']): kind is OfAccount => (OF_ACCOUNT as readonly string[]).includes(kind);

/** What a class means for the ledger it was found in. */
export function classHint(t: TFunction, item: Pick<Break, 'role' | 'class'>): string {
  return item.role === 'prepayment' && isOfAccount(item.class)
    ? t(`reconcile.prepaidHint.${item.class}`)
    : t(`reconcile.classHint.${item.class}`);
}
