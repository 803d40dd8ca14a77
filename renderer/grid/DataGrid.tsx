/** The one grid of the desk: any view of the desk worker, a million rows in the memory of a few hundred. */
import { useCallback, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ViewColumn, ViewSource, ViewSpec } from '../../shared/desk/api';
import type { Period } from '../../shared/period';
import { useLanguage, useSession } from '../app/session/context';
import { useDataStamp } from '../app/session/lookups';
import { faultText } from '../app/faults';
import { moneyText } from '../app/parts/Money';
import { countText } from '../app/words';
import { ColumnsButton } from './ColumnsButton';
import { HeadRows } from './HeadRows';
import { codeSetOf, columnsOf } from './columns';
import { cellText, columnHead } from './cell-text';
import { copyCells } from './clipboard';
import { CsvButton } from './CsvButton';
import { ROW_HEIGHT, rowOfSlot, slotOfRow, slotsOf } from './scale';
import { START, afterKey, contains, rangeOf, type Selection } from './selection';
import { useHiddenColumns } from './shown-columns';
import { afterHeadClick, type Sort } from './sorting';
import { useView } from './use-view';
import { useWidths } from './widths';

const HEAD_HEIGHT = 61;
const FOOT_HEIGHT = 31;

export interface DataGridProps {
  /** Remembers widths under this name. */
  readonly id: string;
  readonly label: string;
  readonly source: ViewSource;
  readonly period: Period | null;
  /** Filters the page sets, besides the user's. */
  readonly filters?: ViewSpec['filters'];
}

const NO_FILTERS: ViewSpec['filters'] = [];

export function DataGrid({ id, label, source, period, filters = NO_FILTERS }: DataGridProps) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const language = useLanguage();
  const stamp = useDataStamp();
  const [sort, setSort] = useState<Sort>([]);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [selection, setSelection] = useState<Selection>(START);
  const [said, setSaid] = useState('');
  const { widthOf, resize } = useWidths(id);
  const spec = useMemo<ViewSpec>(() => {
    const own = Object.entries(typed)
      .filter(([, value]) => value !== '')
      .map(([column, value]) => ({ column, op: codeSetOf(source, column) === undefined ? ('contains' as const) : ('is' as const), value }));
    return { source, language, period, filters: [...filters, ...own], sort };
  }, [source, language, period, filters, typed, sort]);
  const view = useView(spec, stamp);
  const all = view.handle?.columns;
  const { hidden, show } = useHiddenColumns(id, source);
  const offered = useMemo(() => columnsOf(source, period !== null), [source, period]);
  const columns = useMemo<readonly ViewColumn[]>(
    () => offered.filter((key) => !hidden.has(key)).flatMap((key) => all?.find((column) => column.key === key) ?? []),
    [offered, hidden, all],
  );
  const rows = view.handle?.rows ?? 0;

  const scroller = useRef<HTMLDivElement>(null);
  const slots = useVirtualizer({
    count: slotsOf(rows),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollPaddingEnd: FOOT_HEIGHT,
  });
  const inSight = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 400) - HEAD_HEIGHT - FOOT_HEIGHT) / ROW_HEIGHT));
  const first = Math.max(0, Math.round((slots.scrollOffset ?? 0) / ROW_HEIGHT));
  const prefix = useId();
  const range = rangeOf(selection);
  const width = columns.reduce((sum, column) => sum + widthOf(column), 0);
  const onSort = useCallback((column: string, add: boolean) => setSort((before) => afterHeadClick(before, column, add)), []);
  const onFilter = useCallback((column: string, value: string) => setTyped((before) => ({ ...before, [column]: value })), []);
  const onShow = (column: string, shown: boolean): void => {
    show(column, shown);
    // What is not seen does not filter.
    if (!shown) onFilter(column, '');
  };

  const copy = async (): Promise<void> => {
    if (!view.handle) return;
    const picked = columns.slice(range.fromColumn, range.toColumn + 1).map((column) => column.key);
    const cells = await desk.copy(view.handle.id, { fromRow: range.fromRow, toRow: range.toRow + 1, columns: picked });
    setSaid(
      (await copyCells(cells))
        ? t('app.grid.copied', { rows: countText(range.toRow - range.fromRow + 1), columns: picked.length })
        : t('app.grid.copyFailed'),
    );
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || rows === 0) return;
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      void copy();
      return;
    }
    const next = afterKey(selection, event.key, { shift: event.shiftKey, control }, { rows, columns: columns.length, page: inSight });
    if (!next) return;
    event.preventDefault();
    setSelection(next);
    slots.scrollToIndex(slotOfRow(next.cursor.row, inSight, rows), { align: slotsOf(rows) === rows ? 'auto' : 'start' });
    const cellLeft = columns.slice(0, next.cursor.column).reduce((sum, column) => sum + widthOf(column), 0);
    const cell = columns[next.cursor.column];
    const box = scroller.current;
    if (!box || !cell) return;
    if (cellLeft < box.scrollLeft) box.scrollLeft = cellLeft;
    else if (cellLeft + widthOf(cell) > box.scrollLeft + box.clientWidth) box.scrollLeft = cellLeft + widthOf(cell) - box.clientWidth;
  };

  const pick = (row: number, column: number) => (event: MouseEvent) => {
    const cursor = { row, column };
    setSelection((before) => ({ cursor, anchor: event.shiftKey ? before.anchor : cursor }));
  };

  const position = (column: ViewColumn): number => all?.indexOf(column) ?? -1;
  return (
    <div className="grid-frame" data-testid={`grid-${id}`} data-rows={view.handle ? rows : undefined}>
      <div
        ref={scroller}
        className="grid"
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows + 2}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-activedescendant={rows > 0 ? `${prefix}${selection.cursor.row}-${selection.cursor.column}` : undefined}
        onKeyDown={onKeyDown}
      >
        <HeadRows
          source={source}
          columns={columns}
          sort={sort}
          filters={typed}
          widthOf={widthOf}
          onSort={onSort}
          onFilter={onFilter}
          onResize={resize}
        />
        <div className="grid-space" role="rowgroup" style={{ height: slots.getTotalSize(), width }}>
          {slots.getVirtualItems().map((slot) => {
            const row = rowOfSlot(slot.index, first, inSight, rows);
            const cells = view.row(row);
            return (
              <div
                key={slot.key}
                role="row"
                aria-rowindex={row + 3}
                className={row % 2 ? 'grid-line grid-row odd' : 'grid-line grid-row'}
                style={{ top: slot.start - HEAD_HEIGHT, width }}
              >
                {columns.map((column, index) => {
                  const text = cells ? cellText(t, source, column, cells[position(column)] ?? null) : t('app.grid.loadingCell');
                  const here = selection.cursor.row === row && selection.cursor.column === index;
                  const selected = contains(range, row, index);
                  return (
                    <div
                      key={column.key}
                      id={`${prefix}${row}-${index}`}
                      role="gridcell"
                      aria-colindex={index + 1}
                      aria-selected={selected}
                      title={text}
                      className={`grid-cell ${column.type}${selected ? ' selected' : ''}${here ? ' grid-cell-cursor' : ''}`}
                      style={{ width: widthOf(column) }}
                      onMouseDown={pick(row, index)}
                    >
                      {text}
                    </div>
                  );
                })}
              </div>
            );
          })}
        </div>
        {view.handle && rows === 0 && <div className="grid-empty">{t('app.state.noRows')}</div>}
        {view.fault !== null && (
          <div className="grid-empty" role="alert">
            {t('app.grid.failed')} {faultText(t, view.fault)}{' '}
            <Button size="small" onClick={view.reopen}>
              {t('app.state.retry')}
            </Button>
          </div>
        )}
        {view.handle && rows > 0 && Object.keys(view.handle.totals).length > 0 && (
          <div className="grid-line grid-totals" role="row">
            {columns.map((column, index) => {
              const total = view.handle?.totals[column.key];
              return (
                <div
                  key={column.key}
                  role="gridcell"
                  className={`grid-cell ${column.type}`}
                  style={{ width: widthOf(column) }}
                  title={total === undefined ? undefined : `${t('app.grid.total')} ${columnHead(t, source, column.key)}`}
                >
                  {total === undefined ? (index === 0 ? t('app.grid.total') : '') : moneyText(total)}
                </div>
              );
            })}
          </div>
        )}
      </div>
      <div className="grid-foot">
        <span className="figure" data-testid={`grid-${id}-count`}>
          {rows > 0 ? t('app.grid.rowsOf', { row: countText(selection.cursor.row + 1), n: countText(rows) }) : t('app.grid.rows', { n: 0 })}
        </span>
        <span className="muted">{t('app.grid.keys')}</span>
        <span role="status">{said}</span>
        <span className="push" />
        <ColumnsButton id={id} source={source} columns={offered} hidden={hidden} onShow={onShow} />
        <Button
          size="small"
          type="text"
          icon={<CopyOutlined />}
          disabled={rows === 0}
          title={t('app.grid.copyHint')}
          data-testid={`grid-${id}-copy`}
          onClick={() => void copy()}
        >
          {t('app.grid.copy')}
        </Button>
        <CsvButton id={id} label={label} spec={spec} columns={columns.map((column) => column.key)} disabled={!view.handle || rows === 0} />
      </div>
    </div>
  );
}
