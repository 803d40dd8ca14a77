import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { PeriodSummary } from '../../../shared/desk/api';
import { moneyText } from '../../app/parts/Money';

const FIGURES = ['consumption', 'refunds', 'adjustments', 'due'] as const;

/** Closed months stand as they were signed; where today's data would give another amount, it stands here. A filter looks at today's lines. */
export function MovedMonths({
  shown,
  today,
  filtered,
}: {
  readonly shown: readonly PeriodSummary[];
  readonly today: ReadonlyMap<string, PeriodSummary>;
  readonly filtered: boolean;
}) {
  const { t } = useTranslation();
  const moved = shown.flatMap((signed) => {
    const now = today.get(signed.period);
    return now && FIGURES.some((name) => now[name] !== signed[name]) ? [{ signed, now }] : [];
  });
  if (moved.length === 0) return null;
  return (
    <p className="muted figure" style={{ margin: '4px 0' }} data-testid="moved-months" data-count={moved.length}>
      {t(filtered ? 'overview.moved.filtered' : 'overview.moved.title')}{' '}
      {moved.map(({ signed, now }, index) => (
        <span key={signed.period}>
          {index > 0 && ' · '}
          <Link to={`/period/${signed.period}`}>{signed.period}</Link>{' '}
          {t('overview.moved.month', { signed: moneyText(signed.due), today: moneyText(now.due) })}
        </span>
      ))}
    </p>
  );
}
