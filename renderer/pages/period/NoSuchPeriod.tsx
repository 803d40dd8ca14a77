import { Link, useLocation } from 'react-router';
import { useTranslation } from 'react-i18next';
import { addressIn, usePeriod } from '../../app/session/period';
import { EmptyState } from '../../app/parts/States';

/** The address names a period that has no figures: the same page of one that has. */
export function NoSuchPeriod() {
  const { t } = useTranslation();
  const { period } = usePeriod();
  const { pathname, search } = useLocation();
  return (
    <EmptyState title={t('period.none')}>
      {period !== null && <Link to={addressIn(period, pathname, search)}>{t('period.instead', { period })}</Link>}
    </EmptyState>
  );
}
