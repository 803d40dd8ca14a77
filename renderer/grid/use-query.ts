/** What the user asks of a grid's rows. */
import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import type { ViewFilter, ViewSource, ViewSpec } from '../../shared/desk/api';
import type { Period } from '../../shared/period';
import { useLanguage } from '../app/session/context';
import { afterHeadClick, type Sort } from './sorting';
import { withFilter, type UserFilters } from './user-filters';

export interface Query {
  readonly sort: Sort;
  readonly filters: UserFilters;
  readonly group: readonly string[];
}

export interface QueryActs {
  sort(column: string, add: boolean): void;
  /** By one column alone, or no longer by it. */
  sortBy(column: string, descending: boolean | null): void;
  filter(column: string, filter: ViewFilter | null): void;
  group(column: string, on: boolean): void;
  clearFilters(): void;
  clear(): void;
}

export interface AskedQuery {
  readonly query: Query;
  readonly spec: ViewSpec;
  /** What the view that is shown was opened with. */
  readonly settled: RefObject<Query>;
  /** Asks again for what is shown. */
  readonly back: () => void;
  readonly acts: QueryActs;
}

/** @param sort the order in which the list comes, until the user asks for another */
export function useQuery(source: ViewSource, period: Period | null, filters: ViewSpec['filters'], sort: Sort): AskedQuery {
  const language = useLanguage();
  const [query, setQuery] = useState<Query>({ sort, filters: {}, group: [] });
  const settled = useRef<Query>(query);
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
  const acts = useMemo<QueryActs>(
    () => ({
      sort: (column, add) => setQuery((before) => ({ ...before, sort: afterHeadClick(before.sort, column, add) })),
      sortBy: (column, descending) =>
        setQuery((before) => ({
          ...before,
          sort: descending === null ? before.sort.filter((one) => one.column !== column) : [{ column, descending }],
        })),
      filter: (column, filter) => setQuery((before) => ({ ...before, filters: withFilter(before.filters, column, filter) })),
      group: (column, on) =>
        setQuery((before) => {
          const others = before.group.filter((one) => one !== column);
          return { ...before, group: on ? [...others, column] : others };
        }),
      clearFilters: () => setQuery((before) => ({ ...before, filters: {} })),
      clear: () => setQuery((before) => ({ ...before, filters: {}, group: [] })),
    }),
    [],
  );
  const back = useCallback(() => setQuery(settled.current), []);
  return { query, spec, settled, back, acts };
}
