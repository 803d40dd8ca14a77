import { Button } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { isOpen } from '../../../shared/close';
import type { StoredBreak } from '../../../shared/desk/api';
import { moneyText } from '../../app/parts/Money';
import { StatusTag } from '../../app/parts/StatusTag';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { codeWord, countText, localTime } from '../../app/words';
import { hasMoved } from '../../store/break-table';
import { BreakStatusTag } from './BreakStatusTag';
import { Considered } from './Considered';
import { HistoryList } from './HistoryList';
import { Sides } from './Sides';
import { Suggestion } from './Suggestion';
import { Trail } from './Trail';
import type { DeskAct } from './break-acts';
import { classHint } from './class-hint';
import type { Proposal } from './proposal';
import type { BreakActs } from './use-break-acts';
import type { FoundEvidence } from './use-evidence';

interface WhyPanelProps {
  readonly item: StoredBreak;
  /** Month looked at; null for all. */
  readonly scope: string | null;
  /** Of how many in the list; null for one that the filter leaves out. */
  readonly place: { readonly at: number; readonly of: number } | null;
  /** Open, or decided before its figures changed. */
  readonly wantsWord: boolean;
  readonly locked: boolean;
  /** Whole months since its month. */
  readonly age: number;
  readonly acts: BreakActs;
  /** Null while it is read. */
  readonly found: FoundEvidence | null;
  readonly failed: boolean;
  readonly proposal: Proposal | null;
  onClose(): void;
  onAct(act: DeskAct): void;
  onAccept(): void;
  onTake(other: StoredBreak): void;
  onGroup(): void;
  onShow(id: string): void;
}

/** The break in hand: ledger left, bill right, the difference and its reason between them; below, why it is one and what was done about it. */
export function WhyPanel(props: WhyPanelProps) {
  const { item, scope, place, wantsWord, locked, age, acts, found, failed, proposal, onClose, onAct, onAccept, onTake, onGroup, onShow } =
    props;
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const names = useNames();
  const history = useLiveQuery(async () => (await store.decisions.get(item.id))?.acts ?? [], [store, item.id]) ?? [];
  const waits = isOpen(item.status);
  const button = (act: DeskAct, key: string, primary = false) => (
    <Button size="small" {...(primary ? { type: 'primary' as const } : {})} onClick={() => onAct(act)} data-testid={`decide-${act}`}>
      {t(`reconcile.${act}`)} <kbd aria-hidden="true">{key}</kbd>
    </Button>
  );
  return (
    <aside className="panel why" aria-label={t('reconcile.why.title')} data-testid="why-panel" data-id={item.id}>
      <header className="why-head">
        <div className="row spread nowrap-row">
          <span className="row">
            <strong title={classHint(t, item)}>{t(`codes.breakClass.${item.class}`)}</strong>
            <BreakStatusTag status={item.status} />
            {age > 0 && <span className="badge">{t('reconcile.age.months', { n: age })}</span>}
            {item.status === 'assigned' && <span className="muted">{t('reconcile.why.assigned', { owner: item.owner ?? '' })}</span>}
          </span>
          <span className="row nowrap-row">
            {place && <span className="muted figure">{t('reconcile.place', { at: countText(place.at), of: countText(place.of) })}</span>}
            <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('app.act.close')} onClick={onClose} />
          </span>
        </div>
        <div className="muted why-where">
          {[
            item.otherPeriod === null ? item.period : `${item.period} → ${item.otherPeriod}`,
            item.customerName ?? names.party(item.customer ?? item.counterparty),
            names.service(item.service),
            item.counterparty !== null && item.counterparty !== item.customer
              ? t('reconcile.why.through', { who: names.party(item.counterparty) })
              : '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </div>
      </header>
      <div className="why-body stack">
        <Sides item={item} scope={scope} evidence={found?.evidence ?? null} failed={failed} />
        {!locked && waits && <Suggestion item={item} found={found} proposal={proposal} onTake={onTake} onShow={onShow} />}
        {item.decision && (
          <div data-testid="decision" className="why-decision">
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
        <Trail item={item} evidence={found?.evidence ?? null} />
        {found && <Considered found={found} onShow={onShow} />}
        <HistoryList
          acts={history}
          busy={acts.busy}
          locked={locked}
          onUndo={(whole) => void acts.undo(whole === null ? { breaks: [item.id] } : { act: whole })}
        />
      </div>
      <footer className="why-acts row" role="toolbar" aria-label={t('reconcile.why.acts')}>
        {locked ? (
          <span className="muted">{t('period.close.signed')}</span>
        ) : item.decision === null ? (
          <>
            {/* Always in sight: what it accepts stands beside the sides above. */}
            {proposal !== null && waits && (
              <Button size="small" type="primary" disabled={acts.busy} onClick={onAccept} data-testid="suggestion-take">
                {t('reconcile.suggest.takeAs', { reason: codeWord(t, 'reason', proposal.reason) })} <kbd aria-hidden="true">A</kbd>
              </Button>
            )}
            {button('explain', 'E', proposal === null)}
            {button('carry', 'C')}
            {button('assign', 'G')}
            <Button size="small" onClick={onGroup} data-testid="group-open">
              {t('reconcile.group.open')} <kbd aria-hidden="true">M</kbd>
            </Button>
          </>
        ) : (
          <>
            {item.status === 'explained' && !wantsWord && button('approve', 'P', true)}
            {(item.status === 'carried' || wantsWord) && button('explain', 'E', true)}
            <Button size="small" loading={acts.busy} onClick={() => onAct('reopen')} data-testid="decide-reopen">
              {t('reconcile.reopen')}
            </Button>
            <Button size="small" loading={acts.busy} onClick={() => onAct('undo')} data-testid="decide-undo-last">
              {t('reconcile.undo')} <kbd aria-hidden="true">U</kbd>
            </Button>
          </>
        )}
      </footer>
    </aside>
  );
}
