import { InfoCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { columnLetters } from '../../../../shared/ledger/column-names';
import type { MergedRange, SheetTable } from '../../../../shared/ledger/types';
import { countText } from '../../../app/words';

/** What the reader found beside plain cells, so that nobody wonders later: merges, hidden rows, formulas, macros, parts of an archive. */
export function SheetNotes({ table, hiddenTaken }: { readonly table: Omit<SheetTable, 'rows'>; readonly hiddenTaken?: readonly number[] }) {
  const { t } = useTranslation();
  const { marks, parts } = table;
  const notes: string[] = [];
  if (marks?.macros) notes.push(t('ledgers.note.macros'));
  for (const { column, cells } of marks?.formulas ?? [])
    notes.push(t('ledgers.note.formulas', { column: columnLetters(column), n: countText(cells) }));
  if (marks && marks.merges.length > 0)
    notes.push(t('ledgers.note.merges', { n: marks.merges.length, ranges: listed(marks.merges.map(rangeName)) }));
  const hidden = hiddenTaken ?? marks?.hiddenRows.map((row) => row + 1) ?? [];
  if (hidden.length > 0) notes.push(t('ledgers.note.hiddenRows', { n: countText(hidden.length), rows: listed(hidden.map(String)) }));
  if (marks && marks.hiddenColumns.length > 0)
    notes.push(t('ledgers.note.hiddenColumns', { columns: listed(marks.hiddenColumns.map(columnLetters)) }));
  if (marks && marks.hiddenSheets.length > 0) notes.push(t('ledgers.note.hiddenSheets', { sheets: listed(marks.hiddenSheets) }));
  if (parts && parts.length > 0)
    notes.push(t('ledgers.note.parts', { n: parts.length, rows: countText(parts.reduce((sum, part) => sum + part.rows, 0)) }));
  if (notes.length === 0) return null;
  return (
    <ul className="notes" data-testid="sheet-notes">
      {notes.map((note) => (
        <li key={note}>
          <InfoCircleOutlined aria-hidden />
          {note}
        </li>
      ))}
    </ul>
  );
}

const LISTED = 8;

function listed(names: readonly string[]): string {
  return names.slice(0, LISTED).join(', ') + (names.length > LISTED ? ' …' : '');
}

function rangeName([top, left, bottom, right]: MergedRange): string {
  return `${columnLetters(left)}${top + 1}:${columnLetters(right)}${bottom + 1}`;
}
