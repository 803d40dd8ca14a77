import { useTranslation } from 'react-i18next';
import { AskedGrid } from '../../app/asked/AskedGrid';
import { ListPage } from './ListPage';

export function OrdersPage() {
  const { t } = useTranslation();
  return (
    <ListPage title={t('app.nav.orders')} hint={t('lists.orders.hint')}>
      {(period) => <AskedGrid id="orders" label={t('app.nav.orders')} source="orders" period={period} />}
    </ListPage>
  );
}
