/** A text file written piece by piece: beside its target, flushed, read back, and then in its place; or not there at all. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { commitTemp, tempBeside, writeContent } from './atomic-write';
import { asFileError, errnoOf, FileError } from './file-error';

export interface WrittenFile {
  readonly sha256: string;
  readonly bytes: number;
}

export class TextFile {
  private readonly hash = createHash('sha256');
  private bytes = 0;
  private ended = false;
  private queue: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly target: string,
    private readonly temp: string,
    private readonly handle: FileHandle,
  ) {}

  /** @throws FileError at once for a folder that takes no file or a target that another program holds */
  static async open(target: string): Promise<TextFile> {
    const temp = tempBeside(target);
    try {
      await checkReplaceable(target);
      return new TextFile(target, temp, await open(temp, 'wx'));
    } catch (error) {
      throw asFileError(error, target);
    }
  }

  /** Appends text as UTF-8, in the order of the calls. @throws FileError; the temporary file is then gone */
  write(text: string): Promise<void> {
    return this.guarded(() =>
      writeContent(this.handle, text, (bytes) => {
        this.hash.update(bytes);
        this.bytes += bytes.length;
      }),
    );
  }

  /** Flushes, reads back what the disk has and puts it in the target's place. @throws FileError */
  close(): Promise<WrittenFile> {
    return this.guarded(async () => {
      await this.handle.sync();
      await this.handle.close();
      this.ended = true;
      const sha256 = this.hash.digest('hex');
      if ((await digestOf(this.temp)) !== sha256) throw new FileError('other', this.target, new Error('read back otherwise'));
      await commitTemp(this.temp, this.target);
      return { sha256, bytes: this.bytes };
    });
  }

  /** Gives up; resolves when the temporary file is gone. */
  async abort(): Promise<void> {
    await this.queue.catch(() => undefined);
    await this.discard();
  }

  private guarded<T>(work: () => Promise<T>): Promise<T> {
    const done = this.queue.then(async () => {
      try {
        return await work();
      } catch (error) {
        await this.discard();
        throw asFileError(error, this.target);
      }
    });
    this.queue = done.catch(() => undefined);
    return done;
  }

  private async discard(): Promise<void> {
    if (!this.ended) await this.handle.close().catch(() => undefined);
    this.ended = true;
    await rm(this.temp, { force: true }).catch(() => undefined);
  }
}

/** SHA-256 of a file as the disk has it. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Refuses early what would fail when all is written: a target that may not be written or that another program holds open. */
export async function checkReplaceable(target: string): Promise<void> {
  try {
    const handle = await open(target, 'r+');
    await handle.close();
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}
