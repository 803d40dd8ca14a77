import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/desk/api';
import { moneyText } from '../../app/parts/Money';
import { codeWord, countText } from '../../app/words';

/** What would be stored: rows, sums per period, and the rows that are left out with the reason. */
export function PreviewSums({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation();
  const { leftOut } = preview;
  // One line per period and currency, when a book has several.
  const sums: readonly { readonly period: string; readonly amount: string; readonly currency?: string }[] = preview.sums;
  const reasons = [...new Set(leftOut.map((row) => row.why))];
  return (
    <section data-testid="preview-sums" data-rows={preview.rowCount}>
      <h2 className="section-head">{t('ledgers.result', { n: countText(preview.rowCount) })}</h2>
      <div className="table-scroll short">
        <table className="plain" style={{ maxWidth: 420 }}>
          <thead>
            <tr>
              <th scope="col">{t('columns.period')}</th>
              <th scope="col" className="money">
                {t('ledgers.sum')} ({t(`codes.taxBasis.${preview.options.basis}`)})
              </th>
            </tr>
          </thead>
          <tbody>
            {sums.map((row, index) => (
              <tr key={`${row.period}#${index}`}>
                <td>
                  {row.period}
                  {row.currency !== undefined && <span className="muted"> {row.currency}</span>}
                </td>
                <td className="money">{moneyText(row.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {leftOut.length > 0 && (
        <details>
          <summary>{t('ledgers.leftOutRows', { n: leftOut.length })}</summary>
          {reasons.map((why) => {
            const rows = leftOut.filter((row) => row.why === why).map((row) => row.row);
            return (
              <div key={why}>
                {codeWord(t, 'leftOut', why)}:{' '}
                <span className="figure">
                  {rows.slice(0, 60).join(', ')}
                  {rows.length > 60 ? ' …' : ''}
                </span>
              </div>
            );
          })}
        </details>
      )}
    </section>
  );
}
