/** The cells a row draws: those of pinned columns and of the columns in sight, with the room of the others left free. */
import type { CSSProperties } from 'react';
import type { ViewColumn } from '../../shared/desk/api';
import type { ColumnModel, LaidColumn } from './layout';
import type { ColumnWindow } from './sight';

export interface ShownColumn {
  readonly column: ViewColumn;
  /** Place among all columns that are laid out. */
  readonly at: number;
  /** Place in the cells of a row; -1 where the view has no such column. */
  readonly place: number;
  readonly pinned: boolean;
  readonly style: CSSProperties;
}

export function pinned(width: number, pin: LaidColumn['pin'], offset: number): CSSProperties {
  return pin === 'start' ? { width, left: offset } : pin === 'end' ? { width, right: offset } : { width };
}

export function shownColumns(
  { laid, width, startWidth, endWidth }: Pick<ColumnModel, 'laid' | 'width' | 'startWidth' | 'endWidth'>,
  places: readonly number[],
  { from, to }: ColumnWindow,
): ShownColumn[] {
  let drawn = startWidth;
  return laid.flatMap(({ column, width: wide, pin, offset }, at): ShownColumn[] => {
    if (pin === false && (at < from || at >= to)) return [];
    const own = pinned(wide, pin, offset);
    const left = pin === 'start' ? 0 : pin === 'end' ? width - endWidth : offset;
    // Room of columns that are not drawn.
    const room = pin === 'start' ? 0 : Math.max(0, left - drawn);
    if (pin === false) drawn = offset + wide;
    else if (pin === 'end') drawn = Infinity;
    return [{ column, at, place: places[at] ?? -1, pinned: pin !== false, style: room > 0 ? { ...own, marginInlineStart: room } : own }];
  });
}
