import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import { shiftPeriod, type Period } from '../../../shared/period';
import { basisOf, type FigureFacts } from '../../app/figures/facts';
import { Money } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { sourceText } from '../../app/words';
import type { MarginMonth } from '../../store/margin-months';
import { PeriodStateTag } from '../period/PeriodStateTag';
import { comparedFigures, percentText, type ComparedFigure, type Comparison } from './comparison';

const FIGURES = ['consumption', 'refunds', 'adjustments', 'due'] as const;

/** The chosen month's figures against the month before and the same month last year. */
export function KeyFigures({
  figures,
  margins,
  period,
  today,
}: {
  readonly figures: readonly PeriodSummary[];
  readonly margins: readonly MarginMonth[];
  readonly period: Period;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}) {
  const { t } = useTranslation();
  const own = figures.find((row) => row.period === period);
  if (!own) return null;
  const basis = basisOf(own.source);
  const facts = { currency: own.currency, basis, source: own.source, period } as const;
  const margin = comparedFigures(
    margins.map((row) => ({ ...row, currency: figures.find((one) => one.period === row.period)?.currency ?? own.currency })),
    period,
    ['margin'],
  );
  return (
    <Panel
      title={t('overview.key.title', { period })}
      testid="key-figures"
      actions={
        <>
          <PeriodStateTag state={own.state} />
          <Link to={`/period/${period}`}>{t('overview.key.open')}</Link>
        </>
      }
    >
      <dl className="tiles key-tiles">
        {comparedFigures(figures, period, FIGURES).map((figure) => (
          <Tile key={figure.name} figure={figure} period={period} label={t(`period.figures.${figure.name}`)} facts={facts} />
        ))}
        {margin.map((figure) => (
          <Tile
            key="margin"
            figure={figure}
            period={period}
            label={t('overview.series.margin')}
            facts={{ currency: own.currency, basis: 'pretax', source: 'margin', period }}
          />
        ))}
      </dl>
      <p className="muted hint">
        {own.currency} · {t(basis === 'stated' ? 'app.money.statementBasis' : 'app.money.pretax')} · {sourceText(t, own.source)}
        {today.slice(0, 7) <= period && ` · ${t('overview.key.running')}`}
      </p>
    </Panel>
  );
}

function Tile({
  figure,
  period,
  label,
  facts,
}: {
  readonly figure: ComparedFigure<string>;
  readonly period: Period;
  readonly label: string;
  readonly facts: FigureFacts;
}) {
  const { t } = useTranslation();
  return (
    <div className="tile" data-testid={`key-${figure.name}`}>
      <dt>{label}</dt>
      <dd>
        <Money value={figure.amount} facts={facts} stop />
      </dd>
      <dd className="small compared" data-testid="against-month">
        <span className="muted">{t('overview.key.month')}</span>
        <Against comparison={figure.month} other={shiftPeriod(period, -1)} facts={facts} />
      </dd>
      <dd className="small compared" data-testid="against-year">
        <span className="muted">{t('overview.key.year')}</span>
        <Against comparison={figure.year} other={shiftPeriod(period, -12)} facts={facts} />
      </dd>
    </div>
  );
}

function Against({ comparison, other, facts }: { readonly comparison: Comparison; readonly other: Period; readonly facts: FigureFacts }) {
  const { t } = useTranslation();
  if (comparison.kind !== 'change')
    return (
      <span className="muted">
        {t(comparison.kind === 'no-month' ? 'overview.key.noMonth' : 'overview.key.otherCurrency', { period: other })}
      </span>
    );
  const { amount, tenths } = comparison;
  const down = amount.startsWith('-');
  const same = /^[0.]+$/.test(amount);
  return (
    <span className="figure">
      {same ? (
        <span className="muted">{t('overview.key.same')}</span>
      ) : (
        <>
          {down ? '' : '+'}
          <Money value={amount} facts={{ ...facts, what: t('overview.key.against', { period: other }) }} />{' '}
          <span className="muted">{tenths === null ? t('overview.key.fromZero') : percentText(tenths, true)}</span>
        </>
      )}
    </span>
  );
}
