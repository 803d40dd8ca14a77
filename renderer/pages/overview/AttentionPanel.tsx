import { useMemo } from 'react';
import { CheckCircleFilled } from '@ant-design/icons';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { usePeriod } from '../../app/session/period';
import { moneyText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { codeWord, countText } from '../../app/words';
import { attentionList, LATE_DAY, type AttentionItem, type AttentionMonth } from './attention';
import { useAttentionFacts } from './facts';
import { PanelSkeleton } from './PanelSkeleton';

/** Months of one item that are named; the others are counted. */
const SHOWN = 3;

/** What waits to be done, the gravest first; each item leads to where it is settled. */
export function AttentionPanel() {
  const { t } = useTranslation();
  const facts = useAttentionFacts();
  const items = useMemo(() => facts && attentionList(facts), [facts]);
  if (!items) return <PanelSkeleton rows={3} />;
  return (
    <Panel
      title={t('overview.attention.title')}
      testid="attention"
      actions={items.length > 0 && <span className="muted">{t('overview.attention.count', { n: items.length })}</span>}
    >
      {items.length === 0 ? (
        <p className="all-done" data-testid="attention-none">
          <CheckCircleFilled aria-hidden /> {t('overview.attention.none')}
        </p>
      ) : (
        <ul className="attention">
          {items.map((item) => (
            <li key={item.kind} data-testid={`attention-${item.kind}`} data-count={item.months.length}>
              <StatusTag tone={item.tone}>{t(`overview.attention.tone.${item.tone}`)}</StatusTag>
              <span className="what">
                <strong>{t(`overview.attention.kind.${item.kind}`, { n: countText(item.count), day: LATE_DAY })}</strong>
                <Months item={item} />
              </span>
              <Link
                className="go"
                to={item.to}
                aria-label={`${t(`overview.attention.go.${item.kind}`)}: ${t(`overview.attention.kind.${item.kind}`, { n: countText(item.count), day: LATE_DAY })}`}
              >
                {t(`overview.attention.go.${item.kind}`)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Months({ item }: { readonly item: AttentionItem }) {
  const { t } = useTranslation();
  const { choose } = usePeriod();
  return (
    <span className="months">
      {item.months.slice(0, SHOWN).map((month) => (
        <Link key={month.period} to={month.to} onClick={() => choose(month.period)} className="figure">
          {monthText(t, month)}
        </Link>
      ))}
      {item.months.length > SHOWN && <span className="muted">{t('overview.attention.more', { n: item.months.length - SHOWN })}</span>}
    </span>
  );
}

function monthText(t: TFunction, { period, ids, count, amount }: AttentionMonth): string {
  return [
    period,
    ...(ids.length > 0 ? [ids.map((id) => codeWord(t, 'role', id)).join(' ')] : []),
    ...(ids.length === 0 && count !== null ? [t('overview.attention.counted', { n: countText(count) })] : []),
    ...(amount === null ? [] : [moneyText(amount)]),
  ].join(' · ');
}
