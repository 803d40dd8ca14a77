import { useLiveQuery } from 'dexie-react-hooks';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { basisOf } from '../../app/figures/facts';
import { Money } from '../../app/parts/Money';
import { StatusTag } from '../../app/parts/StatusTag';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { useCurrency } from '../../app/session/lookups';
import { listText, sourceText } from '../../app/words';
import { factsOf } from '../../grid/figure-facts';
import type { MarginStored } from '../../store/schema';
import { movedMonths, shownFigures } from '../../store/signed';
import { tieOf } from './margin-tie';

/** The report's cost held against the months' own figures, and its revenue against the ledger: what lies between them is named. */
export function MarginTie({ rows, period }: { readonly rows: readonly MarginStored[]; readonly period: string | null }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const language = useLanguage();
  const currency = useCurrency();
  const given = useLiveQuery(
    async () => ({
      figures: await shownFigures(store),
      moved: await movedMonths(store),
      matching: (await store.matching.toArray()).filter(({ role }) => role === 'revenue'),
    }),
    [store],
  );
  if (!given || rows.length === 0) return null;
  const { months, without, due, cost, costRest, booked, revenue, revenueRest, sources } = tieOf(
    rows,
    given.figures,
    given.matching,
    period,
  );
  if (months.length === 0) return null;
  const even = costRest === '0.00';
  const moved = months.filter((month) => given.moved.has(month));
  const names = sources.map((source) => sourceText(t, source));
  return (
    <div className="margin-tie" data-testid="margin-tie" data-rest={costRest} data-revenue-rest={revenueRest}>
      <div className="row">
        <StatusTag tone={even ? 'good' : 'warn'}>{t(even ? 'lists.margin.tie.even' : 'lists.margin.tie.uneven')}</StatusTag>
        <span>
          {t('lists.margin.tie.cost')} <Money value={cost} facts={factsOf('margin', 'cost', currency, t('columns.cost'), period)} />{' '}
          {even ? '=' : '≠'}{' '}
          {period === null ? t('lists.margin.tie.due') : <Link to={`/period/${period}`}>{t('lists.margin.tie.dueOf', { period })}</Link>}{' '}
          <Money value={due} facts={{ currency, ...(sources.length === 1 ? { source: sources[0]!, basis: basisOf(sources[0]!) } : {}) }} />
        </span>
        {!even && (
          <span>
            {t('lists.margin.tie.rest')} <Money value={costRest} facts={{ currency }} /> ·{' '}
            {moved.length > 0
              ? t('lists.tie.signed', { months: listText(language, moved) })
              : t('lists.margin.tie.restWhy', { source: listText(language, names) })}
          </span>
        )}
      </div>
      <div className="muted">
        {t('lists.margin.tie.revenue')}{' '}
        <Money value={revenue} facts={factsOf('margin', 'revenue', currency, t('columns.revenue'), period)} /> ·{' '}
        {t('lists.margin.tie.booked')} <Money value={booked} facts={{ currency, source: 'revenue-ledger' }} /> ·{' '}
        {t('lists.margin.tie.revenueRest')} <Money value={revenueRest} facts={{ currency }} />
        {without.length > 0 && ` · ${t('lists.margin.tie.without', { months: listText(language, without) })}`}
      </div>
    </div>
  );
}
