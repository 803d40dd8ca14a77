import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupHead } from '../../shared/desk/api';
import { countText } from '../app/words';
import type { CellWords } from './cell-text';
import { GROUPS, type LaidColumn } from './layout';
import type { RowCells } from './row-cache';
import type { ShownColumn } from './shown-columns';

export interface GridRowProps {
  readonly index: number;
  readonly top: number;
  readonly width: number;
  /** Undefined until they are read. */
  readonly cells: RowCells | undefined;
  /** Where the row is the head of a group. */
  readonly head: GroupHead | null;
  readonly shown: readonly ShownColumn[];
  /** Columns the view is grouped by, with their places in the cells; empty where it is not. */
  readonly groups: readonly { readonly column: LaidColumn['column']; readonly place: number }[];
  /** Selected columns, both included; -1 where none is. */
  readonly from: number;
  readonly to: number;
  /** Column of the cursor; -1 where it is elsewhere. */
  readonly cursor: number;
  /** ID of the cell with the cursor. */
  readonly cursorId: string;
  readonly words: CellWords;
  /** Stands in cells that are not read yet. */
  readonly loading: string;
}

/** One row. It is drawn again only when something of its own changes: scrolling draws the rows that come into sight and no other. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, width, cells, head, shown, groups, from, to, cursor, cursorId, words, loading } = props;
  const tree =
    groups.length === 0
      ? undefined
      : head === null
        ? { 'aria-level': groups.length + 1 }
        : { 'aria-level': head.level + 1, 'aria-expanded': head.open, 'aria-posinset': head.place, 'aria-setsize': head.siblings };
  return (
    <div
      role="row"
      aria-rowindex={index + 3}
      {...tree}
      data-row={index}
      className={`grid-line grid-row${index % 2 ? ' odd' : ''}${head === null ? '' : ` grid-group level-${Math.min(head.level, 2)}`}`}
      style={{ transform: `translateY(${top}px)`, width }}
    >
      {shown.map(({ column, at, place, pinned, style }) => {
        const selected = at >= from && at <= to;
        return (
          <div
            key={column.key}
            id={at === cursor ? cursorId : undefined}
            role={at === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={at + 1}
            aria-selected={selected}
            data-col={at}
            className={`grid-cell ${column.type}${selected ? ' selected' : ''}${at === cursor ? ' grid-cell-cursor' : ''}${pinned ? ' pinned' : ''}`}
            style={style}
          >
            {cells === undefined ? (
              loading
            ) : column === GROUPS ? (
              <GroupCell head={head} cells={cells} groups={groups} words={words} />
            ) : (
              words(column, cells[place] ?? null)
            )}
          </div>
        );
      })}
    </div>
  );
});

function GroupCell({ head, cells, groups, words }: Pick<GridRowProps, 'head' | 'groups' | 'words'> & { readonly cells: RowCells }) {
  const { t } = useTranslation();
  if (head === null) return null;
  const group = groups[head.level];
  if (!group) return null;
  const text = words(group.column, cells[group.place] ?? null);
  return (
    <span className="grid-group-name" style={{ paddingInlineStart: head.level * 16 }}>
      <span className="grid-twisty" aria-hidden data-twisty>
        {head.open ? '▾' : '▸'}
      </span>
      {text === '' ? t('grid.empty') : text} <span className="muted figure">({countText(head.records)})</span>
    </span>
  );
}
