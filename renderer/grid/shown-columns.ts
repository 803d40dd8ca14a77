import { useCallback, useState } from 'react';
import type { ViewSource } from '../../shared/desk/api';

/** Columns that are looked at now and then: there, but not shown until somebody asks for them. */
const ASIDE: Partial<Record<ViewSource, readonly string[]>> = {
  refunds: ['fee', 'usedUp', 'orderAmount', 'billAmount', 'credited', 'baseType', 'vouchers', 'customer'],
};

/** Columns of a grid that are left out, remembered per grid on this computer. */
export function useHiddenColumns(
  grid: string,
  source: ViewSource,
): { readonly hidden: ReadonlySet<string>; show(column: string, shown: boolean): void } {
  const storage = `desk.grid.${grid}.hidden`;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => {
    const kept = localStorage.getItem(storage);
    return new Set(kept === null ? ASIDE[source] : (JSON.parse(kept) as string[]));
  });
  const show = useCallback(
    (column: string, shown: boolean) =>
      setHidden((before) => {
        const after = new Set(before);
        if (shown) after.delete(column);
        else after.add(column);
        localStorage.setItem(storage, JSON.stringify([...after]));
        return after;
      }),
    [storage],
  );
  return { hidden, show };
}
