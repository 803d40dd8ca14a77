import { useState } from 'react';
import { Button, Checkbox } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { Link, useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import { parseSliceId } from '../../../shared/sync/slices';
import type { DeskStore } from '../../store/schema';
import { useOpenDesk } from '../../app/session/context';
import { usePeriod } from '../../app/session/period';
import { addressOf } from '../../app/asked/rows-behind';
import { ConvertedNotes, rateLabel } from '../../app/rates/ConvertedNotes';
import { CurrencySwitch } from '../../app/rates/CurrencySwitch';
import { useRates } from '../../app/rates/use-rates';
import { sourceText } from '../../app/words';
import { byStep, isWithin, stepFor, withYearBefore, yearBefore } from '../../charts/steps';
import type { Point } from '../../charts/series';
import { ChartPanel } from './ChartPanel';
import { FilterBar } from './FilterBar';
import { convertPoints, figurePoints, filteredSums, isFiltered, NO_FILTER, totalsOf, type Filter } from './monthly';
import { MovedMonths } from './MovedMonths';
import { billSeries, lastYearSeries } from './series';

const KINDS: Readonly<Record<string, string>> = { consumption: '0', refunds: '1', adjustments: '2' };

/** Months as stacked bars with the amount due as a line: a column opens its month, a bar the bill lines it is the sum of. */
export function MonthlyPanel({ figures }: { readonly figures: readonly PeriodSummary[] }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const { choose } = usePeriod();
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [to, setTo] = useState<string | null>(null);
  const [compared, setCompared] = useState(false);
  const [within, setWithin] = useState<string | null>(null);
  const book = useRates();
  const today = useLiveQuery(async () => new Map((await store.figures.toArray()).map((row) => [row.period, row])), [store]);
  const withLines = useLiveQuery(() => monthsWithLines(store), [store]);
  const filtered = isFiltered(filter);
  const read = useLiveQuery(async () => (isFiltered(filter) ? { filter, sums: await filteredSums(store, filter) } : null), [store, filter]);
  const ready = read?.filter === filter ? read.sums : null;
  const own = ready ? ready.points(figures.map((row) => row.period)) : figurePoints(figures);
  const currency = figures[0]?.currency ?? '';
  // A rate may be deleted while its currency is shown.
  const view = to === null || !book?.targets(currency).includes(to) ? null : convertPoints(own, book, currency, to);
  const all = view?.points ?? own;
  const bars = billSeries(t, filtered);
  const comparable = all.some(({ label }) => all.some((other) => other.label === yearBefore(label)));
  const series = compared && comparable ? [...bars, lastYearSeries(t)] : bars;
  const step =
    within === null
      ? stepFor(
          all.map(({ label }) => label),
          series.length,
        )
      : 'month';
  const shaped = (points: readonly Point[]): Point[] => {
    const steps = byStep(points, step);
    return compared && comparable ? withYearBefore(steps, 'due', 'lastYear') : steps;
  };
  const shown = (points: readonly Point[]): Point[] =>
    within === null ? points.slice() : points.filter(({ label }) => isWithin(label, within));
  const sources = new Set(figures.map((row) => row.source));
  // Lines of the API in any month make it the lines; parts of a bill are sums of its lines in any case.
  const computed =
    sources.has('bill-file') && !sources.has('bill-lines') ? 'bill-file' : filtered || sources.has('bill-lines') ? 'bill-lines' : null;
  const source = sourceText(t, computed ?? figures.at(-1)?.source ?? 'bill-lines');
  const unit = [
    view && to !== null ? t('rates.converted', { to }) : currency,
    t(computed ? 'app.money.pretax' : 'app.money.statementBasis'),
    ...(step === 'month' ? [] : [t(`overview.step.${step}`)]),
  ].join(' · ');
  const open = (label: string): void => {
    if (step !== 'month') return setWithin(label);
    choose(label);
    void navigate(`/period/${label}`);
  };
  const openPart = (label: string, name: string): void => {
    const kind = KINDS[name];
    if (step !== 'month' || kind === undefined) return open(label);
    void (async () => {
      // The bars stand before it is known which months have lines; who is that quick gets the rows all the same.
      if (!(withLines ?? (await monthsWithLines(store))).has(label)) return open(label);
      const address = await partOf(label, kind);
      choose(label);
      return navigate(address);
    })();
  };
  const partOf = async (period: string, kind: string): Promise<string> => {
    const { counterparty, customer, service } = filter;
    const isReseller = counterparty !== null && (await store.parties.get(counterparty))?.kind === 'reseller';
    const filters: [string, string][] = [['kind', kind]];
    if (counterparty !== null) filters.push([isReseller ? 'reseller' : 'customer', counterparty]);
    if (customer !== null) filters.push(['customer', customer]);
    if (service !== null) filters.push(['service', service]);
    return addressOf({ list: 'bill-lines', filters }, period, t('app.nav.overview'));
  };
  const points = shown(shaped(all));
  const totals = (some: readonly Point[]) => ({ label: t('overview.total'), exact: totalsOf(some) });
  return (
    <ChartPanel
      name="monthly"
      title={t('overview.monthly.title')}
      points={points}
      drawn={view ? shown(shaped(view.drawn)) : points}
      series={series}
      currency={view && to !== null ? `${to} · ${t('rates.converted', { to })}` : currency}
      unit={unit}
      source={source}
      facts={{
        currency: view && to !== null ? to : currency,
        basis: computed ? 'pretax' : 'stated',
        source: computed ?? figures.at(-1)?.source ?? 'bill-lines',
      }}
      stacked
      head={t(`overview.head.${step}`)}
      onOpen={open}
      onPart={openPart}
      hint={t('overview.monthly.hint')}
      actions={
        <>
          {computed && (
            <span className="badge" data-testid="computed-mark">
              {source}
            </span>
          )}
          <CurrencySwitch book={book} from={currency} to={view && to} onChange={setTo} />
        </>
      }
      notes={
        <>
          {view && to !== null && <ConvertedNotes from={currency} to={to} missing={view.missing} />}
          <div className="row chart-tools">
            {(withLines?.size ?? 0) > 0 && <FilterBar filter={filter} onFilter={setFilter} />}
            <Checkbox
              checked={compared && comparable}
              disabled={!comparable}
              onChange={(event) => setCompared(event.target.checked)}
              data-testid="compare-year"
            >
              {t(comparable ? 'overview.compare.on' : 'overview.compare.none')}
            </Checkbox>
            {step !== 'month' && (
              <span className="badge" data-testid="chart-step" data-step={step}>
                {t(`overview.step.${step}`)}
              </span>
            )}
            {within !== null && (
              <Button size="small" onClick={() => setWithin(null)} data-testid="chart-all">
                {t('overview.step.all', { label: within })}
              </Button>
            )}
            {filtered && ready === null && (
              <span className="muted" role="status">
                {t('app.state.loading')}
              </span>
            )}
          </div>
          <MovedMonths shown={figures} today={today ?? new Map()} filtered={filtered} />
        </>
      }
      table={{
        caption: t('overview.monthly.caption', { unit }),
        total: view
          ? [
              ...(view.drawn.length > 0
                ? [{ label: t('rates.totalConverted', { n: view.drawn.length, to: to ?? '' }), exact: view.total }]
                : []),
              ...(view.missing.length > 0 ? [{ label: t('rates.totalLeft', { n: view.missing.length, currency }), exact: view.left }] : []),
            ]
          : totals(points),
        ...(view
          ? {
              remark: ({ label }: Point) => {
                const rate = view.rates.get(label);
                return rate ? `${to ?? ''} · ${rateLabel(t, rate)}` : t('rates.notConverted', { currency });
              },
            }
          : {}),
        labelOf: ({ label }) =>
          step === 'month' ? (
            <Link to={`/period/${label}`} onClick={() => choose(label)}>
              {label}
            </Link>
          ) : (
            <Button type="link" size="small" onClick={() => setWithin(label)}>
              {label}
            </Button>
          ),
      }}
    />
  );
}

/** Months whose bill lines were read from the interface: a bar of theirs has rows behind it. */
async function monthsWithLines(store: DeskStore): Promise<Set<string>> {
  const slices = await store.generations.where('source').equals('bill-lines').primaryKeys();
  return new Set(slices.map((slice) => parseSliceId(slice).period ?? ''));
}
