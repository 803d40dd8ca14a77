import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { AskedGrid } from '../../app/asked/AskedGrid';
import { useTab } from '../../app/asked/use-tab';
import { useOpenDesk } from '../../app/session/context';
import { DataGrid } from '../../grid/DataGrid';
import { ListPage } from './ListPage';
import { ReadOnDemand } from './ReadOnDemand';
import { CustomerTies } from './Ties';

/** Who is billed most comes first, who is not billed at all last. */
const LARGEST_FIRST = [{ column: 'billed', descending: true }];

/** Customers with their tags (China) or budgets (International); on the International site the log of budgets, too. */
export function CustomersPage() {
  const { t } = useTranslation();
  const { profile } = useOpenDesk();
  const tab = useTab('customers');
  const customers = (
    <div className="stack fill">
      <CustomerTies />
      <AskedGrid id="customers" label={t('app.nav.customers')} source="customers" period={null} sort={LARGEST_FIRST} />
    </div>
  );
  return (
    <ListPage title={t('app.nav.customers')} hint={t('lists.customers.hint')} periodic={false}>
      {() =>
        profile.site === 'cn' ? (
          customers
        ) : (
          <Tabs
            className="page-tabs"
            destroyOnHidden
            {...tab}
            items={[
              { key: 'customers', label: t('app.nav.customers'), children: customers },
              {
                key: 'budget-records',
                label: t('codes.source.budget-records'),
                children: (
                  <div className="stack fill">
                    <ReadOnDemand source="budget-records" />
                    <DataGrid id="budget-records" label={t('codes.source.budget-records')} source="budget-records" period={null} />
                  </div>
                ),
              },
            ]}
          />
        )
      }
    </ListPage>
  );
}
