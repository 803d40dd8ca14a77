/** Another row taken as the head: its columns are proposed anew, for the old ones stood under other heads. */
import type { SheetTable } from '../../../../shared/ledger/types';

type Rows = SheetTable['rows'];

interface Proposal {
  readonly headRow: number;
  readonly columns: readonly (string | null)[];
}

/**
 * Columns for a head the user chose: what a proposal finds when the table begins there; unknown where it finds no head in that row.
 * @param headRow 0-based, the last row of the head; -1 for none
 */
export function columnsUnder<C>(
  rows: Rows,
  headRow: number,
  headRows: 1 | 2,
  propose: (rows: Rows) => Proposal & { readonly columns: readonly C[] },
): readonly (C | null)[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (headRow < 0) return propose(rows).columns;
  const found = propose(rows.slice(Math.max(0, headRow - headRows + 1)));
  return found.headRow === headRows - 1 ? found.columns : Array.from({ length: width }, () => null);
}
