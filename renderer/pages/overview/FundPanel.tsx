import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import { usePeriod } from '../../app/session/period';
import { byStep, stepFor } from '../../charts/steps';
import { ChartPanel } from './ChartPanel';
import { fundPoints, totalsOf } from './monthly';
import { fundSeries } from './series';

/** Money moved to customers and resellers and back: shown beside the bill, never added to it. */
export function FundPanel({ figures }: { readonly figures: readonly PeriodSummary[] }) {
  const { t } = useTranslation();
  const { choose } = usePeriod();
  const navigate = useNavigate();
  const series = fundSeries(t);
  const step = stepFor(
    figures.map(({ period }) => period),
    series.length,
  );
  const points = byStep(fundPoints(figures), step);
  const currency = figures[0]?.currency ?? '';
  return (
    <ChartPanel
      name="funds"
      title={t('overview.funds.title')}
      points={points}
      series={series}
      currency={currency}
      unit={t('overview.funds.caption', { currency })}
      source={t('overview.funds.source')}
      facts={{ currency, source: 'adjust-records' }}
      stacked={false}
      head={t(`overview.head.${step}`)}
      {...(step === 'month'
        ? {
            onOpen: (period: string) => {
              choose(period);
              void navigate('/accounts?list=adjust-records');
            },
            hint: t('overview.funds.hint'),
          }
        : {})}
      table={{ total: { label: t('overview.total'), exact: totalsOf(points) } }}
    />
  );
}
