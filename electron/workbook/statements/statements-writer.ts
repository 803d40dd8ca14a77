/** Writes statements of account: one workbook, or a zip of many; the whole file or none. Plain; the process and the tests call it. */
import { createHash } from 'node:crypto';
import { access, constants, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Zip, ZipPassThrough } from 'fflate';
import { WorkbookError } from '../../../shared/workbook/errors';
import { StatementSchema, type Statement, type WrittenStatement } from '../../../shared/workbook/statement-file';
import type { StatementBrand } from '../../../shared/workbook/template';
import { commitTemp, tempBeside, writeContent } from '../../files/atomic-write';
import { checkReplaceable, digestOf } from '../../files/text-file';
import { asWorkbookError } from '../write-workbook';
import { readZipDirectory } from '../xlsx/zip-directory';
import { unpack } from '../xlsx/zip-part';
import { buildStatement } from './build-book';
import { verifyStatement } from './verify';

export interface StatementsOptions {
  readonly brand: StatementBrand | null;
  /** UTC instant that stands in every workbook. */
  readonly created: string;
  /** Where the file is made before it takes the target's place. */
  readonly temp?: string;
}

export class StatementsWriter {
  private readonly written: WrittenStatement[] = [];
  private readonly names = new Set<string>();
  private readonly zip: Zip | null;
  /** What the packer gave and the disk does not have yet. */
  private packed: Uint8Array[] = [];
  private readonly hash = createHash('sha256');
  private bytes = 0;
  private closed = false;
  private ended = false;

  private constructor(
    private readonly target: string,
    private readonly temp: string,
    private readonly handle: FileHandle,
    private readonly options: StatementsOptions,
  ) {
    this.zip = /\.zip$/i.test(target)
      ? new Zip((error, piece) => {
          if (error) throw error;
          this.packed.push(piece);
        })
      : null;
  }

  /** @throws WorkbookError at once for a folder or target that takes no file */
  static async open(target: string, options: StatementsOptions): Promise<StatementsWriter> {
    const temp = options.temp ?? tempBeside(target);
    try {
      await access(dirname(target), constants.W_OK);
      await checkReplaceable(target);
      return new StatementsWriter(target, temp, await open(temp, 'wx'), options);
    } catch (error) {
      throw asWorkbookError(error, target);
    }
  }

  /** Writes one statement and reads it back. @throws WorkbookError; the temporary file is then gone */
  async add(statement: Statement): Promise<WrittenStatement> {
    return this.guarded(async () => {
      const checked = StatementSchema.safeParse(statement);
      if (!checked.success) throw new WorkbookError('crashed', `statement: ${checked.error.issues[0]?.path.join('.') ?? ''}`);
      const key = statement.file.normalize('NFC').toLowerCase();
      if (this.names.has(key)) throw new WorkbookError('crashed', `${statement.file} stands twice`);
      if (this.zip === null && this.names.size > 0) throw new WorkbookError('crashed', 'more than one statement for one workbook');
      this.names.add(key);
      const { book, placed } = buildStatement(checked.data, this.options.brand, this.options.created);
      const bytes = Buffer.from(await book.xlsx.writeBuffer());
      await verifyStatement(bytes, placed);
      if (this.zip === null) await this.write(bytes);
      else await this.pack(statement.file, bytes);
      const written: WrittenStatement = {
        file: statement.file,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: bytes.length,
        sheets: placed.map(({ sheet, name }) => ({ key: sheet.key, name, rows: sheet.rows.length })),
      };
      this.written.push(written);
      return written;
    });
  }

  /** Ends the file: flushed, read back from the disk, then in its place. @throws WorkbookError */
  async close(): Promise<{ sha256: string; bytes: number }> {
    return this.guarded(async () => {
      if (this.written.length === 0) throw new WorkbookError('crashed', 'no statement');
      this.zip?.end();
      await this.drain();
      await this.handle.sync();
      const sha256 = this.hash.digest('hex');
      if ((await digestOf(this.temp)) !== sha256) throw new WorkbookError('verify-failed', 'digest');
      if (this.zip !== null) await this.verifyZip();
      await this.handle.close();
      this.closed = true;
      await commitTemp(this.temp, this.target);
      this.ended = true;
      return { sha256, bytes: this.bytes };
    });
  }

  /** Gives up; resolves when the temporary file is gone. */
  async abort(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.zip?.terminate();
    if (!this.closed) await this.handle.close().catch(() => undefined);
    await rm(this.temp, { force: true });
  }

  /** Stored as it is: a workbook is packed already. */
  private async pack(name: string, bytes: Buffer): Promise<void> {
    const entry = new ZipPassThrough(name);
    entry.mtime = new Date(this.options.created);
    this.zip?.add(entry);
    entry.push(bytes, true);
    await this.drain();
  }

  private async drain(): Promise<void> {
    for (const piece of this.packed.splice(0)) await this.write(piece);
  }

  private async write(bytes: Uint8Array): Promise<void> {
    await writeContent(this.handle, bytes, (part) => {
      this.hash.update(part);
      this.bytes += part.length;
    });
  }

  /** Every workbook of the zip, as the disk has it, must be the one that was read back before. */
  private async verifyZip(): Promise<void> {
    const file = await open(this.temp, 'r');
    try {
      const entries = await readZipDirectory(file, this.bytes);
      if (entries.size !== this.written.length) throw new WorkbookError('verify-failed', `${entries.size} files`);
      for (const { file: name, sha256 } of this.written) {
        const entry = entries.get(name.toLowerCase());
        if (!entry) throw new WorkbookError('verify-failed', name);
        const hash = createHash('sha256');
        for await (const piece of unpack(file, entry)) hash.update(piece);
        if (hash.digest('hex') !== sha256) throw new WorkbookError('verify-failed', name);
      }
    } finally {
      await file.close();
    }
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.ended) throw new WorkbookError('cancelled');
    try {
      return await work();
    } catch (error) {
      const cancelled = this.ended;
      await this.abort();
      throw cancelled ? new WorkbookError('cancelled') : asWorkbookError(error, this.target);
    }
  }
}
