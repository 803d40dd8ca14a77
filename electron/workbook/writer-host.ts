/** Writes workbooks in a process of their own: the main process never waits for packing, and a crash there leaves no half file. */
import { rm } from 'node:fs/promises';
import { WorkbookError } from '../../shared/workbook/errors';
import type { WorkbookResult, WorkbookRow, WorkbookSpec } from '../../shared/workbook/model';
import { tempBeside } from '../files/atomic-write';
import { forkOptions, type Child, type Fork } from './child';
import type { FromWriter, ToWriter } from './messages';

/** Without a word for so long during a call the process is taken for hung. */
const SILENCE_MS = 60_000;
/** How long an abort may take before the process is killed. */
const ABORT_MS = 5_000;

export class WorkbookHost {
  /**
   * @param fork `utilityProcess.fork` in the app
   * @param module path of the bundled writer-process.js
   */
  constructor(
    private readonly fork: Fork,
    private readonly module: string,
  ) {}

  /** Starts a workbook at `path`. @throws WorkbookError */
  async open(path: string, spec: WorkbookSpec): Promise<WorkbookJob> {
    const temp = tempBeside(path);
    const job = new WorkbookJob(this.fork(this.module, [], forkOptions('Reconcile Desk workbook writer')), temp);
    await job.begin(path, spec);
    return job;
  }
}

interface Call {
  readonly message: ToWriter;
  readonly resolve: (result: WorkbookResult | null) => void;
  readonly reject: (error: unknown) => void;
}

/** One workbook on its way. Calls may be made without waiting; they are done in order, each promise is the back-pressure of its rows. */
export class WorkbookJob {
  private readonly calls: Call[] = [];
  private failure: WorkbookError | null = null;
  private ready = false;
  private ended = false;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private readonly exited: Promise<void>;

  constructor(
    private readonly child: Child,
    private readonly temp: string,
  ) {
    child.on('message', (message) => this.receive(message as FromWriter));
    this.exited = new Promise((resolve) =>
      child.once('exit', (code) => {
        resolve();
        if (!this.ended) this.fail(new WorkbookError('crashed', `exit ${code}`));
      }),
    );
  }

  /** Called by {@link WorkbookHost.open}. */
  async begin(path: string, spec: WorkbookSpec): Promise<void> {
    await this.call({ t: 'open', path, spec, temp: this.temp });
  }

  /** Rows of a sheet, sheets in the order of the spec. @throws WorkbookError */
  async appendRows(sheet: string, rows: readonly WorkbookRow[]): Promise<void> {
    await this.call({ t: 'rows', sheet, rows });
  }

  /** Ends the workbook; when this resolves the file is whole, flushed, read back and in its place. @throws WorkbookError */
  async close(): Promise<WorkbookResult> {
    const result = await this.call({ t: 'close' });
    this.ended = true;
    this.child.kill();
    if (result === null) throw new WorkbookError('crashed', 'no result');
    return result;
  }

  /** Gives up: no half file stays. Calls that were waiting reject with `cancelled`. */
  async abort(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.rejectAll(new WorkbookError('cancelled'));
    this.child.postMessage({ t: 'abort' } satisfies ToWriter);
    const timer = setTimeout(() => this.child.kill(), ABORT_MS);
    await this.exited;
    clearTimeout(timer);
    await rm(this.temp, { force: true });
  }

  private call(message: ToWriter): Promise<WorkbookResult | null> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null || this.ended) return reject(this.failure ?? new WorkbookError('cancelled'));
      this.calls.push({ message, resolve, reject });
      if (this.ready) this.child.postMessage(message);
      this.listen();
    });
  }

  private receive(message: FromWriter): void {
    if (message.t === 'ready') {
      this.ready = true;
      for (const { message: waiting } of this.calls) this.child.postMessage(waiting);
    } else if (message.t === 'ok') this.calls.shift()?.resolve(message.result);
    else if (message.t === 'error') this.fail(new WorkbookError(message.code, message.place ?? undefined));
    this.listen();
  }

  private listen(): void {
    clearTimeout(this.silence);
    if (this.calls.length > 0 && !this.ended)
      this.silence = setTimeout(() => this.fail(new WorkbookError('crashed', 'no answer')), SILENCE_MS);
  }

  private fail(error: WorkbookError): void {
    if (this.failure !== null || this.ended) return;
    this.failure = error;
    this.ended = true;
    clearTimeout(this.silence);
    this.child.kill();
    // The file is gone before the caller hears of the failure.
    void this.exited
      .then(() => rm(this.temp, { force: true }))
      .catch(() => undefined)
      .then(() => this.rejectAll(error));
  }

  private rejectAll(error: WorkbookError): void {
    clearTimeout(this.silence);
    for (const { reject } of this.calls.splice(0)) reject(error);
  }
}
