/** The one grid of the desk: any view of the desk worker, a million rows in the memory of a few hundred. */
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ViewColumn, ViewFilter, ViewRange, ViewSource, ViewSpec } from '../../shared/desk/api';
import type { Period } from '../../shared/period';
import { useLanguage, useOpenDesk, useSession } from '../app/session/context';
import { useCurrency, useDataStamp } from '../app/session/lookups';
import { faultText } from '../app/faults';
import { figureAttributes } from '../app/figures/facts';
import { countText } from '../app/words';
import { columnHead, useCellWords } from './cell-text';
import { Chips } from './Chips';
import { columnsOf } from './columns';
import { copyCells } from './clipboard';
import { CsvButton } from './CsvButton';
import { factsOf } from './figure-facts';
import { FilterPanel } from './FilterPanel';
import type { Point } from './Floating';
import { FloatingMenu } from './FloatingMenu';
import { GridFoot } from './GridFoot';
import { GridRow } from './GridRow';
import { HeadRows } from './HeadRows';
import { GROUPS, useLayout } from './layout';
import { cellMenu, headMenu } from './menus';
import { RowDrawer } from './RowDrawer';
import { ROW_HEIGHT, rowOfSlot, slotOfRow, slotsOf } from './scale';
import { START, rangeOf, type Selection } from './selection';
import { afterHeadClick, type Sort } from './sorting';
import { TotalsRow } from './TotalsRow';
import { textWidth } from './text-width';
import { onGridKey } from './use-keys';
import { useView } from './use-view';
import { withFilter, type UserFilters } from './user-filters';

const HEAD_HEIGHT = 61;
const FOOT_HEIGHT = 31;
/** Cells a copy takes at most: more would hold the window and the spreadsheet up. */
export const MOST_CELLS = 200_000;

export interface DataGridProps {
  /** Remembers its columns under this name. */
  readonly id: string;
  readonly label: string;
  readonly source: ViewSource;
  readonly period: Period | null;
  /** Filters the page sets, besides the user's. */
  readonly filters?: ViewSpec['filters'];
}

/** What the user asks of the rows. */
interface Query {
  readonly sort: Sort;
  readonly filters: UserFilters;
  readonly group: readonly string[];
}

type Open =
  | { readonly kind: 'head' | 'ask'; readonly column: ViewColumn; readonly at: Point }
  | { readonly kind: 'cell'; readonly row: number; readonly column: number; readonly at: Point };

const NO_FILTERS: ViewSpec['filters'] = [];
const NO_QUERY: Query = { sort: [], filters: {}, group: [] };

export function DataGrid({ id, label, source, period, filters = NO_FILTERS }: DataGridProps) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { profile } = useOpenDesk();
  const language = useLanguage();
  const site = useCurrency();
  const stamp = useDataStamp();
  const [query, setQuery] = useState<Query>(NO_QUERY);
  const [selection, setSelection] = useState<Selection>(START);
  const [onHeads, setOnHeads] = useState(false);
  const [said, setSaid] = useState('');
  const [tooMany, setTooMany] = useState(0);
  const [open, setOpen] = useState<Open | null>(null);
  const [detail, setDetail] = useState<number | null>(null);
  const { sort, group } = query;
  const spec = useMemo<ViewSpec>(
    () => ({
      source,
      language,
      period,
      filters: [...filters, ...Object.values(query.filters)],
      sort: query.sort,
      ...(query.group.length > 0 ? { group: query.group } : {}),
    }),
    [source, language, period, filters, query],
  );
  /** What the view that is shown was opened with. */
  const settled = useRef<Query>(NO_QUERY);
  const view = useView(spec, stamp, () => setQuery(settled.current));
  const { handle, rows } = view;
  const all = handle?.columns;
  const offered = useMemo(
    () => columnsOf(source, period !== null).filter((key) => all?.some((column) => column.key === key) ?? true),
    [source, period, all],
  );
  const model = useLayout(id, profile.id, source, offered, all, group);
  const { laid } = model;
  const words = useCellWords(source);
  const places = useMemo(() => laid.map(({ column }) => all?.findIndex(({ key }) => key === column.key) ?? -1), [laid, all]);
  const groups = useMemo(
    () =>
      group.flatMap((key) => {
        const place = all?.findIndex((column) => column.key === key) ?? -1;
        const column = all?.[place];
        return column ? [{ column, place }] : [];
      }),
    [group, all],
  );
  const filtered = Object.keys(query.filters).length > 0;

  const filteredRef = useRef(filtered);
  filteredRef.current = filtered;
  useEffect(() => {
    if (!handle) return;
    settled.current = query;
    setSaid(filteredRef.current ? t('grid.nowShown', { n: countText(handle.records) }) : '');
    // Said once for each view that opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [handle]);
  useEffect(() => {
    // Fewer rows or columns than before: the selection stays inside.
    setSelection((before) => {
      const inside = ({ row, column }: Selection['cursor']) => ({
        row: Math.max(0, Math.min(row, rows - 1)),
        column: Math.max(0, Math.min(column, laid.length - 1)),
      });
      const next = { cursor: inside(before.cursor), anchor: inside(before.anchor) };
      return JSON.stringify(next) === JSON.stringify(before) ? before : next;
    });
  }, [rows, laid.length]);

  const box = useRef<HTMLDivElement>(null);
  const slots = useVirtualizer({
    count: slotsOf(rows),
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    scrollPaddingEnd: FOOT_HEIGHT,
  });
  const inSight = Math.max(1, Math.floor(((box.current?.clientHeight ?? 400) - HEAD_HEIGHT - FOOT_HEIGHT) / ROW_HEIGHT));
  const first = Math.max(0, Math.round((slots.scrollOffset ?? 0) / ROW_HEIGHT));
  const prefix = useId();
  const range = rangeOf(selection);
  const selectedColumns = useMemo(
    () => laid.slice(range.fromColumn, range.toColumn + 1).flatMap(({ column }) => (column === GROUPS ? [] : [column.key])),
    [laid, range.fromColumn, range.toColumn],
  );
  const selected: ViewRange = { fromRow: range.fromRow, toRow: range.toRow + 1, columns: selectedColumns };

  const onSort = useCallback(
    (column: string, add: boolean) => setQuery((before) => ({ ...before, sort: afterHeadClick(before.sort, column, add) })),
    [],
  );
  const onFilter = useCallback(
    (column: string, filter: ViewFilter | null) =>
      setQuery((before) => ({ ...before, filters: withFilter(before.filters, column, filter) })),
    [],
  );
  const onGroup = (column: string, on: boolean): void => {
    setQuery((before) => ({
      ...before,
      group: on ? [...before.group.filter((one) => one !== column), column] : before.group.filter((one) => one !== column),
    }));
    setOnHeads(false);
    setSelection(START);
  };
  const onShow = (column: string, shown: boolean): void => {
    model.show(column, shown);
    // What is not seen does not filter.
    if (!shown) onFilter(column, null);
  };
  const focus = (): void => box.current?.focus({ preventScroll: true });
  const close = (): void => {
    setOpen(null);
    focus();
  };

  const copy = async (bare = false): Promise<void> => {
    if (!handle || rows === 0) return;
    const cells = (range.toRow - range.fromRow + 1) * (range.toColumn - range.fromColumn + 1);
    setTooMany(cells > MOST_CELLS ? cells : 0);
    if (cells > MOST_CELLS) return;
    const copied = await desk.copy(handle.id, { ...selected, bare });
    setSaid(
      (await copyCells(copied))
        ? t('app.grid.copied', { rows: countText(range.toRow - range.fromRow + 1), columns: range.toColumn - range.fromColumn + 1 })
        : t('app.grid.copyFailed'),
    );
    focus();
  };
  const fit = (key: string): void => {
    const one = laid.find(({ column }) => column.key === key);
    const at = laid.findIndex(({ column }) => column.key === key);
    if (!one || !box.current) return;
    const texts = slots
      .getVirtualItems()
      .map((slot) => words(one.column, view.peek(rowOfSlot(slot.index, first, inSight, rows))?.[places[at] ?? -1] ?? null));
    const total = handle?.totals[key];
    model.resize(
      key,
      textWidth(box.current, [...texts, ...(total === undefined ? [] : [words(one.column, total)])], columnHead(t, source, key)),
    );
  };
  const intoSight = ({ row, column }: Selection['cursor']): void => {
    slots.scrollToIndex(slotOfRow(row, inSight, rows), { align: slotsOf(rows) === rows ? 'auto' : 'start' });
    columnIntoSight(column);
  };
  const columnIntoSight = (column: number): void => {
    const cell = laid[column];
    const frame = box.current;
    if (!cell || !frame || cell.pin !== false) return;
    const left = frame.scrollLeft + model.startWidth;
    const right = frame.scrollLeft + frame.clientWidth - model.endWidth;
    if (cell.offset < left) frame.scrollLeft = cell.offset - model.startWidth;
    else if (cell.offset + cell.width > right) frame.scrollLeft = cell.offset + cell.width - frame.clientWidth + model.endWidth;
  };
  const elementAt = (row: number, column: number): HTMLElement | null =>
    document.getElementById(onHeads || row < 0 ? `${prefix}head-${column}` : `${prefix}${row}-${column}`);
  const underCursor = (): Point => {
    const size = (elementAt(selection.cursor.row, selection.cursor.column) ?? box.current)?.getBoundingClientRect();
    return { x: size?.left ?? 0, y: size?.bottom ?? 0 };
  };
  const toggle = (group_: number | 'all', opened: boolean): void => void view.toggle(group_, opened);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || laid.length === 0) return;
    const used = onGridKey(
      event,
      { selection, onHeads, rows, laid, page: inSight, headAt: view.head },
      {
        select: (next) => {
          setOnHeads(false);
          setSelection(next);
          intoSight(next.cursor);
        },
        toHeads: setOnHeads,
        toggle: (head, opened) => toggle(head.group, opened),
        open: setDetail,
        copy: (bare) => void copy(bare),
        menu: (where) => {
          const { row, column } = selection.cursor;
          const one = laid[column];
          if (where === 'cell') setOpen({ kind: 'cell', row, column, at: underCursor() });
          else if (one) setOpen({ kind: 'head', column: one.column, at: underCursor() });
        },
        sort: onSort,
        resize: model.resize,
        nudge: model.nudge,
      },
    );
    if (used) event.preventDefault();
  };

  const cellOf = (target: EventTarget): { row: number; column: number; element: HTMLElement } | null => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-col]') : null;
    const line = element?.closest<HTMLElement>('[data-row]');
    if (!element || !line) return null;
    return { row: Number(line.dataset['row']), column: Number(element.dataset['col']), element };
  };
  const onMouseDown = (event: MouseEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const head = view.head(cell.row);
    setOnHeads(false);
    if (event.button === 0 && head && event.target instanceof Element && event.target.closest('[data-twisty]'))
      toggle(head.group, !head.open);
    const cursor = { row: cell.row, column: cell.column };
    // A press of the other button inside the selection is about the selection.
    if (event.button === 2 && within(range, cursor)) return;
    setSelection((before) => ({ cursor, anchor: event.shiftKey ? before.anchor : cursor }));
  };
  const onPointerOver = (event: PointerEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    if (event.buttons === 1) setSelection((before) => ({ cursor: { row: cell.row, column: cell.column }, anchor: before.anchor }));
    const one = laid[cell.column];
    if (!one || one.column === GROUPS) return;
    const cells = view.peek(cell.row);
    const value = cells?.[places[cell.column] ?? -1] ?? null;
    if (one.column.type !== 'amount') {
      cell.element.title = words(one.column, value);
      return;
    }
    // Written when the pointer comes: a million amounts need none.
    if (value === null) return void cell.element.removeAttribute('data-figure');
    const of = (key: string): string | null => cells?.[all?.findIndex((column) => column.key === key) ?? -1] ?? null;
    const facts = factsOf(source, one.column.key, of('currency') ?? site, columnHead(t, source, one.column.key), of('period') ?? period);
    cell.element.setAttribute('data-figure', figureAttributes(value, facts)['data-figure']);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const head = view.head(cell.row);
    if (head) toggle(head.group, !head.open);
    else setDetail(cell.row);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    event.preventDefault();
    focus();
    setOpen({ kind: 'cell', row: cell.row, column: cell.column, at: { x: event.clientX, y: event.clientY } });
  };

  const cursorHere = onHeads || rows > 0;
  return (
    <div className="grid-frame" data-testid={`grid-${id}`} data-rows={handle ? rows : undefined} data-records={handle?.records}>
      <Chips
        id={id}
        source={source}
        columns={all ?? []}
        filters={query.filters}
        group={group}
        onClear={(column) => onFilter(column, null)}
        onUngroup={(column) => onGroup(column, false)}
        onToggleAll={(opened) => toggle('all', opened)}
        onClearAll={() => {
          setQuery((before) => ({ ...before, filters: {}, group: [] }));
          focus();
        }}
      />
      <div
        ref={box}
        className="grid"
        role={group.length > 0 ? 'treegrid' : 'grid'}
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows + 2}
        aria-colcount={laid.length}
        aria-multiselectable
        aria-busy={view.slow}
        aria-activedescendant={
          cursorHere
            ? onHeads
              ? `${prefix}head-${selection.cursor.column}`
              : `${prefix}${selection.cursor.row}-${selection.cursor.column}`
            : undefined
        }
        onKeyDown={onKeyDown}
      >
        <HeadRows
          source={source}
          laid={laid}
          sort={sort}
          filters={query.filters}
          group={group}
          width={model.width}
          cursor={onHeads ? selection.cursor.column : -1}
          prefix={prefix}
          onSort={onSort}
          onFilter={onFilter}
          onAsk={(column, at) => setOpen({ kind: 'ask', column, at })}
          onMenu={(column, at) => setOpen({ kind: 'head', column, at })}
          onResize={model.resize}
          onFit={fit}
          onMove={model.move}
        />
        <div
          className="grid-space"
          role="rowgroup"
          style={{ height: slots.getTotalSize(), width: model.width }}
          onMouseDown={onMouseDown}
          onPointerOver={onPointerOver}
          onDoubleClick={onDoubleClick}
          onContextMenu={onContextMenu}
        >
          {slots.getVirtualItems().map((slot) => {
            const row = rowOfSlot(slot.index, first, inSight, rows);
            const inRange = row >= range.fromRow && row <= range.toRow && !onHeads;
            return (
              <GridRow
                key={slot.key}
                index={row}
                top={slot.start - HEAD_HEIGHT}
                width={model.width}
                cells={view.row(row)}
                head={view.head(row)}
                laid={laid}
                places={places}
                groups={groups}
                from={inRange ? range.fromColumn : -1}
                to={inRange ? range.toColumn : -1}
                cursor={!onHeads && selection.cursor.row === row ? selection.cursor.column : -1}
                prefix={prefix}
                words={words}
              />
            );
          })}
        </div>
        {handle && rows === 0 && (
          <div className="grid-empty">
            {filtered ? (
              <>
                {t('grid.noneFit')}{' '}
                <Button
                  size="small"
                  data-testid={`grid-${id}-empty-clear`}
                  onClick={() => setQuery((before) => ({ ...before, filters: {} }))}
                >
                  {t('grid.clearToShow')}
                </Button>
              </>
            ) : (
              t('app.state.noRows')
            )}
          </div>
        )}
        {view.fault !== null && (
          <div className="grid-empty" role="alert">
            {t('app.grid.failed')} {faultText(t, view.fault)}{' '}
            <Button size="small" onClick={view.reopen}>
              {t('app.state.retry')}
            </Button>
          </div>
        )}
        {handle && rows > 0 && (
          <TotalsRow source={source} laid={laid} width={model.width} handle={handle} filtered={filtered || filters.length > 0} />
        )}
      </div>
      {view.slow && (
        <div className="grid-notice" role="status">
          {t('grid.slow')}{' '}
          <Button size="small" onClick={view.stop} data-testid={`grid-${id}-stop`}>
            {t('grid.stop')}
          </Button>
        </div>
      )}
      {tooMany > 0 && (
        <div className="grid-notice" role="alert" data-testid={`grid-${id}-too-many`}>
          {t('grid.tooMany', { cells: countText(tooMany), most: countText(MOST_CELLS) })}{' '}
          <Button size="small" onClick={() => setTooMany(0)}>
            {t('grid.dismiss')}
          </Button>
        </div>
      )}
      <GridFoot
        id={id}
        source={source}
        view={handle?.id ?? null}
        rows={rows}
        selection={selection}
        selected={selected}
        said={said}
        model={model}
        onShow={onShow}
        onCopy={() => void copy()}
        csv={
          <CsvButton
            id={id}
            label={label}
            spec={spec}
            columns={laid.flatMap(({ column }) => (column === GROUPS ? [] : [column.key]))}
            disabled={!handle || handle.records === 0}
          />
        }
      />
      {open?.kind === 'ask' && (
        <FilterPanel
          at={open.at}
          source={source}
          column={open.column}
          filter={query.filters[open.column.key] ?? null}
          spec={spec}
          onFilter={(filter) => onFilter(open.column.key, filter)}
          onClose={close}
        />
      )}
      {open?.kind === 'head' && (
        <FloatingMenu
          at={open.at}
          label={t('grid.menuOf', { column: open.column === GROUPS ? t('grid.group') : columnHead(t, source, open.column.key) })}
          entries={headMenu(
            t,
            open.column,
            { sort, group, model },
            {
              sort: (descending) =>
                setQuery((before) => ({
                  ...before,
                  sort:
                    descending === null
                      ? before.sort.filter((one) => one.column !== open.column.key)
                      : [{ column: open.column.key, descending }],
                })),
              ask: () => setOpen({ kind: 'ask', column: open.column, at: open.at }),
              group: (on) => onGroup(open.column.key, on),
              pin: (to) => model.pin(open.column.key, to),
              nudge: (by) => model.nudge(open.column.key, by),
              fit: () => fit(open.column.key),
              hide: () => onShow(open.column.key, false),
              pick: () => {
                const column = laid.findIndex((one) => one.column === open.column);
                setSelection({ anchor: { row: 0, column }, cursor: { row: Math.max(0, rows - 1), column } });
              },
              reset: model.reset,
            },
          )}
          onClose={close}
        />
      )}
      {open?.kind === 'cell' && cellMenuOf(open)}
      {detail !== null && all && (
        <RowDrawer
          source={source}
          label={label}
          columns={all}
          cells={view.row(detail)}
          period={period}
          row={detail}
          rows={rows}
          onStep={(by) => {
            let next = detail + by;
            while (view.head(next) !== null && next > 0 && next < rows - 1) next += by;
            if (next < 0 || next >= rows || view.head(next) !== null) return;
            const cursor = { row: next, column: selection.cursor.column };
            setDetail(next);
            setSelection({ cursor, anchor: cursor });
            intoSight(cursor);
          }}
          onClose={() => {
            setDetail(null);
            focus();
          }}
        />
      )}
    </div>
  );

  function cellMenuOf({ row, column: at, at: point }: Extract<Open, { kind: 'cell' }>) {
    const one = laid[at];
    if (!one) return null;
    const head = view.head(row);
    const grouping = one.column === GROUPS ? (head ? groups[head.level] : undefined) : undefined;
    const column = one.column === GROUPS ? (grouping?.column ?? null) : one.column;
    const value = view.peek(row)?.[grouping?.place ?? places[at] ?? -1] ?? null;
    return (
      <FloatingMenu
        at={point}
        label={t('grid.menuOfCell')}
        entries={cellMenu(
          t,
          source,
          head && grouping === undefined ? null : column,
          {
            value,
            words: column === null ? '' : words(column, value),
            head: head ? (head.open ? 'open' : 'closed') : null,
            filtered,
            grouped: column !== null && group.includes(column.key),
          },
          {
            open: () => setDetail(row),
            toggle: () => head && toggle(head.group, !head.open),
            copy: (bare) => void copy(bare),
            filter: (filter) => onFilter(filter.column, filter),
            group: () => column && onGroup(column.key, true),
            pickRow: () => setSelection({ anchor: { row, column: 0 }, cursor: { row, column: laid.length - 1 } }),
            pickColumn: () => setSelection({ anchor: { row: 0, column: at }, cursor: { row: rows - 1, column: at } }),
            clear: () => setQuery((before) => ({ ...before, filters: {} })),
          },
        )}
        onClose={close}
      />
    );
  }
}

function within(range: ReturnType<typeof rangeOf>, { row, column }: Selection['cursor']): boolean {
  return row >= range.fromRow && row <= range.toRow && column >= range.fromColumn && column <= range.toColumn;
}
