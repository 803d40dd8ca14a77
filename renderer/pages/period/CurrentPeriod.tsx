import { Navigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { usePeriod, usePeriods } from '../../app/session/period';
import { Page, Panel } from '../../app/parts/Page';
import { LoadingState } from '../../app/parts/States';
import { NoFigures } from './NoFigures';

/** `/period` leads to the chosen period. */
export function CurrentPeriod() {
  const { t } = useTranslation();
  const known = usePeriods();
  const { period } = usePeriod();
  if (known === undefined) return <LoadingState />;
  if (period !== null) return <Navigate to={`/period/${period}`} replace />;
  return (
    <Page title={t('app.nav.period')}>
      <Panel>
        <NoFigures />
      </Panel>
    </Page>
  );
}
