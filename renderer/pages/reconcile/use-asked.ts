import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { filterIn, withFilter, type AskedFilter } from '../../store/break-filter';

/** Until the address follows the break in hand: a held key would write it hundreds of times. */
const REST = 250;

/** The filter as a part of the address: back returns to it. Typing does not fill the history. */
export function useAskedFilter(): { readonly filter: AskedFilter; change(next: AskedFilter): void } {
  const [query, setQuery] = useSearchParams();
  const filter = useMemo(() => filterIn(query), [query]);
  const change = useCallback(
    (next: AskedFilter): void => {
      setQuery((before) => withFilter(before, next), { replace: true });
    },
    [setQuery],
  );
  return { filter, change };
}

/** Keeps the break in hand in the address, so that back and a link return to it. */
export function useBreakInAddress(id: string | null): void {
  const [, setQuery] = useSearchParams();
  const told = useRef(id);
  useEffect(() => {
    if (told.current === id) return undefined;
    const timer = setTimeout(() => {
      told.current = id;
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          if (id === null) next.delete('break');
          else next.set('break', id);
          return next;
        },
        { replace: true },
      );
    }, REST);
    return () => clearTimeout(timer);
  }, [id, setQuery]);
}
