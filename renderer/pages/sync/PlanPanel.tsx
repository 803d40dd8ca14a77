import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SYNC_GROUPS } from '../../../shared/sync/picks';
import type { SyncPlan } from '../../../shared/sync/cost';
import { useSession } from '../../app/session/context';
import { useDataStamp } from '../../app/session/lookups';
import { syncArgs, type SyncAsk } from '../../app/activity/work';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { countText, durationText } from '../../app/words';

const TONES = { new: 'plain', open: 'warn', settling: 'plain', settled: 'good' } as const;

/** What the run that was picked will read, in requests and time, before it starts. */
export function PlanPanel({ ask }: { readonly ask: SyncAsk | null }) {
  const { t } = useTranslation();
  const session = useSession();
  const stamp = useDataStamp();
  const [plan, setPlan] = useState<SyncPlan | null>(null);
  const asked = ask === null ? null : JSON.stringify(ask);
  useEffect(() => {
    let current = true;
    if (asked === null) setPlan(null);
    else
      void syncArgs(session, JSON.parse(asked) as SyncAsk)
        .then((args) => session.desk.planSync(args))
        .then(
          (next) => current && setPlan(next),
          // A profile that is just being closed: the page goes with it.
          () => current && setPlan(null),
        );
    return () => {
      current = false;
    };
  }, [session, asked, stamp]);
  if (!plan) return null;
  const { requests, seconds, months, groups } = plan;
  return (
    <Panel title={t('sync.plan.title')} testid="sync-plan">
      <p style={{ marginTop: 0 }} data-testid="sync-cost" data-requests={requests ?? ''}>
        {requests === null || seconds === null
          ? t('sync.plan.unknown')
          : t('sync.plan.cost', { requests: countText(requests), time: durationText(t, seconds) })}
      </p>
      {requests !== null && (
        <p className="muted">
          {SYNC_GROUPS.filter((group) => groups[group] !== undefined)
            .map((group) => `${t(`sync.group.${group}`)} ${countText(groups[group] ?? 0)}`)
            .join(' · ')}
        </p>
      )}
      {months.length > 0 && (
        <div className="table-scroll" style={{ maxHeight: 260 }}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('sync.plan.month')}</th>
                <th scope="col">{t('sync.plan.state')}</th>
                <th scope="col" className="money">
                  {t('sync.plan.requests')}
                </th>
                <th scope="col" className="money">
                  {t('sync.plan.saved')}
                </th>
              </tr>
            </thead>
            <tbody>
              {months.map((month) => (
                <tr key={month.period} data-period={month.period} data-state={month.state}>
                  <td className="figure">{month.period}</td>
                  <td>
                    <StatusTag tone={TONES[month.state]}>{t(`sync.plan.states.${month.state}`)}</StatusTag>{' '}
                    {(month.state !== 'new' || month.requests !== null) && (
                      <span className="muted">{t(`sync.plan.why.${month.state}`)}</span>
                    )}
                  </td>
                  <td className="money">{month.requests === null ? '–' : countText(month.requests)}</td>
                  <td className="money">{month.saved === 0 ? '' : countText(month.saved)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
