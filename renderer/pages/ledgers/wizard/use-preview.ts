import { useEffect, useState } from 'react';
import * as Comlink from 'comlink';
import type { Progress } from '../../../../shared/desk/api';
import { useSession } from '../../../app/session/context';
import { inLane } from '../inbox/lane';

export interface PreviewState<T> {
  /** The last preview; it stays while another is made, so that nothing jumps. */
  readonly value: T | null;
  readonly fault: unknown;
  readonly reading: boolean;
  readonly progress: Progress | null;
}

/**
 * Makes a preview whenever `make` changes (it is memoised by the caller); the latest wins, one that is not wanted any more is stopped.
 * `make` null: nothing to ask yet. `retry` makes it again.
 */
export function usePreview<T>(
  make: ((onProgress: (progress: Progress) => void) => Promise<T>) | null,
): PreviewState<T> & { retry(): void } {
  const { desk } = useSession();
  const [state, setState] = useState<PreviewState<T>>({ value: null, fault: null, reading: false, progress: null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (make === null) return;
    let wanted = true;
    let running = false;
    setState((before) => ({ ...before, reading: true, progress: null }));
    void inLane(async () => {
      if (!wanted) return;
      running = true;
      try {
        const value = await make(
          Comlink.proxy((progress: Progress) => {
            if (wanted) setState((before) => ({ ...before, progress }));
          }),
        );
        if (wanted) setState({ value, fault: null, reading: false, progress: null });
      } catch (fault) {
        if (wanted) setState((before) => ({ ...before, fault, reading: false, progress: null }));
      } finally {
        running = false;
      }
    });
    return () => {
      wanted = false;
      if (running) void desk.cancelImport().catch(() => undefined);
    };
  }, [make, desk, turn]);
  return { ...state, retry: () => setTurn((before) => before + 1) };
}
