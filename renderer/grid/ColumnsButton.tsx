import { useState } from 'react';
import { Button, Dropdown } from 'antd';
import { CheckOutlined, TableOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ViewSource } from '../../shared/desk/api';
import { columnHead } from './cell-text';

/** Which columns a grid shows; the list stays open while several are chosen. */
export function ColumnsButton({
  id,
  source,
  columns,
  hidden,
  onShow,
}: {
  readonly id: string;
  readonly source: ViewSource;
  /** All there are, in the order of the screen. */
  readonly columns: readonly string[];
  readonly hidden: ReadonlySet<string>;
  onShow(column: string, shown: boolean): void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const shown = columns.filter((column) => !hidden.has(column));
  return (
    <Dropdown
      trigger={['click']}
      open={open}
      onOpenChange={(next, { source: by }) => (by === 'trigger' || next) && setOpen(next)}
      menu={{
        selectable: true,
        multiple: true,
        selectedKeys: shown,
        items: columns.map((column) => ({
          key: column,
          icon: <CheckOutlined style={{ visibility: hidden.has(column) ? 'hidden' : 'visible' }} />,
          // The last one stays.
          disabled: shown.length === 1 && shown[0] === column,
          label: <span data-testid={`column-${column}`}>{columnHead(t, source, column)}</span>,
        })),
        onClick: ({ key }) => onShow(key, hidden.has(key)),
      }}
    >
      <Button size="small" type="text" icon={<TableOutlined />} data-testid={`grid-${id}-columns`}>
        {shown.length === columns.length ? t('app.grid.columns') : t('app.grid.columnsOf', { shown: shown.length, all: columns.length })}
      </Button>
    </Dropdown>
  );
}
