import { Button } from 'antd';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { Page, Panel } from '../../app/parts/Page';
import { EmptyState } from '../../app/parts/States';

/** A profile of files has nothing to sync: said, with where files go and where keys could be entered. */
export function FilesNotice() {
  const { t } = useTranslation();
  return (
    <Page title={t('app.nav.sync')}>
      <Panel testid="sync-files-only">
        <EmptyState title={t('sync.files.title')} hint={t('sync.files.hint')}>
          <div className="row">
            <Link to="/ledgers">
              <Button type="primary">{t('sync.files.toFiles')}</Button>
            </Link>
            <Link to="/settings/profiles">
              <Button>{t('sync.files.toProfiles')}</Button>
            </Link>
          </div>
        </EmptyState>
      </Panel>
    </Page>
  );
}
