import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewRange, ViewSource } from '../../shared/desk/api';
import { countText } from '../app/words';
import { SelectionSummary } from './SelectionSummary';
import { rangeOf, type Selection } from './selection';

/** Under a grid: where the cursor is, what the selection comes to, and what can be done with the rows. */
export function GridFoot({
  id,
  source,
  view,
  rows,
  selection,
  selected,
  said,
  children,
}: {
  readonly id: string;
  readonly source: ViewSource;
  readonly view: number | null;
  readonly rows: number;
  readonly selection: Selection;
  readonly selected: ViewRange;
  readonly said: string;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { fromRow, toRow, fromColumn, toColumn } = rangeOf(selection);
  const several = fromRow !== toRow || fromColumn !== toColumn;
  return (
    <div className="grid-foot">
      <span className="figure" data-testid={`grid-${id}-count`}>
        {rows > 0 ? t('app.grid.rowsOf', { row: countText(selection.cursor.row + 1), n: countText(rows) }) : t('app.grid.rows', { n: 0 })}
      </span>
      {several && view !== null && rows > 0 ? (
        <SelectionSummary id={id} source={source} view={view} range={selected} />
      ) : (
        <span className="muted" title={t('grid.keysLong')}>
          {t('grid.keysHint')}
        </span>
      )}
      <span role="status">{said}</span>
      <span className="push" />
      {children}
    </div>
  );
}
