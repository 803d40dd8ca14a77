import { memo, useRef, useState, type MouseEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ArrowDownOutlined, ArrowUpOutlined, DownOutlined } from '@ant-design/icons';
import type { ViewColumn, ViewSource } from '../../shared/desk/api';
import { columnHead } from './cell-text';
import { FilterField } from './FilterField';
import type { Point } from './Floating';
import { pinned } from './shown-columns';
import { GROUPS, LEAST_WIDTH, MOST_WIDTH, type LaidColumn } from './layout';
import type { Sort } from './sorting';
import type { UserFilters } from './user-filters';
import type { ViewFilter } from '../../shared/desk/api';

/** Px a press has to move before it drags the column. */
const DRAGGED = 6;

export interface HeadActs {
  onSort(column: string, add: boolean): void;
  onFilter(column: string, filter: ViewFilter | null): void;
  onAsk(column: ViewColumn, at: Point): void;
  onMenu(column: ViewColumn, at: Point): void;
  onResize(column: string, width: number): void;
  onFit(column: string): void;
  /** Before another column; null for behind the last. */
  onMove(column: string, before: string | null): void;
}

interface HeadRowsProps extends HeadActs {
  readonly source: ViewSource;
  readonly laid: readonly LaidColumn[];
  readonly sort: Sort;
  readonly filters: UserFilters;
  readonly group: readonly string[];
  readonly width: number;
  /** Column of the cursor while it is on the heads; -1 else. */
  readonly cursor: number;
  readonly prefix: string;
}

/** Heads (press to sort, drag to move, drag the edge to resize) and the filter row. */
export const HeadRows = memo(function HeadRows(props: HeadRowsProps) {
  const { source, laid, filters, group, width } = props;
  const { t } = useTranslation();
  const [target, setTarget] = useState<string | null>(null);
  return (
    <div className="grid-sticky" role="rowgroup" style={{ width }}>
      <div className="grid-line" role="row" aria-rowindex={1}>
        {laid.map((one, at) => (
          <Head key={one.column.key} {...props} one={one} at={at} target={target} onTarget={setTarget} />
        ))}
      </div>
      <div className="grid-line" role="row" aria-rowindex={2}>
        {laid.map(({ column, width: wide, pin, offset }, at) => (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={at + 1}
            className={`grid-filter${pin === false ? '' : ' pinned'}`}
            style={pinned(wide, pin, offset)}
          >
            {column === GROUPS ? (
              <span className="muted">{group.map((key) => columnHead(t, source, key)).join(' › ')}</span>
            ) : (
              <FilterField
                source={source}
                column={column}
                filter={filters[column.key] ?? null}
                onFilter={props.onFilter}
                onAsk={props.onAsk}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
});

function Head({
  source,
  laid,
  one: { column, width, pin, offset },
  at,
  sort,
  cursor,
  prefix,
  target,
  onTarget,
  onSort,
  onMenu,
  onResize,
  onFit,
  onMove,
}: HeadRowsProps & {
  readonly one: LaidColumn;
  readonly at: number;
  /** Column before which a dragged one would come to stand; '' for behind the last. */
  readonly target: string | null;
  onTarget(column: string | null): void;
}) {
  const { t } = useTranslation();
  const place = sort.findIndex((entry) => entry.column === column.key);
  const order = sort[place];
  const groups = column === GROUPS;
  const head = groups ? t('grid.group') : columnHead(t, source, column.key);
  const dragged = useRef(false);
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const from = event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const onDrag = (move: globalThis.PointerEvent): void => onResize(column.key, width + move.clientX - from);
    handle.addEventListener('pointermove', onDrag);
    handle.addEventListener('pointerup', () => handle.removeEventListener('pointermove', onDrag), { once: true });
  };
  const carry = (event: PointerEvent<HTMLElement>): void => {
    dragged.current = false;
    if (event.button !== 0 || groups) return;
    const from = event.clientX;
    const handle = event.currentTarget;
    const row = handle.closest('[role="row"]');
    let before: string | null = null;
    const onCarry = (move: globalThis.PointerEvent): void => {
      if (!dragged.current && Math.abs(move.clientX - from) < DRAGGED) return;
      if (!dragged.current) {
        dragged.current = true;
        handle.setPointerCapture(event.pointerId);
      }
      before = '';
      for (const other of row?.querySelectorAll<HTMLElement>('[data-column]') ?? []) {
        const box = other.getBoundingClientRect();
        const key = other.dataset['column'] ?? '';
        if (key !== GROUPS.key && move.clientX < box.left + box.width / 2 && move.clientX > box.left - box.width / 2) {
          before = key;
          break;
        }
      }
      onTarget(before);
    };
    const done = (): void => {
      window.removeEventListener('pointermove', onCarry);
      onTarget(null);
      if (dragged.current && before !== null && before !== column.key) onMove(column.key, before === '' ? null : before);
    };
    window.addEventListener('pointermove', onCarry);
    window.addEventListener('pointerup', done, { once: true });
  };
  const click = (event: MouseEvent): void => {
    // The press that dragged the column ends in a click.
    if (dragged.current) dragged.current = false;
    else if (!groups) onSort(column.key, event.shiftKey);
  };
  const menu = (event: MouseEvent<HTMLElement>): void => {
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    onMenu(column, event.type === 'contextmenu' ? { x: event.clientX, y: event.clientY } : { x: box.left, y: box.bottom });
  };
  const last = at === laid.length - 1;
  return (
    <div
      id={`${prefix}head-${at}`}
      role="columnheader"
      aria-colindex={at + 1}
      aria-label={head}
      data-column={column.key}
      className={`grid-headcell ${column.type}${at === cursor ? ' grid-cell-cursor' : ''}${pin === false ? '' : ' pinned'}${
        target === column.key ? ' drop-before' : target === '' && last ? ' drop-behind' : ''
      }`}
      style={pinned(width, pin, offset)}
      aria-sort={order ? (order.descending ? 'descending' : 'ascending') : 'none'}
      onContextMenu={menu}
    >
      <button
        type="button"
        tabIndex={-1}
        title={groups ? head : `${head} · ${t('app.grid.sortHint')}`}
        data-testid={`head-${column.key}`}
        onPointerDown={carry}
        onClick={click}
      >
        {head}
        {order &&
          (order.descending ? (
            <ArrowDownOutlined aria-label={t('app.grid.descending')} />
          ) : (
            <ArrowUpOutlined aria-label={t('app.grid.ascending')} />
          ))}
        {order && sort.length > 1 && <sub>{place + 1}</sub>}
      </button>
      <button
        type="button"
        tabIndex={-1}
        className="grid-head-menu"
        aria-haspopup="menu"
        aria-label={t('grid.menuOf', { column: head })}
        data-testid={`menu-of-${column.key}`}
        onClick={menu}
      >
        <DownOutlined />
      </button>
      <span
        className="grid-resize"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('app.grid.resizeColumn', { column: head })}
        aria-valuenow={width}
        aria-valuemin={LEAST_WIDTH}
        aria-valuemax={MOST_WIDTH}
        tabIndex={-1}
        onPointerDown={drag}
        onDoubleClick={() => onFit(column.key)}
      />
    </div>
  );
}
