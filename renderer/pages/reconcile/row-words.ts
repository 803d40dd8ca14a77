import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';

/** A row's key (`bill|period|customer|service`, `entry|import|row`, `order|id`, `adjustment|id`, `movement|id`) in words a person can look up. */
export function useRowWords(): (key: string) => string {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const names = useNames();
  const files = useLiveQuery(async () => new Map((await store.imports.toArray()).map((row) => [row.importId, row.file])), [store]);
  return (key) => {
    const [kind, first = '', second = '', third = ''] = key.split('|');
    switch (kind) {
      case 'bill':
        return [t('reconcile.row.bill'), first, names.party(second), names.service(third)].filter((part) => part !== '').join(' · ');
      case 'entry':
        return t('reconcile.row.entry', { file: files?.get(first) ?? first, row: Number(second) });
      case 'order':
        return t('reconcile.row.order', { id: first });
      case 'adjustment':
        return t('reconcile.row.adjustment', { id: first });
      case 'movement':
        return t('reconcile.row.movement', { id: first });
      default:
        return key;
    }
  };
}
