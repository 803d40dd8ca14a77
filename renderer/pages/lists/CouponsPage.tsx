import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { AskedGrid } from '../../app/asked/AskedGrid';
import { useTab } from '../../app/asked/use-tab';
import { CouponRolls } from './CouponRolls';
import { ListPage } from './ListPage';
import { TotalLine } from './Ties';

/** Coupon quotas and customers' coupons rolled forward, the lists behind them, and the log of both. */
export function CouponsPage() {
  const { t } = useTranslation();
  const tab = useTab('roll');
  const grid = (source: 'coupon-rolls' | 'quotas' | 'coupons' | 'coupon-log' | 'own-coupons', label: string) => ({
    key: source,
    label,
    children: (
      <div className="stack fill">
        <div className="ties">
          <TotalLine id="C5" period={null} />
        </div>
        <AskedGrid id={source} label={label} source={source} period={null} />
      </div>
    ),
  });
  return (
    <ListPage title={t('app.nav.coupons')} hint={t('lists.coupons.hint')} periodic={false}>
      {() => (
        <Tabs
          className="page-tabs"
          destroyOnHidden
          {...tab}
          items={[
            { key: 'roll', label: t('lists.coupons.roll'), children: <CouponRolls /> },
            grid('coupon-rolls', t('lists.coupons.rolls')),
            grid('quotas', t('lists.coupons.quotas')),
            grid('coupons', t('lists.coupons.coupons')),
            grid('coupon-log', t('lists.coupons.log')),
            grid('own-coupons', t('codes.source.own-coupons')),
          ]}
        />
      )}
    </ListPage>
  );
}
