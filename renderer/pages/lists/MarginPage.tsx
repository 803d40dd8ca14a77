import { useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { useCurrency } from '../../app/session/lookups';
import { usePeriod, usePeriods } from '../../app/session/period';
import { moneyText } from '../../app/parts/Money';
import { Page, Panel } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { Sums } from '../../charts/series';
import { DataGrid } from '../../grid/DataGrid';
import { NoFigures } from '../period/NoFigures';

/** Revenue net of tax less cost net of tax, by counterparty, for the chosen period. */
export function MarginPage() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const { period } = usePeriod();
  const known = usePeriods();
  const currency = useCurrency();
  const rows = useLiveQuery(() => (period === null ? [] : store.margin.where('period').equals(period).toArray()), [store, period]);
  const sums = useMemo(() => {
    const all = new Sums();
    for (const row of rows ?? []) {
      all.add('revenue', row.revenue);
      all.add('cost', row.cost);
      all.add('margin', row.margin);
    }
    return all;
  }, [rows]);
  if (!rows || known === undefined) return <LoadingState />;
  if (period === null)
    return (
      <Page title={t('app.nav.margin')}>
        <Panel>
          <NoFigures />
        </Panel>
      </Page>
    );
  if (rows.length === 0) {
    return (
      <Page title={t('app.nav.margin')} extra={<span className="muted">{period}</span>}>
        <Panel>
          <EmptyState title={t('lists.margin.none')} hint={t('lists.margin.noneHint')}>
            <Link to="/ledgers">{t('reconcile.toLedgers')}</Link>
          </EmptyState>
        </Panel>
      </Page>
    );
  }
  return (
    <Page
      title={t('app.nav.margin')}
      extra={
        <span className="muted">
          {period} · {currency} · {t('app.money.pretax')}
        </span>
      }
    >
      <dl className="tiles" data-testid="margin-totals">
        {(['revenue', 'cost', 'margin'] as const).map((name) => (
          <div className="tile" key={name}>
            <dt>{t(`columns.${name}`)}</dt>
            <dd>{moneyText(sums.text(name))}</dd>
          </div>
        ))}
      </dl>
      <p className="muted" style={{ margin: 0 }}>
        {t('lists.margin.hint')}
      </p>
      <DataGrid id="margin" label={t('app.nav.margin')} source="margin" period={period} />
    </Page>
  );
}
