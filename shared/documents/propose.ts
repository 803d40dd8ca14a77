/** Finds the head and proposes a field for each column; a person confirms what the documentation does not say. */
import { isBlank, readAmount } from '../ledger/cells';
import { layoutFingerprint } from '../ledger/fingerprint';
import { HEAD_ROWS } from '../ledger/find-head';
import type { Cell, SheetTable } from '../ledger/types';
import type { Site } from '../sync/slices';
import { columnOf, currencyOfHead } from './headings';
import type { DocumentKind } from './kinds';
import { LAYOUTS, type DocumentLayout } from './layouts';
import type { DocumentField, DocumentMapping, DocumentOptions, Recognition } from './types';

/** A row of heads: where it stands, how many known and own headings it has. */
export interface FoundHead {
  readonly row: number;
  readonly known: number;
  readonly own: number;
}

/** The row among the first {@link HEAD_ROWS} that names most columns of the layout; null when none names three. */
export function findDocumentHead(rows: readonly (readonly Cell[])[], layout: DocumentLayout): FoundHead | null {
  let best: FoundHead | null = null;
  for (let row = 0; row < Math.min(rows.length, HEAD_ROWS); row++) {
    const fields = new Map<DocumentField, boolean>();
    for (const cell of rows[row] ?? []) {
      const column = columnOf(layout, cell);
      if (column) fields.set(column.field, column.own === true);
    }
    const found = { row, known: fields.size, own: [...fields.values()].filter(Boolean).length };
    if (found.known >= 3 && (best === null || found.known > best.known)) best = found;
  }
  return best;
}

/**
 * A mapping for a file of a kind.
 * @param given a person's or a remembered mapping, kept as it is
 */
export function proposeDocumentMapping(
  table: SheetTable,
  kind: DocumentKind,
  site: Site,
  given: DocumentMapping | null = null,
): Recognition {
  const layout = LAYOUTS[kind];
  const found = findDocumentHead(table.rows, layout);
  const headless = found === null && layout.order !== undefined && !looksLikeHead(table.rows[0] ?? []);
  const headRow = given?.headRow ?? found?.row ?? (headless ? -1 : 0);
  const heads = headRow < 0 ? [] : (table.rows[headRow] ?? []);
  const columns = given?.columns ?? (headRow < 0 ? inOrder(layout, table) : byHeads(layout, heads));
  const missing = missingFields(layout, columns);
  const sure = layout.documented && missing.length === 0 && found !== null && site === 'intl';
  // The China site's bill is expected under the same names; enough of them make it sure as well.
  const named = layout.documented && missing.length === 0 && found !== null && found.own >= layout.needs.own;
  const width = headRow < 0 ? [`#${String(columns.length)}`] : heads;
  return {
    kind,
    confidence: kind === 'own-bill' || sure || named ? 'sure' : 'likely',
    mapping: { headRow, columns, ...(given?.headRows === undefined ? {} : { headRows: given.headRows }) },
    missing,
    fingerprint: layoutFingerprint(width),
  };
}

/** Fields the kind needs and no column gives; of alternatives the first is named. */
export function missingFields(layout: DocumentLayout, columns: readonly (DocumentField | null)[]): DocumentField[] {
  return layout.required.filter((group) => !group.some((field) => columns.includes(field))).map((group) => group[0] ?? '');
}

function byHeads(layout: DocumentLayout, heads: readonly Cell[]): (DocumentField | null)[] {
  const taken = new Set<DocumentField>();
  return heads.map((head) => {
    const field = columnOf(layout, head)?.field ?? null;
    // A second column of one field stays as it is, under its own heading.
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

function inOrder(layout: DocumentLayout, table: SheetTable): (DocumentField | null)[] {
  const width = table.rows.slice(0, 50).reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: width }, (_, index) => layout.order?.[index] ?? null);
}

/** Words in every cell and no amount: heads nobody taught the program, not the first record of a file without heads. */
function looksLikeHead(row: readonly Cell[]): boolean {
  const cells = row.filter((cell) => !isBlank(cell));
  return cells.length > 0 && !cells.some((cell) => readAmount(cell).ok || /^[0-9a-f]{32}$|^hws\./i.test(cell ?? ''));
}

/** What the file itself says about month and currency; a person may say otherwise. */
export function documentOptions(table: SheetTable, mapping: DocumentMapping, kind: DocumentKind, site: Site): DocumentOptions {
  const layout = LAYOUTS[kind];
  const heads = mapping.headRow < 0 ? [] : (table.rows[mapping.headRow] ?? []);
  const money = layout.amount === null ? -1 : mapping.columns.indexOf(layout.amount);
  const currency = currencyOfHead(heads[money] ?? null) ?? (site === 'cn' ? 'CNY' : 'USD');
  return { kind, period: mapping.columns.includes(layout.period.field) ? null : periodOfName(table), currency };
}

/** The one month that the file's name, or the titles above the head, name. */
function periodOfName(table: SheetTable): string | null {
  const file = (table.file.split(/[/\\]/).pop() ?? '').normalize('NFKC');
  for (const text of [file, table.sheet]) {
    // The first date of customerUsageV2_YYYYMM_YYYYMMDD is the month of the data.
    const match = /(?<!\d)(20\d{2})\s*[-年_.]?\s*(1[0-2]|0[1-9])(?!\d)/.exec(text);
    if (match) return `${match[1] ?? ''}-${match[2] ?? ''}`;
  }
  return null;
}
