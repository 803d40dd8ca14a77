import { useEffect, useReducer, type ComponentProps } from 'react';
import { RowDrawer } from './RowDrawer';
import type { OpenView } from './use-view';

type OpenRowProps = Omit<ComponentProps<typeof RowDrawer>, 'cells' | 'rows' | 'onStep'> & {
  readonly view: Pick<OpenView, 'rows' | 'row' | 'head' | 'watch'>;
  onRow(row: number): void;
};

/** The drawer of a row of a view, with its cells as soon as they are there; steps pass over heads of groups. */
export function OpenRow({ view, onRow, ...drawer }: OpenRowProps) {
  const { rows, row: cellsOf, head, watch } = view;
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => watch(redraw), [watch]);
  return (
    <RowDrawer
      {...drawer}
      cells={cellsOf(drawer.row)}
      rows={rows}
      onStep={(by) => {
        let next = drawer.row + by;
        while (head(next) !== null && next > 0 && next < rows - 1) next += by;
        if (next >= 0 && next < rows && head(next) === null) onRow(next);
      }}
    />
  );
}
