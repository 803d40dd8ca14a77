/** The rows behind the place where a total diverges first. Pure. */
import type { TotalId } from '../../../shared/reconcile/types';
import { rowsBehind, type Asked } from '../../app/asked/rows-behind';

/** Of each side the narrowest list that has rows of the place; null where no list of the side does. */
export function divergingRows(
  total: TotalId,
  bucket: Readonly<Record<string, string>>,
  resellers: ReadonlySet<string>,
): { readonly left: Asked | null; readonly right: Asked | null } {
  const levels = Object.entries(bucket);
  const of = (side: 'left' | 'right'): Asked | null => {
    for (let depth = levels.length; depth > 0; depth--) {
      const asked = rowsBehind(total, side, levels.slice(0, depth - 1), levels[depth - 1]!, resellers);
      if (asked !== null && asked.filters.length > 0) return asked;
    }
    return null;
  };
  return { left: of('left'), right: of('right') };
}
