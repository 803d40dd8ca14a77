import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import type { ColumnModel } from './layout';
import type { RowWindow } from './scale';
import { columnWindow, poolOf, rowWindow, type ColumnWindow } from './sight';

/** Ms without scrolling after which rows stand in the page in their order again. */
const REST = 200;

export interface Sight {
  readonly rows: RowWindow;
  readonly columns: ColumnWindow;
  /** Row elements that take turns. */
  readonly pool: number;
  /** The rows move: their elements keep their places in the page meanwhile. */
  readonly moving: boolean;
}

/** What of a grid is drawn. It changes once a frame at most, and only when the scroller leaves what is drawn already. */
export function useSight(box: RefObject<HTMLDivElement | null>, rows: number, model: ColumnModel): Sight {
  const [, draw] = useState(0);
  const [moving, setMoving] = useState(false);
  const sight: Omit<Sight, 'moving'> = {
    rows: rowWindow(box.current, rows),
    columns: columnWindow(box.current, model),
    pool: poolOf(box.current),
  };
  const drawn = useRef(sight);
  const now = useRef({ rows, model });
  useLayoutEffect(() => {
    drawn.current = sight;
    now.current = { rows, model };
  });
  // Not before paint: the scroller around is known only after what it holds.
  useEffect(() => {
    const frame = box.current;
    if (!frame) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const look = (): void => {
      const next = rowWindow(frame, now.current.rows);
      const beside = columnWindow(frame, now.current.model);
      const { rows: before, columns, pool } = drawn.current;
      const same =
        next.from === before.from &&
        next.to === before.to &&
        next.top === before.top &&
        beside.from === columns.from &&
        beside.to === columns.to &&
        pool === poolOf(frame);
      if (same) return;
      // In this very frame: a later one would show a gap first.
      flushSync(() => {
        setMoving(true);
        draw((n) => n + 1);
      });
    };
    const settle = (): void => {
      const left = last + REST - performance.now();
      rest = left > 0 ? setTimeout(settle, left) : undefined;
      if (rest === undefined) setMoving(false);
    };
    const onScroll = (): void => {
      last = performance.now();
      rest ??= setTimeout(settle, REST);
      look();
    };
    frame.addEventListener('scroll', onScroll, { passive: true });
    const size = new ResizeObserver(() => draw((n) => n + 1));
    size.observe(frame);
    return () => {
      clearTimeout(rest);
      size.disconnect();
      frame.removeEventListener('scroll', onScroll);
    };
  }, [box]);
  return { ...sight, moving };
}
