/** Proposes how the customer is taken out of a text, when no column holds the customer alone. */
import { proposeGroupRows } from './group-rows';
import { PARTY_LABELS, PartyReader, type KnownParty } from './party-rule';
import { sample } from './propose-columns';
import { rowWord } from './row-kind';
import type { Cell, LedgerField, PartyRule, SheetTable } from './types';

/** Columns that hold such texts, the usual ones first. */
const TEXT_HEADS = /辅助|核算|摘要|备注|说明|科目|往来|客商|memo|summary|description|remark|note|analysis|dimension/i;

/**
 * A label such as 客户 that four of five texts have, else names the desk knows in half of them. Null when a column holds the customer
 * by itself, or nothing fits. Before both come rows that name the customer of those below.
 */
export function proposePartyRule(
  table: SheetTable,
  headRow: number,
  heads: readonly Cell[],
  columns: readonly (LedgerField | null)[],
  parties: readonly KnownParty[],
): PartyRule | null {
  if (columns.includes('customer')) return null;
  const name = columns.indexOf('customerName');
  const group = name < 0 ? proposeGroupRows(table, headRow, columns) : null;
  if (group !== null) return group;
  const candidates =
    name >= 0
      ? [name]
      : heads.flatMap((head, index) =>
          columns[index] === 'note' || ((columns[index] ?? null) === null && TEXT_HEADS.test(head ?? '')) ? [index] : [],
        );
  for (const column of candidates) {
    const texts = sample(table, headRow, column).filter((text) => rowWord(text) === null);
    if (texts.length === 0) continue;
    const label = PARTY_LABELS.map((word) => ({ word, hits: hits(texts, { kind: 'label', column, label: word }, []) })).sort(
      (a, b) => b.hits - a.hits,
    )[0];
    if (label && label.hits * 5 >= texts.length * 4) return { kind: 'label', column, label: label.word };
  }
  if (name >= 0 || parties.length === 0) return null;
  for (const column of candidates) {
    const texts = sample(table, headRow, column).filter((text) => rowWord(text) === null);
    if (texts.length > 0 && hits(texts, { kind: 'known-name', column }, parties) * 2 >= texts.length) return { kind: 'known-name', column };
  }
  return null;
}

function hits(texts: readonly string[], rule: PartyRule, parties: readonly KnownParty[]): number {
  const reader = new PartyReader(rule, parties);
  return texts.filter((text) => reader.read(text).ok).length;
}
