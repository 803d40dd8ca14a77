/** Takes a backup apart into an empty folder, proving everything; the folder is a profile's only when that succeeded. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { createTarDecoder } from 'modern-tar';
import type { BackupProgress } from '../../shared/bridge/backup';
import { syncFolder, writeContent } from '../files/atomic-write';
import { errnoOf } from '../files/file-error';
import { ArchiveError, openArchives } from '../journal/archives';
import { archivesOf } from '../journal/check-journal';
import { openJournal } from '../journal/journal';
import { JournalError } from '../journal/journal-error';
import { JOURNAL_FORMAT } from '../journal/journal-files';
import { BackupError, diskFault } from './backup-error';
import { About, ABOUT_NAME, BACKUP_FORMAT, Digests, DIGESTS_NAME, FormatOnly, placeOf } from './format';
import { MAGIC, unsealed } from './seal';

export interface ReadOptions {
  readonly passphrase: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BackupProgress) => void;
  readonly clock: () => Date;
}

export interface ReadBackup {
  readonly about: About;
  readonly entries: number;
  readonly archives: number;
  readonly missing: readonly string[];
  readonly breaks: number;
}

const GZIP = Buffer.of(0x1f, 0x8b);
const CHUNK = 1 << 20;
/** Lists of a million files; no real one comes near. */
const LIST_BYTES = 128 * 1024 * 1024;

/** Whether the file is sealed with a passphrase. @throws BackupError `not-a-backup` */
export async function isSealed(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'r');
    try {
      const start = Buffer.alloc(MAGIC.length);
      const { bytesRead } = await handle.read(start, 0, start.length, 0);
      if (start.subarray(0, bytesRead).equals(MAGIC)) return true;
      if (start.subarray(0, 2).equals(GZIP)) return false;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw errnoOf(error) === 'ENOENT' ? new BackupError('no-such-file') : diskFault(error);
  }
  throw new BackupError('not-a-backup');
}

/**
 * Unpacks `file` into `folder` (made; `journal` and `archives` below it) and proves it: the seal, each digest, the journal's chain by
 * this version's code, and that each archive the journal stands on is there or was missing already when the backup was made.
 * @throws BackupError; what is in `folder` then is the caller's to remove
 */
export async function readBackup(file: string, folder: string, options: ReadOptions): Promise<ReadBackup> {
  const { signal, passphrase } = options;
  try {
    const withSeal = await isSealed(file);
    if (withSeal && passphrase === null) throw new BackupError('passphrase-needed');
    const total = (await stat(file)).size;
    let read = 0;
    const raw = async function* (): AsyncGenerator<Uint8Array> {
      const stream: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: CHUNK });
      for await (const piece of stream) {
        signal.throwIfAborted();
        read += piece.length;
        options.onProgress({ done: read, total });
        yield piece;
      }
    };
    const packed = withSeal && passphrase !== null ? unsealed(raw(), passphrase) : raw();
    const unpacked = await unpack(packed, folder, options);
    return await proven(folder, unpacked, options);
  } catch (error) {
    throw signal.aborted ? new BackupError('cancelled') : readFault(error);
  }
}

interface Unpacked {
  readonly about: About;
  readonly missing: readonly string[];
}

async function unpack(packed: AsyncGenerator<Uint8Array>, folder: string, { clock, signal }: ReadOptions): Promise<Unpacked> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  const flowed = pipeline(Readable.from(packed, { objectMode: true, highWaterMark: 1 }), gunzip);
  // Awaited at the end; until then what fails in it fails in the reading as well.
  flowed.catch(() => undefined);
  try {
    const decoder = createTarDecoder({ strict: true });
    const entries = ReadableStream.from(gunzip).pipeThrough(decoder as never) as unknown as AsyncIterable<TarPart>;
    const result = await unpackEntries(entries, folder, clock, signal);
    // Only now the last byte of the file is proven.
    await flowed;
    return result;
  } catch (error) {
    // What went wrong in the file comes before what the tar archive lacks for it.
    const cause = gunzip.errored ?? error;
    throw cause instanceof BackupError ? cause : error;
  } finally {
    gunzip.destroy();
    await packed.return(undefined).catch(() => undefined);
  }
}

interface TarPart {
  readonly header: { readonly name: string; readonly type?: string; readonly size: number };
  readonly body: AsyncIterable<Uint8Array>;
}

async function unpackEntries(entries: AsyncIterable<TarPart>, folder: string, clock: () => Date, signal: AbortSignal): Promise<Unpacked> {
  await mkdir(path.join(folder, 'journal'), { recursive: true, mode: 0o700 });
  const archives = await openArchives(path.join(folder, 'archives'), { clock });
  let about: About | null = null;
  let aboutDigest = '';
  let digests: Digests | null = null;
  const found: string[] = [];
  const unproven: string[] = [];
  for await (const { header, body } of entries) {
    signal.throwIfAborted();
    if ((header.type ?? 'file') !== 'file' || digests !== null) throw new BackupError('damaged', 'entries');
    if (about === null) {
      if (header.name !== ABOUT_NAME) throw new BackupError('not-a-backup');
      const bytes = await whole(header.size, body);
      about = parseAbout(bytes);
      aboutDigest = createHash('sha256').update(bytes).digest('hex');
      continue;
    }
    const due = about.files[found.length];
    if (due === undefined) {
      if (header.name !== DIGESTS_NAME) throw new BackupError('damaged', 'entries');
      digests = parsed(Digests, await whole(header.size, body), 'digests');
      continue;
    }
    const place = placeOf(header.name);
    if (header.name !== due.name || header.size !== due.bytes || place === null) throw new BackupError('damaged', 'entries');
    const hash = createHash('sha256');
    const content = hashed(body, hash);
    if ('journal' in place) await writeNew(path.join(folder, 'journal', place.journal), content);
    else if (!(await putArchive(archives, content, place.archive))) unproven.push(place.archive);
    found.push(hash.digest('hex'));
  }
  if (about === null) throw new BackupError('not-a-backup');
  if (digests === null) throw new BackupError('truncated', 'entries');
  const at = found.findIndex((digest, index) => digest !== digests.files[index]);
  if (at >= 0 || digests.files.length !== found.length) throw new BackupError('damaged', about.files[at]?.name ?? 'digests');
  if (digests.about !== aboutDigest) throw new BackupError('damaged', ABOUT_NAME);
  const strange = unproven.find((sha256) => !digests.missing.includes(sha256));
  if (strange !== undefined) throw new BackupError('damaged', `archives/${strange}`);
  await syncFolder(path.join(folder, 'journal'));
  return { about, missing: digests.missing };
}

function parseAbout(bytes: Buffer): About {
  const { format } = parsed(FormatOnly, bytes, ABOUT_NAME);
  if (format > BACKUP_FORMAT) throw new BackupError('newer-version', `format ${format}`);
  const about = parsed(About, bytes, ABOUT_NAME);
  if (about.journalFormat > JOURNAL_FORMAT) throw new BackupError('newer-version', `journal ${about.journalFormat}`);
  return about;
}

function parsed<T>(schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } }, bytes: Buffer, what: string): T {
  try {
    const result = schema.safeParse(JSON.parse(bytes.toString('utf8')));
    if (result.success) return result.data;
  } catch {
    // No JSON is no better than JSON of another shape.
  }
  throw new BackupError('damaged', what);
}

async function whole(size: number, body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  if (size > LIST_BYTES) throw new BackupError('damaged', 'list');
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* hashed(body: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    hash.update(piece);
    yield piece;
  }
}

async function writeNew(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await writeContent(handle, content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** False when the bytes are not those of the digest. */
async function putArchive(
  archives: Awaited<ReturnType<typeof openArchives>>,
  content: AsyncIterable<Uint8Array>,
  sha256: string,
): Promise<boolean> {
  try {
    await archives.put(content, sha256);
    return true;
  } catch (error) {
    if (error instanceof ArchiveError && error.code === 'changed') return false;
    throw error;
  }
}

/** Opens what was unpacked with the code that will work with it. */
async function proven(folder: string, { about, missing }: Unpacked, { clock, signal }: ReadOptions): Promise<ReadBackup> {
  const archives = await openArchives(path.join(folder, 'archives'), { clock });
  const journal = await openJournal(path.join(folder, 'journal'), { clock });
  try {
    const head = journal.head();
    const { breaks, torn } = journal.report;
    if (head.seq !== about.journal.seq || head.hash !== about.journal.hash || breaks.length !== about.journal.breaks || torn !== null)
      throw new BackupError('damaged', 'journal');
    const kept = new Set(await archives.list());
    const known = new Set(missing);
    let entries = 0;
    for await (const batch of journal.read(1)) {
      signal.throwIfAborted();
      entries += batch.length;
      for (const entry of batch)
        for (const sha256 of archivesOf(entry))
          if (!kept.has(sha256) && !known.has(sha256)) throw new BackupError('damaged', `archives/${sha256}`);
    }
    return { about, entries, archives: kept.size, missing, breaks: breaks.length };
  } finally {
    await journal.close();
  }
}

/** Failures of unpacking in the words of a backup. */
function readFault(error: unknown): unknown {
  const inner = error instanceof ArchiveError && error.cause !== undefined ? error.cause : error;
  if (inner instanceof BackupError) return inner;
  if (error instanceof JournalError && error.code === 'newer-version') return new BackupError('newer-version', 'journal');
  const code = errnoOf(inner);
  if (code === 'Z_BUF_ERROR') return new BackupError('truncated', 'gzip');
  if (code?.startsWith('Z_')) return new BackupError('damaged', 'gzip');
  // The tar decoder's own words have no code.
  if (code === undefined && inner instanceof Error && !(inner instanceof JournalError))
    return new BackupError('damaged', 'tar', { cause: error });
  return diskFault(error);
}
