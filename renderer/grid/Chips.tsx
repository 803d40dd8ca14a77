import { Button } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ViewColumn, ViewSource } from '../../shared/desk/api';
import { columnHead } from './cell-text';
import { filterWords, type UserFilters } from './user-filters';

/** What the user asked of the grid, each with its own way out. */
export function Chips({
  id,
  source,
  columns,
  filters,
  group,
  onClear,
  onUngroup,
  onToggleAll,
  onClearAll,
}: {
  readonly id: string;
  readonly source: ViewSource;
  readonly columns: readonly ViewColumn[];
  readonly filters: UserFilters;
  readonly group: readonly string[];
  onClear(column: string): void;
  onUngroup(column: string): void;
  onToggleAll(open: boolean): void;
  onClearAll(): void;
}) {
  const { t } = useTranslation();
  const set = Object.entries(filters);
  if (set.length === 0 && group.length === 0) return null;
  return (
    <div className="grid-chips" role="group" aria-label={t('grid.chips')} data-testid={`grid-${id}-chips`}>
      {set.map(([key, filter]) => {
        const column = columns.find((one) => one.key === key) ?? { key, type: 'text' as const };
        return <Chip key={key} testid={`chip-${key}`} words={filterWords(t, source, column, filter)} onClose={() => onClear(key)} />;
      })}
      {group.map((key) => (
        <Chip
          key={`by-${key}`}
          testid={`group-${key}`}
          words={t('grid.groupedBy', { column: columnHead(t, source, key) })}
          onClose={() => onUngroup(key)}
        />
      ))}
      {group.length > 0 && (
        <>
          <Button size="small" type="text" data-testid={`grid-${id}-expand`} onClick={() => onToggleAll(true)}>
            {t('grid.expandAll')}
          </Button>
          <Button size="small" type="text" data-testid={`grid-${id}-collapse`} onClick={() => onToggleAll(false)}>
            {t('grid.collapseAll')}
          </Button>
        </>
      )}
      <Button size="small" type="link" onClick={onClearAll} data-testid={`grid-${id}-clear`}>
        {t('grid.clearAll')}
      </Button>
    </div>
  );
}

function Chip({ words, testid, onClose }: { readonly words: string; readonly testid: string; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <span className="grid-chip" data-testid={testid}>
      {words}
      <button type="button" aria-label={t('grid.remove', { what: words })} onClick={onClose}>
        <CloseOutlined aria-hidden />
      </button>
    </span>
  );
}
