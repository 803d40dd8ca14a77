import { memo } from 'react';
import { Button } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ViewSource, ViewSpec } from '../../shared/desk/api';
import { ColumnsButton } from './ColumnsButton';
import { CsvButton } from './CsvButton';
import type { ColumnModel } from './layout';

/** What can be done with a grid's rows. The cursor changes nothing of it. */
export const GridTools = memo(function GridTools({
  id,
  label,
  source,
  spec,
  model,
  columns,
  empty,
  onShow,
  onCopy,
}: {
  readonly id: string;
  readonly label: string;
  readonly source: ViewSource;
  readonly spec: ViewSpec;
  readonly model: ColumnModel;
  /** Of the screen, in their order. */
  readonly columns: readonly string[];
  readonly empty: boolean;
  onShow(column: string, shown: boolean): void;
  onCopy(): void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <ColumnsButton id={id} source={source} model={model} onShow={onShow} />
      <Button
        size="small"
        type="text"
        icon={<CopyOutlined />}
        disabled={empty}
        title={t('app.grid.copyHint')}
        data-testid={`grid-${id}-copy`}
        onClick={onCopy}
      >
        {t('app.grid.copy')}
      </Button>
      <CsvButton id={id} label={label} spec={spec} columns={columns} disabled={empty} />
    </>
  );
});
