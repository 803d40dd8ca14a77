import { Button } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { StoredBreak } from '../../../shared/desk/api';
import { useLanguage, useSession } from '../../app/session/context';
import { useCurrency, useNames } from '../../app/session/lookups';
import { Money, amountsInText } from '../../app/parts/Money';
import { codeWord, localTime } from '../../app/words';
import { useAct } from '../../app/parts/act';
import { useRowWords } from './row-words';
import { BreakStatusTag } from './BreakStatusTag';
import type { DecisionKind } from './DecisionDialog';

/** Why this is a break: ledger left, bill right, the difference and its reason between them, the rows, the decision. */
export function WhyPanel({
  item,
  closed,
  onClose,
  onDecide,
}: {
  readonly item: StoredBreak;
  readonly closed: boolean;
  onClose(): void;
  onDecide(kind: DecisionKind): void;
}) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const language = useLanguage();
  const names = useNames();
  const currency = useCurrency();
  const { busy, act } = useAct();
  const rowWords = useRowWords();
  const reopen = { breaks: [item.id], period: item.period, action: 'reopen' as const, reason: null, note: '', owner: '' };
  return (
    <aside className="panel why stack" aria-label={t('reconcile.why.title')} data-testid="why-panel" data-id={item.id}>
      <div className="row spread">
        <strong>{t(`codes.breakClass.${item.class}`)}</strong>
        <span className="row">
          <BreakStatusTag status={item.status} />
          <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('app.act.close')} onClick={onClose} />
        </span>
      </div>
      <div>
        {item.period}
        {item.otherPeriod !== null && <> → {item.otherPeriod}</>}
        {' · '}
        {item.customerName ?? names.party(item.customer ?? item.counterparty)}
        {item.service !== null && <> · {names.service(item.service)}</>}
        {item.counterparty !== null && item.counterparty !== item.customer && (
          <div className="muted">
            {t('overview.filter.counterparty')}: {names.party(item.counterparty)}
          </div>
        )}
        {item.customer !== null && <div className="muted mono">{item.customer}</div>}
      </div>
      <div className="why-sides">
        <div>
          <div className="muted">{t('columns.ledgerAmount')}</div>
          <div className="figure">
            <Money value={item.ledgerAmount} title={currency} />
          </div>
        </div>
        <div>
          <div className="muted">{item.expectedAmount !== null ? t('columns.expectedAmount') : t('columns.billAmount')}</div>
          <div className="figure">
            <Money value={item.expectedAmount ?? item.billAmount} title={currency} />
          </div>
        </div>
        <div className="wide">
          <div className="muted">{t('columns.difference')}</div>
          <div className="figure">
            <Money value={item.difference} title={currency} />
          </div>
          <div data-testid="why-reason">{amountsInText(item.reason[language])}</div>
        </div>
      </div>
      <div>
        <div className="muted">{t('reconcile.why.class')}</div>
        {t(`reconcile.classHint.${item.class}`)}
      </div>
      {item.rows.length > 0 && (
        <details open={item.rows.length <= 8}>
          <summary>{t('reconcile.why.rows', { n: item.rows.length })}</summary>
          <ul className="why-rows">
            {item.rows.slice(0, 100).map((row) => (
              <li key={row}>{rowWords(row)}</li>
            ))}
          </ul>
        </details>
      )}
      {item.decision ? (
        <div className="stack" data-testid="decision">
          <div>
            <div className="muted">{t(item.decision.action === 'carry' ? 'reconcile.carried' : 'reconcile.explained')}</div>
            {item.decision.reason !== null && <strong>{codeWord(t, 'reason', item.decision.reason)} </strong>}
            {item.decision.note}
            <div className="muted">
              {t('reconcile.why.decided', { owner: item.decision.owner, by: item.decision.by, at: localTime(item.decision.at) })}
            </div>
          </div>
          {!closed && (
            <div>
              <Button size="small" loading={busy} onClick={() => void act(() => desk.decide(reopen))} data-testid="decide-reopen">
                {t('reconcile.reopen')}
              </Button>
            </div>
          )}
        </div>
      ) : closed ? null : (
        <div className="row">
          <Button type="primary" onClick={() => onDecide('explain')} data-testid="decide-explain">
            {t('reconcile.explain')}
          </Button>
          <Button onClick={() => onDecide('carry')} data-testid="decide-carry">
            {t('reconcile.carry')}
          </Button>
        </div>
      )}
      {closed && (
        <p className="muted" style={{ margin: 0 }}>
          {t('period.close.signed')}
        </p>
      )}
    </aside>
  );
}
