import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import { basisOf } from '../../app/figures/facts';
import { Money } from '../../app/parts/Money';
import { codeWord, sourceText } from '../../app/words';

/** The figures of a month, with where they come from and the readings of the amount due. */
export function FigureTiles({ figures }: { readonly figures: PeriodSummary }) {
  const { t } = useTranslation();
  // The summary is documented as pre-tax; the International statement contradicts itself about tax (semantics.md #2).
  const basis = basisOf(figures.source);
  const source = sourceText(t, figures.source);
  const facts = {
    currency: figures.currency,
    basis,
    source: figures.source,
    period: figures.period,
  } as const;
  const proof = (confirmed: boolean | null): string =>
    confirmed === null ? t('period.figures.unproven') : confirmed ? t('period.figures.confirmed') : t('period.figures.contradicted');
  return (
    <section aria-label={t('period.figures.title')}>
      <dl className="tiles" data-testid="period-figures">
        {(['consumption', 'refunds', 'adjustments', 'due'] as const).map((name) => (
          <div className="tile" key={name} data-testid={`figure-${name}`}>
            <dt>{t(`period.figures.${name}`)}</dt>
            <dd>
              <Money value={figures[name]} facts={facts} stop />
            </dd>
          </div>
        ))}
        <div className="tile" data-testid="figure-funds">
          <dt>{t('period.figures.funds')}</dt>
          <dd>
            <Money value={figures.fundAdjustments.net} facts={{ ...facts, basis: undefined, source: 'adjust-records' }} stop />
          </dd>
        </div>
      </dl>
      <p className="muted" style={{ margin: '6px 2px 0' }}>
        {figures.currency} · {t(basis === 'stated' ? 'app.money.statementBasis' : 'app.money.pretax')} · {source}
        {figures.dueReadings.map((reading) => (
          <span key={reading.name}>
            {' · '}
            {codeWord(t, 'dueReading', reading.name)} <Money value={reading.amount} facts={facts} /> ({proof(reading.confirmed)})
          </span>
        ))}
      </p>
    </section>
  );
}
