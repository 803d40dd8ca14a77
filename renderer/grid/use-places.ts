import { useMemo } from 'react';
import type { ViewColumn } from '../../shared/desk/api';
import type { GridRowProps } from './GridRow';
import type { LaidColumn } from './layout';

/** Where the cells of a view's rows stand: of each column that is laid out, and of those the view is grouped by. */
export function usePlaces(
  all: readonly ViewColumn[] | undefined,
  laid: readonly LaidColumn[],
  group: readonly string[],
): { readonly places: readonly number[]; readonly groups: GridRowProps['groups'] } {
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
  return { places, groups };
}
