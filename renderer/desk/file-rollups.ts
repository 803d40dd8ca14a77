/** Sums of bill lines that came from files: in the table of sums only while the file is what counts, because screens add that table up. */
import { parseSliceId } from '../../shared/sync/slices';
import type { GenerationRow } from '../store/schema';
import { after, generationPrefix, type DeskCore } from './core';
import { fileOf, scopeOf, sidesInUse } from './precedence';
import { RollupBuilder } from './rollups';

/** Segments added up at a time. */
const BATCH = 24;

/** Sets the sums of file slices right; inside the caller's transaction over generations, segments and rollups. */
export async function settleFileRollups(core: DeskCore): Promise<void> {
  const { store } = core;
  const rows = await store.generations.where('source').equals('bill-lines').toArray();
  const files = rows.filter((row) => fileOf(row.slice) !== null);
  if (files.length === 0) return;
  const sides = sidesInUse(rows);
  for (const row of files) {
    const range = store.rollups.where('key').between(`${row.slice}#`, after(`${row.slice}#`));
    const counts = sides.get(scopeOf(row)) === fileOf(row.slice);
    if (!counts) await range.delete();
    else if ((await range.count()) === 0) await store.rollups.bulkPut(await rollupsOf(core, row));
  }
}

async function rollupsOf(core: DeskCore, row: GenerationRow): Promise<ReturnType<RollupBuilder['rows']>> {
  const { segments } = core.store;
  const builder = new RollupBuilder(row.slice, parseSliceId(row.slice), core.dictionary);
  const prefix = generationPrefix(row.slice, row.generation);
  const keys = await segments.where('key').between(prefix, after(prefix)).primaryKeys();
  for (let start = 0; start < keys.length; start += BATCH) {
    for (const segment of await segments.bulkGet(keys.slice(start, start + BATCH))) if (segment) builder.add(segment.rows, segment.columns);
  }
  return builder.rows(row.currency ?? core.currency);
}

/** Takes everything of a file out of the store; inside the caller's transaction over generations, segments, rollups and blobs. */
export async function dropFile(core: DeskCore, importId: string): Promise<void> {
  const { store } = core;
  const rows = await store.generations.filter((row) => fileOf(row.slice) === importId).toArray();
  for (const { slice } of rows) {
    await store.segments
      .where('key')
      .between(`${slice}#`, after(`${slice}#`))
      .delete();
    await store.rollups
      .where('key')
      .between(`${slice}#`, after(`${slice}#`))
      .delete();
  }
  await store.generations.bulkDelete(rows.map((row) => row.slice));
  await store.blobs.delete(partiesKey(importId));
  for (const source of new Set(rows.map((row) => row.source))) core.moved(source);
}

/** Where the people a file names are kept; sorts before the results' blobs, which are replaced as a whole. */
export function partiesKey(importId: string): string {
  return `document-parties#${importId}`;
}
