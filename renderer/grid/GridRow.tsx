import { memo, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupHead } from '../../shared/desk/api';
import { countText } from '../app/words';
import type { CellWords } from './cell-text';
import { GROUPS, type LaidColumn } from './layout';
import type { RowCells } from './row-cache';

export interface GridRowProps {
  readonly index: number;
  readonly top: number;
  readonly width: number;
  /** Undefined until they are read. */
  readonly cells: RowCells | undefined;
  /** Where the row is the head of a group. */
  readonly head: GroupHead | null;
  readonly laid: readonly LaidColumn[];
  /** Place of each laid column in the cells. */
  readonly places: readonly number[];
  /** Columns the view is grouped by, with their places in the cells; empty where it is not. */
  readonly groups: readonly { readonly column: LaidColumn['column']; readonly place: number }[];
  /** Selected columns, both included; -1 where none is. */
  readonly from: number;
  readonly to: number;
  /** Column of the cursor; -1 where it is elsewhere. */
  readonly cursor: number;
  /** Before the IDs of cells. */
  readonly prefix: string;
  readonly words: CellWords;
}

/** One row. It is drawn again only when something of its own changes: scrolling draws the rows that come into sight and no other. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, top, width, cells, head, laid, places, groups, from, to, cursor, prefix, words } = props;
  const { t } = useTranslation();
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
      style={{ top, width }}
    >
      {laid.map(({ column, width: wide, pin, offset }, at) => {
        const selected = at >= from && at <= to;
        return (
          <div
            key={column.key}
            id={`${prefix}${index}-${at}`}
            role={at === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={at + 1}
            aria-selected={selected}
            data-col={at}
            className={`grid-cell ${column.type}${selected ? ' selected' : ''}${at === cursor ? ' grid-cell-cursor' : ''}${pin === false ? '' : ' pinned'}`}
            style={pinned(wide, pin, offset)}
          >
            {cells === undefined ? (
              t('app.grid.loadingCell')
            ) : column === GROUPS ? (
              <GroupCell head={head} cells={cells} groups={groups} words={words} />
            ) : (
              words(column, cells[places[at] ?? -1] ?? null)
            )}
          </div>
        );
      })}
    </div>
  );
});

export function pinned(width: number, pin: LaidColumn['pin'], offset: number): CSSProperties {
  return pin === 'start' ? { width, left: offset } : pin === 'end' ? { width, right: offset } : { width };
}

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
