import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { AGE_BUCKETS, ageBucket } from '../../../shared/close';
import type { CloseCheck } from '../../../shared/desk/api';
import { formatUnits, parseOptionalUnits, sum } from '../../../shared/money';
import { moneyText } from '../../app/parts/Money';
import { codeWord } from '../../app/words';

const SHOWN = 12;

/** Breaks of earlier months that are still carried, by age; the oldest one by one. */
export function CarriedInList({ check: { carriedIn } }: { readonly check: CloseCheck }) {
  const { t } = useTranslation();
  const total = (list: CloseCheck['carriedIn']): string =>
    moneyText(formatUnits(sum(list.map((one) => parseOptionalUnits(one.difference) ?? 0n))));
  return (
    <div data-testid="carried-in" data-count={carriedIn.length}>
      <div className="figure">{t('period.close.carriedIn', { n: carriedIn.length, amount: total(carriedIn) })}</div>
      <div className="muted figure">
        {AGE_BUCKETS.flatMap((bucket) => {
          const list = carriedIn.filter(({ age }) => ageBucket(age) === bucket);
          return list.length === 0 ? [] : [`${t('reconcile.age.bucket', { months: bucket })}: ${list.length} · ${total(list)}`];
        }).join(' | ')}
      </div>
      <ul>
        {carriedIn.slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <Link to={`/reconcile?period=${one.from}&break=${one.id}`}>
              {one.from} · {t('reconcile.age.months', { n: one.age })} · {one.difference === null ? '—' : moneyText(one.difference)} ·{' '}
              {one.owner ?? '—'}
            </Link>
          </li>
        ))}
        {carriedIn.length > SHOWN && <li className="muted">{t('period.close.more', { n: carriedIn.length - SHOWN })}</li>}
      </ul>
    </div>
  );
}

/** Decisions whose break is gone: the figures moved under them. They block nothing and are not dropped. */
export function StaleList({ check: { stale } }: { readonly check: CloseCheck }) {
  const { t } = useTranslation();
  return (
    <details data-testid="stale-decisions" data-count={stale.length}>
      <summary>{t('period.close.stale', { n: stale.length })}</summary>
      <ul>
        {stale.map((one) => (
          <li key={one.breakId}>
            {t(`codes.breakStatus.${one.status}`)}
            {one.reason !== null && ` · ${codeWord(t, 'reason', one.reason)}`}
            {one.note !== '' && ` · ${one.note}`} · {one.owner ?? '—'} <span className="muted mono">{one.breakId}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
