import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { BENEFIT_OPERATIONS } from '../../../shared/api/benefit-operations';
import type { SourceId } from '../../../shared/api/sources';
import type { SliceFailure } from '../../../shared/sync/slices';
import { Panel } from '../../app/parts/Page';
import { useOpenDesk } from '../../app/session/context';
import { publishedAmong } from '../../store/published-sources';

const NEEDED = ['coupon-quotas', 'coupons', 'coupon-records'] as const satisfies readonly SourceId[];
/** Asked for with a distributor's account only. */
const OF_DISTRIBUTORS = ['issued-quotas', 'quota-records'] as const satisfies readonly SourceId[];

type CouponSource = (typeof NEEDED)[number] | (typeof OF_DISTRIBUTORS)[number];

/** A source that is not there in full: how its last read failed, or null where it was never asked for. */
export interface Unread {
  readonly source: CouponSource;
  readonly failure: SliceFailure | null;
}

/** What of the coupons was not read; undefined until known. */
export function useUnreadCoupons(): readonly Unread[] | undefined {
  const { store } = useOpenDesk();
  return useLiveQuery(async () => {
    const failures = new Map((await store.failures.toArray()).map((row) => [row.source, row.failure]));
    const published = await publishedAmong(store, NEEDED);
    const failed = ([...NEEDED, ...OF_DISTRIBUTORS] as const).flatMap((source): Unread[] => {
      const failure = failures.get(source);
      return failure === undefined ? [] : [{ source, failure }];
    });
    const never = NEEDED.filter((source) => !published.has(source) && !failures.has(source));
    return [...failed, ...never.map((source): Unread => ({ source, failure: null }))];
  }, [store]);
}

/** Each part that was not read, why, and what to do: with a missing permission, which. */
export function UnreadCoupons({ unread }: { readonly unread: readonly Unread[] }) {
  const { t } = useTranslation();
  if (unread.length === 0) return null;
  return (
    <Panel title={t('lists.coupons.unread')} testid="coupons-unread">
      <ul className="definition" style={{ paddingLeft: 18 }}>
        {unread.map(({ source, failure }) => (
          <li key={source} data-testid="coupon-unread" data-failure={failure}>
            <strong>{t(`codes.source.${source}`)}</strong>{' '}
            {failure === null
              ? t('lists.coupons.notSynced')
              : `${t(`faults.failure.${failure}.happened`)} ${t(`faults.failure.${failure}.means`)} ${t(`faults.failure.${failure}.todo`)}`}
            {failure === 'permission' && permissionsOf(source).length > 0 && (
              <div className="muted">{t('lists.coupons.permission', { codes: permissionsOf(source).join(', ') })}</div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function ToSync() {
  const { t } = useTranslation();
  return <Link to="/sync">{t('lists.coupons.toSync')}</Link>;
}

function permissionsOf(source: CouponSource): readonly string[] {
  return BENEFIT_OPERATIONS.flatMap((operation) => (operation.source === source ? [...operation.permission] : []));
}
