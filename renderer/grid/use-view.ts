import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import type { ViewHandle, ViewSpec } from '../../shared/desk/api';
import { useSession } from '../app/session/context';
import { RowCache, type RowCells } from './row-cache';

export interface OpenView {
  readonly handle: ViewHandle | null;
  readonly fault: unknown;
  row(index: number): RowCells | undefined;
  reopen(): void;
}

/** A view of the desk worker kept open for a spec; opened again when `stamp` changes or the worker calls it void. */
export function useView(spec: ViewSpec, stamp: string): OpenView {
  const { desk } = useSession();
  const [handle, setHandle] = useState<ViewHandle | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [turn, reopen] = useReducer((n: number) => n + 1, 0);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const text = JSON.stringify(spec);

  useEffect(() => {
    let current = true;
    let opened: number | null = null;
    void (async () => {
      try {
        const fresh = await desk.view(JSON.parse(text) as ViewSpec);
        if (!current) return void desk.closeView(fresh.id);
        opened = fresh.id;
        setHandle(fresh);
        setFault(null);
      } catch (problem) {
        if (current) setFault(problem);
      }
    })();
    return () => {
      current = false;
      if (opened !== null) void desk.closeView(opened);
    };
  }, [desk, text, stamp, turn]);

  const cache = useMemo(
    () =>
      handle
        ? new RowCache(handle.rows, (from, to) => desk.rows(handle.id, from, to), { loaded: redraw, stale: reopen, failed: setFault })
        : null,
    [desk, handle],
  );
  useEffect(() => () => cache?.close(), [cache]);
  const row = useCallback((index: number) => cache?.get(index), [cache]);
  return { handle, fault, row, reopen };
}
