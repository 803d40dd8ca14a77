import type { ViewSpec } from '../../shared/desk/api';

export type Sort = ViewSpec['sort'];

/** The order after a click on a head: ascending, descending, none; with `add` the other columns keep their place. */
export function afterHeadClick(sort: Sort, column: string, add: boolean): Sort {
  const at = sort.find((entry) => entry.column === column);
  const next = at === undefined ? { column, descending: false } : at.descending ? null : { column, descending: true };
  if (!add) return next ? [next] : [];
  if (at === undefined) return next ? [...sort, next] : sort;
  return sort.flatMap((entry) => (entry.column === column ? (next ? [next] : []) : [entry]));
}
