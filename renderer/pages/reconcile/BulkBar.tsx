import { useMemo } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatUnits, parseOptionalUnits, sum, type Units } from '../../../shared/money';
import { moneyText } from '../../app/parts/Money';
import { countText } from '../../app/words';
import { countedIn, type ActedBreak } from '../../store/break-table';
import type { DeskAct } from './break-acts';

/** What remains of the differences in a month; null while one of them cannot be added up (another currency). */
export function remainderOf(breaks: readonly ActedBreak[], month: string | null): Units | null {
  const units = breaks.map((one) => parseOptionalUnits(countedIn(one, month)));
  return units.includes(null) ? null : sum(units.filter((one) => one !== null));
}

/** What can be done with several breaks at once; their remainder runs along, because at zero they can be matched with each other. */
export function BulkBar({
  chosen,
  scope,
  shown,
  busy,
  onAll,
  onAct,
  onClear,
}: {
  readonly chosen: readonly ActedBreak[];
  /** Month looked at; null for all. */
  readonly scope: string | null;
  /** Breaks that fit the filter and may be worked on. */
  readonly shown: number;
  readonly busy: boolean;
  onAll(): void;
  onAct(act: DeskAct): void;
  onClear(): void;
}) {
  const { t } = useTranslation();
  const rest = useMemo(() => remainderOf(chosen, scope), [chosen, scope]);
  if (chosen.length === 0) return null;
  // A match takes the breaks away from both months of a timing break, so they must cancel out in all months together.
  const canMatch = chosen.length > 1 && remainderOf(chosen, null) === 0n;
  const button = (act: DeskAct, disabled = false) => (
    <Button size="small" disabled={disabled || busy} onClick={() => onAct(act)} data-testid={`bulk-${act}`}>
      {t(`reconcile.${act}`)}
    </Button>
  );
  return (
    <div className="row" style={{ padding: '6px 10px' }} role="toolbar" aria-label={t('reconcile.bulk')} data-testid="bulk-bar">
      <strong className="figure">{t('reconcile.picked', { n: countText(chosen.length) })}</strong>
      {chosen.length < shown && (
        <Button size="small" type="link" onClick={onAll} data-testid="bulk-all">
          {t('reconcile.pickAll', { n: countText(shown) })}
        </Button>
      )}
      <span
        className={rest === 0n ? 'figure' : 'figure muted'}
        data-testid="remainder"
        data-amount={rest === null ? '' : formatUnits(rest)}
        title={t('reconcile.remainderHint')}
      >
        {rest === null ? t('reconcile.noRemainder') : t('reconcile.remainder', { amount: moneyText(formatUnits(rest)) })}
      </span>
      {button('match', !canMatch)}
      {button('explain')}
      {button('carry')}
      {button('assign')}
      {button('approve', !chosen.some((one) => one.status === 'explained'))}
      {button('undo')}
      <Button size="small" type="link" onClick={onClear}>
        {t('app.act.clear')}
      </Button>
    </div>
  );
}
