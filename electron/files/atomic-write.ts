/**
 * Files that are either the old one or the whole new one, whatever happens in between: written beside the target,
 * flushed, renamed over it, and the folder flushed so that the rename itself survives a power cut.
 */
import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asFileError, errnoOf, FileError } from './file-error';

export type FileContent = string | Uint8Array | AsyncIterable<string | Uint8Array>;

const TEMP_NAME = /^\.rd-[0-9a-f]{16}\.tmp$/;
const RENAME_TRIES = 6;
const ABANDONED_AFTER_MS = 24 * 3600_000;

/** A fresh temporary name in the target's folder; short, because the target's name may be as long as the system allows. */
export function tempBeside(target: string): string {
  return path.join(path.dirname(target), `.rd-${randomBytes(8).toString('hex')}.tmp`);
}

/**
 * Writes `target` as a whole or not at all. `mode` is reduced by the umask (default 0o666).
 * @throws FileError; the target is then what it was and the temporary file is gone
 */
export async function writeFileAtomic(target: string, content: FileContent, { mode = 0o666 }: { mode?: number } = {}): Promise<void> {
  const temp = tempBeside(target);
  try {
    const handle = await open(temp, 'wx', mode);
    try {
      await writeContent(handle, content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await replace(temp, target);
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined);
    throw asFileError(error, target);
  }
}

/**
 * Puts a file that another writer has finished (a workbook stream) in the target's place: flush, rename, flush the folder.
 * `temp` must be in the target's folder.
 * @throws FileError; `temp` is left for the caller to remove
 */
export async function commitTemp(temp: string, target: string): Promise<void> {
  try {
    const handle = await open(temp, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await replace(temp, target);
  } catch (error) {
    throw asFileError(error, target);
  }
}

/** Flushes a folder's list of names. Windows has no such call and needs none: its rename is logged by the file system. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems cannot flush a folder; the file itself is flushed.
    if (errnoOf(error) !== 'EINVAL' && errnoOf(error) !== 'ENOTSUP') throw error;
  } finally {
    await handle.close();
  }
}

/** Removes temporary files that a killed process left in the folder more than a day ago. Resolves with their number. */
export async function removeAbandonedTemps(folder: string, now: Date): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder)) {
    if (!TEMP_NAME.test(name)) continue;
    const file = path.join(folder, name);
    const written = await stat(file).catch(() => undefined);
    if (!written || now.getTime() - written.mtimeMs < ABANDONED_AFTER_MS) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}

/** Writes all of it, in parts when it comes in parts. `onPart` sees each part's bytes. */
export async function writeContent(handle: FileHandle, content: FileContent, onPart?: (bytes: Uint8Array) => void): Promise<void> {
  const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
  for await (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    onPart?.(bytes);
    let done = 0;
    while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten;
  }
}

async function replace(temp: string, target: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(temp, target);
      break;
    } catch (error) {
      const held = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '');
      if (!held) throw error;
      // A virus scanner lets go within a moment; a spreadsheet program does not.
      if (attempt === RENAME_TRIES) throw new FileError('file-open', target, error);
      await pause(20 * 2 ** attempt);
    }
  }
  await syncFolder(path.dirname(target));
}
