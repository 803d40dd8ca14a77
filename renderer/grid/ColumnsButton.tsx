import { useState } from 'react';
import { Button, Dropdown } from 'antd';
import { CheckOutlined, TableOutlined, UndoOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ViewSource } from '../../shared/desk/api';
import { columnHead } from './cell-text';
import type { ColumnModel } from './layout';

const RESET = '#reset';

/** Which columns a grid shows; the list stays open while several are chosen. */
export function ColumnsButton({
  id,
  source,
  model: { offered, hidden, changed, reset },
  onShow,
}: {
  readonly id: string;
  readonly source: ViewSource;
  readonly model: ColumnModel;
  onShow(column: string, shown: boolean): void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const shown = offered.filter((column) => !hidden.has(column));
  return (
    <Dropdown
      trigger={['click']}
      open={open}
      onOpenChange={(next, { source: by }) => (by === 'trigger' || next) && setOpen(next)}
      menu={{
        className: 'grid-columns',
        selectable: true,
        multiple: true,
        selectedKeys: shown,
        items: [
          ...offered.map((column) => ({
            key: column,
            icon: <CheckOutlined style={{ visibility: hidden.has(column) ? 'hidden' : 'visible' }} />,
            // The last one stays.
            disabled: shown.length === 1 && shown[0] === column,
            label: <span data-testid={`column-${column}`}>{columnHead(t, source, column)}</span>,
          })),
          { type: 'divider' as const },
          {
            key: RESET,
            icon: <UndoOutlined />,
            disabled: !changed,
            label: <span data-testid={`grid-${id}-columns-reset`}>{t('grid.resetColumns')}</span>,
          },
        ],
        onClick: ({ key }) => (key === RESET ? reset() : onShow(key, hidden.has(key))),
      }}
    >
      <Button size="small" type="text" icon={<TableOutlined />} data-testid={`grid-${id}-columns`}>
        {shown.length === offered.length ? t('app.grid.columns') : t('app.grid.columnsOf', { shown: shown.length, all: offered.length })}
      </Button>
    </Dropdown>
  );
}
