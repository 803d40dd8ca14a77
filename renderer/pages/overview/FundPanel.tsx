import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import { AmountChart } from '../../charts/AmountChart';
import { AmountTable } from '../../charts/AmountTable';
import { Legend } from '../../charts/Legend';
import { Panel } from '../../app/parts/Page';
import { fundPoints, totalsOf } from './monthly';
import { fundSeries } from './series';

/** Money moved to customers and resellers and back: shown beside the bill, never added to it. */
export function FundPanel({ figures }: { readonly figures: readonly PeriodSummary[] }) {
  const { t } = useTranslation();
  const points = fundPoints(figures);
  const series = fundSeries(t);
  const currency = figures[0]?.currency ?? '';
  return (
    <Panel title={t('overview.funds.title')} actions={<Legend chart="chart-funds" series={series} />}>
      <div className="columns-2">
        <AmountChart
          chart="chart-funds"
          label={t('overview.funds.title')}
          points={points}
          series={series}
          currency={currency}
          stacked={false}
        />
        <AmountTable
          caption={t('overview.funds.caption', { currency })}
          head={t('overview.month')}
          points={points}
          series={series}
          total={{ label: t('overview.total'), exact: totalsOf(points) }}
          testid="table-funds"
          short
        />
      </div>
    </Panel>
  );
}
