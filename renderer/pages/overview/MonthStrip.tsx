import { useState } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import { usePeriod } from '../../app/session/period';
import { moneyText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { countText } from '../../app/words';
import { PeriodStateTag } from '../period/PeriodStateTag';
import { useAttentionFacts } from './facts';

/** A year in sight; earlier months on demand. */
const SHOWN = 12;

/** The state of each month, the latest first. */
export function MonthStrip({ figures }: { readonly figures: readonly PeriodSummary[] }) {
  const facts = useAttentionFacts();
  const { t } = useTranslation();
  const { choose } = usePeriod();
  const [all, setAll] = useState(false);
  const latest = [...figures].reverse();
  const broken = (period: string): string =>
    (facts?.totals ?? []).flatMap((one) => (one.period === period && one.status === 'broken' ? [one.id] : [])).join(' ');
  return (
    <Panel
      title={t('overview.states.title')}
      testid="month-states"
      actions={
        latest.length > SHOWN && (
          <Button size="small" type="link" onClick={() => setAll(!all)} aria-expanded={all}>
            {all ? t('overview.states.fewer') : t('overview.states.all', { n: latest.length })}
          </Button>
        )
      }
    >
      <ul className="month-strip">
        {latest.slice(0, all ? undefined : SHOWN).map(({ period, state }) => {
          const open = facts?.open.get(period)?.count ?? 0;
          const unread = facts?.unread.get(period) ?? 0;
          const totals = broken(period);
          return (
            <li key={period}>
              <Link to={`/period/${period}`} onClick={() => choose(period)} data-testid={`month-${period}`} data-state={state}>
                <strong className="figure">{period}</strong>
                <PeriodStateTag state={state} />
                <span className="month-facts">
                  {open > 0 && <span>{t('overview.states.breaks', { n: countText(open) })}</span>}
                  {totals !== '' && <span>{t('overview.states.broken', { ids: totals })}</span>}
                  {unread > 0 && <span>{t('overview.states.partial')}</span>}
                  {state === 'drifted' && (
                    <span className="figure" data-testid={`month-drift-${period}`}>
                      {t('overview.states.moved', { amount: moneyText(facts?.drift.get(period) ?? '0') })}
                    </span>
                  )}
                  {facts && open === 0 && totals === '' && unread === 0 && state !== 'drifted' && <span>{t('overview.states.clear')}</span>}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
