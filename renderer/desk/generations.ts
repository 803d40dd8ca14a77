/**
 * The list of published slices, kept in memory: a year of fee records is some ten thousand of them, and after a sync only those that it wrote are read
 * again.
 */
import { movesResults } from '../../shared/api/catalogue';
import type { SourceId } from '../../shared/api/sources';
import { sha256Hex } from '../../shared/digest';
import type { DeskStore, GenerationRow } from '../store/schema';
import { inUse } from './precedence';

/** Parts that the digest is made of: a changed row costs its part's. */
const PARTS = 1024;
/** More written rows than that are read with all the others. */
const MANY = 4_096;

/** All published slices at one moment. */
export class PublishedSlices {
  private readonly sources = new Map<SourceId, readonly GenerationRow[]>();

  constructor(
    /** In code-unit order of their names. */
    readonly rows: readonly GenerationRow[],
    /** Of everything in them that a result hangs on. */
    readonly digest: string,
  ) {}

  /** Those of a source that count (precedence.ts). */
  of(source: SourceId): readonly GenerationRow[] {
    const known = this.sources.get(source);
    if (known) return known;
    const found = inUse(this.rows.filter((row) => row.source === source));
    this.sources.set(source, found);
    return found;
  }
}

interface Part {
  readonly rows: Map<string, GenerationRow>;
  digest: string | null;
}

export class Generations {
  private parts: Part[] = [];
  private read: PublishedSlices | null = null;
  /** All rows in order of their names, but for those that were written since. */
  private rows: readonly GenerationRow[] = [];
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: DeskStore) {}

  /** Who asks while others are answered waits for them: what they have not read yet nobody knows. */
  published(): Promise<PublishedSlices> {
    const answer = this.turn.then(() => this.readWritten());
    this.turn = answer.catch(() => undefined);
    return answer;
  }

  private async readWritten(): Promise<PublishedSlices> {
    const written = this.store.writes.take();
    try {
      if (written === 'all' || written.size > MANY) await this.readAll();
      else if (written.size > 0) await this.readSome([...written].sort());
    } catch (error) {
      this.store.writes.forget();
      throw error;
    }
    return (this.read ??= await this.sorted());
  }

  private async readAll(): Promise<void> {
    this.parts = Array.from({ length: PARTS }, () => ({ rows: new Map<string, GenerationRow>(), digest: null }));
    this.read = null;
    const rows = await this.store.generations.toArray();
    for (const row of rows) this.partOf(row.slice).rows.set(row.slice, row);
    this.rows = rows.sort(bySlice);
  }

  private async readSome(slices: readonly string[]): Promise<void> {
    const rows = await this.store.generations.bulkGet([...slices]);
    this.read = null;
    this.rows = replaced(this.rows, slices, rows);
    rows.forEach((row, at) => {
      const slice = slices[at]!;
      const part = this.partOf(slice);
      part.digest = null;
      if (row) part.rows.set(slice, row);
      else part.rows.delete(slice);
    });
  }

  private partOf(slice: string): Part {
    let h = 0;
    for (let i = 0; i < slice.length; i++) h = Math.imul(h ^ slice.charCodeAt(i), 0x01000193);
    return this.parts[(h ^ (h >>> 15)) & (PARTS - 1)]!;
  }

  private async sorted(): Promise<PublishedSlices> {
    await Promise.all(this.parts.map(async (part) => (part.digest ??= await digestOf(part.rows.values()))));
    return new PublishedSlices(this.rows, sha256Hex(this.parts.map(({ digest }) => digest).join('')));
  }
}

/** The rows with some slices' as they are now; `slices` in order, without a row where there is none any more. */
function replaced(rows: readonly GenerationRow[], slices: readonly string[], now: readonly (GenerationRow | undefined)[]): GenerationRow[] {
  const kept: GenerationRow[] = [];
  let next = 0;
  slices.forEach((slice, i) => {
    const at = firstFrom(rows, slice, next);
    for (; next < at; next++) kept.push(rows[next]!);
    if (rows[at]?.slice === slice) next++;
    const row = now[i];
    if (row) kept.push(row);
  });
  for (; next < rows.length; next++) kept.push(rows[next]!);
  return kept;
}

/** Place of the first row from `low` on whose name is not before the given one. */
function firstFrom(rows: readonly GenerationRow[], slice: string, low: number): number {
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.slice < slice) low = middle + 1;
    else high = middle;
  }
  return low;
}

const bySlice = (a: GenerationRow, b: GenerationRow): number => (a.slice < b.slice ? -1 : 1);

/** By the browser's own SHA-256: names and digests of ten thousands of slices are megabytes. */
async function digestOf(rows: Iterable<GenerationRow>): Promise<string> {
  const known = [...rows]
    .filter((row) => movesResults(row.source))
    .sort(bySlice)
    .map((row) => [row.slice, row.digest, row.announced, row.currency]);
  if (known.length === 0) return '';
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(known))));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
