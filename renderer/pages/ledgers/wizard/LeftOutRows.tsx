import { useTranslation } from 'react-i18next';
import type { LeftOutRow } from '../../../../shared/ledger/types';
import { codeWord, countText } from '../../../app/words';

const SHOWN = 400;

/** Rows that are not taken, each with its reason and, as far as the sample reaches, what stands in it. */
export function LeftOutRows({
  rows,
  sample,
}: {
  readonly rows: readonly LeftOutRow[];
  readonly sample: readonly (readonly (string | null)[])[];
}) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  const reasons = [...new Set(rows.map((row) => row.why))];
  return (
    <details data-testid="left-out" data-count={rows.length}>
      <summary>
        {t('ledgers.leftOutRows', { n: countText(rows.length) })}
        <span className="muted">
          {' '}
          · {reasons.map((why) => `${codeWord(t, 'leftOut', why)} ${countText(rows.filter((row) => row.why === why).length)}`).join(' · ')}
        </span>
      </summary>
      <div className="table-scroll short">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('columns.row')}</th>
              <th scope="col">{t('columns.reason')}</th>
              <th scope="col">{t('ledgers.value')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row) => (
              <tr key={row.row}>
                <td className="figure">{row.row}</td>
                <td className="nowrap">{codeWord(t, 'leftOut', row.why)}</td>
                <td className="muted">{(sample[row.row - 1] ?? []).filter((cell) => cell !== null && cell !== '').join(' | ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
