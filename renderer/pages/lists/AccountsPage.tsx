import { Tabs } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { AskedGrid } from '../../app/asked/AskedGrid';
import { useTab } from '../../app/asked/use-tab';
import { FundPanel } from '../overview/FundPanel';
import { ListPage } from './ListPage';
import { RollForward } from './RollForward';
import { AdjustmentTies, TotalLine } from './Ties';
import { Unread } from './Unread';

/** Money moved between the partner, its resellers and customers: by month, the records, and the movements of the account. */
export function AccountsPage() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const tab = useTab('roll');
  const figures = useLiveQuery(() => store.figures.orderBy('period').toArray(), [store]);
  return (
    <ListPage title={t('app.nav.accounts')} hint={t('lists.accounts.hint')}>
      {(period) => (
        <Tabs
          className="page-tabs"
          destroyOnHidden
          {...tab}
          items={[
            { key: 'roll', label: t('lists.accounts.roll'), children: <RollForward period={period} /> },
            {
              key: 'adjust-records',
              label: t('codes.source.adjust-records'),
              children: (
                <div className="stack fill">
                  <AdjustmentTies period={period} />
                  <AskedGrid id="adjust-records" label={t('codes.source.adjust-records')} source="adjust-records" period={period} />
                </div>
              ),
            },
            {
              key: 'movements',
              label: t('codes.source.movements'),
              children: (
                <div className="stack fill">
                  <div className="ties">
                    <Unread sources={['movements', 'balances']} period={period} />
                    <TotalLine id="C4" period={period} />
                  </div>
                  <AskedGrid id="movements" label={t('codes.source.movements')} source="movements" period={period} />
                </div>
              ),
            },
            { key: 'chart', label: t('lists.accounts.chart'), children: figures ? <FundPanel figures={figures} /> : null },
          ]}
        />
      )}
    </ListPage>
  );
}
