import { byCodeUnit } from '../digest';
import { plainText } from '../ledger/cells';
import type { Cell } from '../ledger/types';
import type { DocumentContext, DocumentNote, DocumentOptions } from './types';

/**
 * Which partner IDs of a bill are resellers. 伙伴ID is the partner a customer belongs to: in a distributor's file the reseller, in a solution
 * provider's file the provider itself, so the file alone does not always tell. In this order: what the person declared; IDs known as resellers;
 * one ID in every row is the partner's own; with several, or beside rows without one, each is a reseller. Whatever is not declared or known is
 * noted.
 */
export class Partners {
  readonly notes: DocumentNote[] = [];
  /** IDs of the file that are not known as resellers, in code-unit order. */
  unknown: readonly string[] = [];
  private readonly own: ReadonlySet<string>;

  constructor(rows: Iterable<readonly Cell[]>, column: number, options: DocumentOptions, context: DocumentContext) {
    this.own = column < 0 ? new Set() : this.ownOf(rows, column, options, new Set(context.resellers ?? []));
  }

  private ownOf(rows: Iterable<readonly Cell[]>, column: number, options: DocumentOptions, known: ReadonlySet<string>): Set<string> {
    const seen = new Set<string>();
    let blank = false;
    for (const row of rows) {
      const id = plainText(row[column] ?? null);
      if (id === null) blank = true;
      else seen.add(id);
    }
    const unknown = [...seen].filter((id) => !known.has(id)).sort(byCodeUnit);
    this.unknown = unknown;
    if (options.partner !== undefined) return new Set(options.partner === null ? [] : [options.partner]);
    if (unknown.length === 0) return new Set();
    if (seen.size === 1 && !blank) {
      this.notes.push({ key: 'one-partner', params: { id: unknown[0] ?? '' } });
      return new Set(unknown);
    }
    this.notes.push({ key: 'several-partners', params: { ids: unknown.slice(0, 5).join(', '), count: String(unknown.length) } });
    return new Set();
  }

  /** Reseller of a row, null for the partner's own customers. */
  resellerOf(partner: string | null): string | null {
    return partner === null || this.own.has(partner) ? null : partner;
  }
}
