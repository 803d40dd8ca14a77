import { useCallback, useLayoutEffect, useRef } from 'react';

/** A handler that stays the same one and does what that of the last drawing does: what is given it need not be drawn again. */
export function useSteady<A extends readonly unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const last = useRef(act);
  useLayoutEffect(() => {
    last.current = act;
  });
  return useCallback((...args: A) => last.current(...args), []);
}
