import { Navigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { usePeriod } from '../../app/session/period';
import { Page, Panel } from '../../app/parts/Page';
import { NoFigures } from './NoFigures';

/** `/period` leads to the chosen period. */
export function CurrentPeriod() {
  const { t } = useTranslation();
  const { period } = usePeriod();
  if (period !== null) return <Navigate to={`/period/${period}`} replace />;
  return (
    <Page title={t('app.nav.period')}>
      <Panel>
        <NoFigures />
      </Panel>
    </Page>
  );
}
