/** Tells Huawei Cloud's files from a user's own books: by the names machines give, and by headings that only such a file has. */
import type { SheetTable } from '../ledger/types';
import type { Site } from '../sync/slices';
import { looksLikeABook } from './headings';
import { DOCUMENT_KINDS, type DocumentKind } from './kinds';
import { LAYOUTS } from './layouts';
import { findDocumentHead, proposeDocumentMapping } from './propose';
import type { Recognition } from './types';

/** What a sheet is, or null for a book of the user's own. Files of kinds whose columns are not documented are `likely`: a person confirms. */
export function recognise(table: SheetTable, site: Site): Recognition | null {
  const kind = kindOf(table);
  return kind === null ? null : proposeDocumentMapping(table, kind, site);
}

function kindOf(table: SheetTable): DocumentKind | null {
  const file = table.file.split(/[/\\]/).pop() ?? '';
  const names = [file, ...(table.parts ?? []).map((part) => part.name.split(/[/\\]/).pop() ?? '')];
  for (const kind of DOCUMENT_KINDS) {
    const layout = LAYOUTS[kind];
    if (layout.nameTells && names.some((name) => layout.fileName?.test(name))) return kind;
  }
  let best: { kind: DocumentKind; score: number } | null = null;
  for (const kind of DOCUMENT_KINDS) {
    const layout = LAYOUTS[kind];
    const head = findDocumentHead(table.rows, layout);
    if (head === null || looksLikeABook(table.rows[head.row] ?? [])) continue;
    const named = layout.fileName?.test(file) === true || layout.fileName?.test(table.sheet) === true;
    const own = named ? layout.needs.ownWithName : layout.needs.own;
    const known = named ? layout.needs.knownWithName : layout.needs.known;
    if (head.own < own || head.known < known) continue;
    const score = head.own * 4 + head.known + (named ? 8 : 0);
    if (best === null || score > best.score) best = { kind, score };
  }
  return best?.kind ?? null;
}
