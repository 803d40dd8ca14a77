import { useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { SIDE_WORDS } from '../../../shared/reconcile/total-words';
import type { StoredTotal } from '../../store/schema';
import { shownTotals } from '../../store/signed';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { Money, amountsInText, moneyText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { BucketName } from '../../app/parts/BucketName';
import { StatusTag } from '../../app/parts/StatusTag';
import { TONES } from '../../app/parts/total-tones';
import { EnterStatement } from './EnterStatement';
import { ExplainTotal } from './ExplainTotal';
import { IdentityRegister } from './IdentityRegister';
import { TotalProof } from './TotalProof';

/** The board: each control total as one readable line, with its reason and what to do. */
export function TotalsPanel({
  period,
  currency,
  closed,
  stated,
}: {
  readonly period: string;
  readonly currency: string;
  readonly closed: boolean;
  /** True where the API gives the statement: then none is typed. */
  readonly stated: boolean;
}) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const totals = useLiveQuery(async () => {
    const today = new Map((await store.totals.where('period').equals(period).toArray()).map((one) => [one.id, one]));
    return (await shownTotals(store, period)).map((total) => ({ total, today: today.get(total.id) ?? null }));
  }, [store, period]);
  const [explaining, setExplaining] = useState<StoredTotal | null>(null);
  return (
    <Panel title={t('period.totals.title')} actions={<span className="muted">{t('period.totals.intro')}</span>}>
      {totals?.length === 0 && <p className="muted">{t('period.totals.none')}</p>}
      <ul className="totals">
        {totals?.map(({ total, today }) => (
          <TotalLine
            key={total.id}
            total={total}
            today={today}
            currency={currency}
            onExplain={closed ? null : () => setExplaining(total)}
            enter={total.id === 'C1' && !closed && !stated ? <EnterStatement period={period} currency={currency} /> : null}
          />
        ))}
      </ul>
      <IdentityRegister />
      {explaining && <ExplainTotal total={explaining} onClose={() => setExplaining(null)} />}
    </Panel>
  );
}

function TotalLine({
  total,
  today,
  currency,
  onExplain,
  enter,
}: {
  readonly total: StoredTotal;
  /** What today's data and rules give: another thing for a closed month that moved. */
  readonly today: StoredTotal | null;
  readonly currency: string;
  readonly onExplain: (() => void) | null;
  readonly enter: ReactNode;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sides = SIDE_WORDS[total.id];
  const tone = total.status === 'broken' && !total.blocking ? 'warn' : TONES[total.status];
  return (
    <li className="total" data-testid={`total-${total.id}`} data-status={total.status}>
      <strong>{total.id}</strong>
      <span
        title={`${t('period.totals.identity', { identity: total.identity, basis: t(`codes.basis.${total.basis}`) })} · ${total.covers.join(', ')}`}
      >
        {t(`codes.totalName.${total.id}`)}
        {!total.blocking && <span className="muted"> ({t('period.totals.informative')})</span>}
      </span>
      <StatusTag tone={tone}>{t(`codes.totalStatus.${total.status}`)}</StatusTag>
      <span>
        {amountsInText((total.brief ?? total.sentence)[language])}
        {total.buckets.tested > 0 && <span className="muted tested">{t('period.totals.tested', total.buckets)}</span>}
      </span>
      <span className="row acts">
        {enter}
        {total.status === 'broken' && total.blocking && onExplain && (
          <Button size="small" onClick={onExplain} data-testid={`explain-total-${total.id}`}>
            {t('period.totals.explain')}
          </Button>
        )}
      </span>
      {total.difference !== null && total.status !== 'equal' && (
        <span className="detail">
          {sides.left[language]} <Money value={total.left} facts={{ currency }} /> · {sides.right[language]}{' '}
          <Money value={total.right} facts={{ currency }} /> · {t('period.totals.difference')}{' '}
          <Money value={total.difference} facts={{ currency }} />
          {total.tolerance !== null && (
            <>
              {' '}
              · {t('period.totals.tolerance')} <Money value={total.tolerance} facts={{ currency }} />
            </>
          )}
        </span>
      )}
      {total.firstDivergence && (
        <span className="detail" data-testid={`divergence-${total.id}`}>
          {t('period.totals.first')}: <BucketName bucket={total.firstDivergence.bucket} /> · {sides.left[language]}{' '}
          <Money value={total.firstDivergence.left} /> · {sides.right[language]} <Money value={total.firstDivergence.right} /> ·{' '}
          {t('period.totals.difference')} <Money value={total.firstDivergence.difference} />
        </span>
      )}
      {today !== null && (today.status !== total.status || today.difference !== total.difference) && (
        <span className="detail" data-testid={`total-today-${total.id}`}>
          {t('period.closed.today', {
            what: [t(`codes.totalStatus.${today.status}`), today.difference === null ? '' : moneyText(today.difference)]
              .filter(Boolean)
              .join(' · '),
          })}
        </span>
      )}
      <TotalProof total={total} />
      {total.explained && <span className="detail">{t('period.totals.explained', total.explained)}</span>}
    </li>
  );
}
