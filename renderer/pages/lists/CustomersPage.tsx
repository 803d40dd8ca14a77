import { useTranslation } from 'react-i18next';
import { DataGrid } from '../../grid/DataGrid';
import { ListPage } from './ListPage';

export function CustomersPage() {
  const { t } = useTranslation();
  return (
    <ListPage title={t('app.nav.customers')} hint={t('lists.customers.hint')} periodic={false}>
      {() => <DataGrid id="customers" label={t('app.nav.customers')} source="customers" period={null} />}
    </ListPage>
  );
}
