import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { operationOf } from '../../../shared/api/catalogue';
import type { SourceId } from '../../../shared/api/sources';
import type { SliceFailure } from '../../../shared/sync/failures';
import { StatusTag } from '../../app/parts/StatusTag';
import { useOpenDesk } from '../../app/session/context';

interface Gap {
  readonly source: SourceId;
  readonly failure: SliceFailure;
}

/** Said above a list that is not there in full: what of it could not be read, why, and what to do. An empty list is then no proof that there is nothing. */
export function Unread({ sources, period }: { readonly sources: readonly SourceId[]; readonly period: string | null }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const names = sources.join();
  const gaps = useLiveQuery(async () => {
    const rows = await store.failures.where('source').anyOf(names.split(',')).toArray();
    const own = rows.filter((row) => period === null || row.period === null || row.period === period);
    return new Map(own.map(({ source, failure }) => [`${source}#${failure}`, { source, failure } satisfies Gap]));
  }, [store, names, period]);
  return [...(gaps ?? new Map<string, Gap>())].map(([key, { source, failure }]) => {
    const items = failure === 'permission' ? operationOf(source).permission : [];
    return (
      <p key={key} className="tie" data-testid={`unread-${source}`} data-failure={failure}>
        <StatusTag tone="warn">{t('lists.unread')}</StatusTag>
        <span>
          <strong>{t(`codes.source.${source}`)}</strong> {t(`faults.failure.${failure}.happened`)} {t(`faults.failure.${failure}.todo`)}{' '}
          {items.length > 0 && t('sync.permission', { items: items.join(t('sync.or')) })}{' '}
          <Link to="/sync">{t('lists.coupons.toSync')}</Link>
        </span>
      </p>
    );
  });
}
