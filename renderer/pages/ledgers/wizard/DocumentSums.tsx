import { useTranslation } from 'react-i18next';
import type { DocumentPreview } from '../../../../shared/desk/api';
import { Money } from '../../../app/parts/Money';
import { countText } from '../../../app/words';
import { LeftOutRows } from './LeftOutRows';

const KINDS = ['consumption', 'refunds', 'adjustments'] as const;

/** What the document would bring: rows and exact sums per month by the kinds of the bill. */
export function DocumentSums({ preview }: { readonly preview: DocumentPreview }) {
  const { t } = useTranslation();
  const kinds = KINDS.filter((kind) => preview.sums.some((sum) => sum[kind] !== null));
  return (
    <section data-testid="preview-sums" data-rows={preview.rowCount}>
      <h2 className="section-head">{t('ledgers.result', { n: countText(preview.rowCount) })}</h2>
      {preview.sums.length > 0 && (
        <div className="table-scroll short">
          <table className="plain sums wide-sums">
            <thead>
              <tr>
                <th scope="col">{t('columns.period')}</th>
                <th scope="col">{t('columns.currency')}</th>
                <th scope="col" className="money">
                  {t('ledgers.rows')}
                </th>
                {kinds.map((kind) => (
                  <th key={kind} scope="col" className="money">
                    {t(`ledgers.document.${kind}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.sums.map((sum) => (
                <tr key={`${sum.period}#${sum.currency}`}>
                  <td>{sum.period}</td>
                  <td>{sum.currency}</td>
                  <td className="money">{countText(sum.rows)}</td>
                  {kinds.map((kind) => (
                    <td key={kind} className="money">
                      <Money value={sum[kind]} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LeftOutRows rows={preview.leftOut} sample={preview.sample} />
    </section>
  );
}
