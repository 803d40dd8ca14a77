/** What help is made of: topics of passages, passages of blocks. Texts may hold `code`, **strong** and [links](/help/glossary). */

export type Block =
  | string
  | { readonly list: readonly string[] }
  | { readonly steps: readonly string[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } }
  | { readonly note: string };

export interface Passage {
  /** Its place in the topic's address: `/help/<topic>/<at>`. */
  readonly at: string;
  readonly title: string;
  readonly body: readonly Block[];
}

/** A topic as it is written, once for each language. */
export interface Written {
  readonly title: string;
  /** One sentence: what is found here. */
  readonly summary: string;
  readonly passages: readonly Passage[];
}

/** The same passages, at the same places, of the same blocks with as many parts: a missing sentence in one language is a type error. */
export type Mirror<T> = T extends string ? string : { readonly [K in keyof T]: K extends 'at' ? T[K] : Mirror<T[K]> };

/** A passage as plain text, for the search. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map((block) => textsOf(block).map(withoutMarks).join(' ')).join(' ');
}

function textsOf(block: Block): readonly string[] {
  if (typeof block === 'string') return [block];
  if ('note' in block) return [block.note];
  if ('list' in block) return block.list;
  if ('steps' in block) return block.steps;
  return [block.table.head.join(' · '), ...block.table.rows.map((row) => row.join(' · '))];
}

/** A text in pieces, as it is drawn. */
export type Piece =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string };

const MARK = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\((\/[^)\s]*)\)/g;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > done) pieces.push({ kind: 'text', text: text.slice(done, match.index) });
    const [whole, code, strong, link, to] = match;
    if (code !== undefined) pieces.push({ kind: 'code', text: code });
    else if (strong !== undefined) pieces.push({ kind: 'strong', text: strong });
    else pieces.push({ kind: 'link', text: link ?? '', to: to ?? '/help' });
    done = match.index + whole.length;
  }
  if (done < text.length) pieces.push({ kind: 'text', text: text.slice(done) });
  return pieces;
}

const withoutMarks = (text: string): string =>
  piecesOf(text)
    .map((piece) => piece.text)
    .join('');
