import { Button } from 'antd';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { useLastSync } from '../../app/session/lookups';
import { useObservable } from '../../app/session/observable';
import { syncProgress } from '../../app/activity/work';
import { EmptyState } from '../../app/parts/States';

/** Nothing to show yet: because a sync is under way, or because there was none. */
export function NoFigures() {
  const { t } = useTranslation();
  const { profile } = useOpenDesk();
  const last = useLastSync();
  const running = useObservable(syncProgress);
  if (profile.endpoint.kind === 'files')
    return (
      <EmptyState title={t('app.state.noFigures')} hint={t('app.state.noFiguresFiles')}>
        <Link to="/ledgers">
          <Button type="primary">{t('app.state.goFiles')}</Button>
        </Link>
      </EmptyState>
    );
  if (running) return <EmptyState title={t('app.header.syncing')} hint={t('overview.syncing')} />;
  return (
    <EmptyState title={t('app.state.noFigures')} hint={last === null ? t('app.state.noFiguresOffline') : t('app.state.noFiguresHint')}>
      <Link to="/sync">
        <Button type="primary">{t('app.state.goSync')}</Button>
      </Link>
    </EmptyState>
  );
}
