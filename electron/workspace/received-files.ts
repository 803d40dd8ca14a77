/** Files the page hands over piece by piece (dropped or pasted): written below a folder of our own that is emptied at every start. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { FileToken } from '../../shared/bridge/contract';
import { fileErrorCode } from '../files/file-error';
import { safeBaseName } from '../files/safe-name';
import { LIMITS } from '../workbook/limits';
import type { FileTokens } from './file-tokens';

export type ReceiveErrorCode = 'not-saved' | 'too-large' | 'no-such-file';

/** Why a file was not taken; its job is over then and nothing of it is left. */
export class ReceiveError extends Error {
  constructor(
    readonly code: ReceiveErrorCode,
    readonly detail: string | null = null,
  ) {
    super(detail === null ? code : `${code}: ${detail}`);
    this.name = 'ReceiveError';
  }
}

/** Bytes of one piece at most. */
export const PIECE_BYTES = 4 * 1024 * 1024;
/** Files on their way at once. */
const MAX_JOBS = 16;
/** A job without a piece for so long was left behind by a page that went away. */
const IDLE_MS = 2 * 60_000;
/** All files of one run: a page taken over must not fill the disk. */
const RUN_BYTES = 8 * LIMITS.fileBytes;

interface Job {
  readonly folder: string;
  readonly file: string;
  readonly bytes: number;
  readonly handle: FileHandle;
  received: number;
  touched: number;
  /** Writes of one job follow each other in the order they came. */
  turn: Promise<unknown>;
}

export class ReceivedFiles {
  private readonly jobs = new Map<string, Job>();
  private taken = 0;

  constructor(
    private readonly folder: string,
    private readonly tokens: FileTokens,
    private readonly clock: () => Date,
  ) {}

  /** Gives up what is on its way and removes what was received, also by an earlier run. What cannot be removed harms nothing. */
  async clear(): Promise<void> {
    for (const id of [...this.jobs.keys()]) await this.discard(id);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }

  /** @param bytes size the page announces; exactly so many must come. @throws ReceiveError */
  async begin(name: string, bytes: number): Promise<string> {
    if (bytes > LIMITS.fileBytes || this.taken + bytes > RUN_BYTES) throw new ReceiveError('too-large');
    const now = this.clock().getTime();
    for (const [id, job] of this.jobs) if (now - job.touched > IDLE_MS) await this.discard(id);
    if (this.jobs.size >= MAX_JOBS) throw new ReceiveError('not-saved', 'too many at once');
    const id = randomUUID();
    const folder = path.join(this.folder, id);
    const file = path.join(folder, safeBaseName(name));
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const handle = await open(file, 'wx', 0o600);
      this.jobs.set(id, { folder, file, bytes, handle, received: 0, touched: now, turn: Promise.resolve() });
    } catch (error) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
      throw new ReceiveError('not-saved', fileErrorCode(error));
    }
    this.taken += bytes;
    return id;
  }

  /** @throws ReceiveError `too-large` for more than announced, or for a piece of more than {@link PIECE_BYTES} */
  async piece(id: string, piece: Uint8Array): Promise<void> {
    const job = this.known(id);
    if (piece.length > PIECE_BYTES || job.received + piece.length > job.bytes) {
      await this.discard(id);
      throw new ReceiveError('too-large');
    }
    job.received += piece.length;
    job.touched = this.clock().getTime();
    const write = job.turn.then(() => job.handle.writeFile(piece));
    job.turn = write;
    try {
      await write;
    } catch (error) {
      await this.discard(id);
      throw new ReceiveError('not-saved', fileErrorCode(error));
    }
  }

  /** @throws ReceiveError `not-saved` when less came than was announced */
  async end(id: string): Promise<FileToken> {
    const job = this.known(id);
    try {
      await job.turn;
      if (job.received !== job.bytes) throw new ReceiveError('not-saved', 'incomplete');
      await job.handle.close();
      this.jobs.delete(id);
      return this.tokens.forReading(job.file);
    } catch (error) {
      await this.discard(id);
      throw error instanceof ReceiveError ? error : new ReceiveError('not-saved', fileErrorCode(error));
    }
  }

  private known(id: string): Job {
    const job = this.jobs.get(id);
    if (!job) throw new ReceiveError('no-such-file');
    return job;
  }

  private async discard(id: string): Promise<void> {
    const job = this.jobs.get(id);
    if (!job) return;
    this.jobs.delete(id);
    this.taken -= job.bytes;
    await job.turn.catch(() => undefined);
    await job.handle.close().catch(() => undefined);
    await rm(job.folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
