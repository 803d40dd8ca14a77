import { byCodeUnit, sha256Hex } from '../digest';
import type { Period } from '../period';
import type { Break, LedgerRole, Match, RowRef } from './types';

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
export type MatchDraft = Omit<Match, 'id'> & { readonly rows: readonly RowRef[] };

/** Sorts breaks by content and gives IDs; equal content a second time gets an ordinal. */
export function finishBreaks(drafts: readonly BreakDraft[]): Break[] {
  return ordered(drafts, (draft) => draft.class, 'b-').map(({ draft, id }) => ({
    ...draft,
    id,
    rows: [...draft.rows].sort((x, y) => byCodeUnit(rowKey(x), rowKey(y))),
  }));
}

/** The same for matches. Members one by one: there may be a million of them, and spreading costs more than all matching. */
export function finishMatches(drafts: readonly MatchDraft[]): Match[] {
  return ordered(drafts, (draft) => draft.pass, 'm-').map(({ draft, id }) => ({
    id,
    period: draft.period,
    role: draft.role,
    pass: draft.pass,
    counterparty: draft.counterparty,
    customer: draft.customer,
    service: draft.service,
    ledgerAmount: draft.ledgerAmount,
    billAmount: draft.billAmount,
    entries: draft.entries,
    reason: draft.reason,
  }));
}

function ordered<D extends BreakDraft | MatchDraft>(drafts: readonly D[], kindOf: (draft: D) => string, prefix: string): { draft: D; id: string }[] {
  const keyed = drafts.map((draft) => {
    const kind = kindOf(draft);
    const keys = draft.rows.map(rowKey).sort(byCodeUnit);
    const where = [draft.period, draft.role ?? '', kind, draft.counterparty ?? '', draft.customer ?? '', draft.service ?? ''].join(SEPARATOR);
    return { draft, sort: `${where}${SEPARATOR}${keys.join(SEPARATOR)}`, id: contentId(prefix, draft.period, kind, draft.role, keys) };
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
