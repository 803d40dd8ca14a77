/** A file that a process of its own writes: calls answered in order, silence noticed, and never half a file left behind. */
import { rm } from 'node:fs/promises';
import { WorkbookError, type WorkbookErrorCode } from '../../shared/workbook/errors';
import type { Child } from './child';

/** How long an abort may take before the process is killed. */
const ABORT_MS = 5_000;

/** What such a process answers: one `ok` or `error` to each call, in order; `abort` is answered by the end of the process. */
export type FromWritingProcess<Result> =
  | { readonly t: 'ready' }
  | { readonly t: 'ok'; readonly result: Result }
  /** It is at work: a long call is no silence. */
  | { readonly t: 'alive' }
  | { readonly t: 'error'; readonly code: WorkbookErrorCode; readonly place: string | null };

interface Call<Message, Result> {
  readonly message: Message;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls may be made without waiting; they are done in order, each promise is the back-pressure of what it brings. */
export class WritingJob<Message extends { readonly t: string }, Result> {
  private readonly calls: Call<Message, Result>[] = [];
  private failure: WorkbookError | null = null;
  private ready = false;
  private ended = false;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private readonly exited: Promise<void>;

  /**
   * @param temp the unfinished file: it goes when the job does
   * @param silenceMs without a word for so long during a call the process is taken for hung
   */
  constructor(
    private readonly child: Child,
    protected readonly temp: string,
    private readonly silenceMs: number,
  ) {
    child.on('message', (message) => this.receive(message as FromWritingProcess<Result>));
    this.exited = new Promise((resolve) =>
      child.once('exit', (code) => {
        resolve();
        if (!this.ended) this.fail(new WorkbookError('crashed', `exit ${code}`));
      }),
    );
  }

  /** Gives up: no half file stays. Calls that were waiting reject with `cancelled`. */
  async abort(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    this.rejectAll(new WorkbookError('cancelled'));
    this.child.postMessage({ t: 'abort' });
    const timer = setTimeout(() => this.child.kill(), ABORT_MS);
    await this.exited;
    clearTimeout(timer);
    await rm(this.temp, { force: true });
  }

  /** @throws WorkbookError */
  protected call(message: Message): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.failure !== null || this.ended) return reject(this.failure ?? new WorkbookError('cancelled'));
      this.calls.push({ message, resolve, reject });
      if (this.ready) this.child.postMessage(message);
      this.listen();
    });
  }

  /** The last call; when it resolves the file is whole, flushed, read back and in its place. @throws WorkbookError */
  protected async callLast(message: Message): Promise<Result> {
    const result = await this.call(message);
    this.ended = true;
    this.child.kill();
    return result;
  }

  private receive(message: FromWritingProcess<Result>): void {
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
      this.silence = setTimeout(() => this.fail(new WorkbookError('crashed', 'no answer')), this.silenceMs);
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
