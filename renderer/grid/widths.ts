import { useCallback, useState } from 'react';
import type { ColumnType, ViewColumn } from '../../shared/desk/api';

const DEFAULT: Readonly<Record<ColumnType, number>> = { text: 190, code: 150, amount: 130, integer: 84, time: 160, period: 84 };
/** Columns whose content is narrower than their type's. */
const NARROW: Readonly<Record<string, number>> = { refundOrder: 168, baseOrder: 168, paid: 112, refunded: 112, kept: 104 };
const LEAST = 56;

/** Column widths of a grid in px, remembered per grid on this computer. */
export function useWidths(grid: string): { widthOf(column: ViewColumn): number; resize(key: string, width: number): void } {
  const storage = `desk.grid.${grid}.widths`;
  const [widths, setWidths] = useState<Record<string, number>>(
    () => JSON.parse(localStorage.getItem(storage) ?? '{}') as Record<string, number>,
  );
  const resize = useCallback(
    (key: string, width: number) =>
      setWidths((before) => {
        const after = { ...before, [key]: Math.max(LEAST, Math.round(width)) };
        localStorage.setItem(storage, JSON.stringify(after));
        return after;
      }),
    [storage],
  );
  return { widthOf: (column) => widths[column.key] ?? NARROW[column.key] ?? DEFAULT[column.type], resize };
}
