/**
 * Records that come twice. There is no cursor and no documented order (errors-and-limits.md, Paging): what is put in front of a list between
 * two pages makes the next one begin with records that were read already, while as many are never seen. A total that stays the same hides
 * that; a key that comes twice shows it, and where records have no key, a page that begins as the one before ended.
 */
import type { SourceId } from '../../shared/api/sources';
import { RECORD_KEYS } from '../../shared/sync/record-keys';

type Columns = Readonly<Record<string, readonly (string | null)[]>>;

/** A record that came before: with the same content, or with another. */
export type Repeated = 'same' | 'different';

/** The records of one reading of a slice, page after page. */
export class RecordKeys {
  private readonly fields: readonly string[] | undefined;
  /** Content by key. */
  private readonly seen = new Map<string, number>();
  private before: readonly string[] = [];
  /** Content of whole pages, where records have no key. */
  private readonly pages = new Set<string>();

  constructor(source: SourceId) {
    this.fields = RECORD_KEYS[source];
  }

  /** Takes the next page. */
  add(columns: Columns, rows: number): Repeated | null {
    return this.fields === undefined ? this.overlap(columns, rows) : this.keyed(this.fields, columns, rows);
  }

  private keyed(fields: readonly string[], columns: Columns, rows: number): Repeated | null {
    let worst: Repeated | null = null;
    for (let row = 0; row < rows; row++) {
      const parts = fields.map((field) => columns[field]?.[row] ?? '');
      if (parts[0] === '') continue;
      const key = parts.join('\u0000');
      const content = hash(rowText(columns, row));
      const known = this.seen.get(key);
      if (known === undefined) this.seen.set(key, content);
      else if (known !== content) return 'different';
      else worst = 'same';
    }
    return worst;
  }

  /** Whether the page begins with the end of the one before, or was there as a whole. */
  private overlap(columns: Columns, rows: number): Repeated | null {
    const page = Array.from({ length: rows }, (_, row) => rowText(columns, row));
    if (rows > 0) {
      const whole = page.join('');
      const content = `${String(rows)} ${String(hash(whole))} ${String(hash(`${whole}.`))} ${String(whole.length)}`;
      if (this.pages.has(content)) return 'same';
      this.pages.add(content);
    }
    const { before } = this;
    this.before = page;
    for (let length = Math.min(before.length, page.length); length > 0; length--) {
      const start = before.length - length;
      let same = 0;
      while (same < length && before[start + same] === page[same]) same++;
      if (same === length) return 'same';
    }
    return null;
  }
}

function rowText(columns: Columns, row: number): string {
  let text = '';
  for (const name of Object.keys(columns)) text += `${columns[name]?.[row] ?? '\u0001'}\u0000`;
  return text;
}

/** FNV-1a, 32 bits: a collision would only call a conflict a repetition. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}
