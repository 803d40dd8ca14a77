/**
 * Files that never change, named by their SHA-256, beside the journal: original ledgers, mapped rows, closed months.
 * `archives/ab/ab12…` holds the bytes whose digest is `ab12…`, so a damaged one cannot pass for a good one.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { removeAbandonedTemps, syncFolder, tempBeside, writeContent, type FileContent } from '../files/atomic-write';
import { errnoOf, fileErrorCode, type FileErrorCode } from '../files/file-error';

/**
 * `missing`: no such archive. `damaged`: its bytes do not have its digest. `changed`: what is to be kept does not have the digest it is
 * known by. The others as for any file.
 */
export type ArchiveErrorCode = 'missing' | 'damaged' | 'changed' | FileErrorCode;

export class ArchiveError extends Error {
  constructor(
    readonly code: ArchiveErrorCode,
    readonly sha256: string | null,
    options?: { cause: unknown },
  ) {
    super(`${code}: archive ${sha256 ?? '(new)'}`, options);
    this.name = 'ArchiveError';
  }
}

export interface Archives {
  /**
   * Keeps the content and resolves with its lower-case hex SHA-256, after it is on the disk. What is there already stays;
   * when that turns out damaged it is set aside and replaced.
   * @param expected digest the content is known by; other content is refused and leaves nothing behind
   * @throws ArchiveError `changed`, or what the disk said
   */
  put(content: FileContent, expected?: string): Promise<string>;
  /** The whole content, proven before it is returned. @throws ArchiveError */
  get(sha256: string): Promise<Uint8Array>;
  /** The content in parts, for large ones. Proven only when the iteration ends without an error. @throws ArchiveError */
  read(sha256: string): AsyncGenerator<Uint8Array>;
  /** Where an archive lies, for a reader of its own that proves the digest itself. @throws ArchiveError `missing` */
  path(sha256: string): Promise<string>;
  /** Whether there is such an archive (its content is not read). */
  has(sha256: string): Promise<boolean>;
  /** Whether there is such an archive and its content is proven; a damaged one is set aside. @throws ArchiveError */
  whole(sha256: string): Promise<boolean>;
  /** Digests of all archives, in order. */
  list(): Promise<string[]>;
}

const DIGEST = /^[0-9a-f]{64}$/;

/** Opens the archives in `dir` (made when it is not there). @throws ArchiveError */
export async function openArchives(dir: string, { clock }: { clock: () => Date }): Promise<Archives> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await syncFolder(path.dirname(dir));
    await removeAbandonedTemps(dir, clock());
  } catch (error) {
    throw asArchiveError(error, null);
  }
  const fileOf = (sha256: string): string => {
    if (!DIGEST.test(sha256)) throw new ArchiveError('missing', null);
    return path.join(dir, sha256.slice(0, 2), sha256);
  };
  return {
    put: (content, expected) => put(dir, fileOf, content, expected),
    get: async (sha256) => {
      const parts: Uint8Array[] = [];
      for await (const part of proven(fileOf(sha256), sha256)) parts.push(part);
      return Buffer.concat(parts);
    },
    read: (sha256) => proven(fileOf(sha256), sha256),
    path: async (sha256) => {
      const file = fileOf(sha256);
      if (!(await exists(file))) throw new ArchiveError('missing', sha256);
      return file;
    },
    has: (sha256) => exists(fileOf(sha256)),
    whole: (sha256) => isWhole(fileOf(sha256), sha256),
    list: () => listDigests(dir),
  };
}

async function put(dir: string, fileOf: (sha256: string) => string, content: FileContent, expected?: string): Promise<string> {
  const temp = tempBeside(path.join(dir, 'new'));
  try {
    const sha256 = await writeHashed(temp, content);
    if (expected !== undefined && sha256 !== expected) throw new ArchiveError('changed', expected);
    const target = fileOf(sha256);
    if (await isWhole(target, sha256)) {
      await removeTemp(temp);
      return sha256;
    }
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await syncFolder(dir);
    await place(temp, target, sha256);
    return sha256;
  } catch (error) {
    await removeTemp(temp).catch(() => undefined);
    throw asArchiveError(error, null);
  }
}

async function writeHashed(temp: string, content: FileContent): Promise<string> {
  const digest = createHash('sha256');
  const handle = await open(temp, 'wx', 0o600);
  try {
    await writeContent(handle, content, (bytes) => digest.update(bytes));
    await handle.chmod(0o400);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return digest.digest('hex');
}

async function place(temp: string, target: string, sha256: string): Promise<void> {
  try {
    await rename(temp, target);
  } catch (error) {
    // Windows renames over nothing that is read-only: another put of the same content was first.
    if (!(await isWhole(target, sha256))) throw error;
    await removeTemp(temp);
  }
  await syncFolder(path.dirname(target));
}

/** True for a good file; a damaged one is renamed out of the way first. */
async function isWhole(file: string, sha256: string): Promise<boolean> {
  try {
    for await (const part of proven(file, sha256)) void part;
    return true;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    if (error.code === 'damaged') {
      for (let n = 1; ; n += 1) {
        const aside = `${file}.damaged-${n}`;
        if (await exists(aside)) continue;
        await rename(file, aside);
        return false;
      }
    }
    if (error.code === 'missing') return false;
    throw error;
  }
}

async function* proven(file: string, sha256: string): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256');
  try {
    const stream: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: 1 << 20 });
    for await (const part of stream) {
      digest.update(part);
      yield part;
    }
  } catch (error) {
    throw asArchiveError(error, sha256);
  }
  if (digest.digest('hex') !== sha256) throw new ArchiveError('damaged', sha256);
}

async function listDigests(dir: string): Promise<string[]> {
  try {
    const found: string[] = [];
    for (const folder of (await readdir(dir)).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
      for (const name of await readdir(path.join(dir, folder))) if (DIGEST.test(name) && name.startsWith(folder)) found.push(name);
    }
    return found.sort();
  } catch (error) {
    throw asArchiveError(error, null);
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

/** Windows removes no read-only file. */
async function removeTemp(temp: string): Promise<void> {
  await chmod(temp, 0o600).catch(() => undefined);
  await rm(temp, { force: true });
}

function asArchiveError(error: unknown, sha256: string | null): ArchiveError {
  if (error instanceof ArchiveError) return error;
  const missing = errnoOf(error) === 'ENOENT' && sha256 !== null;
  return new ArchiveError(missing ? 'missing' : fileErrorCode(error), sha256, { cause: error });
}
