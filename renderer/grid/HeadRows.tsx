import { useEffect, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import type { ViewColumn, ViewSource } from '../../shared/desk/api';
import { zh } from '../i18n/zh';
import { codeWord } from '../app/words';
import { columnHead } from './cell-text';
import { codeSetOf } from './columns';
import type { Sort } from './sorting';

interface HeadRowsProps {
  readonly source: ViewSource;
  readonly columns: readonly ViewColumn[];
  readonly sort: Sort;
  readonly filters: Readonly<Record<string, string>>;
  widthOf(column: ViewColumn): number;
  onSort(column: string, add: boolean): void;
  onFilter(column: string, value: string): void;
  onResize(column: string, width: number): void;
}

/** Heads (sort by click, drag or arrow keys on the edge to resize) and the filter row. */
export function HeadRows({ source, columns, sort, filters, widthOf, onSort, onFilter, onResize }: HeadRowsProps) {
  return (
    <div className="grid-sticky" role="rowgroup">
      <div className="grid-line" role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <Head key={column.key} source={source} column={column} width={widthOf(column)} sort={sort} onSort={onSort} onResize={onResize} />
        ))}
      </div>
      <div className="grid-line" role="row" aria-rowindex={2}>
        {columns.map((column) => (
          <div key={column.key} role="gridcell" className="grid-filter" style={{ width: widthOf(column) }}>
            {filterable(column) && (
              <FilterField
                source={source}
                column={column}
                set={codeSetOf(source, column.key)}
                value={filters[column.key] ?? ''}
                onFilter={onFilter}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function filterable(column: ViewColumn): boolean {
  return column.type === 'text' || column.type === 'code' || column.type === 'period';
}

function Head({
  source,
  column,
  width,
  sort,
  onSort,
  onResize,
}: {
  readonly source: ViewSource;
  readonly column: ViewColumn;
  readonly width: number;
  readonly sort: Sort;
  readonly onSort: HeadRowsProps['onSort'];
  readonly onResize: HeadRowsProps['onResize'];
}) {
  const { t } = useTranslation();
  const at = sort.findIndex((entry) => entry.column === column.key);
  const order = sort[at];
  const head = columnHead(t, source, column.key);
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const from = event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const onMove = (move: globalThis.PointerEvent): void => onResize(column.key, width + move.clientX - from);
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', onMove), { once: true });
  };
  const nudge = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    onResize(column.key, width + (event.key === 'ArrowRight' ? 16 : -16));
  };
  return (
    <div
      role="columnheader"
      className={`grid-headcell ${column.type}`}
      style={{ width }}
      aria-sort={order ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        title={`${head} · ${t('app.grid.sortHint')}`}
        data-testid={`head-${column.key}`}
        onClick={(event) => onSort(column.key, event.shiftKey)}
      >
        {head}
        {order &&
          (order.descending ? (
            <ArrowDownOutlined aria-label={t('app.grid.descending')} />
          ) : (
            <ArrowUpOutlined aria-label={t('app.grid.ascending')} />
          ))}
        {order && sort.length > 1 && <sub>{at + 1}</sub>}
      </button>
      <span
        className="grid-resize"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('app.grid.resizeColumn', { column: head })}
        aria-valuenow={width}
        tabIndex={0}
        onPointerDown={drag}
        onKeyDown={nudge}
      />
    </div>
  );
}

function FilterField({
  source,
  column,
  set,
  value,
  onFilter,
}: {
  readonly source: ViewSource;
  readonly column: ViewColumn;
  readonly set: string | undefined;
  readonly value: string;
  readonly onFilter: HeadRowsProps['onFilter'];
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onFilter(column.key, text), 250);
    return () => clearTimeout(timer);
  }, [text, value, column.key, onFilter]);
  const label = t('app.grid.filterColumn', { column: columnHead(t, source, column.key) });
  const codes = set === undefined ? [] : Object.keys((zh.codes as Readonly<Record<string, Readonly<Record<string, unknown>>>>)[set] ?? {});
  if (codes.length > 0 && set !== undefined) {
    return (
      <select aria-label={label} value={text} data-testid={`filter-${column.key}`} onChange={(event) => setText(event.target.value)}>
        <option value="">{t('app.act.all')}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {codeWord(t, set, code)}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      type="text"
      aria-label={label}
      placeholder={t('app.grid.contains')}
      value={text}
      data-testid={`filter-${column.key}`}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
