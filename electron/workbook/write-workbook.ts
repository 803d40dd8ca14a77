/** Writes a workbook: rows in, a whole file out or none. Plain functions; the writer process and the tests call them. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { access, constants, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import { MoneyError } from '../../shared/money';
import { WorkbookError, type WorkbookErrorCode } from '../../shared/workbook/errors';
import { WorkbookSpecSchema, type WorkbookResult, type WorkbookRow, type WorkbookSpec } from '../../shared/workbook/model';
import { commitTemp, tempBeside } from '../files/atomic-write';
import { asFileError, errnoOf, FileError } from '../files/file-error';
import { Health } from './writing/part-stream';
import { Tabs, type PackingBook } from './writing/tabs';
import { verifyWorkbook } from './writing/verify';

export interface WriteOptions {
  /** Rows of a tab, head and totals included; smaller in tests only. */
  readonly mostRows?: number;
  /** Where the file is made before it takes the target's place; tests look at it. */
  readonly temp?: string;
  /** Told when the file is written and is read back, and when that is done. */
  readonly onStep?: (step: 'reading-back' | 'read-back') => void;
}

/**
 * A workbook being written. Rows go to its sheets in the order of the spec: a sheet that was left is finished and takes no more.
 * Every method rejects with a {@link WorkbookError}; after one has, the temporary file is gone and the target is what it was.
 */
export class WorkbookWriter {
  private ended = false;
  private constructor(
    private readonly path: string,
    private readonly temp: string,
    private readonly output: WriteStream,
    private readonly book: ExcelJS.stream.xlsx.WorkbookWriter,
    /** Rejects when the output or the packer fails, so that nothing waits for them forever. */
    private readonly failed: Promise<never>,
    private readonly abortion: AbortController,
    private readonly tabs: Tabs,
    private readonly onStep: NonNullable<WriteOptions['onStep']>,
  ) {}

  /** Starts a workbook. The target's folder must exist and take a file; an existing target stays until the new one is whole. */
  static async open(path: string, spec: WorkbookSpec, options: WriteOptions = {}): Promise<WorkbookWriter> {
    const checked = WorkbookSpecSchema.safeParse(spec);
    if (!checked.success) throw new WorkbookError('crashed', `spec: ${checked.error.issues[0]?.path.join('.') ?? ''}`);
    await checkTarget(path);
    const temp = options.temp ?? tempBeside(path);
    const output = createWriteStream(temp, { flags: 'wx', highWaterMark: 1 << 20 });
    try {
      await new Promise<void>((resolve, reject) => output.once('open', () => resolve()).once('error', reject));
    } catch (error) {
      throw asWorkbookError(error, path);
    }
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({
      stream: output,
      useStyles: true,
      useSharedStrings: false,
      zip: { zlib: { level: 1 } },
    });
    const packing = book as unknown as PackingBook;
    const abortion = new AbortController();
    const failed = new Promise<never>((_, reject) => {
      abortion.signal.addEventListener('abort', () => reject(new WorkbookError('cancelled')));
      output.on('error', reject);
      packing.zip.on('error', reject);
    });
    const health = new Health();
    failed.catch((error: unknown) => health.fail(error instanceof Error ? error : new Error(String(error))));
    setProperties(book, spec);
    return new WorkbookWriter(
      path,
      temp,
      output,
      book,
      failed,
      abortion,
      new Tabs(packing, spec, health, options.mostRows),
      options.onStep ?? (() => undefined),
    );
  }

  /** Appends rows to a sheet; resolves when the file takes more. */
  async appendRows(sheetKey: string, rows: readonly WorkbookRow[]): Promise<void> {
    await this.guarded(() => this.tabs.append(sheetKey, rows));
  }

  /** Ends the workbook: totals, charts, flush, re-read and comparison, then it takes the target's place. */
  async close(): Promise<WorkbookResult> {
    return this.guarded(async () => {
      await this.tabs.close();
      await Promise.race([this.book.commit(), this.failed]);
      await Promise.race([finished(this.output), this.failed]);
      await this.tabs.complete(this.temp);
      this.abortion.signal.throwIfAborted();
      await flush(this.temp);
      this.onStep('reading-back');
      await verifyWorkbook(this.temp, this.tabs.expected, this.abortion.signal);
      this.onStep('read-back');
      const sha256 = await digest(this.temp);
      const { size } = await stat(this.temp);
      await commitTemp(this.temp, this.path);
      this.ended = true;
      return { path: this.path, sha256, bytes: size, sheets: this.tabs.written };
    });
  }

  /** Gives up; resolves when the temporary file is gone. */
  async abort(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.abortion.abort();
    this.output.destroy();
    if (!this.output.closed) await new Promise<void>((resolve) => this.output.once('close', () => resolve()));
    await rm(this.temp, { force: true });
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.ended) throw new WorkbookError('cancelled');
    try {
      return await work();
    } catch (error) {
      const cancelled = this.abortion.signal.aborted;
      await this.abort();
      throw cancelled ? new WorkbookError('cancelled') : asWorkbookError(error, this.path);
    }
  }
}

/** Refuses early what would fail after minutes: no folder, no right to write, a target that another program holds open. */
async function checkTarget(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK);
    const handle = await open(path, 'r+').catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return null;
      throw error;
    });
    await handle?.close();
  } catch (error) {
    throw asWorkbookError(error, path);
  }
}

function setProperties(book: ExcelJS.stream.xlsx.WorkbookWriter, { meta }: WorkbookSpec): void {
  const { title, subject, creator, company, keywords, created, ...others } = meta;
  const at = created === undefined ? new Date() : new Date(created);
  const properties: Partial<ExcelJS.Workbook> = {
    creator: creator ?? 'Reconcile Desk',
    lastModifiedBy: creator ?? 'Reconcile Desk',
    created: at,
    modified: at,
    title: title ?? 'Reconcile Desk',
    subject: subject ?? '',
    company: company ?? '',
    keywords: keywords ?? '',
    description: Object.entries(others)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  };
  Object.assign(book, properties);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}

/** Any failure as one of the closed set. */
export function asWorkbookError(error: unknown, path: string): WorkbookError {
  if (error instanceof WorkbookError) return error;
  if (error instanceof MoneyError) return new WorkbookError('crashed', `amount ${error.fault}`);
  if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return new WorkbookError('no-folder', dirname(path));
  const failure = error instanceof FileError || errnoOf(error) !== undefined ? asFileError(error, path) : null;
  const code: WorkbookErrorCode = failure === null || failure.code === 'other' ? 'crashed' : failure.code;
  return new WorkbookError(code, failure?.file ?? (error instanceof Error ? error.message.slice(0, 200) : undefined));
}
