/** How much the open profile's tables hold, by what they are for: measured on some rows of each and scaled by their number, so about. */
import type { DeskStore } from './schema';

export const STORE_SUBJECTS = ['bills', 'books', 'results', 'acts', 'names'] as const;
export type StoreSubject = (typeof STORE_SUBJECTS)[number];

/** Every table has its subject; a test holds this against the schema. */
export const SUBJECT_OF: Readonly<Record<string, StoreSubject>> = {
  segments: 'bills',
  checkpoints: 'bills',
  generations: 'bills',
  snapshots: 'bills',
  dictionary: 'bills',
  feeParts: 'bills',
  runs: 'bills',
  failures: 'bills',
  entries: 'books',
  imports: 'books',
  importData: 'books',
  documents: 'books',
  mappings: 'books',
  rollups: 'results',
  figures: 'results',
  totals: 'results',
  matching: 'results',
  breakSets: 'results',
  margin: 'results',
  blobs: 'results',
  archived: 'results',
  decisionSets: 'acts',
  explanations: 'acts',
  closings: 'acts',
  closeActs: 'acts',
  acts: 'acts',
  meta: 'acts',
  parties: 'names',
  services: 'names',
};

/** Rows read from either end of a table. */
const SAMPLE = 12;

/** Bytes by subject, about. */
export async function storeSizes(store: DeskStore): Promise<Record<StoreSubject, number>> {
  const sizes: Record<StoreSubject, number> = { bills: 0, books: 0, results: 0, acts: 0, names: 0 };
  for (const table of store.tables) {
    const subject = SUBJECT_OF[table.name];
    if (subject === undefined) continue;
    const count = await table.count();
    if (count === 0) continue;
    const first: unknown[] = await table.toCollection().limit(SAMPLE).toArray();
    const last: unknown[] = count > SAMPLE ? await table.toCollection().reverse().limit(SAMPLE).toArray() : [];
    const read = [...first, ...last];
    sizes[subject] += Math.round((read.reduce<number>((sum, row) => sum + roughBytes(row), 0) / read.length) * count);
  }
  return sizes;
}

/** What a value takes when it is stored, about: bytes of buffers, one per Latin letter, two per other, eight per number. */
export function roughBytes(value: unknown): number {
  if (typeof value === 'string') return /^[\u0000-\u00ff]*$/.test(value) ? value.length : value.length * 2;
  if (typeof value === 'bigint') return 8;
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : 8;
  if (value instanceof ArrayBuffer) return value.byteLength;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + roughBytes(each), 4);
  if (value instanceof Map || value instanceof Set) return roughBytes([...value]);
  return Object.entries(value).reduce((sum, [name, each]) => sum + name.length + roughBytes(each), 4);
}
