import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewHandle, ViewSource } from '../../shared/desk/api';
import { moneyText } from '../app/parts/Money';
import { countText } from '../app/words';
import { columnHead } from './cell-text';
import { pinned } from './shown-columns';
import type { LaidColumn } from './layout';

/** Whether a view has anything to say of its sums. */
export function hasTotals({ totals, mixed }: ViewHandle): boolean {
  return mixed.length > 0 || Object.keys(totals).length > 0;
}

/** The exact sums of the rows that fit, and of how many; or why nothing is added up. */
export const TotalsRow = memo(function TotalsRow({
  source,
  laid,
  width,
  handle,
  filtered,
  rowIndex,
}: {
  readonly source: ViewSource;
  readonly laid: readonly LaidColumn[];
  readonly width: number;
  readonly handle: ViewHandle;
  readonly filtered: boolean;
  /** Of the grid for who listens to it, from 1. */
  readonly rowIndex: number;
}) {
  const { t } = useTranslation();
  const { totals, mixed, records } = handle;
  if (mixed.length > 0)
    return (
      <div className="grid-line grid-totals" role="row" aria-rowindex={rowIndex} style={{ width }}>
        <div role="gridcell" className="grid-cell grid-not-added" aria-colindex={1} aria-colspan={laid.length}>
          {t('grid.notAdded', { columns: mixed.map((key) => columnHead(t, source, key)).join(t('grid.listed')) })}
        </div>
      </div>
    );
  // In the first column that has no sum of its own.
  const labelAt = laid.findIndex(({ column }) => !(column.key in totals));
  const words = t(filtered ? 'grid.totalFiltered' : 'grid.totalAll', { n: countText(records) });
  return (
    <div className="grid-line grid-totals" role="row" aria-rowindex={rowIndex} style={{ width }}>
      {laid.map(({ column, width: wide, pin, offset }, at) => {
        const total = totals[column.key];
        return (
          <div
            key={column.key}
            role={at === labelAt ? 'rowheader' : 'gridcell'}
            aria-colindex={at + 1}
            className={`grid-cell ${column.type}${pin === false ? '' : ' pinned'}${at === labelAt && laid[at + 1]?.column.type !== 'amount' ? ' wide' : ''}`}
            style={pinned(wide, pin, offset)}
            title={
              total === undefined
                ? at === labelAt
                  ? words
                  : undefined
                : `${words} · ${columnHead(t, source, column.key)}: ${moneyText(total)}`
            }
          >
            {total === undefined ? (at === labelAt ? words : '') : moneyText(total)}
          </div>
        );
      })}
    </div>
  );
});
