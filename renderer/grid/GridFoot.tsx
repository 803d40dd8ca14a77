import type { ReactNode } from 'react';
import { Button } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ViewRange, ViewSource } from '../../shared/desk/api';
import { countText } from '../app/words';
import { ColumnsButton } from './ColumnsButton';
import type { ColumnModel } from './layout';
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
  model,
  onShow,
  onCopy,
  csv,
}: {
  readonly id: string;
  readonly source: ViewSource;
  readonly view: number | null;
  readonly rows: number;
  readonly selection: Selection;
  readonly selected: ViewRange;
  readonly said: string;
  readonly model: ColumnModel;
  onShow(column: string, shown: boolean): void;
  onCopy(): void;
  readonly csv: ReactNode;
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
      <ColumnsButton id={id} source={source} model={model} onShow={onShow} />
      <Button
        size="small"
        type="text"
        icon={<CopyOutlined />}
        disabled={rows === 0}
        title={t('app.grid.copyHint')}
        data-testid={`grid-${id}-copy`}
        onClick={onCopy}
      >
        {t('app.grid.copy')}
      </Button>
      {csv}
    </div>
  );
}
