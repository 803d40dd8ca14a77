import { useEffect, type RefObject } from 'react';

/** Brings a side list's entry of the page that is shown into sight: whoever came by a link sees where it stands. */
export function useCurrentInSight(list: RefObject<HTMLElement | null>, current: string | undefined): void {
  useEffect(() => {
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [list, current]);
}
