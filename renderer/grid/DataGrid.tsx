/** The one grid of the desk: any view of the desk worker, a million rows in the memory of a few hundred. */
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewColumn, ViewHandle, ViewRange, ViewSource, ViewSpec } from '../../shared/desk/api';
import type { Period } from '../../shared/period';
import { faultText } from '../app/faults';
import { moneyText } from '../app/parts/Money';
import { useOpenDesk, useSession } from '../app/session/context';
import { useDataStamp } from '../app/session/lookups';
import { countText } from '../app/words';
import { columnHead, useCellWords } from './cell-text';
import { Chips } from './Chips';
import { columnsOf } from './columns';
import { copyCells } from './clipboard';
import type { Point } from './Floating';
import { GridFoot } from './GridFoot';
import { GridMenus, type OpenMenu } from './GridMenus';
import { Failed, MOST_CELLS, NoRows, Slow, TooMany } from './GridNotices';
import { GridRows } from './GridRows';
import { GridTools } from './GridTools';
import { HeadRows } from './HeadRows';
import { GROUPS, useLayout } from './layout';
import { OpenRow } from './OpenRow';
import { START, rangeOf, type Cursor } from './selection';
import { columnIntoSight, rowIntoSight, rowsInSight, rowWindow } from './sight';
import type { Sort } from './sorting';
import { hasTotals, TotalsRow } from './TotalsRow';
import { sumWidth, textWidth } from './text-width';
import { onGridKey } from './use-keys';
import { usePlaces } from './use-places';
import { usePointer } from './use-pointer';
import { useQuery } from './use-query';
import { useSelection } from './use-selection';
import { useSteady } from './use-steady';
import { useView } from './use-view';

export interface DataGridProps {
  /** Remembers its columns under this name. */
  readonly id: string;
  readonly label: string;
  readonly source: ViewSource;
  readonly period: Period | null;
  /** Filters the page sets, besides the user's. */
  readonly filters?: ViewSpec['filters'];
  /** The order in which the list comes; as its rows lie where none is named. */
  readonly sort?: Sort;
}

const NO_FILTERS: ViewSpec['filters'] = [];
const UNSORTED: Sort = [];

/** Px that columns with a sum need for it. */
function sumWidths(view: ViewHandle | null): ReadonlyMap<string, number> {
  return new Map(Object.entries(view?.totals ?? {}).map(([key, sum]) => [key, sumWidth(document.body, moneyText(sum))]));
}

export function DataGrid({ id, label, source, period, filters = NO_FILTERS, sort: first = UNSORTED }: DataGridProps) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { profile } = useOpenDesk();
  const stamp = useDataStamp();
  const [onHeads, setOnHeads] = useState(false);
  const [said, setSaid] = useState('');
  const [tooMany, setTooMany] = useState(0);
  const [open, setOpen] = useState<OpenMenu | null>(null);
  const [detail, setDetail] = useState<number | null>(null);
  const { query, spec, settled, back, acts } = useQuery(source, period, filters, first);
  const { sort, group } = query;
  const view = useView(spec, stamp, back);
  const { handle, rows } = view;
  const all = handle?.columns;
  const offered = useMemo(
    () => columnsOf(source, period !== null).filter((key) => all?.some((column) => column.key === key) ?? true),
    [source, period, all],
  );
  const headOf = useCallback((key: string) => columnHead(t, source, key), [t, source]);
  const least = useMemo(() => sumWidths(handle), [handle]);
  const model = useLayout(id, profile.id, source, offered, all, group, headOf, least);
  const { laid } = model;
  const words = useCellWords(source);
  const { places, groups } = usePlaces(all, laid, group);
  const [selection, setSelection] = useSelection(rows, laid.length);
  const filtered = Object.keys(query.filters).length > 0;
  const totalled = handle !== null && rows > 0 && hasTotals(handle);

  const filteredRef = useRef(filtered);
  filteredRef.current = filtered;
  useEffect(() => {
    if (!handle) return;
    settled.current = query;
    setSaid(filteredRef.current ? t('grid.nowShown', { n: countText(handle.records) }) : '');
    // Said once for each view that opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [handle]);

  const box = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const range = rangeOf(selection);
  const selectedColumns = useMemo(
    () => laid.slice(range.fromColumn, range.toColumn + 1).flatMap(({ column }) => (column === GROUPS ? [] : [column.key])),
    [laid, range.fromColumn, range.toColumn],
  );
  const selected: ViewRange = { fromRow: range.fromRow, toRow: range.toRow + 1, columns: selectedColumns };

  const columnsShown = useMemo(() => laid.flatMap(({ column }) => (column === GROUPS ? [] : [column.key])), [laid]);

  const onGroup = (column: string, on: boolean): void => {
    acts.group(column, on);
    setOnHeads(false);
    setSelection(START);
  };
  const onShow = useSteady((column: string, shown: boolean): void => {
    model.show(column, shown);
    // What is not seen does not filter.
    if (!shown) acts.filter(column, null);
  });
  const focus = useCallback((): void => box.current?.focus({ preventScroll: true }), []);
  const close = (): void => {
    setOpen(null);
    focus();
  };
  const copy = async (bare = false): Promise<void> => {
    if (!handle || rows === 0) return;
    const cells = (range.toRow - range.fromRow + 1) * (range.toColumn - range.fromColumn + 1);
    setTooMany(cells > MOST_CELLS ? cells : 0);
    if (cells > MOST_CELLS) return;
    try {
      const copied = await desk.copy(handle.id, { ...selected, bare });
      setSaid(
        (await copyCells(copied))
          ? t('app.grid.copied', { rows: countText(range.toRow - range.fromRow + 1), columns: range.toColumn - range.fromColumn + 1 })
          : t('app.grid.copyFailed'),
      );
    } catch (problem) {
      setSaid(faultText(t, problem));
    }
    focus();
  };
  const onCopy = useSteady(() => void copy());
  const onAsk = useCallback((column: ViewColumn, at: Point) => setOpen({ kind: 'ask', column, at }), []);
  const onMenu = useCallback((column: ViewColumn, at: Point) => setOpen({ kind: 'head', column, at }), []);
  const fit = useSteady((key: string): void => {
    const at = laid.findIndex(({ column }) => column.key === key);
    const one = laid[at];
    if (!one || !box.current) return;
    const texts: string[] = [];
    const { from, to } = rowWindow(box.current, rows);
    for (let row = from; row < to; row++) texts.push(words(one.column, view.peek(row)?.[places[at] ?? -1] ?? null));
    model.resize(key, textWidth(box.current, texts, headOf(key)));
  });
  const intoSight = ({ row, column }: Cursor): void => {
    rowIntoSight(box.current, row, rows);
    columnIntoSight(box.current, column, model);
  };
  const { row: cursorRow, column: cursorColumn } = selection.cursor;
  const cursorId = onHeads ? `${prefix}head-${cursorColumn}` : `${prefix}${cursorRow}-${cursorColumn}`;
  const underCursor = (): Point => {
    const size = (document.getElementById(cursorId) ?? box.current)?.getBoundingClientRect();
    return { x: size?.left ?? 0, y: size?.bottom ?? 0 };
  };
  const toggle = (group_: number | 'all', opened: boolean): void => void view.toggle(group_, opened);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget || laid.length === 0) return;
    const used = onGridKey(
      event,
      { selection, onHeads, rows, laid, page: rowsInSight(box.current), headAt: view.head },
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
          const one = laid[cursorColumn];
          if (where === 'cell') setOpen({ kind: 'cell', row: cursorRow, column: cursorColumn, at: underCursor() });
          else if (one) setOpen({ kind: 'head', column: one.column, at: underCursor() });
        },
        sort: acts.sort,
        resize: model.resize,
        nudge: model.nudge,
      },
    );
    if (used) event.preventDefault();
  };
  const pointer = usePointer(
    { source, period, view, all, laid, places, range, words },
    {
      select: setSelection,
      toHeads: setOnHeads,
      toggle,
      open: setDetail,
      menu: (cell, at) => {
        focus();
        setOpen({ kind: 'cell', ...cell, at });
      },
    },
  );

  return (
    <div className="grid-frame" data-testid={`grid-${id}`} data-rows={handle ? rows : undefined} data-records={handle?.records}>
      <Chips
        id={id}
        source={source}
        columns={all ?? []}
        filters={query.filters}
        group={group}
        onClear={(column) => acts.filter(column, null)}
        onUngroup={(column) => onGroup(column, false)}
        onToggleAll={(opened) => toggle('all', opened)}
        onClearAll={() => {
          acts.clear();
          focus();
        }}
      />
      <div
        ref={box}
        className="grid"
        role={group.length > 0 ? 'treegrid' : 'grid'}
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows + (totalled ? 3 : 2)}
        aria-colcount={laid.length}
        aria-multiselectable
        aria-busy={view.slow}
        aria-activedescendant={onHeads || rows > 0 ? cursorId : undefined}
        onKeyDown={onKeyDown}
      >
        <HeadRows
          source={source}
          laid={laid}
          sort={sort}
          filters={query.filters}
          group={group}
          width={model.width}
          cursor={onHeads ? cursorColumn : -1}
          prefix={prefix}
          onSort={acts.sort}
          onFilter={acts.filter}
          onAsk={onAsk}
          onMenu={onMenu}
          onResize={model.resize}
          onFit={fit}
          onMove={model.move}
        />
        <GridRows
          box={box}
          view={view}
          model={model}
          places={places}
          groups={groups}
          range={onHeads ? null : range}
          cursor={onHeads ? null : selection.cursor}
          prefix={prefix}
          words={words}
          handlers={pointer.handlers}
          onMoved={pointer.moved}
        />
        {handle && rows === 0 && <NoRows id={id} filtered={filtered} onClear={acts.clearFilters} />}
        {view.fault !== null && <Failed fault={view.fault} onRetry={view.reopen} />}
        {totalled && (
          <TotalsRow
            source={source}
            laid={laid}
            width={model.width}
            handle={handle}
            filtered={filtered || filters.length > 0}
            rowIndex={rows + 3}
          />
        )}
      </div>
      {view.slow && <Slow id={id} onStop={view.stop} />}
      {tooMany > 0 && <TooMany id={id} cells={tooMany} onDismiss={() => setTooMany(0)} />}
      <GridFoot id={id} source={source} view={handle?.id ?? null} rows={rows} selection={selection} selected={selected} said={said}>
        <GridTools
          id={id}
          label={label}
          source={source}
          spec={spec}
          model={model}
          columns={columnsShown}
          empty={!handle || handle.records === 0}
          onShow={onShow}
          onCopy={onCopy}
        />
      </GridFoot>
      {open && (
        <GridMenus
          open={open}
          source={source}
          spec={spec}
          query={query}
          acts={acts}
          model={model}
          places={places}
          groups={groups}
          view={view}
          words={words}
          onOpen={setOpen}
          onGroup={onGroup}
          onShow={onShow}
          onFit={fit}
          onCopy={(bare) => void copy(bare)}
          onDetail={setDetail}
          onSelect={setSelection}
          onClose={close}
        />
      )}
      {detail !== null && detail < rows && all && (
        <OpenRow
          view={view}
          source={source}
          label={label}
          columns={all}
          period={period}
          row={detail}
          onRow={(row) => {
            const cursor = { row, column: cursorColumn };
            setDetail(row);
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
}
