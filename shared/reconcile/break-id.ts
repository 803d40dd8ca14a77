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

/** A break with the text that it is sorted by. */
export interface SortedBreak {
  readonly item: Break;
  readonly sort: string;
}

/** Gives breaks their IDs, in order of their content. */
export function sortBreaks(drafts: readonly BreakDraft[]): SortedBreak[] {
  return drafts.map(sortedBreak).sort((x, y) => byCodeUnit(x.sort, y.sort));
}

/** Breaks of several parts as one list, as they were joined last. */
export interface JoinedBreaks {
  readonly parts: readonly (readonly SortedBreak[])[];
  readonly sorted: readonly SortedBreak[];
}

/** Sorted breaks of several parts as one list. @param last of which many parts may be the very same */
export function sortedParts(parts: JoinedBreaks['parts'], last: JoinedBreaks | null = null): JoinedBreaks {
  // Sorted runs side by side: the sort finds and merges them.
  const sorted = (some: readonly (readonly SortedBreak[])[]): SortedBreak[] => some.flat().sort((x, y) => byCodeUnit(x.sort, y.sort));
  return { parts, sorted: (last && withChanged(last, parts, sorted)) ?? sorted(parts) };
}

/** The last list with the changed parts' breaks in their places; null where two of the same content stand in different parts, whose order is that of the parts. */
function withChanged(
  last: JoinedBreaks,
  parts: JoinedBreaks['parts'],
  sorted: (some: JoinedBreaks['parts']) => SortedBreak[],
): SortedBreak[] | null {
  const [before, now] = [new Set(last.parts), new Set(parts)];
  const gone = new Set(last.parts.filter((part) => !now.has(part)).flat());
  const fresh = sorted(parts.filter((part) => !before.has(part)));
  const merged: SortedBreak[] = [];
  let next = 0;
  for (const one of last.sorted) {
    if (gone.has(one)) continue;
    let order = -1;
    while (next < fresh.length && (order = byCodeUnit(fresh[next]!.sort, one.sort)) < 0) merged.push(fresh[next++]!);
    if (next < fresh.length && order === 0) return null;
    merged.push(one);
  }
  for (; next < fresh.length; next++) merged.push(fresh[next]!);
  return merged;
}

/** Sorted breaks as a result has them; equal content a second time gets an ordinal. */
export function joinBreaks({ sorted: all }: JoinedBreaks): Break[] {
  const seen = new Map<string, number>();
  return all.map(({ item }) => {
    const times = (seen.get(item.id) ?? 0) + 1;
    seen.set(item.id, times);
    return times > 1 ? { ...item, id: `${item.id}-${times}` } : item;
  });
}

/** Sorts breaks by content and gives IDs; equal content a second time gets an ordinal. */
export function finishBreaks(drafts: readonly BreakDraft[]): Break[] {
  return joinBreaks(sortedParts([sortBreaks(drafts)]));
}

/** ID of a match, made from its content: rows are used once, so no two are alike. */
export function matchId(period: Period, pass: PassName, role: LedgerRole, rows: readonly RowRef[]): string {
  return contentId('m-', period, pass, role, rows.map(rowKey).sort(byCodeUnit));
}

function sortedBreak(draft: BreakDraft): SortedBreak {
  const rows = draft.rows.map((row) => ({ row, key: rowKey(row) })).sort((x, y) => byCodeUnit(x.key, y.key));
  const keys = rows.map(({ key }) => key);
  const where = [draft.period, draft.role ?? '', draft.class, draft.counterparty ?? '', draft.customer ?? '', draft.service ?? ''].join(SEPARATOR);
  const id = contentId('b-', draft.period, draft.class, draft.role, keys);
  return { item: { ...draft, id, rows: rows.map(({ row }) => row) }, sort: `${where}${SEPARATOR}${keys.join(SEPARATOR)}` };
}
