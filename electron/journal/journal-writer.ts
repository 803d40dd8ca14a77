/** Writes to the end of the journal so that after every failure the file ends with its last good entry. */
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { JournalHead } from '../../shared/journal/entries';
import { asJournalError } from './journal-error';
import { createJournalFile } from './journal-files';
import type { Scan, Segment } from './scan';

/** The three calls a write is made of, so that a test can fill the disk at any of them. */
export interface Disk {
  /** Resolves with the number of bytes written, which may be fewer than given. */
  write(handle: FileHandle, bytes: Uint8Array, position: number): Promise<number>;
  flush(handle: FileHandle): Promise<void>;
  truncate(handle: FileHandle, length: number): Promise<void>;
}

export const realDisk: Disk = {
  write: async (handle, bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
  flush: (handle) => handle.datasync(),
  truncate: (handle, length) => handle.truncate(length),
};

export class JournalWriter {
  private handle: FileHandle | undefined;
  private segment: Segment | undefined;
  private lastOrder: number;
  private mustResume: boolean;
  private highestSeq: number;
  /** A failed write that could not be cut back yet: nothing may be written behind it. */
  private uncut = false;

  /** Goes on where the scan ended; new segments are added to `scan.segments`. */
  constructor(
    private readonly dir: string,
    private readonly scan: Scan,
    private readonly rotateBytes: number,
    private readonly disk: Disk,
  ) {
    this.lastOrder = scan.lastOrder;
    this.mustResume = scan.mustResume;
    this.highestSeq = scan.highestSeq;
    this.segment = scan.mustResume ? undefined : scan.segments.at(-1);
  }

  /** The file that grows; none between a break and the first entry after it. */
  get file(): string | undefined {
    return this.segment?.file;
  }

  /** What the next entry follows: after a break the numbers go on behind the highest ever used, the hash from the last good entry. */
  get link(): JournalHead {
    const last = this.scan.segments.at(-1)?.last ?? this.scan.head;
    const begins = this.mustResume || (this.segment?.resumed === true && this.segment.bytes === 0);
    return begins ? { seq: this.highestSeq, hash: last.hash } : last;
  }

  /**
   * Writes and flushes the lines of the entries after `link`, the last of which is `last`. Bytes count only when flushed.
   * @throws JournalError `disk-full`, `no-permission`, `io`; nothing of it was kept
   */
  async write(bytes: Uint8Array, last: JournalHead): Promise<void> {
    const before = this.link;
    const lines = last.seq - before.seq;
    try {
      if (this.uncut) await this.cutBack();
      const { segment, handle } = await this.fileFor(bytes.length);
      try {
        for (let done = 0; done < bytes.length;) done += await this.disk.write(handle, bytes.subarray(done), segment.bytes + done);
        await this.disk.flush(handle);
      } catch (error) {
        this.uncut = true;
        // What cannot be cut now is tried again before the next write; a restart would cut it as well, or find it whole.
        await this.cutBack().catch(() => undefined);
        throw error;
      }
      if (segment.bytes === 0) segment.before = before;
      segment.bytes += bytes.length;
      segment.last = last;
      segment.lines += lines;
      this.highestSeq = last.seq;
    } catch (error) {
      throw asJournalError(error, 'the entry could not be written');
    }
  }

  async close(): Promise<void> {
    const handle = this.handle;
    this.handle = undefined;
    await handle?.close();
  }

  private async fileFor(length: number): Promise<{ segment: Segment; handle: FileHandle }> {
    const full = this.segment !== undefined && this.segment.bytes > 0 && this.segment.bytes + length > this.rotateBytes;
    if (this.segment === undefined || full) return this.begin();
    this.handle ??= await open(path.join(this.dir, this.segment.file), 'r+');
    return { segment: this.segment, handle: this.handle };
  }

  private async begin(): Promise<{ segment: Segment; handle: FileHandle }> {
    const link = this.scan.segments.at(-1)?.last ?? this.scan.head;
    this.lastOrder += 1;
    const { name, handle } = await createJournalFile(this.dir, this.lastOrder, this.mustResume);
    await this.close();
    const segment: Segment = { file: name, resumed: this.mustResume, before: link, last: link, bytes: 0, lines: 0 };
    this.scan.segments.push(segment);
    this.segment = segment;
    this.handle = handle;
    this.mustResume = false;
    return { segment, handle };
  }

  private async cutBack(): Promise<void> {
    if (this.handle === undefined || this.segment === undefined) return;
    await this.disk.truncate(this.handle, this.segment.bytes);
    await this.disk.flush(this.handle);
    this.uncut = false;
  }
}
