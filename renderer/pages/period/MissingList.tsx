import { Link } from 'react-router';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { CloseCheck, StoredBreak } from '../../../shared/desk/api';
import type { TotalId } from '../../../shared/reconcile/types';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { moneyText } from '../../app/parts/Money';

/** The items that keep a month from being signed off, in the screen's own words, each a way to where it is settled. */
export function MissingList({
  period,
  missing,
  left,
}: {
  readonly period: string;
  readonly missing: CloseCheck['missing'];
  readonly left: number;
}) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const names = useNames();
  const ids = missing.flatMap((item) => (item.kind === 'break' ? [item.id] : []));
  const breaks = useLiveQuery(
    async () => new Map((await store.breaks.bulkGet(ids)).flatMap((row) => (row ? [[row.id, row] as const] : []))),
    [store, ids.join()],
  );
  const breakText = (item: StoredBreak): string => {
    const whom = item.customerName ?? names.party(item.customer ?? item.counterparty);
    const what = names.service(item.service);
    const amount = item.difference === null ? '' : moneyText(item.difference);
    return [t(`codes.breakClass.${item.class}`), whom, what, amount].filter((part) => part !== '').join(' · ');
  };
  const textOf = ({ kind, id, fault }: CloseCheck['missing'][number]): string => {
    if (kind === 'person') return [id, t(`codes.missing.${fault}`)].join(' · ');
    if (kind === 'total') return t('period.close.brokenTotal', { id, name: t(`codes.totalName.${id as TotalId}`) });
    const found = breaks?.get(id);
    return [found ? breakText(found) : id, t(`codes.missing.${fault}`)].join(' · ');
  };
  return (
    <ul>
      {missing.map((item) => (
        <li key={`${item.kind}${item.id}`}>
          {item.kind === 'break' ? <Link to={`/reconcile?period=${period}&break=${item.id}`}>{textOf(item)}</Link> : textOf(item)}
        </li>
      ))}
      {left > 0 && <li className="muted">{t('period.close.more', { n: left })}</li>}
    </ul>
  );
}
