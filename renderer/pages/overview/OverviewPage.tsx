import { useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Link, useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { usePeriod } from '../../app/session/period';
import { Page, Panel } from '../../app/parts/Page';
import { LoadingState } from '../../app/parts/States';
import { ConvertedNotes, rateLabel } from '../../app/rates/ConvertedNotes';
import { CurrencySwitch } from '../../app/rates/CurrencySwitch';
import { useRates } from '../../app/rates/use-rates';
import { sourceText } from '../../app/words';
import { AmountChart } from '../../charts/AmountChart';
import { AmountTable } from '../../charts/AmountTable';
import { Legend } from '../../charts/Legend';
import { shownFigures } from '../../store/signed';
import { ExportButton } from '../export/ExportButton';
import { SampleOffer } from '../ledgers/SampleOffer';
import { NoFigures } from '../period/NoFigures';
import { FilterBar } from './FilterBar';
import { MovedMonths } from './MovedMonths';
import { FundPanel } from './FundPanel';
import { MonthStates } from './MonthStates';
import { convertPoints, NO_FILTER, figurePoints, isFiltered, rollupPoints, totalsOf, type Filter } from './monthly';
import { billSeries } from './series';

export function OverviewPage() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const figures = useLiveQuery(() => shownFigures(store), [store]);
  if (figures === undefined) return <LoadingState />;
  if (figures.length === 0) {
    return (
      <Page title={t('app.nav.overview')}>
        <Panel>
          <NoFigures />
        </Panel>
      </Page>
    );
  }
  return (
    <Page title={t('app.nav.overview')} actions={<ExportButton />}>
      <SampleOffer />
      <MonthlyPanel />
      <MonthStates figures={figures} />
      <FundPanel figures={figures} />
    </Page>
  );
}

/** Months as stacked bars with the amount due as a line, and the same figures exactly. */
function MonthlyPanel() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const { choose } = usePeriod();
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [to, setTo] = useState<string | null>(null);
  const book = useRates();
  const data = useLiveQuery(
    async () => ({
      figures: await shownFigures(store),
      today: new Map((await store.figures.toArray()).map((row) => [row.period, row])),
      rollups: await store.rollups.toArray(),
    }),
    [store],
  );
  if (!data)
    return (
      <Panel>
        <LoadingState />
      </Panel>
    );
  const { figures, today, rollups } = data;
  const filtered = isFiltered(filter);
  const own = filtered
    ? rollupPoints(
        figures.map((row) => row.period),
        rollups,
        filter,
      )
    : figurePoints(figures);
  const series = billSeries(t, filtered);
  const currency = figures[0]?.currency ?? '';
  // A rate may be deleted while its currency is shown.
  const view = to === null || !book?.targets(currency).includes(to) ? null : convertPoints(own, book, currency, to);
  const points = view?.points ?? own;
  const sources = new Set(figures.map((row) => row.source));
  // Lines of the API in any month make it the lines; parts of a bill are sums of its lines in any case.
  const computed =
    sources.has('bill-file') && !sources.has('bill-lines') ? 'bill-file' : filtered || sources.has('bill-lines') ? 'bill-lines' : null;
  const open = (period: string): void => {
    choose(period);
    void navigate(`/period/${period}`);
  };
  return (
    <Panel
      title={t('overview.monthly.title')}
      actions={
        <>
          {computed && (
            <span className="badge" data-testid="computed-mark">
              {sourceText(t, computed)}
            </span>
          )}
          <CurrencySwitch book={book} from={currency} to={view && to} onChange={setTo} />
          {rollups.length > 0 && <FilterBar rollups={rollups} filter={filter} onFilter={setFilter} />}
        </>
      }
    >
      {view && to !== null && <ConvertedNotes from={currency} to={to} missing={view.missing} />}
      <Legend chart="chart-monthly" series={series} />
      <MovedMonths shown={figures} today={today} filtered={filtered} />
      <div className="columns-2">
        <AmountChart
          chart="chart-monthly"
          label={t('overview.monthly.title')}
          points={view?.drawn ?? points}
          series={series}
          currency={view && to !== null ? `${to} · ${t('rates.converted', { to })}` : currency}
          stacked
          onOpen={open}
        />
        <AmountTable
          caption={t('overview.monthly.caption', {
            currency: view && to !== null ? t('rates.converted', { to }) : currency,
            basis: t(computed ? 'app.money.pretax' : 'app.money.statementBasis'),
          })}
          head={t('overview.month')}
          points={points}
          series={series}
          total={
            view
              ? [
                  ...(view.drawn.length > 0 ? [{ label: t('rates.totalConverted', { n: view.drawn.length, to }), exact: view.total }] : []),
                  ...(view.missing.length > 0
                    ? [{ label: t('rates.totalLeft', { n: view.missing.length, currency }), exact: view.left }]
                    : []),
                ]
              : { label: t('overview.total'), exact: totalsOf(points) }
          }
          {...(view
            ? {
                remark: ({ label }) => {
                  const rate = view.rates.get(label);
                  return rate ? `${to ?? ''} · ${rateLabel(t, rate)}` : t('rates.notConverted', { currency });
                },
              }
            : {})}
          labelOf={(point) => (
            <Link to={`/period/${point.label}`} onClick={() => choose(point.label)}>
              {point.label}
            </Link>
          )}
          testid="table-monthly"
        />
      </div>
    </Panel>
  );
}
