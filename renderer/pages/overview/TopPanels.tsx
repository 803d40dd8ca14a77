import { useMemo } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { addressOf } from '../../app/asked/rows-behind';
import { FigureFactsProvider } from '../../app/figures/facts';
import { Money } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { monthSums } from '../../store/rollup-pages';
import { movedMonths } from '../../store/signed';
import { percentText } from './comparison';
import { PanelSkeleton } from './PanelSkeleton';
import { rankingOf, type Ranked } from './ranking';

const TOP = 10;

/** The month's largest counterparties and services by their bill lines; each opens its rows. */
export function TopPanels({ period, currency }: { readonly period: Period; readonly currency: string }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const names = useNames();
  const found = useLiveQuery(
    async () => ({
      period,
      sums: await monthSums(store, period),
      moved: (await movedMonths(store)).has(period),
      resellers: new Set(await store.parties.where('kind').equals('reseller').primaryKeys()),
    }),
    [store, period],
  );
  if (found?.period !== period)
    return (
      <div className="panel-pair">
        <PanelSkeleton rows={6} />
        <PanelSkeleton rows={6} />
      </div>
    );
  const { sums, moved, resellers } = found;
  return (
    <div className="panel-pair">
      <TopPanel
        name="counterparties"
        sums={sums.counterparties}
        period={period}
        moved={moved}
        currency={currency}
        nameOf={names.party}
        columnOf={(id) => (resellers.has(id) ? 'reseller' : 'customer')}
        title={t('overview.top.counterparties', { period })}
        head={t('overview.filter.counterparty')}
      />
      <TopPanel
        name="services"
        sums={sums.services}
        period={period}
        moved={moved}
        currency={currency}
        nameOf={names.service}
        columnOf={() => 'service'}
        title={t('overview.top.services', { period })}
        head={t('overview.filter.service')}
      />
    </div>
  );
}

function TopPanel({
  name,
  title,
  head,
  sums,
  period,
  moved,
  currency,
  nameOf,
  columnOf,
}: {
  readonly name: string;
  readonly title: string;
  readonly head: string;
  readonly sums: ReadonlyMap<string, Units>;
  readonly period: Period;
  /** A closed month whose lines came to another amount since. */
  readonly moved: boolean;
  readonly currency: string;
  nameOf(id: string): string;
  columnOf(id: string): string;
}) {
  const { t } = useTranslation();
  const { top, others, total } = useMemo(() => rankingOf(sums, TOP), [sums]);
  const cells = ({ amount, tenths, length, negative }: Omit<Ranked, 'id'>) => (
    <>
      <td className="rank-bar" aria-hidden="true">
        <span className={negative ? 'bar negative' : 'bar'} style={{ width: `${String(length * 100)}%` }} />
      </td>
      <td className="amount">
        <Money value={amount} />
      </td>
      <td className="money">{tenths === null ? '—' : percentText(tenths)}</td>
    </>
  );
  return (
    <Panel title={title} testid={`top-${name}`}>
      {top.length === 0 ? (
        <p className="muted hint">{t('overview.top.none')}</p>
      ) : (
        <FigureFactsProvider value={{ currency, basis: 'pretax', source: 'bill-lines', period }}>
          <table className="plain rank">
            <caption>{t(moved ? 'overview.top.captionToday' : 'overview.top.caption', { currency, basis: t('app.money.pretax') })}</caption>
            <thead>
              <tr>
                <th scope="col">{head}</th>
                <td aria-hidden="true" />
                <th scope="col" className="money">
                  {t('overview.top.amount')}
                </th>
                <th scope="col" className="money">
                  {t('overview.top.share')}
                </th>
              </tr>
            </thead>
            <tbody>
              {top.map((row) => (
                <tr key={row.id} data-testid="top-row">
                  <td className="rank-name">
                    <Link
                      to={addressOf({ list: 'bill-lines', filters: [[columnOf(row.id), row.id]] }, period, t('app.nav.overview'))}
                      title={nameOf(row.id)}
                    >
                      {nameOf(row.id) || t('period.totals.nameless')}
                    </Link>
                  </td>
                  {cells(row)}
                </tr>
              ))}
              {others && (
                <tr data-testid="top-others" data-count={others.count}>
                  <td className="muted">{t('overview.top.others', { n: others.count })}</td>
                  {cells(others)}
                </tr>
              )}
            </tbody>
            <tfoot>
              <tr>
                <td>{t('overview.total')}</td>
                <td aria-hidden="true" />
                <td className="amount">
                  <Money value={total} />
                </td>
                <td />
              </tr>
            </tfoot>
          </table>
        </FigureFactsProvider>
      )}
    </Panel>
  );
}
