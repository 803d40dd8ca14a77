import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { historyOf, standingActs, wholeOf, type BreakAct } from '../../../shared/close';
import { moneyText } from '../../app/parts/Money';
import { codeWord, localTime } from '../../app/words';

/** Every act on a break, newest first: who, when, from what to what. What was taken back stays, and is marked. */
export function HistoryList({
  acts,
  busy,
  locked,
  onUndo,
}: {
  readonly acts: readonly BreakAct[];
  readonly busy: boolean;
  readonly locked: boolean;
  /** Of the last act on this break alone (null), or on all breaks it was on: by its number. */
  onUndo(whole: number | null): void;
}) {
  const { t } = useTranslation();
  if (acts.length === 0) return null;
  const standing = new Set(standingActs(acts).map(({ seq }) => seq));
  const last = standingActs(acts).at(-1);
  return (
    <div className="stack" data-testid="break-history" data-acts={acts.length}>
      <div className="row spread">
        <span className="muted">{t('reconcile.history.title')}</span>
        {last !== undefined && !locked && (
          <span className="row">
            <Button size="small" loading={busy} onClick={() => onUndo(null)} data-testid="decide-undo">
              {t('reconcile.history.undo')}
            </Button>
            {(last.of !== undefined || last.partOf !== undefined) && last.together === undefined && (
              <Button size="small" type="link" disabled={busy} onClick={() => onUndo(wholeOf(last))} data-testid="decide-undo-whole">
                {last.partOf === undefined ? t('reconcile.history.undoWhole', { n: last.of }) : t('reconcile.history.undoAll')}
              </Button>
            )}
          </span>
        )}
      </div>
      <ol className="why-rows" reversed>
        {[...historyOf(acts)].reverse().map(({ act, from, to }) => (
          <li key={act.seq} data-testid="history-act" data-action={act.action}>
            <strong>{t(`codes.breakAct.${act.action}`)}</strong> {t(`codes.breakStatus.${from}`)} → {t(`codes.breakStatus.${to}`)}
            {act.action !== 'undo' && !standing.has(act.seq) && <span className="muted"> · {t('reconcile.history.takenBack')}</span>}
            {act.of !== undefined && <span className="muted"> · {t('reconcile.history.of', { n: act.of })}</span>}
            <div className="muted">
              {act.by === '' ? t('audit.unnamed') : act.by} · {localTime(act.at)}
              {act.owner !== '' && ` · ${t('reconcile.history.owner', { owner: act.owner })}`}
            </div>
            {(act.reason !== null || act.note !== '') && (
              <div>
                {[act.reason === null ? '' : codeWord(t, 'reason', act.reason), act.note].filter((part) => part !== '').join(' · ')}
              </div>
            )}
            {act.amount !== undefined && act.amount !== null && (
              <div className="muted figure">{t('reconcile.history.amount', { amount: moneyText(act.amount) })}</div>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
