import { Link, useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { parseUnits } from '../../../shared/money';
import { marginRate } from '../../../shared/reconcile/margin-report';
import type { MarginMonth } from '../../store/margin-months';
import { usePeriod } from '../../app/session/period';
import { Panel } from '../../app/parts/Page';
import { byStep, stepFor } from '../../charts/steps';
import { point, type Point } from '../../charts/series';
import { rateText } from '../margin/rate-text';
import { ChartPanel } from './ChartPanel';
import { totalsOf } from './monthly';
import { marginSeries } from './series';

/** Revenue of the books less the bill's cost, month by month; a month opens its margin report. */
export function MarginPanel({ months, currency }: { readonly months: readonly MarginMonth[]; readonly currency: string }) {
  const { t } = useTranslation();
  const { choose } = usePeriod();
  const navigate = useNavigate();
  const title = t('overview.margin.title');
  if (months.length === 0)
    return (
      <Panel title={title} testid="panel-margin">
        <p className="muted hint">
          {t('overview.margin.none')} <Link to="/ledgers">{t('overview.margin.go')}</Link>
        </p>
      </Panel>
    );
  const series = marginSeries(t);
  const step = stepFor(
    months.map(({ period }) => period),
    series.length,
  );
  const points = byStep(
    months.map(({ period, revenue, cost, margin }) => point(period, { revenue, cost, margin })),
    step,
  );
  const rateOf = ({ exact }: Point): string => rateText(marginRate(parseUnits(exact.margin ?? '0'), parseUnits(exact.revenue ?? '0')));
  return (
    <ChartPanel
      name="margin"
      title={title}
      points={points}
      series={series}
      currency={currency}
      unit={t('overview.margin.unit', { currency })}
      source={t('overview.margin.source')}
      facts={{ currency, basis: 'pretax', source: 'margin' }}
      stacked={false}
      head={t(`overview.head.${step}`)}
      {...(step === 'month'
        ? {
            onOpen: (period: string) => {
              choose(period);
              void navigate('/margin');
            },
            hint: t('overview.margin.hint'),
          }
        : {})}
      table={{
        total: { label: t('overview.total'), exact: totalsOf(points) },
        more: { head: t('overview.margin.rate'), textOf: rateOf },
      }}
    />
  );
}
