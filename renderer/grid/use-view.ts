import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { GroupHead, ViewHandle, ViewSpec } from '../../shared/desk/api';
import { isCancelled } from '../app/activity/activities';
import { useSession } from '../app/session/context';
import { RowCache, type RowCells } from './row-cache';

/** A wait that people notice: from then on it is said, and can be ended. */
const NOTICED_MS = 500;

export interface OpenView {
  readonly handle: ViewHandle | null;
  /** Rows to be shown: they change when groups are opened or closed. */
  readonly rows: number;
  readonly fault: unknown;
  /** Another view takes longer to open than one likes to wait without a word. */
  readonly slow: boolean;
  /** Ends that opening; what was there stays. */
  stop(): void;
  row(index: number): RowCells | undefined;
  /** Fetches what lies beside rows that are in sight. */
  ahead(from: number, to: number): void;
  /** Calls back in the next frame after rows have come. @returns ends it */
  watch(told: () => void): () => void;
  head(index: number): GroupHead | null;
  /** Cells of a row if they are here. */
  peek(index: number): RowCells | undefined;
  toggle(group: number | 'all', open: boolean): Promise<void>;
  reopen(): void;
}

interface Shape {
  readonly handle: ViewHandle;
  readonly rows: number;
}

/**
 * A view of the desk worker kept open for a spec; opened again when `stamp` changes or the worker calls it void. The one before stays until
 * the next is there.
 * @param onStopped called when the user ended an opening
 */
export function useView(spec: ViewSpec, stamp: string, onStopped: () => void): OpenView {
  const { desk } = useSession();
  const [shape, setShape] = useState<Shape | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [slow, setSlow] = useState(false);
  const [turn, reopen] = useReducer((n: number) => n + 1, 0);
  const watchers = useRef(new Set<() => void>());
  const text = JSON.stringify(spec);
  const shown = useRef<number | null>(null);
  const opening = useRef<{ readonly ticket: string; stopped: boolean } | null>(null);
  const stopped = useRef(onStopped);
  stopped.current = onStopped;

  useEffect(() => {
    let current = true;
    const own = { ticket: crypto.randomUUID(), stopped: false };
    opening.current = own;
    const timer = setTimeout(() => setSlow(true), NOTICED_MS);
    const done = (): void => {
      clearTimeout(timer);
      if (opening.current === own) opening.current = null;
      if (current) setSlow(false);
    };
    void (async () => {
      try {
        const handle = await desk.view(JSON.parse(text) as ViewSpec, own.ticket);
        if (!current) return void desk.closeView(handle.id);
        if (shown.current !== null) void desk.closeView(shown.current);
        shown.current = handle.id;
        setShape({ handle, rows: handle.rows });
        setFault(null);
      } catch (problem) {
        if (!current) return;
        if (own.stopped && isCancelled(problem)) stopped.current();
        else setFault(problem);
      } finally {
        done();
      }
    })();
    return () => {
      current = false;
      clearTimeout(timer);
      if (opening.current === own) void desk.cancelView(own.ticket);
    };
  }, [desk, text, stamp, turn]);
  useEffect(
    () => () => {
      if (shown.current !== null) void desk.closeView(shown.current);
      shown.current = null;
    },
    [desk],
  );

  const cache = useMemo(
    () =>
      shape
        ? new RowCache(shape.rows, (from, to) => desk.rows(shape.handle.id, from, to), {
            loaded: oncePerFrame(() => watchers.current.forEach((told) => told())),
            stale: reopen,
            failed: setFault,
          })
        : null,
    [desk, shape],
  );
  useEffect(() => () => cache?.close(), [cache]);
  const stop = useCallback(() => {
    const own = opening.current;
    if (own === null) return;
    own.stopped = true;
    void desk.cancelView(own.ticket);
  }, [desk]);
  const toggle = useCallback(
    async (group: number | 'all', open: boolean) => {
      const id = shown.current;
      if (id === null) return;
      try {
        const { rows } = await desk.toggleGroup(id, group, open);
        setShape((before) => (before?.handle.id === id ? { handle: before.handle, rows } : before));
      } catch {
        // It was closed to make room.
        reopen();
      }
    },
    [desk],
  );
  return {
    handle: shape?.handle ?? null,
    rows: shape?.rows ?? 0,
    fault,
    slow,
    stop,
    row: useCallback((index: number) => cache?.get(index), [cache]),
    ahead: useCallback((from: number, to: number) => cache?.ahead(from, to), [cache]),
    watch: useCallback((told: () => void) => {
      watchers.current.add(told);
      return () => void watchers.current.delete(told);
    }, []),
    head: useCallback((index: number) => cache?.head(index) ?? null, [cache]),
    peek: useCallback((index: number) => cache?.peek(index), [cache]),
    toggle,
    reopen,
  };
}

function oncePerFrame(work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      work();
    });
  };
}
