import { Link } from 'react-router';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import { useOpenDesk } from '../../app/session/context';
import { moneyText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { PeriodStateTag } from '../period/PeriodStateTag';

/** What needs attention: each month's state, open breaks and broken totals. */
export function MonthStates({ figures }: { readonly figures: readonly PeriodSummary[] }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const counts = useLiveQuery(async () => {
    const open = (await store.breaks.open()).byMonth;
    const broken = new Map<string, string[]>();
    const archived = (await store.archived.toArray()).filter(({ lost }) => !lost);
    const signed = new Set(archived.map(({ period }) => period));
    // A closed month's totals are those it was signed with.
    const totals = [
      ...(await store.totals.toArray()).filter(({ period }) => !signed.has(period)),
      ...archived.flatMap((row) => row.totals),
    ];
    for (const row of totals) if (row.status === 'broken') broken.set(row.period, [...(broken.get(row.period) ?? []), row.id]);
    const drift = new Map(archived.map(({ period, drift: { effects } }) => [period, effects]));
    return { open, broken, drift };
  }, [store]);
  return (
    <Panel title={t('overview.states.title')} testid="month-states">
      <div className="table-scroll short">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('overview.month')}</th>
              <th scope="col">{t('overview.states.state')}</th>
              <th scope="col" className="money">
                {t('overview.states.openBreaks')}
              </th>
              <th scope="col">{t('overview.states.brokenTotals')}</th>
            </tr>
          </thead>
          <tbody>
            {[...figures].reverse().map(({ period, state }) => (
              <tr key={period} data-testid={`month-${period}`} data-state={state}>
                <td>
                  <Link to={`/period/${period}`}>{period}</Link>
                </td>
                <td>
                  <PeriodStateTag state={state} />
                  {state === 'drifted' && (
                    <span className="muted figure" data-testid={`month-drift-${period}`}>
                      {' '}
                      {moneyText(counts?.drift.get(period)?.bill ?? '0')}
                    </span>
                  )}
                </td>
                <td className="money">{counts?.open.get(period) ?? 0}</td>
                <td>{counts?.broken.get(period)?.join(' · ') ?? t('overview.states.none')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
