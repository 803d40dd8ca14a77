import { byCodeUnit, canonicalJson, sha256Hex } from '../digest';
import type { Period } from '../period';
import type { Break, LedgerRole, Match, PassName, RowRef } from './types';

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

function contentId(prefix: string, period: Period, kind: string, role: LedgerRole | null, rows: readonly RowRef[]): string {
  return prefix + sha256Hex(canonicalJson([period, kind, role, rows.map(rowKey).sort(byCodeUnit)])).slice(0, 16);
}

/** ID of a break, made from its content so that decisions survive re-matching (design.md section 4). */
export function breakId(period: Period, kind: Break['class'], role: LedgerRole | null, rows: readonly RowRef[]): string {
  return contentId('b-', period, kind, role, rows);
}

export function matchId(period: Period, pass: PassName, role: LedgerRole, rows: readonly RowRef[]): string {
  return contentId('m-', period, pass, role, rows);
}

export type BreakDraft = Omit<Break, 'id'>;
export type MatchDraft = Omit<Match, 'id'> & { readonly rows: readonly RowRef[] };

const sortText = (item: BreakDraft | MatchDraft, kind: string): string =>
  [item.period, item.role ?? '', kind, item.counterparty ?? '', item.customer ?? '', item.service ?? '', ...item.rows.map(rowKey)].join('\u0001');

/** Sorts by content and gives IDs; equal content a second time gets an ordinal. */
export function finishBreaks(drafts: readonly BreakDraft[]): Break[] {
  return finish(
    drafts.map((draft) => ({ ...draft, rows: sortedRows(draft.rows) })),
    (draft) => draft.class,
    (draft) => breakId(draft.period, draft.class, draft.role, draft.rows),
  );
}

export function finishMatches(drafts: readonly MatchDraft[]): Match[] {
  return finish(
    drafts,
    (draft) => draft.pass,
    (draft) => matchId(draft.period, draft.pass, draft.role, draft.rows),
  ).map(({ rows: _rows, ...match }) => match);
}

function sortedRows(rows: readonly RowRef[]): RowRef[] {
  return [...rows].sort((x, y) => byCodeUnit(rowKey(x), rowKey(y)));
}

function finish<D extends BreakDraft | MatchDraft>(drafts: readonly D[], kind: (d: D) => string, id: (d: D) => string): (D & { id: string })[] {
  const keyed = drafts.map((draft) => ({ draft, key: sortText(draft, kind(draft)) })).sort((x, y) => byCodeUnit(x.key, y.key));
  const seen = new Map<string, number>();
  return keyed.map(({ draft }) => {
    const own = id(draft);
    const times = (seen.get(own) ?? 0) + 1;
    seen.set(own, times);
    return { ...draft, id: times === 1 ? own : `${own}-${times}` };
  });
}
