/** What the pointer does on the cells of a grid: one set of handlers for all of them. */
import {
  useCallback,
  useEffect,
  useRef,
  type Dispatch,
  type HTMLAttributes,
  type MouseEvent,
  type PointerEvent,
  type SetStateAction,
} from 'react';
import { useTranslation } from 'react-i18next';
import { currencyColumn, type ViewColumn, type ViewSource } from '../../shared/desk/views';
import type { Period } from '../../shared/period';
import { figureAttributes } from '../app/figures/facts';
import { useCurrency } from '../app/session/lookups';
import { columnHead, type CellWords } from './cell-text';
import { factsOf } from './figure-facts';
import type { Point } from './Floating';
import { GROUPS, type LaidColumn } from './layout';
import { contains, type Cursor, type Range, type Selection } from './selection';
import type { OpenView } from './use-view';

interface PointerState {
  readonly source: ViewSource;
  readonly period: Period | null;
  readonly view: Pick<OpenView, 'head' | 'peek'>;
  readonly all: readonly ViewColumn[] | undefined;
  readonly laid: readonly LaidColumn[];
  readonly places: readonly number[];
  readonly range: Range;
  readonly words: CellWords;
}

interface PointerActs {
  select: Dispatch<SetStateAction<Selection>>;
  toHeads(on: boolean): void;
  toggle(group: number, open: boolean): void;
  open(row: number): void;
  menu(cell: Cursor, at: Point): void;
}

export interface GridPointer {
  readonly handlers: HTMLAttributes<HTMLElement>;
  /** Elements have come to show other rows: what was written on one for its row goes. */
  moved(): void;
}

interface Cell extends Cursor {
  readonly element: HTMLElement;
}

function cellOf(target: EventTarget): Cell | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-col]') : null;
  const row = element === null ? null : rowOf(element);
  return element === null || row === null ? null : { row, column: Number(element.dataset['col']), element };
}

function rowOf(element: Element): number | null {
  const text = element.closest<HTMLElement>('[data-row]')?.dataset['row'];
  return text === undefined ? null : Number(text);
}

export function usePointer(state: PointerState, acts: PointerActs): GridPointer {
  const { source, period, view, all, laid, places, range, words } = state;
  const { t } = useTranslation();
  const site = useCurrency();
  const told = useRef<Cell | null>(null);

  const onMouseDown = (event: MouseEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const head = view.head(cell.row);
    acts.toHeads(false);
    if (event.button === 0 && head && event.target instanceof Element && event.target.closest('[data-twisty]'))
      acts.toggle(head.group, !head.open);
    // A press of the other button inside the selection is about the selection.
    if (event.button === 2 && contains(range, cell.row, cell.column)) return;
    const cursor = { row: cell.row, column: cell.column };
    acts.select((before) => ({ cursor, anchor: event.shiftKey ? before.anchor : cursor }));
  };
  const onPointerOver = (event: PointerEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    if (event.buttons === 1) acts.select((before) => ({ cursor: { row: cell.row, column: cell.column }, anchor: before.anchor }));
    const one = laid[cell.column];
    if (!one || one.column === GROUPS) return;
    const cells = view.peek(cell.row);
    const value = cells?.[places[cell.column] ?? -1] ?? null;
    told.current = cell;
    if (one.column.type !== 'amount') {
      cell.element.title = words(one.column, value);
      return;
    }
    // Written when the pointer comes: a million amounts need none.
    if (value === null) return void cell.element.removeAttribute('data-figure');
    const of = (key: string): string | null => cells?.[all?.findIndex((column) => column.key === key) ?? -1] ?? null;
    const currency = of(currencyColumn(source, one.column.key)) ?? site;
    const facts = factsOf(source, one.column.key, currency, columnHead(t, source, one.column.key), of('period') ?? period);
    cell.element.setAttribute('data-figure', figureAttributes(value, facts)['data-figure']);
  };
  const onDoubleClick = (event: MouseEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const head = view.head(cell.row);
    if (head) acts.toggle(head.group, !head.open);
    else acts.open(cell.row);
  };
  const onContextMenu = (event: MouseEvent): void => {
    const cell = cellOf(event.target);
    if (!cell) return;
    event.preventDefault();
    acts.menu({ row: cell.row, column: cell.column }, { x: event.clientX, y: event.clientY });
  };
  const untold = useCallback(() => {
    told.current?.element.removeAttribute('title');
    told.current?.element.removeAttribute('data-figure');
    told.current = null;
  }, []);
  const moved = useCallback(() => {
    if (told.current !== null && rowOf(told.current.element) !== told.current.row) untold();
  }, [untold]);
  // Of another view the same place is another row.
  useEffect(() => untold, [view.peek, untold]);
  return { handlers: { onMouseDown, onPointerOver, onDoubleClick, onContextMenu }, moved };
}
