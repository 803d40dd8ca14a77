import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../shared/desk/api';
import { moneyText } from '../../../app/parts/Money';
import { countText } from '../../../app/words';
import { LeftOutRows } from './LeftOutRows';

const REPEATS_SHOWN = 5;
/** A preview names no more groups (shared/ledger/types). */
const REPEATS_TOLD = 1000;

/** What would be stored: rows, sums per period and currency, and the rows that are left out with the reason. */
export function PreviewSums({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation();
  const { sums, repeated } = preview;
  const several = new Set(sums.map((row) => row.currency ?? '')).size > 1 || sums.some((row) => row.currency !== undefined);
  return (
    <section data-testid="preview-sums" data-rows={preview.rowCount}>
      <h2 className="section-head">{t('ledgers.result', { n: countText(preview.rowCount) })}</h2>
      {sums.length > 0 && (
        <div className="table-scroll short">
          <table className="plain sums">
            <thead>
              <tr>
                <th scope="col">{t('columns.period')}</th>
                {several && <th scope="col">{t('columns.currency')}</th>}
                <th scope="col" className="money">
                  {t('ledgers.sum')} ({t(`codes.taxBasis.${preview.options.basis}`)})
                </th>
              </tr>
            </thead>
            <tbody>
              {sums.map((row) => (
                <tr key={`${row.period}#${row.currency ?? ''}`}>
                  <td>{row.period}</td>
                  {several && <td>{row.currency}</td>}
                  <td className="money">{moneyText(row.amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {repeated.length > 0 && (
        <details data-testid="repeats" data-count={repeated.length}>
          <summary>{t('ledgers.repeats', { n: `${countText(repeated.length)}${repeated.length >= REPEATS_TOLD ? '+' : ''}` })}</summary>
          {repeated.slice(0, REPEATS_SHOWN).map((group) => (
            <div key={group.rows.join()} className="figure">
              {t('ledgers.repeatRows', { rows: group.rows.slice(0, 20).join(', ') })}
            </div>
          ))}
          {repeated.length > REPEATS_SHOWN && <div className="muted">…</div>}
        </details>
      )}
      <LeftOutRows rows={preview.leftOut} sample={preview.sample} />
    </section>
  );
}
