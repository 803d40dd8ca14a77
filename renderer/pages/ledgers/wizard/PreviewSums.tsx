import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../shared/desk/api';
import { formatUnits, parseUnits } from '../../../../shared/money';
import { converted } from '../../../../shared/rates';
import { moneyText } from '../../../app/parts/Money';
import { useRates } from '../../../app/rates/use-rates';
import { useCurrency } from '../../../app/session/lookups';
import { countText } from '../../../app/words';
import { LeftOutRows } from './LeftOutRows';

const REPEATS_SHOWN = 5;
/** A preview names no more groups (shared/ledger/types). */
const REPEATS_TOLD = 1000;

/** What would be stored: rows, sums per period and currency, and the rows that are left out with the reason. */
export function PreviewSums({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation();
  const { sums, repeated } = preview;
  const own = useCurrency();
  const book = useRates();
  const foreign = [...new Set(sums.flatMap((row) => (row.currency === undefined || row.currency === own ? [] : [row.currency])))].sort();
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
                  <td className="money">
                    {moneyText(row.amount)}
                    {(row.currency === undefined || row.currency === own ? [] : (book?.of(row.period, row.currency) ?? [])).map((rate) => (
                      <div key={rate.to} className="muted" data-testid="converted-sum">
                        ≈ {moneyText(formatUnits(converted(parseUnits(row.amount), rate)))} {rate.to} · {t('rates.label', { ...rate })}
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {foreign.length > 0 && (
        <p className="muted" data-testid="foreign-currency">
          {t('ledgers.foreign', { currencies: foreign.join(', '), own })}
        </p>
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
