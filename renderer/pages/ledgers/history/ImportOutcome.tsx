import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { ImportSummary, StoredImport } from '../../../../shared/desk/api';
import { Money } from '../../../app/parts/Money';
import { useSession } from '../../../app/session/context';
import { countText } from '../../../app/words';

/** What became of a book's rows: sums by month, how many met the bill, and the breaks of the others. */
export function ImportOutcome({ item }: { readonly item: StoredImport }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const [summary, setSummary] = useState<ImportSummary | null>(null);
  useEffect(() => {
    let wanted = true;
    desk.importSummary(item.importId).then(
      (found) => wanted && setSummary(found),
      () => wanted && setSummary(null),
    );
    return () => {
      wanted = false;
    };
  }, [desk, item.importId]);
  if (summary === null) return null;
  const { rows, matched, inBreaks, months } = summary;
  // Whole percent, rounded down: 100 % says all of them.
  const share = rows === 0 ? 0 : Math.floor((matched * 100) / rows);
  return (
    <div className="stack tight import-outcome" data-testid="import-outcome" data-rows={rows} data-matched={matched} data-breaks={inBreaks}>
      <div className="row">
        <progress max={rows || 1} value={matched} aria-label={t('ledgers.outcome.matched')} />
        <strong>{t('ledgers.outcome.share', { matched: countText(matched), rows: countText(rows), share })}</strong>
        {inBreaks > 0 && <span>{t('ledgers.outcome.inBreaks', { n: countText(inBreaks) })}</span>}
        {rows - matched - inBreaks > 0 && (
          <span className="muted" title={t('ledgers.outcome.restHint')}>
            {t('ledgers.outcome.rest', { n: countText(rows - matched - inBreaks) })}
          </span>
        )}
      </div>
      <div className="table-scroll outcome-months">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('columns.period')}</th>
              <th scope="col" className="money">
                {t('ledgers.rows')}
              </th>
              <th scope="col" className="money">
                {t('ledgers.outcome.sum')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('ledgers.outcome.toBreaks')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ period, currency, rows: own, sum }) => (
              <tr key={`${period}${currency}`} data-testid="outcome-month" data-period={period}>
                <td>{period}</td>
                <td className="money">{countText(own)}</td>
                <td className="money">
                  <Money value={sum} facts={{ currency }} /> <span className="muted">{currency}</span>
                </td>
                <td>
                  <Link to={`/reconcile?period=${period}&role=${item.role}`}>{t('ledgers.outcome.toBreaks')}</Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
