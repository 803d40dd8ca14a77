import { byCodeUnit, sha256Hex } from '../digest';
import type { Period } from '../period';
import type { Break, LedgerRole, PassName, RowRef } from './types';

/** Text that tells a row from all others, for IDs and for sorting. */
export function rowKey(row: RowRef): string {
  switch (row.kind) {
    case 'bill':
      return `bill|${row.period}|${row.customer}|${row.service ?? ''}`;
    case 'entry':
      return `entry|${row.importId}|${String(row.row).padStart(9, '0')}`;
    case 'order':
      return `order|${row.order}`;
    case 'adjustment':
      return `adjustment|${row.id}`;
    case 'movement':
      return `movement|${row.id}`;
  }
}

/** SHA-256 over the parts and the sorted row keys; a part never contains the separator. */
function contentId(prefix: string, period: Period, kind: string, role: LedgerRole | null, keys: readonly string[]): string {
  return prefix + sha256Hex([period, kind, role ?? '', ...keys].join(SEPARATOR)).slice(0, 16);
}

const SEPARATOR = '\u0001';

/** ID of a break, made from its content so that decisions survive re-matching (design.md section 4). */
export function breakId(period: Period, kind: Break['class'], role: LedgerRole | null, rows: readonly RowRef[]): string {
  return contentId('b-', period, kind, role, rows.map(rowKey).sort(byCodeUnit));
}

export type BreakDraft = Omit<Break, 'id'>;

/** Sorts breaks by content and gives IDs; equal content a second time gets an ordinal. */
export function finishBreaks(drafts: readonly BreakDraft[]): Break[] {
  return ordered(drafts).map(({ draft, id }) => ({
    ...draft,
    id,
    rows: [...draft.rows].sort((x, y) => byCodeUnit(rowKey(x), rowKey(y))),
  }));
}

/** ID of a match, made from its content: rows are used once, so no two are alike. */
export function matchId(period: Period, pass: PassName, role: LedgerRole, rows: readonly RowRef[]): string {
  return contentId('m-', period, pass, role, rows.map(rowKey).sort(byCodeUnit));
}

function ordered(drafts: readonly BreakDraft[]): { draft: BreakDraft; id: string }[] {
  const keyed = drafts.map((draft) => {
    const keys = draft.rows.map(rowKey).sort(byCodeUnit);
    const where = [draft.period, draft.role ?? '', draft.class, draft.counterparty ?? '', draft.customer ?? '', draft.service ?? ''].join(SEPARATOR);
    return { draft, sort: `${where}${SEPARATOR}${keys.join(SEPARATOR)}`, id: contentId('b-', draft.period, draft.class, draft.role, keys) };
  });
  keyed.sort((x, y) => byCodeUnit(x.sort, y.sort));
  const seen = new Map<string, number>();
  for (const item of keyed) {
    const times = (seen.get(item.id) ?? 0) + 1;
    seen.set(item.id, times);
    if (times > 1) item.id = `${item.id}-${times}`;
  }
  return keyed;
}
