import { useTranslation } from 'react-i18next';
import { AskedGrid } from '../../app/asked/AskedGrid';
import { ListPage } from './ListPage';
import { RefundTies } from './Ties';

/** Each refund order traced to its original order and month, and what does not fit. */
export function RefundsPage() {
  const { t } = useTranslation();
  return (
    <ListPage title={t('app.nav.refunds')} hint={t('lists.refunds.hint')}>
      {(period) => (
        <>
          <RefundTies period={period} />
          <AskedGrid id="refunds" label={t('app.nav.refunds')} source="refunds" period={period} />
        </>
      )}
    </ListPage>
  );
}
