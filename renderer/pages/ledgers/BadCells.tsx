import { useTranslation } from 'react-i18next';
import type { BadCell } from '../../../shared/ledger/types';

const SHOWN = 500;

/** Cells that cannot be read, each with its place and reason; the import stops at them unless their rows are left out. */
export function BadCells({ cells }: { readonly cells: readonly BadCell[] }) {
  const { t } = useTranslation();
  return (
    <section data-testid="bad-cells" data-count={cells.length}>
      <h2 className="section-head">{t('ledgers.badCells', { n: cells.length })}</h2>
      <div className="table-scroll short">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('ledgers.option.sheet')}</th>
              <th scope="col">{t('columns.row')}</th>
              <th scope="col">{t('ledgers.column')}</th>
              <th scope="col">{t('ledgers.value')}</th>
              <th scope="col">{t('columns.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {cells.slice(0, SHOWN).map((cell) => (
              <tr key={`${cell.sheet}${cell.row}${cell.column}${cell.fault}`}>
                <td>{cell.sheet}</td>
                <td className="figure">{cell.row}</td>
                <td>{cell.column}</td>
                <td className="mono">{cell.value}</td>
                <td>{t(`codes.cellFault.${cell.fault}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
