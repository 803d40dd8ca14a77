import { useEffect, useLayoutEffect, useMemo, useReducer, type HTMLAttributes, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellWords } from './cell-text';
import { GridRow, type GridRowProps } from './GridRow';
import type { ColumnModel } from './layout';
import { ROW_HEIGHT, slotsOf } from './scale';
import type { Range } from './selection';
import { shownColumns } from './shown-columns';
import type { OpenView } from './use-view';
import { useSight } from './use-sight';

interface GridRowsProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly view: Pick<OpenView, 'rows' | 'row' | 'ahead' | 'head' | 'watch'>;
  readonly model: ColumnModel;
  readonly places: readonly number[];
  readonly groups: GridRowProps['groups'];
  /** Null while the heads are used. */
  readonly range: Range | null;
  /** Null while the heads are used. */
  readonly cursor: { readonly row: number; readonly column: number } | null;
  readonly prefix: string;
  readonly words: CellWords;
  readonly handlers: HTMLAttributes<HTMLElement>;
  /** Called when elements have come to show other rows. */
  onMoved(): void;
}

/** The rows in sight. Scrolling draws this part of the grid alone, and of it the rows that come in, into the elements of those that go. */
export function GridRows(props: GridRowsProps) {
  const { box, view, model, places, groups, range, cursor, prefix, words, handlers, onMoved } = props;
  const { t } = useTranslation();
  const { rows, row: cellsOf, ahead, head, watch } = view;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const sight = useSight(box, rows, model);
  const { from, to, top } = sight.rows;
  const { laid, width, startWidth, endWidth } = model;
  const columnsFrom = sight.columns.from;
  const columnsTo = sight.columns.to;
  const shown = useMemo(
    () => shownColumns({ laid, width, startWidth, endWidth }, places, { from: columnsFrom, to: columnsTo }),
    [laid, width, startWidth, endWidth, places, columnsFrom, columnsTo],
  );
  useEffect(() => watch(redraw), [watch]);
  useEffect(() => ahead(from, to), [ahead, from, to]);
  useLayoutEffect(onMoved, [onMoved, from, to]);
  const loading = t('app.grid.loadingCell');

  const line = (index: number): ReactNode => {
    const inRange = range !== null && index >= range.fromRow && index <= range.toRow;
    return (
      <GridRow
        key={index % sight.pool}
        index={index}
        top={top + (index - from) * ROW_HEIGHT}
        width={width}
        cells={cellsOf(index)}
        head={head(index)}
        shown={shown}
        groups={groups}
        from={inRange ? range.fromColumn : -1}
        to={inRange ? range.toColumn : -1}
        cursor={cursor?.row === index ? cursor.column : -1}
        cursorId={cursor?.row === index ? `${prefix}${index}-${cursor.column}` : ''}
        words={words}
        loading={loading}
      />
    );
  };
  const lines: ReactNode[] = [];
  // While rows move, elements stay where they are in the page and change what they show; at rest they stand in the order of the rows.
  const turn = sight.moving ? from + ((sight.pool - (from % sight.pool)) % sight.pool) : from;
  for (let index = turn; index < to; index++) lines.push(line(index));
  for (let index = from; index < Math.min(turn, to); index++) lines.push(line(index));
  return (
    <div className="grid-space" role="rowgroup" style={{ height: slotsOf(rows) * ROW_HEIGHT, width }} {...handlers}>
      {lines}
    </div>
  );
}
