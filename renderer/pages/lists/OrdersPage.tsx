import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DemandSource } from '../../../shared/api/demand';
import { operationOf } from '../../../shared/api/catalogue';
import { AskedGrid } from '../../app/asked/AskedGrid';
import { useTab } from '../../app/asked/use-tab';
import { useOpenDesk } from '../../app/session/context';
import { DataGrid } from '../../grid/DataGrid';
import { ListPage } from './ListPage';
import { ReadOnDemand } from './ReadOnDemand';
import { OrderTies } from './Ties';

/** Orders of the period; what customers have beside them: resources with their expiry, invoices, and the names of units and types. */
export function OrdersPage() {
  const { t } = useTranslation();
  const { profile } = useOpenDesk();
  const tab = useTab('orders');
  const onDemand = (source: Exclude<DemandSource, 'budget-records'>) => {
    if (!operationOf(source).sites.includes(profile.site)) return [];
    const label = t(`codes.source.${source}`);
    const children = (
      <div className="stack fill">
        <ReadOnDemand source={source} />
        <DataGrid id={source} label={label} source={source} period={null} />
      </div>
    );
    return [{ key: source, label, children }];
  };
  const list = (source: 'units' | 'resource-types', label: string) => ({
    key: source,
    label,
    children: (
      <div className="stack fill">
        <p className="muted" style={{ margin: 0 }}>
          {t('lists.orders.daily')}
        </p>
        <DataGrid id={source} label={label} source={source} period={null} />
      </div>
    ),
  });
  return (
    <ListPage title={t('lists.orders.title')} hint={t('lists.orders.hint')}>
      {(period) => (
        <Tabs
          className="page-tabs"
          destroyOnHidden
          {...tab}
          items={[
            {
              key: 'orders',
              label: t('app.nav.orders'),
              children: (
                <div className="stack fill">
                  <OrderTies period={period} />
                  <AskedGrid id="orders" label={t('app.nav.orders')} source="orders" period={period} />
                </div>
              ),
            },
            ...onDemand('period-resources'),
            ...onDemand('on-demand-resources'),
            ...onDemand('online-invoices'),
            list('units', t('codes.source.measure-units')),
            list('resource-types', t('codes.source.resource-types')),
            ...onDemand('service-resources'),
          ]}
        />
      )}
    </ListPage>
  );
}
