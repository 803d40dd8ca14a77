/** Rows that name the customer of the rows below them, as sub-ledgers of an ERP have them: found, proposed, read. */
import { isBlank, readAmount, readDirection } from './cells';
import { isMoneyField } from './money-columns';
import { PARTY_LABELS, PartyReader, type FoundParty, type KnownParty } from './party-rule';
import { rowWord } from './row-kind';
import type { Cell, LedgerField, PartyRule, SheetTable } from './types';

export type GroupRule = Extract<PartyRule, { kind: 'group-row' }>;
type Columns = readonly (LedgerField | null)[];

/** Columns in which a group row begins. */
const FIRST_COLUMNS = 6;
/** Rows looked at for a proposal. */
const SAMPLE = 2_000;

/** Reads group rows by a rule; prepared once for a whole book. */
export class GroupRows {
  private readonly reader: PartyReader;
  private readonly alone: RegExp;

  constructor(
    private readonly rule: GroupRule,
    private readonly columns: Columns,
    parties: readonly KnownParty[],
  ) {
    this.reader = new PartyReader(rule, parties);
    const word = rule.label.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    this.alone = new RegExp(`(?:^|[\\s:：|])${word}\\s*[:：=]?\\s*$`, 'i');
  }

  /** The customer a row names; `nobody` when the label stands there without one (or with two); null for any other row. */
  read(cells: readonly Cell[]): FoundParty | 'nobody' | null {
    const text = cells[this.rule.column] ?? null;
    if (text === null || isBlank(text) || text.length > 200) return null;
    const beside = besides(cells, this.rule.column, this.columns);
    if (beside === null) return null;
    const bare = this.alone.test(text.trim());
    if (beside !== '' && !bare) return null;
    const found = this.reader.read(bare && beside !== '' ? `${text} ${beside}` : text);
    if (found.ok) return found.value;
    return bare || found.fault === 'two-parties-in-text' ? 'nobody' : null;
  }
}

/** The one other text of a row right of a column, blank for none; null when the row has more, or an amount. Balances and 借, 贷, 平 do not count. */
function besides(cells: readonly Cell[], column: number, columns: Columns): string | null {
  let beside = '';
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? null;
    if (index === column || cell === null || isBlank(cell)) continue;
    if (isMoneyField(columns[index])) return null;
    if (readAmount(cell, 1, { sides: true }).ok || readDirection(cell).ok) continue;
    if (beside !== '' || index < column) return null;
    beside = cell.trim();
  }
  return beside;
}

/** A rule for a book that has such rows and no fewer entries below the first of them; null when nothing fits. */
export function proposeGroupRows(table: SheetTable, headRow: number, columns: Columns): GroupRule | null {
  const hits = new Map<string, { readonly rule: GroupRule; count: number }>();
  const readers = Array.from({ length: FIRST_COLUMNS }, (_, column) =>
    PARTY_LABELS.map((label): { rule: GroupRule; rows: GroupRows } => {
      const rule: GroupRule = { kind: 'group-row', column, label };
      return { rule, rows: new GroupRows(rule, columns, []) };
    }),
  );
  let entries = 0;
  for (const cells of table.rows.slice(headRow + 1, headRow + 1 + SAMPLE)) {
    const column = cells.findIndex((cell) => !isBlank(cell));
    if (column < 0 || cells.some((cell) => rowWord(cell) !== null)) continue;
    if (cells.some((cell, index) => isMoneyField(columns[index]) && !isBlank(cell))) {
      if (hits.size > 0) entries++;
      continue;
    }
    for (const { rule, rows } of readers[column] ?? []) {
      const read = rows.read(cells);
      if (read === null || read === 'nobody') continue;
      const key = `${rule.column} ${rule.label}`;
      const known = hits.get(key);
      if (known) known.count++;
      else hits.set(key, { rule, count: 1 });
    }
  }
  const best = [...hits.values()].sort((a, b) => b.count - a.count)[0];
  return best && best.count <= entries ? best.rule : null;
}
