/** A grid's columns as they are laid out: order, pins, widths and what is left out, remembered per grid and profile on this computer. */
import { useCallback, useMemo, useState } from 'react';
import {
  columnOrderingFeature,
  columnPinningFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import type { ColumnType, ViewColumn, ViewSource } from '../../shared/desk/api';
import { afterMove, layoutFrom, type Layout } from './layout-memory';
import { textWidth } from './text-width';

export type Pin = 'start' | 'end' | false;

/** A column on the screen; `offset` is its distance from the edge it is pinned to, or from the left. */
export interface LaidColumn {
  readonly column: ViewColumn;
  readonly width: number;
  readonly pin: Pin;
  readonly offset: number;
}

export interface ColumnModel {
  readonly laid: readonly LaidColumn[];
  /** Px of all columns together, and of those pinned to either side. */
  readonly width: number;
  readonly startWidth: number;
  readonly endWidth: number;
  /** All columns there are, in their order. */
  readonly offered: readonly string[];
  readonly hidden: ReadonlySet<string>;
  /** Whether anything is other than it came. */
  readonly changed: boolean;
  resize(key: string, width: number): void;
  pin(key: string, to: Pin): void;
  /** One place to the left (-1) or right (1) among the columns that are shown and pinned alike. */
  nudge(key: string, by: -1 | 1): void;
  /** Before another column, or behind the last. */
  move(key: string, before: string | null): void;
  show(key: string, shown: boolean): void;
  reset(): void;
}

/** The column that shows a grouped view's groups. */
export const GROUPS: ViewColumn = { key: '#group', type: 'text' };

const WIDTHS: Readonly<Record<ColumnType, number>> = { text: 190, code: 150, amount: 130, integer: 84, time: 160, period: 84 };
/** Columns whose content is narrower or wider than their type's. */
const OWN_WIDTHS: Readonly<Record<string, number>> = {
  refundOrder: 168,
  baseOrder: 168,
  paid: 112,
  refunded: 112,
  kept: 116,
  name: 150,
  revenue: 112,
  cost: 112,
  margin: 112,
  rate: 124,
  [GROUPS.key]: 280,
};
/** A column is as wide as its head asks for, up to this. */
const MOST_FOR_HEAD = 220;
export const LEAST_WIDTH = 56;
export const MOST_WIDTH = 900;

/** Columns that are looked at now and then: there, but not shown until somebody asks for them. */
const ASIDE: Partial<Record<ViewSource, readonly string[]>> = {
  refunds: ['fee', 'usedUp', 'orderAmount', 'billAmount', 'credited', 'baseType', 'vouchers', 'customer'],
};

const features = tableFeatures({ columnOrderingFeature, columnPinningFeature, columnSizingFeature, columnVisibilityFeature });
/** Rows are the worker's; the table knows columns only. */
const NO_ROWS: never[] = [];

/** @param least px that columns have at least, whatever width they were given */
export function useLayout(
  grid: string,
  profile: string,
  source: ViewSource,
  offered: readonly string[],
  columns: readonly ViewColumn[] | undefined,
  group: readonly string[],
  headOf: (key: string) => string,
  least: ReadonlyMap<string, number>,
): ColumnModel {
  const place = `desk.grid.${grid}.${profile}`;
  const first = useMemo(() => layoutFrom(null, ASIDE[source] ?? []), [source]);
  const [layout, setLayout] = useState<Layout>(() => layoutFrom(localStorage.getItem(place), ASIDE[source] ?? []));
  const change = useCallback(
    (next: (before: Layout) => Layout) =>
      setLayout((before) => {
        const after = next(before);
        localStorage.setItem(place, JSON.stringify(after));
        return after;
      }),
    [place],
  );
  const byKey = useMemo(() => new Map(columns?.map((column) => [column.key, column])), [columns]);
  const defs = useMemo(
    () =>
      [GROUPS.key, ...offered].map((id): ColumnDef<typeof features, never> => {
        const type = byKey.get(id)?.type ?? 'text';
        const usual = OWN_WIDTHS[id] ?? WIDTHS[type];
        const head = id === GROUPS.key ? 0 : Math.min(MOST_FOR_HEAD, textWidth(document.body, [], headOf(id)));
        return { id, size: Math.max(usual, head), minSize: LEAST_WIDTH, maxSize: MOST_WIDTH };
      }),
    [offered, byKey, headOf],
  );
  const grouped = group.length > 0;
  const table = useTable(
    useMemo(
      () => ({
        features,
        columns: defs,
        data: NO_ROWS,
        state: {
          columnOrder: [...layout.order],
          columnSizing: { ...layout.widths },
          columnPinning: {
            start: grouped ? [GROUPS.key, ...layout.start.filter((key) => !group.includes(key))] : [...layout.start],
            end: layout.end.filter((key) => !group.includes(key)),
          },
          columnVisibility: Object.fromEntries([
            ...layout.hidden.map((key) => [key, false] as const),
            ...group.map((key) => [key, false] as const),
            [GROUPS.key, grouped] as const,
          ]),
        },
      }),
      [defs, layout, group, grouped],
    ),
  );
  const offeredNow = useMemo(() => table.getAllLeafColumns().flatMap(({ id }) => (id === GROUPS.key ? [] : [id])), [table]);
  const laid = useMemo(() => {
    const shown = [
      ...table.getStartVisibleLeafColumns(),
      ...table.getCenterVisibleLeafColumns(),
      ...table.getEndVisibleLeafColumns(),
    ].flatMap((one) => {
      const column = one.id === GROUPS.key ? GROUPS : byKey.get(one.id);
      return column ? [{ column, width: Math.max(one.getSize(), least.get(one.id) ?? 0), pin: one.getIsPinned() }] : [];
    });
    return withOffsets(shown);
  }, [table, byKey, least]);
  const resize = useCallback(
    (key: string, width: number) =>
      change((before) => ({
        ...before,
        widths: { ...before.widths, [key]: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width))) },
      })),
    [change],
  );
  return useMemo(() => {
    const total = (of: (column: LaidColumn) => boolean): number => laid.filter(of).reduce((sum, { width }) => sum + width, 0);
    const shownOf = (pin: Pin): string[] => laid.filter((one) => one.pin === pin && one.column !== GROUPS).map(({ column }) => column.key);
    const pinOf = (key: string): Pin => laid.find(({ column }) => column.key === key)?.pin ?? false;
    return {
      laid,
      width: total(() => true),
      startWidth: total(({ pin }) => pin === 'start'),
      endWidth: total(({ pin }) => pin === 'end'),
      offered: offeredNow,
      hidden: new Set(layout.hidden),
      changed: JSON.stringify(layout) !== JSON.stringify(first),
      resize,
      pin: (key, to) =>
        change((before) => {
          const [start, end] = [before.start, before.end].map((keys) => keys.filter((one) => one !== key));
          return {
            ...before,
            start: to === 'start' ? [...(start ?? []), key] : (start ?? []),
            end: to === 'end' ? [key, ...(end ?? [])] : (end ?? []),
          };
        }),
      nudge: (key, by) => {
        const among = shownOf(pinOf(key));
        const at = among.indexOf(key);
        const other = among[at + by];
        if (at < 0 || other === undefined) return;
        const before = by < 0 ? other : (among[at + 2] ?? null);
        change((layoutBefore) => afterMove(layoutBefore, offeredNow, key, before, pinOf(key), other));
      },
      move: (key, before) => {
        const pin = before === null ? false : pinOf(before);
        change((layoutBefore) => afterMove(layoutBefore, offeredNow, key, before, pin, null));
      },
      show: (key, shown) =>
        change((before) => ({ ...before, hidden: shown ? before.hidden.filter((one) => one !== key) : [...before.hidden, key] })),
      reset: () => {
        localStorage.removeItem(place);
        setLayout(first);
      },
    };
  }, [laid, offeredNow, layout, first, place, resize, change]);
}

function withOffsets(shown: readonly Omit<LaidColumn, 'offset'>[]): LaidColumn[] {
  let left = 0;
  const laid = shown.map((one): LaidColumn => {
    const offset = left;
    left += one.width;
    return { ...one, offset };
  });
  let right = 0;
  return laid
    .reverse()
    .map((one) => {
      if (one.pin !== 'end') return one;
      const offset = right;
      right += one.width;
      return { ...one, offset };
    })
    .reverse();
}
