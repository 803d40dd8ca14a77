import { useTranslation } from 'react-i18next';
import { DataGrid } from '../../grid/DataGrid';
import { ListPage } from './ListPage';

export function OrdersPage() {
  const { t } = useTranslation();
  return (
    <ListPage title={t('app.nav.orders')} hint={t('lists.orders.hint')}>
      {(period) => <DataGrid id="orders" label={t('app.nav.orders')} source="orders" period={period} />}
    </ListPage>
  );
}
