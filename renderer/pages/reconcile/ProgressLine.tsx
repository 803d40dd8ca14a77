import { CheckCircleFilled } from '@ant-design/icons';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { formatUnits } from '../../../shared/money';
import { moneyText } from '../../app/parts/Money';
import { useCurrency } from '../../app/session/lookups';
import { countText } from '../../app/words';
import type { DecidedBreaks, RoleTab } from '../../store/break-table';

/** How many breaks are left and what they come to; what comes next when none is. */
export function ProgressLine({
  progress,
  period,
  closed,
  next,
  onNext,
}: {
  readonly progress: ReturnType<DecidedBreaks['progress']>;
  /** Null for all months. */
  readonly period: string | null;
  /** It is signed off: nothing comes next. */
  readonly closed: boolean;
  /** Another ledger whose breaks still wait. */
  readonly next: RoleTab | null;
  onNext(role: RoleTab): void;
}) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const { all, waiting, open, without } = progress;
  if (all === 0) return null;
  const amount = moneyText(formatUnits(open));
  return (
    <div className="row break-progress" data-testid="break-progress" data-left={waiting} data-all={all} data-open={formatUnits(open)}>
      <progress max={all} value={all - waiting} aria-label={t('reconcile.progress.label')} />
      {waiting > 0 ? (
        <>
          <strong>{t('reconcile.progress.left', { left: countText(waiting), all: countText(all) })}</strong>
          <span className="figure" title={t('reconcile.progress.openHint')}>
            {t('reconcile.progress.open', { amount, currency })}
          </span>
          {without > 0 && <span className="muted">{t('reconcile.progress.without', { n: countText(without) })}</span>}
        </>
      ) : (
        <span className="row" role="status" data-testid="all-done">
          <CheckCircleFilled className="done-mark" aria-hidden />
          <strong>{t('reconcile.progress.done', { all: countText(all) })}</strong>
          {next !== null ? (
            <button type="button" className="link-button" onClick={() => onNext(next)} data-testid="next-role">
              {t('reconcile.progress.next', { role: next === 'other' ? t('reconcile.other') : t(`codes.role.${next}`) })}
            </button>
          ) : (
            period !== null && !closed && <Link to={`/period/${period}`}>{t('reconcile.progress.toClose', { period })}</Link>
          )}
        </span>
      )}
    </div>
  );
}
