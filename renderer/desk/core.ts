/** What every part of the desk worker works on while a profile is open. */
import type { SourceId } from '../../shared/api/sources';
import { Dictionary } from '../../shared/columns';
import { SITE_CURRENCY, type Site } from '../../shared/sync/slices';
import type { DeskStore } from '../store/schema';
import { RunMemory } from '../../shared/reconcile/run-memory';
import { HeldFeeParts } from './fee-parts';
import { Generations } from './generations';
import type { LinkClient } from './link';
import { Resident } from './resident';
import type { StoredResult } from './results';

export class DeskCore {
  readonly dictionary = new Dictionary();
  /** First code that is not stored yet. */
  storedCodes = 1;
  readonly feeParts = new HeldFeeParts();
  readonly resident = new Resident();
  readonly generations: Generations;
  /** Findings of the engine's last run. */
  readonly memory = new RunMemory();
  /** The result that is in the store; null until one is stored. */
  stored: StoredResult | null = null;
  private readonly versions = new Map<SourceId, number>();
  /** Counts stored engine results: results' views are void when it moves. */
  results = 0;
  /** Counts changes of imports and names. */
  books = 0;

  constructor(
    readonly store: DeskStore,
    readonly link: LinkClient,
    readonly profile: string,
    readonly site: Site,
  ) {
    this.generations = new Generations(store);
  }

  /** A number that moves whenever a slice of the source gets a new published generation. */
  version(source: SourceId): number {
    return this.versions.get(source) ?? 0;
  }

  moved(source: SourceId): void {
    this.versions.set(source, this.version(source) + 1);
  }

  get currency(): string {
    return SITE_CURRENCY[this.site];
  }

  /** UTC instant, seconds. */
  now(): string {
    return new Date().toISOString();
  }

  /** Loads the stored dictionary. @throws RangeError when a chunk is missing */
  async loadDictionary(): Promise<void> {
    await this.store.dictionary.orderBy('from').each((chunk) => this.dictionary.load(chunk.from, chunk.texts));
    this.storedCodes = this.dictionary.size;
  }
}

/** Keys of a slice's segments: generation and offset have fixed width, so key order is reading order. */
export function segmentKey(slice: string, generation: number, offset: number): string {
  return `${generationPrefix(slice, generation)}${String(offset).padStart(10, '0')}`;
}

export function generationPrefix(slice: string, generation: number): string {
  return `${slice}#${String(generation).padStart(8, '0')}#`;
}

/** Sorts after every key that begins with the prefix. */
export function after(prefix: string): string {
  return `${prefix}\uffff`;
}

/** Generation written into a segment's key. */
export function generationOf(key: string): { slice: string; generation: number } {
  const cut = key.lastIndexOf('#', key.lastIndexOf('#') - 1);
  return { slice: key.slice(0, cut), generation: Number(key.slice(cut + 1, key.lastIndexOf('#'))) };
}
