/** Makes a backup: the whole file or none, in bounded memory. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { createTarPacker, type TarPackController } from 'modern-tar';
import type { BackupMade, BackupProgress } from '../../shared/bridge/backup';
import type { Profile } from '../../shared/bridge/contract';
import { canonicalJson } from '../../shared/digest';
import { fileBytes } from '../evidence/write-pack';
import { writeFileAtomic } from '../files/atomic-write';
import { ArchiveError, type Archives } from '../journal/archives';
import { archivesOf } from '../journal/check-journal';
import type { Journal } from '../journal/journal';
import { JOURNAL_FORMAT } from '../journal/journal-files';
import { BackupError, diskFault } from './backup-error';
import { ABOUT_NAME, archiveEntry, BACKUP_FORMAT, DIGESTS_NAME, journalEntry, type About, type Digests } from './format';
import { sealed } from './seal';

/** What is backed up. Keys are in the key vault, which is not handed over. */
export interface BackupSource {
  readonly profile: Pick<Profile, 'name' | 'site' | 'endpoint'>;
  readonly journal: Journal;
  readonly archives: Archives;
}

export interface BackupFacts {
  readonly app: string;
  readonly store: number;
  readonly months: readonly string[];
  readonly madeAt: Date;
}

export interface BackupOptions {
  readonly passphrase: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: BackupProgress) => void;
}

interface Part {
  readonly name: string;
  readonly bytes: number;
  /** Digest of an archive, which may turn out to be damaged. */
  readonly archive: string | null;
  readonly read: () => AsyncIterable<Uint8Array>;
}

/** Tar's clock and owner say nothing here. */
const HEADER = { mtime: new Date(0), mode: 0o600, type: 'file' } as const;
/** Most of a journal packs well at any level; original workbooks are packed already. */
const GZIP_LEVEL = 3;

/** @throws BackupError; an existing `target` is then as it was and nothing is left beside it */
export async function writeBackup(target: string, source: BackupSource, facts: BackupFacts, options: BackupOptions): Promise<BackupMade> {
  const { signal, passphrase } = options;
  try {
    const snapshot = await source.journal.snapshot();
    signal.throwIfAborted();
    const parts: Part[] = snapshot.files.map(({ name, path, bytes }) => ({
      name: journalEntry(name),
      bytes,
      archive: null,
      read: () => fileBytes(path, bytes),
    }));
    const kept = await source.archives.list();
    for (const sha256 of kept) {
      const { size } = await stat(await source.archives.path(sha256));
      parts.push({ name: archiveEntry(sha256), bytes: size, archive: sha256, read: () => source.archives.read(sha256) });
    }
    const about: About = {
      format: BACKUP_FORMAT,
      app: facts.app,
      store: facts.store,
      journalFormat: JOURNAL_FORMAT,
      madeAt: facts.madeAt.toISOString(),
      profile: { name: source.profile.name, site: source.profile.site, endpoint: source.profile.endpoint },
      journal: { ...snapshot.head, breaks: snapshot.breaks },
      months: [...facts.months],
      files: parts.map(({ name, bytes }) => ({ name, bytes })),
    };
    const gone = await missingOf(source, new Set(kept));
    const packing = new Packing(about, parts, gone, options);
    const hash = createHash('sha256');
    let bytes = 0;
    const content = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of passphrase === null ? packing.bytes() : sealed(packing.bytes(), passphrase)) {
        signal.throwIfAborted();
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
      signal.throwIfAborted();
    };
    await writeFileAtomic(target, content(), { mode: 0o600 });
    const missing = packing.missing();
    return {
      bytes,
      sha256: hash.digest('hex'),
      seq: snapshot.head.seq,
      archives: kept.length - missing.filter((sha256) => !gone.includes(sha256)).length,
      missing,
      breaks: snapshot.found,
    };
  } catch (error) {
    if (signal.aborted) throw new BackupError('cancelled');
    throw diskFault(error);
  }
}

/** Archives that entries stand on and that are not there. */
async function missingOf({ journal }: BackupSource, kept: ReadonlySet<string>): Promise<string[]> {
  const missing = new Set<string>();
  for await (const batch of journal.readProven()) {
    for (const entry of batch) for (const sha256 of archivesOf(entry)) if (!kept.has(sha256)) missing.add(sha256);
  }
  return [...missing].sort();
}

class Packing {
  private readonly damaged: string[] = [];
  private done = 0;
  private readonly total: number;

  constructor(
    private readonly about: About,
    private readonly parts: readonly Part[],
    private readonly gone: readonly string[],
    private readonly options: BackupOptions,
  ) {
    this.total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Known when the bytes are through. */
  missing(): string[] {
    return [...this.gone, ...this.damaged].sort();
  }

  /** The archive, packed. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    const { readable, controller } = createTarPacker();
    const gzip = createGzip({ level: GZIP_LEVEL });
    const filled = this.fill(controller);
    const flowed = pipeline(readable as unknown as AsyncIterable<Uint8Array>, gzip);
    // Awaited below; a failure before that is the reader's as well.
    filled.catch(() => undefined);
    flowed.catch(() => undefined);
    try {
      for await (const piece of gzip) yield piece as Buffer;
      await filled;
      await flowed;
    } finally {
      gzip.destroy();
      controller.error(new BackupError('cancelled'));
      await filled.catch(() => undefined);
    }
  }

  private async fill(controller: TarPackController): Promise<void> {
    try {
      const about = Buffer.from(canonicalJson(this.about), 'utf8');
      await add(controller, ABOUT_NAME, about.length, [about]);
      const digests: Digests = { about: createHash('sha256').update(about).digest('hex'), files: [], missing: [] };
      for (const part of this.parts) {
        const hash = createHash('sha256');
        await add(controller, part.name, part.bytes, this.told(part, hash));
        digests.files.push(hash.digest('hex'));
      }
      const end = Buffer.from(canonicalJson({ ...digests, missing: this.missing() }), 'utf8');
      await add(controller, DIGESTS_NAME, end.length, [end]);
      controller.finalize();
    } catch (error) {
      controller.error(error);
      throw error;
    }
  }

  /** The part's bytes, counted. An archive that cannot be read as it was written is filled up and noted: the rest is worth keeping. */
  private async *told(part: Part, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
    let given = 0;
    const give = (piece: Uint8Array): Uint8Array => {
      this.options.signal.throwIfAborted();
      hash.update(piece);
      given += piece.length;
      this.done += piece.length;
      this.options.onProgress({ done: this.done, total: this.total });
      return piece;
    };
    try {
      for await (const piece of part.read()) yield give(piece);
    } catch (error) {
      if (part.archive === null || !(error instanceof ArchiveError)) throw error;
      this.damaged.push(part.archive);
      while (given < part.bytes) yield give(new Uint8Array(Math.min(1 << 20, part.bytes - given)));
    }
  }
}

async function add(
  controller: TarPackController,
  name: string,
  size: number,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const writer = controller.add({ ...HEADER, name, size }).getWriter();
  for await (const piece of pieces) await writer.write(piece);
  await writer.close();
}
