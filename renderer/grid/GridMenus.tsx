import type { Dispatch, SetStateAction } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewColumn, ViewSource, ViewSpec } from '../../shared/desk/api';
import { columnHead, type CellWords } from './cell-text';
import { FilterPanel } from './FilterPanel';
import type { Point } from './Floating';
import { FloatingMenu } from './FloatingMenu';
import type { GridRowProps } from './GridRow';
import { GROUPS, type ColumnModel } from './layout';
import { cellMenu, headMenu } from './menus';
import type { Selection } from './selection';
import type { Query, QueryActs } from './use-query';
import type { OpenView } from './use-view';

/** What is open above a grid. */
export type OpenMenu = OpenOnColumn | OpenOnCell;

interface OpenOnColumn {
  readonly kind: 'head' | 'ask';
  readonly column: ViewColumn;
  readonly at: Point;
}

interface OpenOnCell {
  readonly kind: 'cell';
  readonly row: number;
  readonly column: number;
  readonly at: Point;
}

interface GridMenusProps {
  readonly open: OpenMenu;
  readonly source: ViewSource;
  readonly spec: ViewSpec;
  readonly query: Query;
  readonly acts: QueryActs;
  readonly model: ColumnModel;
  readonly places: readonly number[];
  readonly groups: GridRowProps['groups'];
  readonly view: Pick<OpenView, 'rows' | 'head' | 'peek' | 'toggle'>;
  readonly words: CellWords;
  onOpen(next: OpenMenu): void;
  onGroup(column: string, on: boolean): void;
  onShow(column: string, shown: boolean): void;
  onFit(column: string): void;
  onCopy(bare: boolean): void;
  onDetail(row: number): void;
  onSelect: Dispatch<SetStateAction<Selection>>;
  onClose(): void;
}

/** The filter of a column, the menu of a head, the menu of a cell. */
export function GridMenus(props: GridMenusProps) {
  const { open } = props;
  if (open.kind === 'cell') return <CellMenu {...props} open={open} />;
  if (open.kind === 'head') return <HeadMenu {...props} open={open} />;
  return (
    <FilterPanel
      at={open.at}
      source={props.source}
      column={open.column}
      filter={props.query.filters[open.column.key] ?? null}
      spec={props.spec}
      onFilter={(filter) => props.acts.filter(open.column.key, filter)}
      onClose={props.onClose}
    />
  );
}

type Opened<Open extends OpenMenu> = Omit<GridMenusProps, 'open'> & { readonly open: Open };

function HeadMenu({ open: { column, at }, source, query, acts, model, view, ...on }: Opened<OpenOnColumn>) {
  const { t } = useTranslation();
  const { key } = column;
  return (
    <FloatingMenu
      at={at}
      label={t('grid.menuOf', { column: column === GROUPS ? t('grid.group') : columnHead(t, source, key) })}
      entries={headMenu(
        t,
        column,
        { sort: query.sort, group: query.group, model },
        {
          sort: (descending) => acts.sortBy(key, descending),
          ask: () => on.onOpen({ kind: 'ask', column, at }),
          group: (grouped) => on.onGroup(key, grouped),
          pin: (to) => model.pin(key, to),
          nudge: (by) => model.nudge(key, by),
          fit: () => on.onFit(key),
          hide: () => on.onShow(key, false),
          pick: () => {
            const place = model.laid.findIndex((one) => one.column === column);
            on.onSelect({ anchor: { row: 0, column: place }, cursor: { row: Math.max(0, view.rows - 1), column: place } });
          },
          reset: model.reset,
        },
      )}
      onClose={on.onClose}
    />
  );
}

function CellMenu({
  open: { row, column: at, at: point },
  source,
  query,
  acts,
  model,
  places,
  groups,
  view,
  words,
  ...on
}: Opened<OpenOnCell>) {
  const { t } = useTranslation();
  const { laid } = model;
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
          filtered: Object.keys(query.filters).length > 0,
          grouped: column !== null && query.group.includes(column.key),
        },
        {
          open: () => on.onDetail(row),
          toggle: () => head && void view.toggle(head.group, !head.open),
          copy: on.onCopy,
          filter: (filter) => acts.filter(filter.column, filter),
          group: () => column && on.onGroup(column.key, true),
          pickRow: () => on.onSelect({ anchor: { row, column: 0 }, cursor: { row, column: laid.length - 1 } }),
          pickColumn: () => on.onSelect({ anchor: { row: 0, column: at }, cursor: { row: view.rows - 1, column: at } }),
          clear: acts.clearFilters,
        },
      )}
      onClose={on.onClose}
    />
  );
}
