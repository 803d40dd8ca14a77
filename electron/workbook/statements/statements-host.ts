/** Writes statements in one process of their own for all of them: forking for each would cost more than writing it. */
import { rm } from 'node:fs/promises';
import { WorkbookError } from '../../../shared/workbook/errors';
import type { Statement, WrittenStatement } from '../../../shared/workbook/statement-file';
import { tempBeside } from '../../files/atomic-write';
import { forkOptions, type Child, type Fork } from '../child';
import type { FromStatements, ToStatements } from './messages';
import type { StatementsOptions } from './statements-writer';

/** Without an answer for so long the process is taken for hung. */
const SILENCE_MS = 120_000;
/** How long an abort may take before the process is killed. */
const ABORT_MS = 5_000;

export class StatementsHost {
  constructor(
    private readonly fork: Fork,
    private readonly module: string,
  ) {}

  /** @throws WorkbookError */
  async open(path: string, options: Omit<StatementsOptions, 'temp'>): Promise<StatementsJob> {
    const temp = tempBeside(path);
    const job = new StatementsJob(this.fork(this.module, [], forkOptions('Reconcile Desk statement writer')), temp);
    await job.begin(path, options);
    return job;
  }
}

interface Call {
  readonly message: ToStatements;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One file of statements on its way; calls are done in order. */
export class StatementsJob {
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
    child.on('message', (message) => this.receive(message as FromStatements));
    this.exited = new Promise((resolve) =>
      child.once('exit', (code) => {
        resolve();
        if (!this.ended) this.fail(new WorkbookError('crashed', `exit ${code}`));
      }),
    );
  }

  /** Called by {@link StatementsHost.open}. */
  async begin(path: string, options: Omit<StatementsOptions, 'temp'>): Promise<void> {
    await this.call({ t: 'open', path, options: { ...options, temp: this.temp } });
  }

  /** @throws WorkbookError */
  async add(statement: Statement): Promise<WrittenStatement> {
    return (await this.call({ t: 'add', statement })) as WrittenStatement;
  }

  /** When this resolves the file is whole, flushed, read back and in its place. @throws WorkbookError */
  async close(): Promise<{ sha256: string; bytes: number }> {
    const result = (await this.call({ t: 'close' })) as { sha256: string; bytes: number };
    this.ended = true;
    this.child.kill();
    return result;
  }

  /** Gives up: no half file stays. Calls that were waiting reject with `cancelled`. */
  async abort(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.rejectAll(new WorkbookError('cancelled'));
    this.child.postMessage({ t: 'abort' } satisfies ToStatements);
    const timer = setTimeout(() => this.child.kill(), ABORT_MS);
    await this.exited;
    clearTimeout(timer);
    await rm(this.temp, { force: true });
  }

  private call(message: ToStatements): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null || this.ended) return reject(this.failure ?? new WorkbookError('cancelled'));
      this.calls.push({ message, resolve, reject });
      if (this.ready) this.child.postMessage(message);
      this.listen();
    });
  }

  private receive(message: FromStatements): void {
    if (message.t === 'ready') {
      this.ready = true;
      for (const { message: waiting } of this.calls) this.child.postMessage(waiting);
    } else if (message.t === 'ok') this.calls.shift()?.resolve(message.value);
    else this.fail(new WorkbookError(message.code, message.place ?? undefined));
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
