import { Button } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { StoredBreak } from '../../../shared/desk/api';
import { useLiveQuery } from 'dexie-react-hooks';
import { isOpen } from '../../../shared/close';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { useCurrency, useNames } from '../../app/session/lookups';
import { Money, amountsInText, moneyText } from '../../app/parts/Money';
import { codeWord, localTime } from '../../app/words';
import { StatusTag } from '../../app/parts/StatusTag';
import { classHint } from './class-hint';
import { useRowWords } from './row-words';
import { BreakStatusTag } from './BreakStatusTag';
import type { DeskAct } from './break-acts';
import { hasMoved } from '../../store/break-table';
import { HistoryList } from './HistoryList';
import { Suggestions } from './Suggestions';
import type { BreakActs } from './use-break-acts';

/** Why this is a break: ledger left, bill right, the difference and its reason between them, the rows, the decision. */
export function WhyPanel({
  item,
  wantsWord,
  locked,
  age,
  acts,
  onClose,
  onAct,
  onTake,
}: {
  readonly item: StoredBreak;
  /** Open, or decided before its figures changed. */
  readonly wantsWord: boolean;
  readonly locked: boolean;
  /** Whole months since its month. */
  readonly age: number;
  readonly acts: BreakActs;
  onClose(): void;
  onAct(act: DeskAct): void;
  onTake(other: StoredBreak): void;
}) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const language = useLanguage();
  const names = useNames();
  const currency = useCurrency();
  const rowWords = useRowWords();
  const history = useLiveQuery(async () => (await store.decisions.get(item.id))?.acts ?? [], [store, item.id]) ?? [];
  return (
    <aside className="panel why stack" aria-label={t('reconcile.why.title')} data-testid="why-panel" data-id={item.id}>
      <div className="row spread">
        <strong>{t(`codes.breakClass.${item.class}`)}</strong>
        <span className="row">
          {age > 0 && <span className="badge">{t('reconcile.age.months', { n: age })}</span>}
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
            <Money value={item.ledgerAmount} facts={{ currency }} />
          </div>
        </div>
        <div>
          <div className="muted">{item.expectedAmount !== null ? t('columns.expectedAmount') : t('columns.billAmount')}</div>
          <div className="figure">
            <Money value={item.expectedAmount ?? item.billAmount} facts={{ currency }} />
          </div>
        </div>
        <div className="wide">
          <div className="muted">{t('columns.difference')}</div>
          <div className="figure">
            <Money value={item.difference} facts={{ currency }} />
          </div>
          <div data-testid="why-reason">{amountsInText(item.reason[language])}</div>
        </div>
      </div>
      <div>
        <div className="muted">{t('reconcile.why.class')}</div>
        {classHint(t, item)}
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
      {item.decision && (
        <div data-testid="decision">
          <div className="muted">{t(`reconcile.was.${item.decision.action}`)}</div>
          {item.decision.reason !== null && <strong>{codeWord(t, 'reason', item.decision.reason)} </strong>}
          {item.decision.note}
          <div className="muted">
            {t('reconcile.why.decided', { owner: item.decision.owner, by: item.decision.by, at: localTime(item.decision.at) })}
          </div>
          {item.decision.approved && (
            <div className="muted">
              {t('reconcile.why.approved', { by: item.decision.approved.by, at: localTime(item.decision.approved.at) })}
            </div>
          )}
          {item.decision.together && <div>{t('reconcile.why.together', { n: item.decision.together.length })}</div>}
          {wantsWord && !hasMoved(item) && <StatusTag tone="warn">{t('reconcile.why.parted')}</StatusTag>}
          {hasMoved(item) && (
            <StatusTag tone="warn">
              {t('reconcile.why.moved', {
                before: item.decision.amount == null ? '—' : moneyText(item.decision.amount),
                now: item.difference === null ? '—' : moneyText(item.difference),
              })}
            </StatusTag>
          )}
        </div>
      )}
      {item.status === 'assigned' && <div>{t('reconcile.why.assigned', { owner: item.owner ?? '' })}</div>}
      {!locked && (
        <div className="row">
          {item.decision === null ? (
            <>
              <Button type="primary" onClick={() => onAct('explain')} data-testid="decide-explain">
                {t('reconcile.explain')}
              </Button>
              <Button onClick={() => onAct('carry')} data-testid="decide-carry">
                {t('reconcile.carry')}
              </Button>
              <Button onClick={() => onAct('assign')} data-testid="decide-assign">
                {t('reconcile.assign')}
              </Button>
            </>
          ) : (
            <>
              {item.status === 'explained' && !wantsWord && (
                <Button type="primary" loading={acts.busy} onClick={() => onAct('approve')} data-testid="decide-approve">
                  {t('reconcile.approve')}
                </Button>
              )}
              {(item.status === 'carried' || wantsWord) && (
                <Button type="primary" onClick={() => onAct('explain')} data-testid="decide-explain">
                  {t('reconcile.explain')}
                </Button>
              )}
              <Button loading={acts.busy} onClick={() => onAct('reopen')} data-testid="decide-reopen">
                {t('reconcile.reopen')}
              </Button>
            </>
          )}
        </div>
      )}
      {!locked && isOpen(item.status) && item.role === 'cost' && <Suggestions item={item} onTake={onTake} />}
      <HistoryList
        acts={history}
        busy={acts.busy}
        locked={locked}
        onUndo={(whole) => void acts.undo(whole === null ? { breaks: [item.id] } : { seqs: whole })}
      />
      {locked && (
        <p className="muted" style={{ margin: 0 }}>
          {t('period.close.signed')}
        </p>
      )}
    </aside>
  );
}
