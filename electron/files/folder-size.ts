import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { errnoOf } from './file-error';

export interface FolderSize {
  readonly bytes: number;
  readonly files: number;
}

/**
 * Bytes and number of the files in a folder and below it; links are counted as themselves, never followed. What vanishes meanwhile counts nothing.
 * @param skip names directly in the folder that are left out
 * @throws what the disk said of a folder that is there and cannot be read
 */
export async function folderSize(folder: string, skip: ReadonlySet<string> = new Set()): Promise<FolderSize> {
  let bytes = 0;
  let files = 0;
  const names = await readdir(folder).catch(nothing);
  for (const name of names) {
    if (skip.has(name)) continue;
    const place = path.join(folder, name);
    const found = await lstat(place).catch(gone);
    if (found === null) continue;
    const inside = found.isDirectory() ? await folderSize(place) : { bytes: found.size, files: 1 };
    bytes += inside.bytes;
    files += inside.files;
  }
  return { bytes, files };
}

function nothing(error: unknown): string[] {
  if (errnoOf(error) === 'ENOENT') return [];
  throw error;
}

function gone(error: unknown): null {
  if (errnoOf(error) === 'ENOENT') return null;
  throw error;
}
