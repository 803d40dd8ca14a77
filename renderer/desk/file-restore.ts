/** Slices of imported files that the store has lost are made again from the archives: no sync can bring them back. */
import { canonicalJson } from '../../shared/digest';
import type { DocumentRow } from '../store/schema';
import type { DeskCore } from './core';
import { eachPart } from './document-archive';
import { FilePacker, type Brought, type PackedFile } from './document-slices';
import { dropFile, partiesKey, settleFileRollups } from './file-rollups';
import { fileOf } from './precedence';
import { storeDictionary } from './segments';

/** Writes a packed file; inside the caller's transaction over segments, dictionary, generations, rollups and blobs. */
export async function putFile(core: DeskCore, importId: string, { seq, at }: Brought, packed: PackedFile): Promise<void> {
  const { store } = core;
  await dropFile(core, importId);
  await store.segments.bulkPut([...packed.segments]);
  await storeDictionary(core);
  await store.generations.bulkPut(packed.generations.map((row) => ({ ...row, syncedAt: at, seq })));
  await store.blobs.put({ key: partiesKey(importId), text: canonicalJson(packed.parties) });
  for (const { source } of packed.generations) core.moved(source);
}

/** A file packed from its archived records, a part at a time. */
export async function loadFile(core: DeskCore, { importId, records }: Pick<DocumentRow, 'importId' | 'records'>): Promise<PackedFile> {
  const packer = new FilePacker(core, importId);
  return packer.finish(await eachPart(core.link, records, (slices) => packer.add(slices)));
}

/** Makes the slices of every file again that lacks some. @returns how many files were made again */
export async function restoreFiles(core: DeskCore): Promise<number> {
  const { store } = core;
  const standing = (await store.documents.toArray()).filter((row) => !row.undone);
  if (standing.length === 0) return 0;
  const present = new Map<string, number>();
  for (const { slice } of (await core.generations.published()).rows) {
    const file = fileOf(slice);
    if (file !== null) present.set(file, (present.get(file) ?? 0) + 1);
  }
  const broken = standing.filter((row) => (present.get(row.importId) ?? 0) < row.slices);
  for (const row of broken) await restore(core, row);
  return broken.length;
}

async function restore(core: DeskCore, row: DocumentRow): Promise<void> {
  const { store } = core;
  const packed = await loadFile(core, row);
  await store.transaction('rw', [store.segments, store.dictionary, store.generations, store.rollups, store.blobs], async () => {
    await putFile(core, row.importId, row, packed);
    await settleFileRollups(core);
  });
  core.storedCodes = core.dictionary.size;
}
