/** Writes an evidence pack: the whole file or none. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { canonicalJson } from '../../shared/digest';
import { MANIFEST_NAME, sealManifest, type PackManifest } from '../../shared/evidence/manifest';
import { commitTemp, tempBeside, writeContent } from '../files/atomic-write';
import { asFileError } from '../files/file-error';

/** A file of the pack: where its bytes come from. */
export interface PackPart {
  readonly name: string;
  readonly bytes: () => AsyncIterable<Uint8Array>;
  /** Packed already: deflating it again would only cost time. */
  readonly stored?: boolean;
}

export type PackContent = Omit<PackManifest, 'version' | 'digest' | 'files'>;

/** Local midnight: the zip's clock has no time zone, so this is the same bytes anywhere. */
const FIXED_DATE = new Date(1980, 0, 1);
const PIECE = 1 << 20;

/** The first bytes of a file, as the journal's growing part is taken. */
export async function* fileBytes(file: string, bytes?: number): AsyncGenerator<Uint8Array> {
  if (bytes === 0) return;
  const stream: AsyncIterable<Buffer> = createReadStream(file, {
    highWaterMark: PIECE,
    ...(bytes === undefined ? {} : { end: bytes - 1 }),
  });
  for await (const piece of stream) yield piece;
}

/**
 * Writes `target` with the parts in code-unit order of their names and the manifest behind them. Resolves with the digest of the whole file.
 * @throws FileError, or what a part's reader throws; nothing is left behind then
 */
export async function writePack(
  target: string,
  content: PackContent,
  parts: readonly PackPart[],
  signal?: AbortSignal,
): Promise<{ sha256: string; bytes: number; manifest: PackManifest }> {
  const temp = tempBeside(target);
  try {
    const handle = await open(temp, 'wx');
    try {
      const writer = new PackWriter(handle);
      const files: PackManifest['files'] = [];
      for (const part of [...parts].sort((a, b) => (a.name < b.name ? -1 : 1))) {
        signal?.throwIfAborted();
        files.push({ name: part.name, ...(await writer.add(part, signal)) });
      }
      const manifest = sealManifest({ ...content, files });
      const text = Buffer.from(`${canonicalJson(manifest)}\n`, 'utf8');
      await writer.add({ name: MANIFEST_NAME, bytes: () => once(text) });
      const whole = await writer.end();
      signal?.throwIfAborted();
      await handle.sync();
      await handle.close();
      await commitTemp(temp, target);
      return { ...whole, manifest };
    } finally {
      await handle.close().catch(() => undefined);
    }
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined);
    throw signal?.aborted ? signal.reason : (error as NodeJS.ErrnoException).code === undefined ? error : asFileError(error, target);
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

class PackWriter {
  private packed: Uint8Array[] = [];
  private readonly hash = createHash('sha256');
  private size = 0;
  private readonly zip = new Zip((error, piece) => {
    if (error) throw error;
    this.packed.push(piece);
  });

  constructor(private readonly handle: FileHandle) {}

  async add({ name, bytes, stored }: PackPart, signal?: AbortSignal): Promise<{ bytes: number; sha256: string }> {
    const entry = stored ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    entry.mtime = FIXED_DATE;
    this.zip.add(entry);
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of bytes()) {
      signal?.throwIfAborted();
      hash.update(piece);
      size += piece.length;
      entry.push(piece);
      await this.drain();
    }
    entry.push(new Uint8Array(), true);
    await this.drain();
    return { bytes: size, sha256: hash.digest('hex') };
  }

  async end(): Promise<{ sha256: string; bytes: number }> {
    this.zip.end();
    await this.drain();
    return { sha256: this.hash.digest('hex'), bytes: this.size };
  }

  private async drain(): Promise<void> {
    const pieces = this.packed;
    this.packed = [];
    for (const piece of pieces) {
      this.hash.update(piece);
      this.size += piece.length;
      await writeContent(this.handle, piece);
    }
  }
}
